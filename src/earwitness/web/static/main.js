// The desk: what stands where, and what each key does.

import { beside, comparison, history, replacing } from "./panels.js";
import { List, rangeOf, source, wordAt } from "./list.js";
import { Player } from "./player.js";
import { rescue } from "./rescue.js";
import { clock, element, language, reason, say, speak } from "./say.js";
import { Store } from "./store.js";
import { Wave } from "./wave.js";

const the = (id) => document.getElementById(id);
const store = new Store();
const list = new List(the("utterances"), store);
const player = new Player(the("audio"));
let wave, current = null, word = 0, anchor = null, queue = false;

// ---- where one is ----

const row = () => store.rows.get(current);
const index = () => store.order.indexOf(current);

function go(id, { to = 0, play = false, focus = true, seek = true } = {}) {
  if (!store.rows.has(id)) return;
  const before = current && list.node(current);
  before?.classList.remove("current");
  before?.removeAttribute("aria-current");
  if (before) before.tabIndex = -1;
  current = id;
  word = Math.min(to, row().words.length - 1);
  anchor = null;
  const node = list.node(id);
  if (!node.isConnected) list.draw();
  node.classList.add("current");
  node.setAttribute("aria-current", "true");
  node.tabIndex = 0;
  node.scrollIntoView({ block: "nearest" });
  if (focus) node.focus({ preventScroll: true });
  if (player.loop) player.loop = [row().start, row().end];
  if (seek) player.seek(row().words[word]?.[2] ?? row().start);
  if (play && !player.playing) player.toggle();
  why();
  lit();
}

function step(by) {
  go(store.order[Math.min(store.order.length - 1, Math.max(0, index() + by))]);
}

function wordStep(by, selecting) {
  const start = anchor ?? word;
  const next = word + by;
  if (selecting) {
    anchor = start;
    word = Math.min(row().words.length - 1, Math.max(0, next));
    return lit();
  }
  if (next < 0 && index() > 0) return go(store.order[index() - 1], { to: Infinity });
  if (next >= row().words.length && index() + 1 < store.order.length) return go(store.order[index() + 1]);
  anchor = null;
  word = Math.min(row().words.length - 1, Math.max(0, next));
  player.seek(row().words[word][2]);
  lit();
}

const picked = () => [Math.min(anchor ?? word, word), Math.max(anchor ?? word, word)];

function lit() {
  const show = (name, ...ranges) => CSS.highlights?.set(name, new Highlight(...ranges.filter(Boolean)));
  if (!current) return;
  show("word", rangeOf(list.node(current), row(), ...picked()));
  const playing = player.playing && at(player.ms);
  show("now", playing && list.node(playing[0].id).isConnected ? rangeOf(list.node(playing[0].id), ...playing) : null);
}

// The row and the word that are said at a moment: by halves, the rows are in order of their starts.
function at(ms) {
  let low = 0, high = store.order.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (store.at(middle).start <= ms) low = middle;
    else high = middle - 1;
  }
  const found = store.at(low);
  const said = found?.words.findIndex(([, , start, end]) => start <= ms && ms < end) ?? -1;
  return said < 0 ? null : [found, said];
}

function nextDoubt() {
  let best = null;
  for (const id of store.order) {
    const one = store.rows.get(id);
    if (one.weight && !seen.has(id) && (!best || one.weight > best.weight)) best = one;
  }
  if (!best && seen.size) {
    seen.clear();
    return doubts() ? nextDoubt() : news(say("none"));
  }
  if (!best) return news(say("none"));
  seen.add(best.id);
  queue = true;
  const doubted = best.doubts.flatMap(([, , words]) => words);
  go(best.id, { to: doubted.length ? Math.min(...doubted) : 0, seek: false });
  player.seek(best.start);
}

const seen = new Set();
const doubts = () => store.order.reduce((n, id) => n + (store.rows.get(id).weight > 0), 0);
const onward = () => (queue ? nextDoubt() : step(1));

// ---- editing ----

function edit(what) {
  const node = list.node(current), mine = row(), place = node.querySelector(`.${what}`);
  if (place.querySelector("textarea")) return place.querySelector("textarea").focus();
  const before = what === "source" ? mine.text : (mine.english ?? "");
  const area = element("textarea", { autocomplete: "off", value: before, lang: place.lang, dir: "auto", spellcheck: true, rows: 1 });
  area.setAttribute("aria-label", say(what === "source" ? "textOf" : "englishOf", clock(mine.start)));
  const fit = () => {
    area.rows = 1;
    area.rows = Math.max(1, Math.round(area.scrollHeight / parseFloat(getComputedStyle(area).lineHeight)));
  };
  const made = { id: mine.id, revision: mine.revision };
  const close = () => {
    area.remove();
    place.replaceWith(element("p", { className: what, lang: place.lang, dir: "auto" }));
    if (store.rows.has(mine.id)) list.redraw(store.rows.get(mine.id));
    list.node(mine.id)?.focus({ preventScroll: true });
  };
  const done = (accept) => {
    const text = area.value.normalize("NFC").replace(/\s+/g, " ").trim();
    const is = what === "source" ? "text" : "translation";
    if (text !== before) {
      store.change({ kind: is, text }, made);
      const shown = store.rows.get(mine.id);
      store.rows.set(mine.id, { ...shown, [what === "source" ? "text" : "english"]: text, ...(what === "source" && { words: spread(text, shown), doubts: [], untimed: [] }) });
    }
    if (accept) store.change({ kind: "accept" }, made);
    close();
    onward();
  };
  area.addEventListener("input", fit);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter") done(event.ctrlKey || event.metaKey);
    else if ((event.ctrlKey || event.metaKey) && event.key === ".") close();
    else if (event.key === "Escape") player.toggle();
    else if (event.altKey && ["ArrowLeft", "ArrowRight"].includes(event.key)) player.seek(player.ms + (event.key === "ArrowLeft" ? -1500 : 1500));
    else return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  });
  place.replaceChildren(area);
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

// ---- what people do to an utterance ----

const change = (told) => store.change(told, row());
const mark = (unclear) => change({ kind: "mark", unclear, words: anchor === null ? [] : Array.from({ length: picked()[1] - picked()[0] + 1 }, (_, n) => picked()[0] + n) });

function accept(kind) {
  change({ kind });
  onward();
}

function joined() {
  const other = store.at(index() + 1);
  if (other) change({ kind: "merge", other_id: other.id, other_on: other.revision });
}

function nudge(edge, by) {
  moved(edge, row().words[word][edge === "start_ms" ? 2 : 3] + by);
}

function moved(edge, ms) {
  const spans = row().words.map(([, , start, end]) => ({ start_ms: Math.round(start), end_ms: Math.round(end) }));
  const mine = spans[word];
  mine[edge] = Math.max(0, Math.round(ms));
  if (mine.start_ms > mine.end_ms) return draw();
  change({ kind: "times", spans });
  const shown = { ...row(), words: row().words.map((held, n) => [held[0], held[1], spans[n].start_ms, spans[n].end_ms]) };
  store.rows.set(current, shown);
  draw();
}

async function speaker() {
  const label = await ask(say("askSpeaker"), row().speaker ?? "");
  if (label) change({ kind: "speaker", speaker: label.toUpperCase() });
}

async function relabel() {
  const from = row().speaker;
  const to = from && (await ask(say("askRelabel", from)));
  if (to) store.change({ kind: "relabel", speaker: from, to: to.toUpperCase() });
}

async function name() {
  const label = row().speaker;
  const called = label && (await ask(say("askName", label)));
  if (called) store.send("/name", { speaker: label, name: called });
}

async function term() {
  const said = row().words.slice(picked()[0], picked()[1] + 1).map(([, text]) => text).join(" ").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const translation = said && (await ask(say("askTerm", said)));
  if (translation) store.send("/term", { term: said, translation, language: row().language });
}

async function comment() {
  const [first, last] = picked().map((n) => row().words[n]);
  const text = await ask(say("askComment"));
  if (text) store.change({ kind: "comment", text, span: { start_ms: Math.round(first[2]), end_ms: Math.round(last[3]) } });
}

async function quote() {
  const mine = row(), [first, last] = anchor === null ? [0, mine.words.length - 1] : picked();
  const isWhole = first === 0 && last === mine.words.length - 1;
  const english = isWhole || !mine.english ? null : await ask(say("askEnglish"), mine.english);
  if (english === "") return;
  const span = { start: Math.round(mine.words[first][2]), end: Math.round(mine.words[last][3]) };
  const made = await store.send("/quote", { ...span, english, speaker: mine.speaker });
  if (made) news(say("quoted", made.id));
  beside(store, open);
}

async function withdraw(which) {
  await store.settled();
  if (store[which]) store.change({ kind: "withdraw", correction: store[which] });
}

// ---- keys: those of oTranscribe and foot pedals (Esc, F1, F2) work while typing, too ----

const KEYS = [
  ["Space", "play", () => player.toggle()],
  ["Escape", "play", () => player.toggle()],
  ["ArrowUp", "up", () => step(-1)],
  ["ArrowDown", "down", () => step(1)],
  ["ArrowLeft", "left", () => wordStep(-1)],
  ["ArrowRight", "right", () => wordStep(1)],
  ["Shift+ArrowLeft", "more", () => wordStep(-1, true)],
  ["Shift+ArrowRight", "more", () => wordStep(1, true)],
  ["Enter", "edit", () => edit("source")],
  ["KeyT", "english", () => edit("english")],
  ["KeyN", "doubt", nextDoubt],
  ["KeyA", "accept", () => accept("accept")],
  ["Shift+KeyA", "sign", () => accept("sign-off")],
  ["KeyP", "split", () => change({ kind: "split", at: word })],
  ["KeyM", "merge", joined],
  ["KeyS", "speaker", speaker],
  ["Alt+Digit", "digit", (n) => change({ kind: "speaker", speaker: `S${n}` })],
  ["Digit", "choose", (n) => store.send("/choose", { utterance: current, candidate: `c${n}` })],
  ["KeyJ", "relabel", relabel],
  ["KeyR", "name", name],
  ["KeyU", "unclear", () => mark("unclear")],
  ["KeyI", "unintelligible", () => mark("unintelligible")],
  ["Comma", "earlier", () => nudge("start_ms", -20)],
  ["Period", "earlier", () => nudge("start_ms", 20)],
  ["Shift+Comma", "ends", () => nudge("end_ms", -20)],
  ["Shift+Period", "ends", () => nudge("end_ms", 20)],
  ["KeyZ", "undo", () => withdraw("undo")],
  ["Control+KeyZ", "undo", () => withdraw("undo")],
  ["Shift+KeyZ", "redo", () => withdraw("redo")],
  ["Control+Shift+KeyZ", "redo", () => withdraw("redo")],
  ["KeyQ", "quote", quote],
  ["KeyK", "comment", comment],
  ["KeyW", "term", term],
  ["KeyL", "loop", () => loop()],
  ["BracketLeft", "slower", () => speed(-0.1)],
  ["BracketRight", "faster", () => speed(0.1)],
  ["Slash", "search", () => the("search").focus()],
  ["KeyC", "compare", () => panel("compare")],
  ["KeyH", "history", () => panel("history")],
  ["Shift+Slash", "help", () => the("help").showModal()],
  ["KeyG", "replace", () => panel("replace")],
];
const SIGNS = { "?": "Shift+Slash", "/": "Slash" };  // where a layout has them elsewhere
const TYPING = [["Control+Enter", "doneAccept"], ["Enter", "done"], ["Control+.", "leave"]];
const ALWAYS = { Escape: () => player.toggle(), F1: () => player.seek(player.ms - 1500), F2: () => player.seek(player.ms + 1500) };

function pressed(event) {
  if (document.querySelector("dialog[open]")) return;
  const isTyping = event.target.closest("textarea, input, select");
  if (ALWAYS[event.code] && !(isTyping?.type === "search" && event.code === "Escape")) {
    event.preventDefault();
    return ALWAYS[event.code]();
  }
  if (isTyping || !current) return;
  if (event.target.closest("button") && ["Space", "Enter"].includes(event.code)) return;
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  const named = [(event.ctrlKey || event.metaKey) && "Control", event.altKey && "Alt", event.shiftKey && "Shift", digit ? "Digit" : event.code].filter(Boolean).join("+");
  const found = KEYS.find(([keys]) => keys === (SIGNS[event.key] ?? named));
  if (!found) return;
  event.preventDefault();
  if (!["doubt", "accept", "sign", "edit", "english", "play"].includes(found[1])) queue &&= !["up", "down"].includes(found[1]);
  found[2](digit);
}

// ---- what is shown around it ----

function news(text) {
  the("state").textContent = text;
}

function state() {
  const waits = store.waiting.length;
  document.body.classList.toggle("away", store.away);
  news(store.away ? say("away", waits) : waits ? say("saving", waits) : say("saved"));
  the("doubt").textContent = say("doubt", doubts());
}

function why() {
  the("why").hidden = !row()?.why;
  the("why").textContent = row()?.why ? reason(row().why) : "";
}

function draw() {
  wave?.changed();
  if (current && store.rows.has(current)) list.redraw(row());
  lit();
}

function changed({ rows, order }) {
  for (const one of rows) list.redraw(one);
  if (order) list.draw(order);
  if (current && !store.rows.has(current)) go(at(player.ms)?.[0].id ?? store.order[0], { focus: false, seek: false });
  if (current) word = Math.min(word, Math.max(0, row().words.length - 1));
  why();
  wave?.changed();
  state();
  lit();
  beside(store, open);
  retold();
}

function conflict({ says, now, change: mine }) {
  const node = now && list.node(now.id);
  if (!node || !("text" in (mine ?? {}))) return refused({ says, change: mine });
  const again = element("button", { type: "button", textContent: say("mine") });
  const leave = element("button", { type: "button", textContent: say("keepTheirs") });
  const box = element("div", { className: "conflict" },
    element("p", { textContent: say("conflict") }),
    element("p", {}, `${say("theirs")}: `, element("q", { textContent: mine.kind === "text" ? now.text : now.english, lang: now.language })),
    element("p", {}, `${say("yours")}: `, element("q", { textContent: mine.text, lang: now.language })), again, leave);
  box.setAttribute("role", "alert");
  again.addEventListener("click", () => {
    box.remove();
    store.change({ kind: mine.kind, text: mine.text }, store.rows.get(now.id));
  });
  leave.addEventListener("click", () => box.remove());
  list.redraw(now);
  list.node(now.id).after(box);
  box.scrollIntoView({ block: "nearest" });
  again.focus();
}

function refused({ says, change: mine }) {
  news(says);
  if (mine?.text) rescue(says, mine.text);
}

function loop() {
  player.loop = player.loop ? null : [row().start, row().end];
  the("loop").setAttribute("aria-pressed", String(Boolean(player.loop)));
}

function speed(by) {
  the("speed").textContent = `${player.faster(by)}×`;
}

function ask(question, value = "") {
  const dialog = the("ask");
  the("ask-title").textContent = question;
  the("ask-text").value = value;
  dialog.returnValue = "";
  dialog.showModal();
  the("ask-text").select();
  return new Promise((answer) => dialog.addEventListener("close", () => {
    if (current) list.node(current).focus({ preventScroll: true });
    answer(dialog.returnValue === "yes" ? the("ask-text").value.trim() : "");
  }, { once: true }));
}

const PANELS = { compare: comparison, history, replace: replacing };

async function panel(which) {
  const isOpen = the(which).getAttribute("aria-expanded") === "true";
  for (const one of Object.keys(PANELS)) the(one).setAttribute("aria-expanded", String(one === which && !isOpen));
  the("panel").hidden = isOpen;
  if (isOpen) return current && list.node(current).focus({ preventScroll: true });
  the("panel-title").textContent = say(which);
  the("panel-body").replaceChildren(await PANELS[which](store, open));
  the("panel").focus();
}

// What an open panel tells is told anew; what somebody types into it stays.
async function retold() {
  const which = Object.keys(PANELS).find((one) => the(one).getAttribute("aria-expanded") === "true");
  if (which && which !== "replace") the("panel-body").replaceChildren(await PANELS[which](store, open));
}

function open(ms) {
  const found = store.order.map((id) => store.rows.get(id)).findLast((one) => one.start <= ms) ?? store.at(0);
  if (found) go(found.id);
  player.seek(ms);
}

function search(again) {
  const wanted = the("search").value.normalize("NFC").toLocaleLowerCase();
  if (!wanted) return;
  const found = store.order.filter((id) => {
    const { text, english } = store.rows.get(id);
    return text.toLocaleLowerCase().includes(wanted) || english?.toLocaleLowerCase().includes(wanted);
  });
  const next = found.find((id) => store.order.indexOf(id) > index() - (again ? 0 : 1)) ?? found[0];
  if (!next) return news(say("notFound"));
  go(next, { focus: false });
  news(say("found", found.indexOf(next) + 1, found.length));
}

function translate() {
  speak(the("language").value);
  the("help-keys").replaceChildren(...[...KEYS.map(([keys, does]) => [keys, does]), ...TYPING, ["F1, F2", "left"]].reduce((held, [keys, does]) => {
    const shown = keys.replace(/Key|Arrow/g, "").replace("Digit", "1–9").replace("Comma", ",").replace("Period", ".").replace("Slash", "/").replace("BracketLeft", "[").replace("BracketRight", "]");
    const same = held.find(([, done]) => done === does);
    if (same) same[0].push(shown);
    else held.push([[shown], does]);
    return held;
  }, []).flatMap(([keys, does]) => [element("dt", {}, ...keys.flatMap((key, n) => [n ? " " : "", element("kbd", { textContent: key })])), element("dd", { textContent: say(`does.${does}`) })]));
  sounding();
  state();
  for (const id of store.order) list.redraw(store.rows.get(id));
  why();
  beside(store, open);
}

function sounding() {
  the("play").textContent = say(player.playing ? "pause" : "play");
  the("play").setAttribute("aria-pressed", String(player.playing));
}

player.addEventListener("state", sounding);
player.addEventListener("moved", () => {
  the("clock").textContent = clock(player.ms);
  const playing = at(player.ms);
  const busy = document.activeElement?.closest?.("textarea, input");
  if (player.playing && playing && playing[0].id !== current && !busy && !player.loop) go(playing[0].id, { seek: false, to: playing[1] });
  wave?.draw(player.ms, playing && playing[0].words[playing[1]]);
  lit();
});
store.addEventListener("rows", ({ detail }) => changed(detail));
store.addEventListener("state", state);
store.addEventListener("conflict", ({ detail }) => conflict(detail));
store.addEventListener("refused", ({ detail }) => refused(detail));
addEventListener("keydown", pressed);
addEventListener("beforeunload", (event) => {
  if (store.waiting.length || document.querySelector("textarea")) event.preventDefault();
});
the("utterances").addEventListener("click", (event) => {
  const node = event.target.closest("li.utterance");
  if (!node || event.target.closest("textarea")) return;
  const clicked = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const chosen = getSelection();
  const mine = store.rows.get(node.dataset.id);
  if (!chosen.isCollapsed && source(node).contains(chosen.anchorNode) && source(node).contains(chosen.focusNode)) {
    const range = chosen.getRangeAt(0);
    const first = wordAt(node, mine, range.startContainer, range.startOffset), last = wordAt(node, mine, range.endContainer, range.endOffset);
    chosen.removeAllRanges();
    go(mine.id, { to: last, seek: false });
    anchor = first;
    return lit();
  }
  const inside = clicked && source(node).contains(clicked.offsetNode);
  go(mine.id, { to: inside ? wordAt(node, mine, clicked.offsetNode, clicked.offset) : 0 });
});
the("utterances").addEventListener("dblclick", (event) => event.target.closest("textarea") || edit(event.target.closest(".english") ? "english" : "source"));
for (const [id, does] of Object.entries({ play: () => player.toggle(), slower: () => speed(-0.1), faster: () => speed(0.1), loop, doubt: nextDoubt, compare: () => panel("compare"), history: () => panel("history"), replace: () => panel("replace"), keys: () => the("help").showModal() }))
  the(id).addEventListener("click", does);
the("panel-close").addEventListener("click", () => panel(Object.keys(PANELS).find((one) => the(one).getAttribute("aria-expanded") === "true")));
the("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter") search(true);
  if (event.key === "Escape" && current) list.node(current).focus();
});
the("zoom").addEventListener("input", () => {
  wave.span_ms = the("zoom").value * 1000;
  wave.draw(player.ms);
});
the("language").value = language();
the("language").addEventListener("change", translate);

speak(language());
await store.open();
wave = new Wave(the("near"), the("far"), store, {
  seek: open,
  chosen: () => row()?.words[word]?.slice(2),
  drag: (edge, ms) => moved(edge ? "end_ms" : "start_ms", ms),
});
the("title").textContent = store.recording.name;
document.title = `${store.recording.name} – earwitness`;
go(store.order[0], { seek: false });
translate();
document.body.dataset.ready = "yes";
if (store.hasSound) {
  the("audio").src = "/sound";
  wave.load();
} else news(say("noSound"));
