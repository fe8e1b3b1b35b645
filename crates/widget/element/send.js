// Sending: one submission under one key, until the gateway has said what became of it.
import { alone } from "./keep.js";

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Tries once. Answers {ok: the receipt}, {wait} in seconds (0 for not said) where it may be tried again, or {status, problem}.
export const send = async (data, entry, proof) =>
  (await alone(entry.key, async () => {
    try {
      const body = { ...entry.content, proof: await Promise.race([proof, pause(9000)]) };
      const answer = await fetch(`${data.origin}/f/${data.id}/submissions`, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": entry.key },
        body: JSON.stringify(body),
        credentials: "omit",
        signal: AbortSignal.timeout?.(30000),
      });
      if (answer.ok) return { ok: await answer.json().catch(() => ({})) };
      const problem = await answer.json().catch(() => ({}));
      const { status } = answer;
      if (problem.retry_after || status === 429 || status >= 500) return { wait: problem.retry_after ?? 0 };
      return { status, problem };
    } catch {
      return { wait: 0 };
    }
  })) ?? { wait: 1 };

// Tells the gateway at which field a visitor left.
export const tell = (data, field) =>
  fetch(`${data.origin}/f/${data.id}/left`, { method: "POST", body: field, credentials: "omit", keepalive: true }).catch(() => {});
