// What people do to an utterance, each a change that is sent.

import { ask } from "./ask.js";
import { beside } from "./beside.js";
import { player, store } from "./desk.js";
import { onward } from "./doubts.js";
import { editing } from "./edit.js";
import { many, news } from "./notices.js";
import { here, index, picked, row, selected, span } from "./place.js";
import { last, takeBack } from "./quotes.js";
import { exact, say } from "./say.js";

export const change = (told) => store.change(told, row());

export function mark(unclear) {
  for (const [mine, first, last] of selected())
    store.change({ kind: "mark", unclear, words: here.anchor === null ? [] : Array.from({ length: last - first + 1 }, (_, n) => first + n) }, mine);
}

export function accept(kind) {
  change({ kind });
  onward();
}

export const split = () => change({ kind: "split", at: here.word });

export function merge() {
  const other = store.at(index() + 1);
  if (other) change({ kind: "merge", other_id: other.id, other_on: other.revision });
}

export function nudge(edge, by) {
  const word = row().words[here.word];
  if (word) moved(edge, word[edge === "start_ms" ? 2 : 3] + by);
}

export function moved(edge, ms) {
  const spans = row().words.map(([, , start, end]) => ({ start_ms: Math.round(start), end_ms: Math.round(end) }));
  const mine = spans[here.word];
  mine[edge] = Math.max(0, Math.round(ms));
  if (mine.start_ms > mine.end_ms) return store.show(row());
  change({ kind: "times", spans });
  store.show({ ...row(), words: row().words.map((held, n) => [held[0], held[1], spans[n].start_ms, spans[n].end_ms]) });
}

export async function speaker() {
  const label = await ask(say("askSpeaker"), row().speaker ?? "");
  if (label) change({ kind: "speaker", speaker: label.toUpperCase() });
}

export async function relabel() {
  const from = row().speaker;
  const to = from && (await ask(say("askRelabel", { speaker: from })));
  if (to) store.change({ kind: "relabel", speaker: from, to: to.toUpperCase(), from_ms: 0 });
}

// From here on, what one label says is another's: one voice was two.
export async function partVoice() {
  const { speaker: from, start } = row();
  if (!from) return news(say("noSpeaker"));
  const labels = store.order.map((id) => Number(store.rows.get(id).speaker?.slice(1) ?? 0));
  const to = await ask(say("askPart", { speaker: from }), `S${Math.max(...labels) + 1}`);
  if (to) store.change({ kind: "relabel", speaker: from, to: to.toUpperCase(), from_ms: start });
}

export async function name() {
  const label = row().speaker;
  const called = label && (await ask(say("askName", { speaker: label })));
  if (called) store.send("/name", { speaker: label, name: called });
}

export const choose = (number) => store.send("/choose", { utterance: here.id, candidate: `c${number}` });

// While somebody types, it is about what is selected there.
export async function term() {
  const typing = editing(), area = document.activeElement, mine = row();
  const typed = typing && area.value.slice(area.selectionStart, area.selectionEnd);
  const words = mine.words.slice(picked()[0], picked()[1] + 1).map(([, text]) => text).join(" ");
  const said = bare(typing?.what === "source" && typed ? typed : words);
  const translation = said && (await ask(say("askTerm", { words: said }), typing?.what === "english" ? bare(typed) : ""));
  if (translation) store.send("/term", { term: said, translation, language: mine.language });
}

export const bare = (text) => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

export async function comment() {
  const { start, end } = span();
  const text = await ask(say("askComment"));
  if (text) store.change({ kind: "comment", text, span: { start_ms: start, end_ms: end } });
}

// The moment that one hears: in a comment that is being written as text, else as a comment of its own. The words are
// never given a time as if it had been said.
export function stamp() {
  const ms = Math.round(player.ms), field = document.activeElement, text = exact(ms);
  if (field.id === "ask-text") return field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  store.change({ kind: "comment", text, span: { start_ms: ms, end_ms: ms } });
  news(say("stamped", { time: text }));
}

// `which` is "undo" or "redo": what the server says can be withdrawn, all of one deed, or the quote that was made after
// all of that.
export async function withdraw(which) {
  await store.settled();
  const quoted = which === "undo" && last();
  if (quoted) {
    await takeBack(quoted);
    return beside();
  }
  many(store[which].map((correction) => [{ kind: "withdraw", correction }]));
}
