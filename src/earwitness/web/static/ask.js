// One question at a time, in a dialog.

import { the } from "./desk.js";
import { focus } from "./place.js";

// What was answered; "" where it was left.
export function ask(question, value = "") {
  const dialog = the("ask"), before = document.activeElement;
  the("ask-title").textContent = question;
  the("ask-text").value = value;
  dialog.returnValue = "";
  dialog.showModal();
  the("ask-text").select();
  return new Promise((answer) => dialog.addEventListener("close", () => {
    if (before.isConnected) before.focus({ preventScroll: true });
    else focus();
    answer(dialog.returnValue === "yes" ? the("ask-text").value.trim() : "");
  }, { once: true }));
}
