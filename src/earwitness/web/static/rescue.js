// What could not be kept where it was typed, or done: it is shown, to be copied, until somebody closes it.

import { element, say } from "./say.js";

// `says` is an element; `text` is what was typed, if anything was.
export function rescue(says, text) {
  const close = element("button", { type: "button", textContent: say("close") });
  const box = element("div", { className: "conflict" }, says, ...(text ? [typed(text)] : []), close);
  box.setAttribute("role", "alert");
  close.addEventListener("click", () => box.remove());
  document.getElementById("utterances").before(box);
  box.scrollIntoView({ block: "nearest" });
  box.querySelector("textarea")?.select();
  (box.querySelector("textarea") ?? close).focus();
}

function typed(text) {
  const area = element("textarea", { value: text, readOnly: true, rows: 3, dir: "auto", autocomplete: "off" });
  area.setAttribute("aria-label", say("yours"));
  return area;
}
