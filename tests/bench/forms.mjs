// Submissions through a bad line to a gateway that is killed ten times: none may be lost, none doubled. Then, on a good line,
// how many a second are acknowledged on disk, beside a bare SQLite insert-and-commit loop in the same run.
// Usage: node tests/bench/forms.mjs PROGRAM
import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = process.argv[2];
const SUBMISSIONS = Number(process.env.SUBMISSIONS ?? 10_000);
const KILLS = 10;
const AT_ONCE = 32;
const MEASURED = Math.min(SUBMISSIONS, 5_000);
const folder = mkdtempSync(join(tmpdir(), "calling-card-bench-"));
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const chance = (share) => Math.random() < share;

let gateway;
let port = 0;
const start = () =>
  new Promise((done, fail) => {
    const options = ["serve", "--data", join(folder, "data"), "--port", String(port), "--demo", "--submissions", "4000000000"];
    gateway = spawn(program, options, { env: { ...process.env, RUST_LOG: "error" } });
    let printed = "";
    gateway.stdout.on("data", (chunk) => {
      printed += chunk;
      port = Number(/listening on \S+:(\d+)/.exec(printed)?.[1] ?? port);
      const link = /sign in: \S+#(\S+)/.exec(printed)?.[1];
      if (link) done(link);
    });
    gateway.once("error", fail);
    gateway.stderr.resume();
  });
const kill = () =>
  new Promise((done) => {
    gateway.once("exit", done);
    gateway.kill("SIGKILL");
  });

// The bad line: it drops, delays, cuts and repeats.
const happened = { dropped: 0, delayed: 0, cutBefore: 0, cutAfter: 0, repeated: 0, kills: 0 };
const line = createServer((client) => {
  let sent = Buffer.alloc(0);
  client.on("error", () => {});
  const act = async () => {
    if (chance(0.05)) return happened.dropped++, client.destroy();
    if (chance(0.1)) happened.delayed++, await pause(Math.random() * 60);
    const forward = (bytes, answer) => {
      const server = connect(port, "127.0.0.1");
      server.on("error", () => answer && client.destroy());
      server.on("close", () => answer && client.end());
      if (answer) server.on("data", (chunk) => answer(chunk));
      else server.resume();
      server.write(bytes);
      return server;
    };
    if (chance(0.03)) {
      happened.cutBefore++;
      forward(sent.subarray(0, Math.floor(sent.length * Math.random()))).end();
      return client.destroy();
    }
    if (chance(0.05)) happened.repeated++, forward(sent);
    const cut = chance(0.05);
    if (cut) happened.cutAfter++;
    forward(sent, (chunk) => (cut ? client.destroy() : client.write(chunk)));
  };
  client.on("data", (chunk) => {
    sent = Buffer.concat([sent, chunk]);
    const end = sent.indexOf("\r\n\r\n");
    const length = Number(/content-length: (\d+)/i.exec(sent.subarray(0, end).toString())?.[1]);
    if (end > 0 && sent.length >= end + 4 + length) act();
  });
});

const send = (to, agent, key, body) =>
  new Promise((done) => {
    const headers = { "content-type": "application/json", "idempotency-key": key, "content-length": Buffer.byteLength(body) };
    const sending = request({ host: "127.0.0.1", port: to, path: "/f/contact/submissions", method: "POST", headers, agent, timeout: 5000 }, (answer) => {
      answer.on("error", () => done(0));
      answer.on("end", () => done(answer.complete ? answer.statusCode : 0));
      answer.resume();
    });
    sending.on("timeout", () => sending.destroy());
    sending.on("error", () => done(0));
    sending.end(body);
  });

const bodyOf = (mark) => JSON.stringify({ values: { family_name: "Bench", email: "bench@example.com", message: mark }, consent: true, page: "https://www.example.com/contact" });

// What the embed does: the same key until there is an answer.
const states = {};
const deliver = async (to, agent, mark) => {
  const key = randomUUID();
  for (;;) {
    const status = await send(to, agent, key, bodyOf(mark));
    states[status] = (states[status] ?? 0) + 1;
    if (status === 201) return;
    if (status !== 0 && status !== 409 && status < 500) throw new Error(`the gateway answered ${status}`);
    await pause(20 + Math.random() * 80);
  }
};

const all = async (marks, to, agent, each = () => {}) => {
  let next = 0;
  const work = async () => {
    while (next < marks.length) {
      await deliver(to, agent, marks[next++]);
      await each();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

const stored = async (token) => {
  const origin = `http://127.0.0.1:${port}`;
  const signedIn = await fetch(`${origin}/auth/session`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token }) });
  const cookie = signedIn.headers.get("set-cookie").split(";")[0];
  const messages = [];
  for (let cursor = ""; cursor !== undefined; ) {
    const page = await (await fetch(`${origin}/crm/home/drafts?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, { headers: { cookie } })).json();
    messages.push(...page.items.map(({ message }) => message));
    cursor = page.next;
    if (cursor === null) break;
  }
  return messages;
};

let failed = false;
try {
  await start();
  await new Promise((done) => line.listen(0, "127.0.0.1", done));
  const marks = Array.from({ length: SUBMISSIONS }, (_, index) => `chaos-${index}`);
  let arrived = 0;
  let killing = false;
  const begun = performance.now();
  await all(marks, line.address().port, new Agent({ keepAlive: false }), async () => {
    arrived++;
    if (killing || happened.kills === KILLS || arrived < ((happened.kills + 1) * SUBMISSIONS) / (KILLS + 1)) return;
    killing = true;
    happened.kills++;
    await kill();
    await start();
    killing = false;
  });
  const chaosSeconds = (performance.now() - begun) / 1000;
  await kill();
  const messages = await stored(await start());
  const counts = new Map();
  for (const message of messages) counts.set(message, (counts.get(message) ?? 0) + 1);
  const lost = marks.filter((mark) => !counts.has(mark)).length;
  const doubled = marks.filter((mark) => counts.get(mark) > 1).length;
  console.log(`chaos: ${SUBMISSIONS} submissions in ${chaosSeconds.toFixed(0)} s; ${JSON.stringify(happened)}; answers by status (0: none): ${JSON.stringify(states)}`);
  console.log(`chaos: ${lost} lost, ${doubled} doubled (wanted: 0, 0); the gateway was killed ${happened.kills} times with -9`);
  failed = lost + doubled > 0 || happened.kills !== KILLS;

  const measured = Array.from({ length: MEASURED }, (_, index) => `measured-${index}`);
  const from = performance.now();
  await all(measured, port, new Agent({ keepAlive: true, maxSockets: AT_ONCE }));
  const rate = MEASURED / ((performance.now() - from) / 1000);
  // A submission writes a draft, its entry in the change log and its key: about 2 kB.
  const bare = Number(execFileSync("python3", ["tests/bench/bare_sqlite.py", join(folder, "bare.sqlite"), String(MEASURED), "2048"]));
  const bareRate = MEASURED / bare;
  console.log(`throughput: ${rate.toFixed(0)} submissions/s acknowledged on disk, ${AT_ONCE} at once; bare SQLite insert and commit: ${bareRate.toFixed(0)}/s; ratio ${(rate / bareRate).toFixed(2)}`);
} finally {
  line.close();
  await kill();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
