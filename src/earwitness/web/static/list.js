// The utterances: original and English side by side. Each is drawn once and again when it is another; the browser
// lays out only what is in sight (content-visibility). Words are text, not elements: where one stands is counted.

import { clock, element, language, reason, say } from "./say.js";
import { isMisspelt } from "./spelling.js";

const FIRST = 60, CHUNK = 150, MARKS = ["unclear", "unintelligible"];

export class List {
  #nodes = new Map();
  #drawing = 0;
  #current = null;

  constructor(root, store) {
    this.root = root;
    this.store = store;
  }

  draw(order) {
    const order_ = order ?? this.store.order;
    const drawing = ++this.#drawing;
    const there = new Set(order_);
    for (const [id, node] of this.#nodes) {
      if (there.has(id)) continue;
      const typed = node.querySelector("textarea");
      if (typed) this.store.lost(typed.value);
      node.remove();
      this.#nodes.delete(id);
    }
    let at = 0;
    const some = (count) => {
      for (const end = Math.min(order_.length, at + count); at < end; at++) {
        const node = this.node(order_[at]);
        const before = this.root.children[at];
        if (before !== node) this.root.insertBefore(node, before ?? null);
      }
    };
    const rest = () => {
      if (drawing !== this.#drawing || at >= order_.length) return;
      some(CHUNK);
      requestAnimationFrame(() => setTimeout(rest));
    };
    some(this.#nodes.size ? order_.length : FIRST);
    rest();
  }

  node(id) {
    if (!this.#nodes.has(id)) this.#nodes.set(id, drawn(this.store.rows.get(id), id === this.#current));
    return this.#nodes.get(id);
  }

  // The one at which one is: it shows what can be chosen there.
  put(id) {
    const before = this.store.rows.get(this.#current);
    this.#current = id;
    if (before) this.redraw(before);
    this.redraw(this.store.rows.get(id));
    if (!this.node(id).isConnected) this.draw();
  }

  // A row that is being typed in is left alone: its editor stands in the place of its words.
  redraw(row) {
    const old = this.#nodes.get(row.id);
    if (!old) return;
    const fresh = drawn(row, row.id === this.#current);
    const hadFocus = old.contains(document.activeElement) ? document.activeElement : null;  // until it is moved
    const picked = hadFocus?.selectionStart !== undefined ? [hadFocus.selectionStart, hadFocus.selectionEnd] : null;
    for (const name of [".source", ".english"]) {
      const editor = old.querySelector(`${name} textarea`);
      if (editor) fresh.querySelector(name).replaceWith(old.querySelector(name));
    }
    old.replaceWith(fresh);
    this.#nodes.set(row.id, fresh);
    if (hadFocus === old) fresh.focus({ preventScroll: true });
    else if (hadFocus) {
      (hadFocus.isConnected ? hadFocus : fresh).focus({ preventScroll: true });
      if (picked) hadFocus.setSelectionRange(...picked);
    }
  }
}

export function source(node) {
  return node.querySelector(".source");
}

function drawn(row, isCurrent) {
  const node = element("li", { className: isCurrent ? "utterance current" : "utterance", tabIndex: isCurrent ? 0 : -1 });
  if (isCurrent) node.setAttribute("aria-current", "true");
  node.dataset.id = row.id;
  const voice = element("span", { className: "voice", dir: "auto", textContent: row.voice ?? "?" });
  if (row.speaker) voice.dataset.voice = Number(row.speaker.slice(1)) % 6;
  const original = element("p", { className: "source", lang: row.language, dir: row.direction });
  for (const part of words(row)) original.append(part);  // a book that was pasted is more than a call takes
  const translation = element("p", { className: "english", lang: "en", dir: "ltr" }, ...english(row));
  if (!row.english) translation.append(element("em", { textContent: say("noEnglish"), lang: language(), dir: document.dir }));
  if (row.english_doubts.length) translation.classList.add("doubtful");
  node.append(element("div", { className: "when" }, element("time", { textContent: clock(row.start) }), voice), original, translation);
  if (isCurrent && row.candidates.length > 1) node.append(candidates(row));
  const facts = told(row);
  if (facts) node.append(facts);
  return node;
}

// What was proposed as its English, each with its number, who made it and how good it is thought to be.
function candidates(row) {
  return element("ol", { className: "candidates" }, ...row.candidates.map(([name, text, by, estimate]) => {
    const number = name.slice(1);
    const made = element("button", { type: "button" }, element("kbd", { textContent: number }), element("span", { textContent: text, lang: "en", dir: "ltr" }), element("small", { dir: "ltr", textContent: estimate === null ? by : `${by} · ${estimate.toFixed(2)}` }));
    made.dataset.candidate = number;
    made.setAttribute("aria-pressed", String(name === row.chosen));
    return element("li", {}, made);
  }));
}

function words(row) {
  const doubted = new Map();
  for (const [reason, text, at] of row.doubts)
    for (const one of at.length || !MARKS.includes(reason) ? at : row.words.keys()) doubted.set(one, [reason, text]);
  const untimed = new Set(row.untimed);
  const found = [];
  row.words.forEach(([before, text], at) => {
    found.push(before);
    const doubt = doubted.get(at), isWrong = !row.accepted_by && isMisspelt(text, row.language);
    if (!doubt && !isWrong && !untimed.has(at)) return found.push(text);
    const mark = element(doubt ? "mark" : "span", { textContent: text, title: doubt ? reason(doubt) : say(isWrong ? "misspelt" : "unheard") });
    if (doubt) mark.className = doubt[0];
    mark.classList.toggle("misspelt", isWrong);
    mark.classList.toggle("untimed", untimed.has(at));
    found.push(mark);
  });
  return found;
}

function english(row) {
  const text = row.english ?? "";
  if (row.accepted_by || !isMisspelt(text, "en")) return [text];
  return text.split(/(\s+)/).map((part) => (isMisspelt(part, "en") ? element("span", { className: "misspelt", textContent: part, title: say("misspelt") }) : part));
}

function told(row) {
  const facts = [];
  if (row.why) facts.push(element("span", { className: "why", textContent: reason(row.why) }));
  for (const [fact, by] of [["shaped", row.shaped_by], ["written", row.written_by], ["accepted", row.accepted_by], ["signed", row.signed_by]])
    if (by) facts.push(element("span", { className: fact, textContent: say(fact, { name: by }) }));
  return facts.length ? element("p", { className: "facts" }, ...facts) : null;
}

// Where a word stands in the text of its node, as a Range; and which word stands at a place.
export function rangeOf(node, row, first, last = first) {
  let at = 0;
  const ends = row.words.map(([before, text]) => [(at += before.length), (at += text.length)]);
  const range = document.createRange();
  const [start, stop] = [ends[first]?.[0], ends[last]?.[1]];
  if (start === undefined || stop === undefined) return null;
  const walker = document.createTreeWalker(source(node), NodeFilter.SHOW_TEXT);
  let counted = 0;
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const length = text.data.length;
    if (start >= counted && start <= counted + length) range.setStart(text, start - counted);
    if (stop >= counted && stop <= counted + length) {
      range.setEnd(text, stop - counted);
      return range;
    }
    counted += length;
  }
  return null;
}

export function wordAt(node, row, container, offset) {
  const range = document.createRange();
  range.setStart(source(node), 0);
  range.setEnd(container, offset);
  const upto = range.toString().length;
  let at = 0;
  for (const [index, [before, text]] of row.words.entries()) {
    at += before.length + text.length;
    if (upto <= at) return index;
  }
  return row.words.length - 1;
}
