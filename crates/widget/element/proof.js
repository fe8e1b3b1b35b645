// Proof of work by the ALTCHA protocol (version 2, SHA-256, cost 1): off the typing path, in a worker where one may start.

// Answers a function that tries counters of a span and answers the one whose hash begins as asked. It uses nothing outside
// itself, because a worker is made of its text.
const hasher = ({ nonce, salt, keyPrefix }) => {
  const constants = [];
  const start = [];
  for (let number = 2; constants.length < 64; number++) {
    let prime = true;
    for (let by = 2; by * by <= number; by++) prime &&= number % by > 0;
    if (!prime) continue;
    if (start.length < 8) start.push((number ** 0.5 * 2 ** 32) | 0);
    constants.push((number ** (1 / 3) * 2 ** 32) | 0);
  }
  const input = (salt + nonce).match(/.{8}/g).map((word) => parseInt(word, 16) | 0);
  const wanted = keyPrefix.match(/.{8}/g).map((word) => parseInt(word, 16) | 0);
  const words = new Int32Array(64);
  const hash = (counter) => {
    words.set(input);
    words[8] = counter;
    words.fill(0, 9, 16);
    words[9] = 1 << 31;
    words[15] = 36 * 8;
    let [a, b, c, d, e, f, g, h] = start;
    for (let round = 0; round < 64; round++) {
      if (round > 15) {
        const x = words[round - 15];
        const y = words[round - 2];
        words[round] = words[round - 16] + words[round - 7]
          + (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3))
          + (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10));
      }
      const one = (h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7)))
        + ((e & f) ^ (~e & g)) + constants[round] + words[round]) | 0;
      const two = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10)))
        + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    return [a, b, c, d, e, f, g, h].map((word, index) => (word + start[index]) | 0);
  };
  return (from, to) => {
    for (let counter = from; counter < to; counter++) {
      const found = hash(counter);
      if (wanted.every((word, index) => word === found[index])) {
        return { counter, derivedKey: found.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("") };
      }
    }
  };
};

const MOST = 1e6;

const inWorker = (parameters) =>
  new Promise((done, fail) => {
    const text = `postMessage((${hasher})(${JSON.stringify(parameters)})(0, ${MOST}))`;
    const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const worker = new Worker(address);
    worker.onmessage = ({ data }) => {
      worker.terminate();
      done(data);
    };
    worker.onerror = fail;
    URL.revokeObjectURL(address);
  });

// Where no worker may start: a few milliseconds at a time.
const inSlices = async (parameters) => {
  const seek = hasher(parameters);
  for (let from = 0; from < MOST; from += 500) {
    const found = seek(from, from + 500);
    if (found) return found;
    await new Promise((done) => setTimeout(done));
  }
};

// The proof as it is sent, or nothing. By its query the gateway counts how many begin, those who are gone at once as well (keepalive).
export const prove = async (data, query = "") => {
  try {
    const challenge = await (await fetch(`${data.origin}/f/${data.id}/challenge${query}`, { credentials: "omit", keepalive: true })).json();
    const { parameters } = challenge;
    const solution = await inWorker(parameters).catch(() => inSlices(parameters));
    return solution && btoa(JSON.stringify({ challenge, solution }));
  } catch {
    // What comes without a proof is held for review.
  }
};
