// The words of a draft, each a button, pressed where it is quoted; around them stands what the quote can be extended to.

import { store } from "./desk.js";
import { clock, element } from "./say.js";

// How many utterances further the same voice is looked for, and how many of its words are shown there.
const NEAR = 4, BESIDE = 8;

// Where a word stands in the recording, as a number, and as a name.
export const rank = ({ id, word }) => store.order.indexOf(id) * 1e6 + word;
export const keyOf = ({ id, word }) => `${id} ${word}`;

const isOther = ({ voice }, row) => voice !== undefined && row.speaker !== voice;

export function voiced(label, called) {
  const voice = element("span", { className: "voice", dir: "auto", textContent: called ?? "?" });
  if (label) voice.dataset.voice = Number(label.slice(1)) % 6;
  return voice;
}

// The utterances in which it lies; of the one before and the one after in which the same voice speaks, if they are near,
// the words that are nearest. Each with the first and the last of its words.
function around(draft) {
  const [begin, end] = [draft.first, draft.last].map(({ id }) => store.order.indexOf(id)), from = Math.max(0, begin - NEAR);
  const rows = store.order.slice(from, end + 1 + NEAR).map((id) => store.rows.get(id)), isMine = (one) => !isOther(draft, one);
  const before = rows.findLastIndex((one, n) => n < begin - from && isMine(one)), after = rows.findIndex((one, n) => n > end - from && isMine(one));
  return rows.map((row, n) => ({ row, isOther: isOther(draft, row), isBeside: n === before || n === after, first: n === before ? Math.max(0, row.words.length - BESIDE) : 0, stop: n === after ? BESIDE : row.words.length }))
    .slice(before < 0 ? begin - from : before, after < 0 ? end - from + 1 : after + 1);
}

// The words that can be quoted.
export const tokens = (draft) => around(draft).flatMap(({ row, isOther, first, stop }) => (isOther ? [] : row.words.map(([, text], word) => ({ id: row.id, word, text })).slice(first, stop)));

// A line for each utterance, that of another voice as plain text.
export const drawn = (draft) => around(draft).map(({ row, isOther, isBeside, first, stop }) => {
  const line = element("p", { className: "source", lang: row.language, dir: row.direction }, ...(isOther ? [row.text] : [first ? "…" : "", ...words(draft, row).slice(first, stop).flat(), stop < row.words.length ? " …" : ""]));
  const english = isOther || isBeside ? [] : [element("p", { className: "english", lang: "en", dir: "ltr", textContent: row.english ?? "" })];
  return element("li", { className: isOther ? "other" : "" }, element("div", { className: "when" }, element("time", { textContent: clock(row.start) }), voiced(row.speaker, row.voice)), line, ...english);
});

function words(draft, row) {
  const [first, last, at, anchor] = [draft.first, draft.last, draft.at, draft.anchor ?? draft.at].map(rank);
  return row.words.map(([before, text], word) => {
    const one = { id: row.id, word }, mine = rank(one), isIn = mine >= first && mine <= last, isOut = draft.out.has(keyOf(one));
    const gloss = draft.added.find((added) => rank(added.first) <= mine && mine <= rank(added.last));
    const made = element("button", { type: "button", className: "token", textContent: text, tabIndex: mine === at ? 0 : -1 });
    made.dataset.key = keyOf(one);
    made.setAttribute("aria-pressed", String(isIn && !isOut));
    made.classList.toggle("out", isIn && isOut);
    made.classList.toggle("replaced", Boolean(gloss) && !gloss.behind);
    made.classList.toggle("selected", draft.anchor !== null && mine >= Math.min(at, anchor) && mine <= Math.max(at, anchor));
    return [before, made, ...(gloss && rank(gloss.last) === mine ? [" ", element("span", { className: "added", dir: "auto", textContent: `[${gloss.text}]` })] : [])];
  });
}
