// Spelling, by dictionaries on this machine. The browser's own is told to rest: it would need a dictionary for each
// language, and some browsers send what is typed to a service.

import { element, say } from "./say.js";

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ-][\p{L}\p{M}\p{N}]+)*/gu, PAUSE_MS = 250, CHUNK = 200;
const right = new Set(), wrong = new Set();

const keyed = (word, language) => `${language} ${word}`;
const wordsOf = (text) => [...text.matchAll(WORD)];

const has = (words, text, language) => words.size > 0 && wordsOf(text).some(([word]) => words.has(keyed(word, language)));

export const isMisspelt = (text, language) => has(wrong, text, language);

async function ask(language, words, suggests) {
  try {
    const response = await fetch("/spelling", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ language, words, suggests }) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

// Tells of the rows in which a word is misspelt, or turned out to be right after all; some at a time, when there is nothing
// else to do.
export async function spell(rows, turned) {
  for (let at = 0; at < rows.length; at += CHUNK) {
    await new Promise((idle) => (window.requestIdleCallback ?? setTimeout)(idle));
    (await judged(rows.slice(at, at + CHUNK))).forEach(turned);
  }
}

async function judged(rows) {
  const asked = new Map();
  for (const row of rows)
    for (const [text, language] of [[row.text, row.language], [row.english ?? "", "en"]])
      for (const [word] of wordsOf(text))
        if (!right.has(keyed(word, language))) asked.set(language, (asked.get(language) ?? new Set()).add(word));
  const mended = new Set();
  for (const [language, words] of asked) {
    const found = await ask(language, [...words], false);
    if (!found) continue;
    for (const word of words) {
      const key = keyed(word, language), isWrong = Object.hasOwn(found, word);
      (isWrong ? wrong : right).add(key);
      if (!isWrong && wrong.delete(key)) mended.add(key);
    }
  }
  return rows.filter((row) => [wrong, mended].some((words) => has(words, row.text, row.language) || has(words, row.english ?? "", "en")));
}

// Beneath a field: its misspelt words, each with what it may be meant to be. Alt and a digit puts that in its place.
export function speller(area) {
  const root = element("p", { className: "spelling" });
  let offered = [], asked = 0;
  const look = async (isTyped) => {
    const mine = ++asked, caret = area.selectionEnd;
    const words = wordsOf(area.value).map(({ 0: word, index: at }) => ({ word, at }));
    const whole = words.filter(({ word, at }) => !(isTyped && at < caret && caret <= at + word.length));
    const found = await ask(area.lang, whole.map(({ word }) => word), true);
    if (mine !== asked) return;
    offered = [];
    root.replaceChildren(...whole.filter(({ word }) => found && Object.hasOwn(found, word)).map(({ word, at }) =>
      element("span", { lang: area.lang, dir: area.dir }, element("span", { className: "misspelt", textContent: word }), ...found[word].map((text) => offer({ word, at, text })))));
  };
  const offer = (one) => {
    offered.push(one);
    const made = element("button", { type: "button", tabIndex: -1 }, ...(offered.length < 10 ? [element("kbd", { textContent: offered.length })] : []), one.text);
    made.addEventListener("mousedown", (event) => event.preventDefault());  // the field keeps the focus
    made.addEventListener("click", () => take(one));
    return made;
  };
  // As if it were typed, so that the field's own undo takes it back.
  const take = ({ word, at, text }) => {
    if (area.value.slice(at, at + word.length) !== word) return;
    area.setSelectionRange(at, at + word.length);
    document.execCommand("insertText", false, text);
  };
  let waiting;
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => look(true), PAUSE_MS);
  });
  area.addEventListener("keydown", (event) => {
    const digit = event.altKey && /^Digit([1-9])$/.exec(event.code)?.[1];
    if (!digit || !offered[digit - 1]) return;
    event.preventDefault();
    take(offered[digit - 1]);
  });
  for (const one of ["click", "dblclick"]) root.addEventListener(one, (event) => event.stopPropagation());
  root.setAttribute("aria-label", say("spelling"));
  root.setAttribute("role", "group");
  look(false);
  return root;
}
