// Keeps the built files of the app, so that it starts without a connection. It keeps nothing else: what the gateway answers of people, forms and
// sign-in passes by it, and what is read offline is kept by the app's worker (crates/worker/keep.js).
// Which build it is of, and the paths of its files; `cargo xtask` writes them here.
const BUILD = "";
const FILES = [];
const NAME = `app-${BUILD}`;
// The page of the app, which stands at many addresses: those of the gateway's list (crates/gateway/src/site/routes.rs).
const PAGE = "/";
const PAGES = ["", "people", "connections", "organizations", "drafts", "forms", "events", "import", "settings", "bin", "sign-in", "welcome"];
// What carries a hash of its content never changes; all else is taken from the gateway where that answers.
const hashed = (path) => /[-_.][0-9a-f]{12}/.test(path);

// All of them or none. It does not push the one before it aside: a page that is open goes on with the files that it was built with.
self.addEventListener("install", (event) => event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([PAGE, ...FILES]))));

const begin = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("app-") && name !== NAME) await caches.delete(name);
  }
  await self.clients.claim();
};
self.addEventListener("activate", (event) => event.waitUntil(begin()));

// As an answer to what was asked: with its own address, which says nothing behind a question mark, a worker would not know what it was asked for.
const kept = async (path) => {
  const found = await (await caches.open(NAME)).match(path, { ignoreSearch: true });
  return found && new Response(found.body, found);
};

// The newest page where there is a connection; else, or where only a proxy answers, the one that is kept.
const page = async (request) => {
  try {
    const answer = await fetch(request);
    if (answer.status < 500) return answer;
    return (await kept(PAGE)) ?? answer;
  } catch {
    return (await kept(PAGE)) ?? Response.error();
  }
};

const file = async (request, path) => {
  if (hashed(path)) return (await kept(path)) ?? fetch(request);
  try {
    const answer = await fetch(request);
    if (answer.ok || answer.status === 304) return answer;
    return (await kept(path)) ?? answer;
  } catch {
    return (await kept(path)) ?? Response.error();
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (PAGES.includes(pathname.split("/")[1])) event.respondWith(page(request));
  } else if (FILES.includes(pathname)) event.respondWith(file(request, pathname));
});
