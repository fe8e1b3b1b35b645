// Phone numbers, set as their country sets them while they are typed. Loaded when a visitor comes to a field for one.
import { AsYouType } from "libphonenumber-js/min";

// The country whose numbers are typed without their code: the one that the visitor's browser is set to.
const country = () => {
  try {
    return new Intl.Locale(navigator.language).maximize().region;
  } catch {
    return undefined;
  }
};

const helped = new WeakSet();

export default (_element, control) => {
  if (helped.has(control)) return;
  helped.add(control);
  const set = () => {
    const text = control.value;
    // Who corrects in the middle is left alone, and so is what is no number.
    if (control.selectionStart !== text.length || /[^\d\s()+./-]/.test(text)) return;
    const formatted = new AsYouType(country()).input(text);
    if (formatted && formatted !== text) control.value = formatted;
  };
  // Before the form's own listener keeps what was typed.
  control.addEventListener("input", (event) => event.inputType?.startsWith("delete") || set());
  set();
};
