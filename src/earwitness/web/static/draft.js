// A quote before it is made: its words, which of them are left out, what is put in their place, whose they are, their
// English. How it will be printed, what is done to it, and why it cannot be made so, is told by the server, which keeps
// nothing before Enter.

import { ask } from "./ask.js";
import { beside } from "./beside.js";
import { bare } from "./deeds.js";
import { list, player, store, the } from "./desk.js";
import { nameOf } from "./keymap.js";
import { news } from "./notices.js";
import { focus, go, here, selected } from "./place.js";
import { bracket, printed, refused } from "./printed.js";
import { drafted, keep } from "./quotes.js";
import { hear } from "./sound.js";
import { element, say } from "./say.js";
import { drawn, keyOf, rank, tokens, voiced } from "./tokens.js";

const TYPING_MS = 150;

let draft = null, waiting = null;

// What is selected; where nothing is, the utterance.
function begun() {
  const all = selected(), [[begin, first], [end, , last]] = [all[0], all.at(-1)], isWhole = here.anchor === null;
  const ends = [{ id: begin.id, word: isWhole ? 0 : first }, { id: end.id, word: isWhole ? end.words.length - 1 : last }];
  const voices = [...new Map(all.map(([one]) => [one.speaker, one.voice]))];
  return { before: { ...here }, ends, voices, first: ends[0], last: ends[1], at: ends[0], anchor: null, out: new Set(), added: [], typed: null, found: {}, voice: voices.length > 1 ? undefined : voices[0][0] };
}

const place = ({ id, word }) => [id, word];

const picked = (one, english = one.typed) => ({
  first: place(one.first),
  last: place(one.last),
  omit: [...one.out].map((key) => key.split(" ")).map(([id, word]) => [id, Number(word)]),
  added: one.added.map((gloss) => ({ ...gloss, first: place(gloss.first), last: place(gloss.last) })),
  speaker: one.voice ?? null,
  english,
});

// Made at once where nothing is to be chosen, and nothing to be told.
export async function quote() {
  const one = begun(), found = await drafted(picked(one));
  if (found.quote && !found.is_guess && ![found.quote.notices, found.quote.again, found.offers].some((held) => held.length)) return told(await keep(picked(one), found), found);
  opened(one, found);
}

export async function draftQuote() {
  const one = begun();
  opened(one, await drafted(picked(one)));
}

function told(kept, { quote }) {
  if (!kept.id) return news(refused(kept));
  news(say(kept.id === quote.id ? "quoted" : "quotedAlready", { quote: kept.id }));
  beside();
}

function opened(one, found) {
  if (document.querySelector("dialog[open]")) return;
  draft = one;
  list.node(one.first.id).scrollIntoView({ block: "start" });
  the("draft-field").append(field());
  the("draft-voices").hidden = one.voices.length < 2;
  the("draft-voices").replaceChildren(the("draft-voices").firstElementChild, ...one.voices.map(radio));
  draw();
  show(found);
  the("draft").showModal();
  if (one.voice === undefined) the("draft-voices").querySelector("input").focus();
  else if (found.is_guess) the("draft-english").select();
  else focusToken();
}

// It is there only while the draft is: so a page that has a field has something that would be lost.
function field() {
  const made = element("textarea", { id: "draft-english", rows: 1, lang: "en", dir: "ltr", autocomplete: "off" });
  made.setAttribute("aria-describedby", "draft-guess draft-how");
  made.addEventListener("input", () => typed(made.value));
  return made;
}

function typed(text) {
  const field = the("draft-english");
  draft.typed = text.replace(/\s+/g, " ").trim() || null;
  if (field.value !== text) {
    field.value = text;
    field.focus();
  }
  clearTimeout(waiting);
  waiting = setTimeout(look, TYPING_MS);
}

const radio = ([label, called]) => {
  const made = element("input", { type: "radio", name: "voice" });
  made.addEventListener("change", () => chosen(label));
  return element("label", {}, made, voiced(label, called));
};

// A quote is of one voice: of what was selected, what it says.
function chosen(label) {
  const [first, last] = draft.ends.map(rank);
  draft.voice = label;
  const mine = tokens(draft).filter((one) => rank(one) >= first && rank(one) <= last);
  Object.assign(draft, { first: mine[0], last: mine.at(-1), at: mine[0], anchor: null, out: new Set(), added: [], typed: null });
  changed();
}

function changed() {
  draw();
  look();
}

function draw() {
  const { first, last } = draft, hasFocus = the("draft-words").contains(document.activeElement);
  go(last.id, { to: last.word, anchor: first, seek: false, takesFocus: false });
  the("draft-words").replaceChildren(...drawn(draft));
  if (hasFocus) focusToken();
}

// What comes of it, and whether that is still what one sees: an answer that is older is passed over.
async function look() {
  clearTimeout(waiting);
  if (!draft) return false;
  const mine = draft, asked = JSON.stringify(picked(mine));
  const found = await drafted(picked(mine));
  if (draft !== mine || asked !== JSON.stringify(picked(mine))) return false;
  show(found);
  return true;
}

function show(found) {
  draft.found = found;
  if (draft.typed === null && typeof found.english === "string") the("draft-english").value = found.english;
  printed(found, typed);
}

export async function make() {
  const mine = draft;
  if (mine.isMaking) return;
  mine.isMaking = true;
  const isSeen = await look(), { found, typed } = mine;
  const kept = isSeen && found.quote ? await keep(picked(mine, typed ?? (found.is_guess ? found.english : null)), found) : null;
  mine.isMaking = false;
  if (kept?.id) {
    if (draft === mine) the("draft").close();
    told(kept, found);
  } else if (kept && (await look()) && !the("draft-refused").textContent) the("draft-refused").append(refused(kept));
}

const isWithin = (one, { first, last }) => rank(first) <= rank(one) && rank(one) <= rank(last);
const isQuoted = (one) => isWithin(one, draft) && !draft.out.has(keyOf(one));

// Words that are quoted are left out, and at an edge the quote begins later or ends sooner; others are taken in, with
// all that lies between.
function toggle() {
  const all = tokens(draft), run = running(all), takes = !isQuoted(draft.at);
  const now = all.filter((one) => (run.includes(one) ? takes : isQuoted(one))), ends = { first: now[0], last: now.at(-1) };
  if (!now.length) return;
  draft.out = new Set(all.filter((one) => isWithin(one, ends) && isWithin(one, draft) && !now.includes(one)).map(keyOf));
  draft.added = draft.added.filter((gloss) => now.filter((one) => isWithin(one, gloss)).length === all.filter((one) => isWithin(one, gloss)).length);
  Object.assign(draft, ends, { anchor: null });
  changed();
}

// The words among those drawn that are selected there, or the one.
function running(all) {
  const ends = [draft.anchor ?? draft.at, draft.at].map(rank).sort((a, b) => a - b);
  return all.filter((one) => rank(one) >= ends[0] && rank(one) <= ends[1]);
}

// What stands for words of the original; a second time takes it away.
async function gloss() {
  const run = running(tokens(draft)), [first, last] = [run[0], run.at(-1)];
  const others = draft.added.filter((one) => rank(one.last) < rank(first) || rank(one.first) > rank(last));
  if (others.length < draft.added.length) draft.added = others;
  else {
    const text = await ask(say("askGloss", { words: bare(run.map((one) => one.text).join(" ")) }));
    if (text) draft.added = [...others, { first, last, text: text.replace(/^\+/, "").trim(), behind: text.startsWith("+") }];
  }
  draft.anchor = null;
  changed();
  focusToken();
}

function focusToken() {
  the("draft-words").querySelector("[tabindex='0']")?.focus();
}

// Along the line as it is written, or to the next one; with Shift, words are selected.
function move(by, { isLine = false, selecting = false } = {}) {
  const all = tokens(draft), at = all.findIndex((one) => keyOf(one) === keyOf(draft.at)), rtl = store.rows.get(draft.at.id).direction === "rtl";
  const next = isLine ? (by > 0 ? all.findIndex((one, n) => n > at && one.id !== draft.at.id) : all.findLastIndex((one, n) => n < at && one.id !== draft.at.id)) : at + (rtl ? -by : by);
  if (!all[next]) return;
  draft.anchor = selecting ? (draft.anchor ?? draft.at) : null;
  draft.at = all[next];
  draw();
}

const ON_WORDS = {
  Space: toggle,
  KeyG: gloss,
  ArrowLeft: () => move(-1),
  ArrowRight: () => move(1),
  ArrowUp: () => move(-1, { isLine: true }),
  ArrowDown: () => move(1, { isLine: true }),
  "Shift+ArrowLeft": () => move(-1, { selecting: true }),
  "Shift+ArrowRight": () => move(1, { selecting: true }),
};

export function pressedInDraft(event) {
  const key = nameOf(event), { id } = event.target, isEnter = key === "Enter" && !event.target.closest("button:not(.token, #draft-make)");
  const does = isEnter ? make : event.target.closest(".token") ? ON_WORDS[key] : id === "draft-english" && key === "Alt+KeyG" ? () => bracket(event.target) : null;
  if (!does) return;
  event.preventDefault();
  if (!event.repeat || key.includes("Arrow")) does();
}

export function clickedInDraft(event) {
  const found = tokens(draft).find((one) => keyOf(one) === event.target.closest(".token")?.dataset.key);
  if (!found) return;
  Object.assign(draft, { at: found, anchor: event.shiftKey ? draft.at : null });
  toggle();
}

// What somebody else changed meanwhile; without its first or last word there is no draft.
export function draftChanged() {
  if (!draft) return;
  if ([draft.first, draft.last].every(({ id, word }) => store.rows.get(id)?.words[word])) return changed();
  the("draft").close();
  news(say("conflict"));
}

// The selection and the sound are as they were.
export function leftDraft() {
  const { id, word, anchor } = draft.before;
  clearTimeout(waiting);
  draft = null;
  the("draft-english").remove();
  if (player.loop) hear();
  go(id, { to: word, anchor: store.rows.has(anchor?.id) ? anchor : null, seek: false, takesFocus: false });
  focus();
}
