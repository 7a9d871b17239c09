// What was typed and cannot be kept where it was typed: it is shown, to be copied, until somebody closes it.

import { element, say } from "./say.js";

export function rescue(says, text) {
  const area = element("textarea", { value: text, readOnly: true, rows: 3, dir: "auto", autocomplete: "off" });
  area.setAttribute("aria-label", say("yours"));
  const close = element("button", { type: "button", textContent: say("close") });
  const box = element("div", { className: "conflict" }, element("p", { textContent: says }), area, close);
  box.setAttribute("role", "alert");
  close.addEventListener("click", () => box.remove());
  document.getElementById("utterances").before(box);
  box.scrollIntoView({ block: "nearest" });
  area.select();
  area.focus();
}
