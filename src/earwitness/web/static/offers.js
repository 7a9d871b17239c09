// What suggests itself while somebody types: in the English, what the glossary has for the words that are said there,
// shown from the start; in the words, terms of the glossary and names that stand elsewhere in the recording.

import { store } from "./desk.js";
import { asked } from "./parts.js";
import { element, say } from "./say.js";

const MOST = 6, LETTERS = 2;

// Without capitals; ё counts as е, as people write it.
export const plain = (text) => text.toLocaleLowerCase().replace(/ё/g, "е");

// Each offer is what it puts in and what it is for.
export const english = (row) => Promise.resolve(row.terms.flatMap(([first, stop, texts]) => texts.map((text) => ({ text, is: row.words.slice(first, stop).map(([, word]) => word).join(" ") }))));

export async function said(language) {
  const terms = (await asked("/terms")).filter((one) => one.language === language.split("-")[0]);
  const known = terms.flatMap(({ said: ways, english: [is] }) => ways.map((text) => ({ text, is })));
  const held = new Set(known.map(({ text }) => text));
  for (const row of store.rows.values())
    for (const [before, word] of row.words) {
      const name = word.replace(/[^\p{L}\p{N}]+$/u, "");
      if (before && /^\p{Lu}\p{Ll}/u.test(name) && !held.has(name)) {
        held.add(name);
        known.push({ text: name, is: "" });
      }
    }
  return known;
}

let many = 0;

export class Offers {
  #offers = [];
  #shown = [];
  #at = -1;

  // `offers` comes later, when it is known.
  constructor(area, offers) {
    this.area = area;
    this.root = element("ul", { className: "offers", id: `offers-${++many}`, hidden: true });
    this.root.setAttribute("role", "listbox");
    this.root.setAttribute("aria-label", say("glossary"));
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-controls", this.root.id);
    area.addEventListener("input", () => this.#look());
    area.addEventListener("keydown", (event) => this.#pressed(event));
    this.root.addEventListener("mousedown", (event) => {
      event.preventDefault();  // the field keeps the focus
      const chosen = [...this.root.children].indexOf(event.target.closest("li"));
      if (chosen >= 0) this.#take(this.#shown[chosen]);
    });
    offers.then((known) => {
      this.#offers = known;
      this.#look();
    });
  }

  // Those that go on as what stands before the caret; where none does, those for what is said here.
  #look() {
    const before = this.area.value.slice(0, this.area.selectionStart);
    const going = this.#offers.map((one) => ({ ...one, typed: typed(before, one.text) })).filter((one) => one.typed >= LETTERS);
    this.#shown = (going.length ? going : this.#offers.filter(({ is }) => is && this.area.lang === "en").map((one) => ({ ...one, typed: 0 }))).slice(0, MOST);
    this.#mark(going.length ? 0 : -1);
  }

  #mark(at) {
    this.#at = at;
    const has = plain(this.area.value);
    this.root.replaceChildren(...this.#shown.map(({ text, is }, n) => {
      const made = element("li", { id: `${this.root.id}-${n}`, className: has.includes(plain(text)) ? "there" : "" }, element("b", { textContent: text }), ...(is ? [" ", element("span", { textContent: is })] : []));
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", String(n === at));
      return made;
    }));
    this.root.hidden = !this.#shown.length;
    if (at < 0) this.area.removeAttribute("aria-activedescendant");
    else this.area.setAttribute("aria-activedescendant", `${this.root.id}-${at}`);
  }

  #pressed(event) {
    if (this.#at < 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Tab") this.#take(this.#shown[this.#at]);
    else if (event.key === "ArrowDown") this.#mark((this.#at + 1) % this.#shown.length);
    else if (event.key === "ArrowUp") this.#mark((this.#at + this.#shown.length - 1) % this.#shown.length);
    else return;
    event.preventDefault();
  }

  // As if it were typed, so that the field's own undo takes it back.
  #take({ text, typed: length }) {
    const at = this.area.selectionStart, begun = this.area.value.slice(at - length, at);
    const isUpper = begun && begun[0] !== begun[0].toLocaleLowerCase();
    this.area.setSelectionRange(at - length, this.area.selectionEnd);
    document.execCommand("insertText", false, isUpper ? text[0].toLocaleUpperCase() + text.slice(1) : text);
    this.#shown = [];
    this.#mark(-1);
  }
}

// How many letters before the caret begin this text, from the start of a word on; 0 for one that is there already.
function typed(before, text) {
  const wanted = plain(text), tail = plain(before);
  for (const { index } of tail.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
    const length = tail.length - index;
    if (length < wanted.length && wanted.startsWith(tail.slice(index))) return length;
  }
  return 0;
}
