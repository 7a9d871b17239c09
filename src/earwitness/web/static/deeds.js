// What people do to an utterance, each a change that is sent.

import { ask } from "./ask.js";
import { beside } from "./beside.js";
import { player, store } from "./desk.js";
import { onward } from "./doubts.js";
import { editing } from "./edit.js";
import { many, news } from "./notices.js";
import { go, here, index, picked, row, selected, span } from "./place.js";
import { last, takeBack } from "./quotes.js";
import { clock, exact, say } from "./say.js";

const LEAST_MS = 20;

export const change = (told) => store.change(told, row());

// A mark is taken away again by the same key.
export function mark(unclear) {
  const marked = selected().map(([mine, first, last]) => [mine, here.anchor ? [...mine.words.keys()].slice(first, last + 1) : []]);
  const has = ({ doubts, words }, at) => doubts.some(([reason, , about]) => reason === unclear && (!about.length || (at.length ? at : [...words.keys()]).every((one) => about.includes(one))));
  const isMarked = marked.every(([mine, at]) => has(mine, at));
  for (const [mine, at] of marked) store.change({ kind: "mark", unclear: isMarked ? null : unclear, words: at }, mine);
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

// From when to when an edge of the word can be put: up to the words beside it.
export function stops(edge) {
  const { words } = row(), [, , start, end] = words[here.word];
  if (edge === "start_ms") return [words[here.word - 1]?.[3] ?? 0, Math.max(start, end - LEAST_MS)];
  return [Math.min(end, start + LEAST_MS), words[here.word + 1]?.[2] ?? store.recording.duration];
}

export function moved(edge, ms) {
  const spans = row().words.map(([, , start, end]) => ({ start_ms: Math.round(start), end_ms: Math.round(end) }));
  const mine = spans[here.word], [least, most] = stops(edge), put = Math.round(Math.min(most, Math.max(least, ms)));
  if (put === mine[edge]) return news(say("edgeStops"));
  mine[edge] = put;
  change({ kind: "times", spans });
  store.show({ ...row(), words: row().words.map((held, n) => [held[0], held[1], spans[n].start_ms, spans[n].end_ms]) });
}

export async function speaker() {
  const called = await ask(say("askSpeaker"), row().speaker ?? "", voices());
  if (called) change({ kind: "speaker", speaker: label(called) });
}

export async function relabel() {
  const from = row().speaker;
  if (!from) return news(say("noSpeaker"));
  const to = await ask(say("askRelabel", { speaker: from }), "", voices());
  if (to) store.change({ kind: "relabel", speaker: from, to: label(to), from_ms: 0 });
}

// From here on, what one label says is another's: one voice was two.
export async function partVoice() {
  const { speaker: from, start } = row();
  if (!from) return news(say("noSpeaker"));
  const next = Math.max(...[...voices().keys()].map((one) => Number(one.slice(1)))) + 1;
  const to = await ask(say("askPart", { speaker: from }), `S${next}`, voices());
  if (to) store.change({ kind: "relabel", speaker: from, to: label(to), from_ms: start });
}

// The labels that are there, and what each voice is called.
function voices() {
  const found = new Map();
  for (const { speaker: one, voice } of store.rows.values()) if (one) found.set(one, voice);
  return new Map([...found].sort(([one], [other]) => one.slice(1) - other.slice(1)));
}

// Its digits say which it is; the letter before them looks the same on a layout that writes Cyrillic.
const label = (text) => text.replace(/^\p{L}?\s*(?=\d+$)/u, "S");

export async function name() {
  const { speaker: one, voice } = row();
  if (!one) return news(say("noSpeaker"));
  const called = await ask(say("askName", { speaker: one }), voice === one ? "" : voice.replace(/\??( \(\S+\))?$/, ""));
  if (called) store.send("/name", { speaker: one, name: called });
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

const TOLD = { undo: ["undoDone", "undoNothing"], redo: ["redoDone", "redoNothing"] };

let withdrawn = Promise.resolve();

// `which` is "undo" or "redo": what the server says can be withdrawn, all of one deed, or the quote that was made after
// all of that. One after another, however fast they are asked for; it is shown where each was.
export function withdraw(which) {
  withdrawn = withdrawn.then(async () => {
    await store.settled();
    const [done, nothing] = TOLD[which], quoted = which === "undo" && last();
    if (quoted) {
      await takeBack(quoted);
      return beside();
    }
    if (!store[which].length) return news(say(nothing));
    const changed = await changing(() => many(store[which].map((correction) => [{ kind: "withdraw", correction }])));
    if (!changed.length) return;
    if (!changed.some(({ id }) => id === here.id)) go(changed[0].id, { seek: !player.playing });
    news(say(done, { time: clock(changed[0].start) }));
  });
}

// The rows that are other once it is done.
async function changing(does) {
  const rows = [], look = ({ detail }) => rows.push(...detail.rows.filter(({ id }) => store.rows.has(id)));
  store.addEventListener("rows", look);
  await does();
  store.removeEventListener("rows", look);
  return rows;
}
