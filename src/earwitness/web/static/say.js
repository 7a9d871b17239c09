// What the page says, in the language of whoever reads it. words/ has it, a file for each language, as Fluent writes it;
// Fluent puts plurals right and, from right to left, sets apart what is filled in: labels, numbers, most names.

import { FluentBundle, FluentResource } from "./fluent/index.js";

let bundle;

export const language = () => bundle.locales[0];

// Of these languages the one that the browser prefers, else the first.
export function preferred(languages) {
  const wanted = navigator.languages.map((one) => one.split("-")[0]);
  return wanted.find((one) => languages.includes(one)) ?? languages[0];
}

export async function speak(chosen) {
  const response = await fetch(`/static/words/${chosen}.ftl`), text = await response.text();
  if (!response.ok) throw new Error(`${response.status}`);
  const spoken = new FluentBundle(chosen, { useIsolating: /^direction = rtl$/m.test(text) });
  spoken.addResource(new FluentResource(text));
  bundle = spoken;
  Object.assign(document.documentElement, { lang: chosen, dir: say("direction") });
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  document.getElementById("search").placeholder = say("search");
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
}

export function say(key, about) {
  return bundle.formatPattern(bundle.getMessage(key).value, about);
}

// Why something is doubted: in English that comes with the doubt, and tells more.
export const reason = ([code, text]) => (bundle.hasMessage(`reason-${code}`) ? say(`reason-${code}`) : text);

// What the server says, as the parts of an element: in the page's language where that has the words, else in English,
// which comes with it. What has no code is the page's own.
export function worded(kind, { code, says, about }) {
  if (code === undefined) return { textContent: says };
  const known = bundle.getMessage(`${kind}-${code}`), lacking = [];
  const text = known && bundle.formatPattern(known.value, about, lacking);
  return text && !lacking.length ? { textContent: text } : { textContent: says, lang: "en", dir: "ltr" };
}

// Why an editor should look at a quote; a doubt comes with its own reason.
export const noticed = ({ about, ...notice }) => worded("notice", { ...notice, about: { ...about, why: about.doubt && reason([about.doubt, about.why]) } });

export function clock(ms) {
  const seconds = Math.floor(ms / 1000), hours = Math.floor(seconds / 3600);
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60) % 60;
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

// With the tenth of the second.
export const exact = (ms) => `${clock(ms)}.${Math.floor(ms / 100) % 10}`;

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
