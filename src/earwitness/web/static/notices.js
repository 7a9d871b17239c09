// What the page tells: that all is kept, that the server is away, that somebody else was first.

import { list, player, store, the } from "./desk.js";
import { rescue } from "./rescue.js";
import { element, say } from "./say.js";

export function news(text) {
  the("state").textContent = text;
}

export function state() {
  const waits = store.waiting.length;
  document.body.classList.toggle("away", store.away);
  news(store.away ? say("away", { count: waits }) : waits ? say("saving", { count: waits }) : say("saved"));
  the("doubt").textContent = say("doubt", { count: store.order.reduce((n, id) => n + (store.rows.get(id).weight > 0), 0) });
}

export function sounding() {
  the("play").textContent = say(player.playing ? "pause" : "play");
  the("play").setAttribute("aria-pressed", String(player.playing));
}

export function refused({ says, change: mine }) {
  news(says);
  if (mine?.text) rescue(says, mine.text);
}

// Both texts, and which of them to keep.
export function conflict({ says, now, change: mine }) {
  const node = now && list.node(now.id);
  if (!node || !("text" in (mine ?? {}))) return refused({ says, change: mine });
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
    store.change({ kind: mine.kind, text: mine.text }, store.rows.get(now.id));
  });
  leave.addEventListener("click", () => box.remove());
  list.redraw(now);
  list.node(now.id).after(box);
  box.scrollIntoView({ block: "nearest" });
  again.focus();
}
