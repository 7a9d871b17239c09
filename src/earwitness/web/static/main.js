// The desk: what is told to whom, and how it opens.

import { bar } from "./bar.js";
import { beside, closeBeside, openedBeside } from "./beside.js";
import { moved, stops } from "./deeds.js";
import { list, player, store, the } from "./desk.js";
import { clickedInDraft, draftChanged, leftDraft, make, pressedInDraft } from "./draft.js";
import { nextDoubt } from "./doubts.js";
import { answered, help, listed, reset } from "./help.js";
import { pressed } from "./keys.js";
import { clicked, clickedTwice } from "./mouse.js";
import { conflict, news, refused, sounding, state } from "./notices.js";
import { close, panel, retold } from "./panels.js";
import { at, focus, go, here, lit, open, row, why } from "./place.js";
import { clock, language, preferred, say, speak } from "./say.js";
import { search } from "./search.js";
import { spell } from "./spelling.js";
import { hear, loop, media, release, speed, toggle } from "./sound.js";
import { Wave } from "./wave.js";

let wave;

function changed({ rows, order }) {
  for (const one of rows) list.redraw(one);
  if (order) list.draw(order);
  if (here.id && !store.rows.has(here.id)) go(at(player.ms)?.[0].id ?? store.order[0], { takesFocus: false, seek: false });
  if (here.id) here.word = Math.min(here.word, Math.max(0, row().words.length - 1));
  if (here.anchor && !store.rows.get(here.anchor.id)?.words[here.anchor.word]) here.anchor = null;
  why();
  wave?.changed();
  state();
  lit();
  beside();
  retold();
  draftChanged();
  spell(rows, ({ id }) => store.rows.has(id) && list.redraw(store.rows.get(id)));
}

// Where the server is away, the language stays as it is.
async function translate() {
  await speak(the("language").value).catch(() => {});
  the("language").value = language();
  retell();
}

function retell() {
  listed();
  bar();
  sounding();
  state();
  for (const id of store.order) list.redraw(store.rows.get(id));
  why();
  beside();
}

player.addEventListener("state", sounding);
player.addEventListener("moved", () => {
  the("clock").textContent = clock(player.ms);
  const playing = at(player.ms);
  const isBusy = document.activeElement?.closest?.("textarea, input");
  if (player.playing && playing && playing[0].id !== here.id && !isBusy && !player.loop) go(playing[0].id, { seek: false, to: playing[1], takesFocus: the("utterances").contains(document.activeElement) });
  wave?.draw(player.ms, playing && playing[0].words[playing[1]]);
  lit();
});
store.addEventListener("rows", ({ detail }) => changed(detail));
store.addEventListener("state", state);
store.addEventListener("news", beside);
store.addEventListener("conflict", ({ detail }) => conflict(detail));
store.addEventListener("refused", ({ detail }) => refused(detail));
addEventListener("keydown", pressed);
for (const one of ["keyup", "blur"]) addEventListener(one, release);
the("help").addEventListener("keydown", answered, { capture: true });
the("help").addEventListener("close", bar);
addEventListener("beforeunload", (event) => {
  if (store.waiting.length || document.querySelector("textarea")) event.preventDefault();
});
addEventListener("focusin", bar);
the("beside").addEventListener("click", openedBeside);
the("beside").addEventListener("keydown", (event) => event.key === "Escape" && closeBeside(event));
the("utterances").addEventListener("click", clicked);
the("utterances").addEventListener("dblclick", clickedTwice);
for (const [id, does] of Object.entries({
  play: toggle,
  slower: () => speed(-0.1),
  faster: () => speed(0.1),
  loop,
  doubt: nextDoubt,
  compare: () => panel("compare"),
  history: () => panel("history"),
  replace: () => panel("replace"),
  keys: help,
  "help-reset": reset,
  "panel-close": close,
  "draft-words": clickedInDraft,
  "draft-hear": hear,
  "draft-make": make,
  "draft-leave": () => the("draft").close(),
  "beside-close": closeBeside,
}))
  the(id).addEventListener("click", does);
the("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter") search(event.shiftKey ? -1 : 1);
  else if (event.key === "Escape") focus();
  else return;
  event.preventDefault();
});
the("panel").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  close();
});
the("draft").addEventListener("keydown", pressedInDraft);
the("draft").addEventListener("close", leftDraft);
the("zoom").addEventListener("input", () => {
  wave.span_ms = the("zoom").value * 1000;
  wave.draw(player.ms);
});
the("language").value = preferred([...the("language").options].map((one) => one.value));
the("language").addEventListener("change", translate);

await speak(the("language").value);
await store.open();
wave = new Wave(the("near"), the("far"), store, {
  seek: open,
  chosen: () => row()?.words[here.word]?.slice(2),
  stops: (edge) => stops(edge ? "end_ms" : "start_ms"),
  drag: (edge, ms) => moved(edge ? "end_ms" : "start_ms", ms),
});
the("title").textContent = store.recording.name;
document.title = `${store.recording.name} – earwitness`;
go(store.order[0], { seek: false });
retell();
document.body.dataset.ready = "yes";
if (store.hasSound) {
  the("audio").src = "/sound";
  wave.load();
  media();
} else news(say("noSound"));
