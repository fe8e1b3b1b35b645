// What only some forms need, in the order in which it works. The gateway puts it only into the scripts of those.
import { conditions } from "./conditions.js";
import { countries } from "./countries.js";
import { files } from "./files.js";
import { hidden } from "./hidden.js";
import { invitation } from "./invitation.js";
import { steps } from "./steps.js";

export const helpers = [hidden, invitation, countries, conditions, steps, files];
