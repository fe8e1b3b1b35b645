// What is kept in this browser to be read without a connection, and what waits to be sent: one database, of one member of staff at a time.
// What was read goes when they sign out or their session ends; what waits stays until it is sent or discarded, and is shown to them alone.
const NAME = "calling-card";
const DAY = 86_400_000;
// What is older is not shown, and dropped.
const OLDEST = 30 * DAY;
// Most answers, most characters of one and of all.
const ANSWERS = 600;
const ANSWER = 400_000;
const ALL = 16_000_000;
// Most bytes of the index of people, and most parts of it that tell of changes: beyond, it is asked anew at the next start.
const FEED = 96_000_000;
const CHANGES = 200;

const wish = (request) =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

let opening;
const database = () =>
  (opening ??= new Promise((done, fail) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const made = request.result;
      made.createObjectStore("about");
      made.createObjectStore("answers", { keyPath: "target" }).createIndex("at", "at");
      made.createObjectStore("feed", { autoIncrement: true });
      made.createObjectStore("waiting", { keyPath: "key" });
    };
    request.onsuccess = () => {
      // Who deletes the database need not wait for us.
      request.result.onversionchange = () => {
        request.result.close();
        opening = undefined;
      };
      done(request.result);
    };
    request.onerror = () => {
      opening = undefined;
      fail(request.error);
    };
  }));

// Does something with stores in one transaction; answers once it is on disk.
const within = async (names, mode, work) => {
  const transaction = (await database()).transaction(names, mode);
  const ended = new Promise((done, fail) => {
    transaction.oncomplete = done;
    transaction.onabort = () => fail(transaction.error);
  });
  const [outcome] = await Promise.all([work(...names.map((name) => transaction.objectStore(name))), ended]);
  return outcome;
};

/** Goes through what a store or an index has, until `look` answers false. */
const each = (source, range, look) =>
  new Promise((done, fail) => {
    const request = source.openCursor(range);
    request.onerror = () => fail(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor || look(cursor) === false) return done();
      cursor.continue();
    };
  });

/** Says whose it is from now on: what was another's is dropped, and what is too old. */
export const keep_open = (user) =>
  within(["about", "answers", "feed"], "readwrite", async (about, answers, feed) => {
    if ((await wish(about.get("owner"))) !== user) {
      answers.clear();
      feed.clear();
      about.delete("fed");
      about.put(user, "owner");
    }
    const oldest = Date.now() - OLDEST;
    if (((await wish(about.get("fed"))) ?? 0) < oldest) feed.clear();
    await each(answers.index("at"), IDBKeyRange.upperBound(oldest), (cursor) => {
      cursor.delete();
    });
    // The oldest go first where there is too much.
    let count = 0;
    let size = 0;
    const newest = [];
    await each(answers.index("at"), null, ({ primaryKey, value }) => {
      newest.push([primaryKey, value.text.length]);
    });
    for (const [target, length] of newest.reverse()) {
      count += 1;
      size += length;
      if (count > ANSWERS || size > ALL) answers.delete(target);
    }
    return "true";
  });

/** Keeps answers of the gateway: `[target, text]` each. Of who is not its owner it keeps nothing. */
export const keep_put = (user, read) =>
  within(["about", "answers"], "readwrite", async (about, answers) => {
    if ((await wish(about.get("owner"))) !== user) return "false";
    for (const [target, text] of JSON.parse(read)) {
      if (text.length <= ANSWER) answers.put({ target, text, at: Date.now() });
    }
    return "true";
  });

/** What was answered when it was last asked, after the moment and a line break; nothing where that is not kept. Without a user: whoever the owner is. */
export const keep_read = (target, user) =>
  within(["about", "answers"], "readonly", async (about, answers) => {
    const owner = await wish(about.get("owner"));
    const known = owner && (!user || owner === user) ? await wish(answers.get(target)) : undefined;
    return known && known.at >= Date.now() - OLDEST ? `${known.at}\n${known.text}` : "";
  });

/** Drops all that was read. */
export const keep_drop = () =>
  within(["about", "answers", "feed"], "readwrite", async (about, answers, feed) => {
    about.clear();
    answers.clear();
    feed.clear();
    return "true";
  });

/** What waits of a member of staff, in its order. */
export const waiting_list = (user) =>
  within(["waiting"], "readonly", async (waiting) => {
    const all = await wish(waiting.getAll());
    return `[${all.filter((entry) => entry.user === user).map((entry) => entry.json)}]`;
  });

/** Puts something among what waits, or in the place of what had its key. */
export const waiting_put = (user, key, json) =>
  within(["waiting"], "readwrite", async (waiting) => {
    waiting.put({ key, user, json });
    return "true";
  });

/** Takes something out of what waits. */
export const waiting_remove = (key) =>
  within(["waiting"], "readwrite", async (waiting) => {
    waiting.delete(key);
    return "true";
  });

// The index of people: the parts of which it was made, in their order. One worker at a time writes it down, however many pages are open.
let writes = false;
let feeding = "";
let seen;
const take_turn = () =>
  new Promise((done) => {
    if (writes || !navigator.locks) return done();
    const hold = () => {
      writes = true;
      done();
      return new Promise(() => {});
    };
    // That of the page before this one may still be on its way out.
    navigator.locks.request("calling-card-feed", { signal: AbortSignal.timeout(300) }, hold).catch(done);
  });

const forget_feed = () =>
  within(["about", "feed"], "readwrite", async (about, feed) => {
    about.delete("fed");
    feed.clear();
  });

/** Begins the index of a member of staff with the parts that are kept; answers how far it is then. */
export const feed_begin = async (module, user) => {
  let state = module.index_begin();
  const number = JSON.parse(state).number;
  feeding = "";
  try {
    await keep_open(user);
    await take_turn();
    const keys = await within(["feed"], "readonly", (feed) => wish(feed.getAllKeys()));
    let size = 0;
    let whole = keys.length <= CHANGES + 1000;
    for (const key of whole ? keys : []) {
      const bytes = await within(["feed"], "readonly", (feed) => wish(feed.get(key)));
      // One that was complete asks for what was changed before it takes that in.
      module.index_go_on();
      const taken = bytes ? module.index_take(number, bytes) : "";
      whole = taken !== "" && (size += bytes.length) <= FEED;
      if (!whole) break;
      state = taken;
    }
    if (!whole) {
      await forget_feed();
      state = module.index_begin();
    }
    feeding = user;
  } catch {
    // Where a browser keeps nothing, the index is asked whole.
    state = module.index_begin();
  }
  seen = JSON.parse(state);
  return state;
};

/** Keeps a part that was taken into the index, where it has told something. */
export const feed_take = async (bytes, ok) => {
  const state = JSON.parse(ok);
  const told = !seen?.complete || state.generation !== seen.generation;
  const changes = seen?.complete === true;
  seen = state;
  if (!writes || !feeding || !told) return;
  // An index that was begun anew has nothing to do with what is kept.
  if (changes && !state.complete) await forget_feed();
  const gone = changes ? (JSON.parse(new TextDecoder().decode(bytes)).gone ?? []) : [];
  const owned = await within(["about", "feed"], "readwrite", async (about, feed) => {
    if ((await wish(about.get("owner"))) !== feeding) return false;
    const parts = await wish(feed.count());
    if (changes && parts > state.people / 1000 + CHANGES) {
      feed.clear();
      return false;
    }
    feed.add(bytes);
    about.put(Date.now(), "fed");
    return true;
  });
  if (!owned) feeding = "";
  if (owned && gone.length > 0) await forget_people(gone);
};

/** Takes those who are gone out of all that is kept. */
const forget_people = (gone) =>
  within(["answers", "feed"], "readwrite", async (answers, feed) => {
    await each(feed, null, (cursor) => {
      const text = new TextDecoder().decode(cursor.value);
      if (!gone.some((id) => text.includes(`"id":"${id}"`))) return;
      const part = JSON.parse(text);
      part.people = part.people.filter((person) => !gone.includes(person.summary.id));
      cursor.update(new TextEncoder().encode(JSON.stringify(part)));
    });
    await each(answers, null, (cursor) => {
      if (gone.some((id) => String(cursor.primaryKey).includes(id))) cursor.delete();
    });
  });

/** Forgets the index. */
export const feed_clear = async () => {
  feeding = "";
  seen = undefined;
  await forget_feed();
};
