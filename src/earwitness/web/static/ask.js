// One question at a time, in a dialog.

import { the } from "./desk.js";
import { focus } from "./place.js";
import { element } from "./say.js";

// What was answered; "" where it was left. `choices` are offered, each with what it is called.
export function ask(question, value = "", choices = new Map()) {
  const dialog = the("ask"), before = document.activeElement;
  the("ask-title").textContent = question;
  the("ask-text").value = value;
  the("ask-choices").replaceChildren(...[...choices].map(([choice, called]) => element("option", { value: choice, label: called === choice ? "" : called })));
  dialog.returnValue = "";
  dialog.showModal();
  the("ask-text").select();
  return new Promise((answer) => dialog.addEventListener("close", () => {
    if (before.isConnected) before.focus({ preventScroll: true });
    else focus();
    answer(dialog.returnValue === "yes" ? the("ask-text").value.trim() : "");
  }, { once: true }));
}
