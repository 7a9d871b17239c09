// A key is pressed: which command that is where one stands.

import { GROUPS } from "./commands.js";
import { editing } from "./edit.js";
import { Keymap, digitOf, nameOf } from "./keymap.js";
import { here } from "./place.js";

export const keymap = new Keymap(Object.values(GROUPS).flat());

export function pressed(event) {
  const dialog = document.querySelector("dialog[open]"), field = event.target.closest("textarea, input, select");
  const key = nameOf(event);
  if (!key || event.defaultPrevented || !here.id) return;
  if (dialog && (!["ask", "draft"].includes(dialog.id) || key === "Escape")) return;  // it is closed
  if (!field && event.target.closest("button") && ["Space", "Enter"].includes(key)) return;
  const found = keymap.find(key, { isEditing: Boolean(editing()), isTyping: dialog || field });
  if (!found) return;
  event.preventDefault();
  if (!event.repeat || found.repeats) found.does(digitOf(event), event);
}
