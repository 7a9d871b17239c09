// All keys, and others in their place: whoever presses one of them here is asked for the next.

import { GROUPS } from "./commands.js";
import { the } from "./desk.js";
import { looks, nameOf } from "./keymap.js";
import { keymap } from "./keys.js";
import { element, say } from "./say.js";

// Which key of which command is being asked for.
let asking = null;

export function listed() {
  the("help-keys").replaceChildren(...Object.entries(GROUPS).map(([group, commands]) =>
    element("section", {}, element("h3", { textContent: say(`groups-${group}`) }), element("ul", {}, ...commands.map(line)))));
  the("help-reset").disabled = !keymap.isChanged;
}

export function help() {
  asking = null;
  listed();
  tell("");
  the("help").showModal();
}

export function reset() {
  asking = null;
  keymap.reset();
  listed();
  tell(say("keysUsual"));
  the("help-close").focus();
}

// While a key is asked for, every key is an answer; Tab leaves all as it was, as going elsewhere does.
export function answered(event) {
  if (!asking) return;
  const key = nameOf(event), { command, before } = asking;
  if (key === "Tab" || key === "Shift+Tab") {
    asked(null);
    return focus(command);  // from there it goes on
  }
  event.preventDefault();
  event.stopPropagation();
  if (!key || event.repeat) return;
  const isNone = key === "Backspace" || key === "Delete", wrong = isNone ? null : keymap.wrong(command, key);
  if (wrong) return tell(say(wrong[0], { key: wrong[1], what: wrong[2] && say(`does-${wrong[2]}`) }));
  const isKept = isNone && before === null ? true : keymap.put(command, before, isNone ? null : key);
  asked(null);
  tell(isKept ? say(isNone ? "keyGone" : "keyIs", { what: say(`does-${command.name}`), key: isNone ? "" : looks(key) }) : say("keyNotKept"));
  focus(command);
}

const focus = ({ name }) => the(`keys-${name}`).querySelector("button").focus();

function line(command) {
  const what = say(`does-${command.name}`);
  const key = (one) => {
    const isAsked = asking?.command === command && asking.before === one;
    const made = element("button", { type: "button", className: one === null ? "another" : "key" }, isAsked ? "…" : one === null ? "+" : element("kbd", { textContent: looks(one) }));
    made.setAttribute("aria-label", `${what}: ${isAsked ? say("keyAsked") : one === null ? say("keyAnother") : looks(one)}`);
    made.addEventListener("click", () => asked({ command, before: one }));
    if (isAsked) made.setAttribute("aria-pressed", "true");
    return made;
  };
  return element("li", { id: `keys-${command.name}` }, element("span", { textContent: what }), element("span", { className: "keys" }, ...(command.isFixed ? [element("kbd", { textContent: looks(command.keys) })] : [...keymap.keys(command), null].map(key))));
}

function asked(one) {
  asking = one;
  listed();
  tell(one ? say("keyAsk", { what: say(`does-${one.command.name}`) }) : "");
  document.querySelector("#help-keys [aria-pressed]")?.focus();
}

function tell(text) {
  the("help-says").textContent = text;
}
