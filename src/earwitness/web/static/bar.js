// What is done most, under a mouse or a finger. Each button shows its key, and so teaches it.

import { the } from "./desk.js";
import { editing } from "./edit.js";
import { isSilent, looks } from "./keymap.js";
import { keymap } from "./keys.js";
import { here } from "./place.js";
import { element, say } from "./say.js";

const DESK = [["edit", "english", "accept", "sign"], ["quote", "comment", "term"], ["unclear", "unintelligible"], ["split", "merge"], ["speaker", "name", "relabel", "partVoice"], ["undo", "redo"], ["beside"]];
const TYPING = [["done", "doneAccept", "leave"], ["term"], ["back", "forth"]];

export function bar() {
  the("deeds").replaceChildren(...(editing() ? TYPING : DESK).map((names) => element("div", {}, ...names.map(deed))));
}

function deed(name) {
  const command = keymap.commands.find((one) => one.name === name), key = keymap.keys(command).find((one) => !editing() || isSilent(one));
  const made = element("button", { type: "button", title: say(`does-${name}`) }, say(`do-${name}`), ...(key ? [element("kbd", { ariaHidden: "true", textContent: looks(key) })] : []));
  made.dataset.does = name;
  made.addEventListener("mousedown", (event) => event.preventDefault());  // one stays where one is
  made.addEventListener("click", () => here.id && command.does());
  return made;
}
