// Several steps: one is shown at a time, each is checked before the next, and where one is gets said.
export const steps = (element) => {
  const { inner, words } = element;
  const all = [...inner.querySelectorAll(".cc-step")];
  if (all.length < 2) return;
  const make = (tag, name, part) => {
    const made = document.createElement(tag);
    made.className = name;
    made.setAttribute("part", part);
    return made;
  };
  const progress = make("p", "cc-progress", "progress");
  progress.tabIndex = -1;
  all[0].before(progress);
  const send = inner.querySelector("button[type=submit]");
  const back = make("button", "cc-back", "button");
  back.type = "button";
  back.textContent = words.back;
  send.before(back);
  const consent = inner.querySelector(".cc-consent");
  const last = send.textContent;
  let at = all[0];

  // A step without a field that is asked is passed over.
  const open = () => all.filter((step) => step.querySelector(".cc-field:not([hidden])"));
  const show = (step, moved) => {
    at = step;
    const shown = open();
    const place = shown.indexOf(at);
    for (const other of all) other.hidden = other !== at;
    const ends = place === shown.length - 1;
    back.hidden = place < 1;
    if (consent) consent.hidden = !ends;
    send.textContent = ends ? last : words.next;
    const title = at.querySelector(".cc-step-title")?.textContent;
    progress.textContent = words.step.replace("{at}", place + 1).replace("{all}", shown.length) + (title ? `: ${title}` : "");
    // Focused, it is read out.
    if (moved) progress.focus();
  };
  const beside = (by) => {
    const shown = open();
    return shown[shown.indexOf(at) + by];
  };

  back.addEventListener("click", () => show(beside(-1) ?? all[0], true));
  inner.addEventListener("input", () => show(at));
  inner.addEventListener("reset", () => setTimeout(() => show(open()[0])));
  const submit = (event) => {
    const next = beside(1);
    if (!next) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const here = element.controls().filter((control) => at.contains(control));
    // Where the rules cannot be loaded, the browser's own say what is missing.
    const sentence = (control) => element.check(control) || (element.rules ? "" : control.validationMessage);
    const wrong = here.map((control) => [control.name, sentence(control)]).filter(([, said]) => said);
    element.showErrors(Object.fromEntries(wrong));
    if (!wrong.length) show(next, true);
  };
  inner.addEventListener("submit", submit, true);
  // An error stands where it can be seen.
  const { showErrors } = element;
  element.showErrors = (errors) => {
    const wrong = element.controls().find(({ name }) => errors[name]);
    const step = all.find((step) => step.contains(wrong));
    if (step && step !== at) show(step);
    if (wrong) showErrors.call(element, errors);
    else for (const control of element.controls()) element.mark(control, "");
  };
  element.addEventListener("ready", () => show(open()[0] ?? all[0]), { once: true });
};
