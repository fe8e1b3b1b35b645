// How long a backup of 100,000 people takes, and the way back: `node tests/bench/restore.mjs PROGRAM DATA`.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { say } from "./gateway.mjs";

const [program, data] = process.argv.slice(2);
const COUNT = "100000";
/** So many seconds a restore may take, of an open and of a sealed backup. */
const WANTED = 60;

const run = (...words) => execFileSync(program, words, { encoding: "utf8" });
const timed = (...words) => {
  const begun = performance.now();
  const printed = run(...words);
  return { seconds: (performance.now() - begun) / 1000, printed };
};

if (!existsSync(join(data, "calling-card.sqlite"))) run("make-up", "--data", data, COUNT);
const folder = mkdtempSync(join(tmpdir(), "calling-card-restore-"));
try {
  const key = run("key", "backup");
  writeFileSync(join(folder, "key"), key);
  const recipient = /age1\S+/.exec(key)[0];
  const ways = [
    ["open", [], []],
    ["sealed", ["--encrypt-to", recipient], ["--identity", join(folder, "key")]],
  ];
  for (const [name, sealing, opening] of ways) {
    const file = join(folder, name);
    const written = timed("backup", file, "--data", data, ...sealing);
    say(`backup, ${name} (${(statSync(file).size / 1e6).toFixed(0)} MB)`, written.seconds, "s", WANTED);
    const restored = timed("restore", file, "--data", join(folder, `data-${name}`), ...opening);
    if (!restored.printed.includes(`${COUNT} person`)) throw new Error(restored.printed);
    say(`restore, ${name}: opened, looked through, in its place`, restored.seconds, "s", WANTED);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
