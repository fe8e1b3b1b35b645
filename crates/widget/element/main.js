// The one script of an embed: the gateway puts the form's data in the place of __FORM__.
import { start } from "./start.js";

start(__FORM__, document.currentScript);
