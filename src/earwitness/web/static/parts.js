// Small things that panels are made of.

import { open } from "./place.js";
import { clock, element } from "./say.js";

export const button = (text, does) => {
  const made = element("button", { type: "button", textContent: text });
  made.addEventListener("click", does);
  return made;
};

export function moment(ms, text = clock(ms)) {
  const made = button(text, () => open(ms));
  made.className = "moment";
  return made;
}

const ANSWER_MS = 15_000;

// Nothing where the server is away: the page says so by itself.
export const asked = (path, none = []) => fetch(path, { signal: AbortSignal.timeout(ANSWER_MS) }).then((response) => (response.ok ? response.json() : none)).catch(() => none);
