// Files: chosen or dropped onto their field, each sent by itself at once. What the field says from then on are the tokens that
// the gateway has answered, so that files are kept, sent and checked as all else that is typed.

// Sends one. Answers what the gateway says of it; fails with a sentence.
const upload = ({ data, language, words }, name, entry) =>
  new Promise((done, fail) => {
    const request = (entry.request = new XMLHttpRequest());
    const body = new FormData();
    body.append("file", entry.file, entry.name);
    request.open("POST", `${data.origin}/f/${data.id}/files/${name}?lang=${language}`);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => (entry.progress.value = loaded / total);
    request.onload = () => {
      const { status, response } = request;
      if (status === 201 && response) return done(response);
      fail(response?.errors?.[0]?.message ?? response?.title ?? words.broken);
    };
    request.onerror = () => fail(words.broken);
    request.send(body);
  });

const size = (bytes, language) => {
  const [unit, shift] = bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(Math.max(bytes / shift, 0.1));
};

const make = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const field = (element, input) => {
  const { words, language, inner } = element;
  const most = Number(input.dataset.most);
  const several = most > 1;
  const endings = input.accept.split(",");
  const list = make("ul", { class: "cc-files" });
  const said = make("p", { class: "cc-said", role: "status" });
  const place = make("div", { class: "cc-drop" });
  let entries = [];

  input.before(place);
  place.append(input, make("span", { "aria-hidden": "true" }, several ? words.choose_several : words.choose));
  place.after(list, said);
  // Whether something must be chosen is known here, and not to the browser: what is chosen was sent, and the input is empty again.
  const needed = input.required;
  input.required = false;
  if (needed) input.setAttribute("aria-required", "true");

  // What was sent says what the field says; nobody sets what a browser has chosen.
  Object.defineProperty(input, "value", {
    get: () => entries.filter(({ token }) => token).map(({ token }) => token).join("\n"),
    set: (text) => {
      const known = element.draft.files ?? {};
      entries = text.split("\n").filter((token) => known[token]).map((token) => ({ token, ...known[token] }));
      show();
    },
  });

  const busy = () => entries.some(({ token }) => !token);

  const show = () => {
    for (const entry of entries) entry.item ??= row(entry);
    list.replaceChildren(...entries.map(({ item }) => item));
    input.setCustomValidity(busy() ? words.wait : needed && !entries.length ? words.choose : "");
  };

  // Only one knows that something was typed: the form's own listeners.
  const tell = (text) => {
    show();
    said.textContent = text;
    const { draft } = element;
    draft.files = { ...draft.files };
    for (const { token, name, bytes } of entries) if (token) draft.files[token] = { name, bytes };
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const remove = (entry) => {
    entry.request?.abort();
    const at = entries.indexOf(entry);
    entries = entries.filter((other) => other !== entry);
    element.refused.delete(input);
    tell(`${words.removed}: ${entry.name}`);
    // The focus goes to what stands there now.
    (list.children[Math.min(at, entries.length - 1)]?.querySelector("button") ?? input).focus();
  };

  const row = (entry) => {
    const button = make("button", { type: "button", part: "button", "aria-label": `${words.remove}: ${entry.name}` }, words.remove);
    button.addEventListener("click", () => remove(entry));
    const item = make("li", {}, make("bdi", {}, entry.name), make("small", {}, size(entry.bytes, language)), button);
    if (!entry.token) {
      entry.progress = make("progress", { max: 1, value: 0, "aria-label": `${words.uploading}: ${entry.name}` });
      item.append(entry.progress);
    }
    return item;
  };

  const refuse = (sentences) => {
    element.refused.add(input);
    said.textContent = sentences.join(" ");
    element.mark(input, said.textContent);
  };

  const send = async (entry) => {
    try {
      const { token, name } = await (element.upload ?? upload)(element, input.name, entry);
      if (!entries.includes(entry)) return;
      entry.progress.remove();
      entry.token = token;
      tell(`${words.uploaded}: ${name ?? entry.name}`);
      if (!element.refused.has(input)) element.mark(input, "");
    } catch (sentence) {
      if (!entries.includes(entry)) return;
      entries = entries.filter((other) => other !== entry);
      tell("");
      refuse([`${entry.name}: ${sentence}`]);
    }
  };

  // Looks at what was chosen before it is sent; the gateway looks at what is in it.
  const take = (chosen) => {
    const files = several ? [...chosen] : [...chosen].slice(0, 1);
    if (!files.length) return;
    element.begin();
    if (!several) for (const entry of entries.splice(0)) entry.request?.abort();
    element.refused.delete(input);
    const wrong = [];
    const begun = [];
    for (const file of files) {
      const { name } = file;
      if (entries.length === most) {
        wrong.push(words.too_many_files);
        break;
      }
      const problem =
        (!endings.some((ending) => name.toLowerCase().endsWith(ending)) && words.file_kind) ||
        ((!file.size || file.size > input.dataset.bytes) && words.file_size);
      if (problem) {
        wrong.push(`${name}: ${problem}`);
        continue;
      }
      const entry = { name, file, bytes: file.size };
      entries.push(entry);
      begun.push(entry);
    }
    tell(begun.length ? `${words.uploading}: ${begun.map(({ name }) => name).join(", ")}` : "");
    if (wrong.length) refuse(wrong);
    else element.mark(input, "");
    for (const entry of begun) send(entry);
  };

  input.addEventListener("change", () => {
    const chosen = [...input.files];
    // The same file can be chosen again.
    input.files = new DataTransfer().files;
    take(chosen);
  });
  const over = (is) => (event) => {
    event.preventDefault();
    place.toggleAttribute("data-over", is);
  };
  place.addEventListener("dragover", over(true));
  place.addEventListener("dragleave", over(false));
  place.addEventListener("drop", (event) => {
    over(false)(event);
    // What is dropped here is no business card that fills the form in.
    event.stopPropagation();
    take(event.dataTransfer.files);
  });
  inner.addEventListener("reset", () => {
    for (const { request } of entries) request?.abort();
    entries = [];
    show();
  });
  show();
  return busy;
};

export const files = (element) => {
  // Where files were refused: that is said until others are chosen, and is nothing that keeps the form from being sent.
  element.refused = new Set();
  const busy = new Map([...element.inner.querySelectorAll("input[type=file]")].map((input) => [input, field(element, input)]));
  const { check, checkAgain } = element;
  // What is on its way is not there yet.
  element.check = (control) => (busy.get(control)?.() ? element.words.wait : check.call(element, control));
  element.checkAgain = (control) => element.refused.has(control) || checkAgain.call(element, control);
};
