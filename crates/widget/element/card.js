// A vCard that was dropped on the form or pasted into it: read by WebAssembly, which is loaded then. Fields that are filled in stay.
const LARGEST = 5e6;

export default async (element, file) => {
  const { data, words } = element;
  const read = async () => {
    if (file.size > LARGEST) return {};
    const module = await import(data.origin + data.more.reader);
    await module.default();
    return JSON.parse(module.fill(JSON.stringify(data.form), new Uint8Array(await file.arrayBuffer())));
  };
  const values = await read().catch(() => ({}));
  const names = Object.keys(values);
  if (!names.length) return element.say(words.no_card, "error");
  element.fill(values);
  const filled = element.controls().filter(({ name }) => names.includes(name));
  for (const control of filled) element.checkAgain(control);
  if (filled.length) element.typed(filled[0]);
  element.say(words.filled, "success");
};
