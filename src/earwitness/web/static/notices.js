// What the page tells: that all is kept, why nothing is just now, that somebody else was first.

import { list, player, store, the } from "./desk.js";
import { rescue } from "./rescue.js";
import { clock, element, say, worded } from "./say.js";

const REFUSAL_MS = 8000;
let refusedAt = -Infinity;

// A refusal stays in sight for a while; other news follow one another.
export function news(text, isRefusal = false) {
  refusedAt = isRefusal ? performance.now() : -Infinity;
  the("state").replaceChildren(text);
  the("state").classList.toggle("refused", isRefusal);
  if (isRefusal) setTimeout(state, REFUSAL_MS);
}

export function state() {
  const waits = store.waiting.length;
  document.body.classList.toggle("away", store.away !== null);
  if (performance.now() - refusedAt >= REFUSAL_MS) news(store.away ? say(store.away, { count: waits }) : waits ? say("saving", { count: waits }) : say("saved"));
  const doubts = store.order.reduce((n, id) => n + (store.rows.get(id).weight > 0), 0);
  the("doubt").textContent = say("doubt", { count: doubts });
  the("doubt").classList.toggle("first", doubts > 0);
}

export function sounding() {
  the("play").textContent = say(player.playing ? "pause" : "play");
  the("play").setAttribute("aria-pressed", String(player.playing));
}

export function refused(answer) {
  news(element("span", worded("refused", answer)), true);
  if (answer.change?.text) rescue(element("p", worded("refused", answer)), answer.change.text);
}

// Many changes as one deed; where some of them were refused, it is told how many, and where.
export async function many(changes) {
  const left = await store.all(changes);
  if (changes.length < 2 || !left.length) return;
  const places = left.map((one) => store.rows.get(one.about.utterance)?.start).filter((ms) => ms !== undefined);
  const about = { count: changes.length - left.length, left: left.length, places: [...new Set(places.map(clock))].join(", ") };
  rescue(element("p", { textContent: say("notEverywhere", about) }));
}

// Both texts, and which of them to keep.
export function conflict(answer) {
  const { now, change: mine } = answer, node = now && list.node(now.id);
  if (!node || !("text" in (mine ?? {}))) return refused(answer);
  const { lang, dir } = node.querySelector(mine.kind === "text" ? ".source" : ".english");
  const again = element("button", { type: "button", textContent: say("mine") });
  const leave = element("button", { type: "button", textContent: say("keepTheirs") });
  const box = element("div", { className: "conflict" },
    element("p", { textContent: say("conflict") }),
    element("p", {}, `${say("theirs")}: `, element("q", { textContent: mine.kind === "text" ? now.text : now.english, lang, dir })),
    element("p", {}, `${say("yours")}: `, element("q", { textContent: mine.text, lang, dir })), again, leave);
  box.setAttribute("role", "alert");
  again.addEventListener("click", () => {
    box.remove();
    store.change({ kind: mine.kind, text: mine.text }, now);  // what is shown here, and nothing newer
  });
  leave.addEventListener("click", () => box.remove());
  list.redraw(now);
  list.node(now.id).after(box);
  box.scrollIntoView({ block: "nearest" });
  again.focus();
}
