// Fields that are asked only where an earlier field says so, by the rules of crates/contact/src/form_condition.rs.
const holds = ({ is, value }, text) => {
  if (is === "filled") return text.trim() !== "";
  return (is === "equals") === text.split("\n").some((line) => line.trim() === value);
};

export const conditions = (element) => {
  const { inner, data } = element;
  const apply = () => {
    // In their order: what is switched off counts as empty for what follows.
    for (const { name, when } of data.form.fields) {
      if (!when) continue;
      const off = !holds(when, element.text(when.field));
      for (const control of inner.elements) {
        if (control.name !== name) continue;
        control.disabled = off;
        const place = control.closest(".cc-field");
        if (place) place.hidden = off;
      }
    }
  };
  inner.addEventListener("input", apply);
  inner.addEventListener("reset", () => setTimeout(apply));
  element.addEventListener("ready", apply, { once: true });
};
