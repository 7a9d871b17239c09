// The words or the English of an utterance, edited where they stand.

import { list, store } from "./desk.js";
import { onward } from "./doubts.js";
import { here, picked, row } from "./place.js";
import { clock, element, say } from "./say.js";
import { Offers, english, said } from "./offers.js";
import { speller } from "./spelling.js";

const editors = new WeakMap();

// The editor in which one is: its field, and what ends it.
export const editing = () => editors.get(document.activeElement);

// `what` is the class of the paragraph: "source" or "english".
export function edit(what) {
  const node = list.node(here.id), mine = row(), place = node.querySelector(`.${what}`);
  if (place.querySelector("textarea")) return place.querySelector("textarea").focus();
  const before = what === "source" ? mine.text : (mine.english ?? "");
  const area = element("textarea", { autocomplete: "off", value: before, lang: place.lang, dir: place.dir, rows: 1 });
  area.setAttribute("aria-label", say(what === "source" ? "textOf" : "englishOf", { time: clock(mine.start) }));
  const fit = () => {
    area.rows = 1;
    area.rows = Math.max(1, Math.round(area.scrollHeight / parseFloat(getComputedStyle(area).lineHeight)));
  };
  const made = { id: mine.id, revision: mine.revision };
  const close = () => {
    area.remove();
    place.replaceWith(element("p", { className: what, lang: place.lang, dir: place.dir }));
    if (store.rows.has(mine.id)) list.redraw(store.rows.get(mine.id));
    list.node(mine.id)?.focus({ preventScroll: true });
  };
  const done = (accept) => {
    const text = area.value.normalize("NFC").replace(/\s+/g, " ").trim();
    const is = what === "source" ? "text" : "translation";
    if (text !== before) {
      store.change({ kind: is, text }, made);
      const shown = store.rows.get(mine.id);
      store.show({ ...shown, [what === "source" ? "text" : "english"]: text, ...(what === "source" && { words: spread(text, shown), doubts: [], untimed: [] }) });
    }
    if (accept) store.change({ kind: "accept" }, made);
    close();
    onward();
  };
  const offers = new Offers(area, what === "source" ? said(mine.language) : english(mine));
  editors.set(area, { what, done, close });
  area.addEventListener("input", fit);
  place.replaceChildren(area, offers.root, speller(area));
  fit();
  area.focus();
  const [from, to] = what === "source" ? bounds(mine, ...picked()) : [before.length, before.length];
  area.setSelectionRange(from, to);
}

// Until the server has aligned them, typed words share the time of the utterance.
function spread(text, { start, end }) {
  const texts = text ? text.split(" ") : [], each = (end - start) / Math.max(1, texts.length);
  return texts.map((one, n) => [n ? " " : "", one, start + n * each, start + (n + 1) * each]);
}

// Where the words from `first` to `last` stand in the text.
function bounds(mine, first, last) {
  let counted = 0, from = 0, to = 0;
  mine.words.forEach(([before, text], n) => {
    counted += before.length;
    if (n === first) from = counted;
    counted += text.length;
    if (n === last) to = counted;
  });
  return [from, to];
}
