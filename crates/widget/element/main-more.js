// As main.js, for forms with conditions, steps, countries, files, hidden fields or an event.
import { helpers } from "./helpers.js";
import { start } from "./start.js";

start(Object.assign(__FORM__, { helpers }), document.currentScript);
