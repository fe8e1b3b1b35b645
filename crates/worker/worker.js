// The worker's loop: loads the module that its address names, and answers calls by their numbers.
const name = new URL(self.location.href).searchParams.get("glue") ?? "";
// Only a file beside this one.
const loaded = /^[\w.-]+\.js$/.test(name) ? import(`./${name}`).then(async (module) => (await module.default(), module)) : Promise.reject(new Error("no module"));
self.onmessage = async ({ data: { id, call, argument } }) => {
  let ok = "";
  try {
    const module = await loaded;
    ok = Array.isArray(argument) ? module[call](...argument) : module[call](argument);
  } catch {
    // The app says what an empty answer means.
  }
  self.postMessage({ id, ok });
};
