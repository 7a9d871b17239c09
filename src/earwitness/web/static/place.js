// Where one is: an utterance, a word of it, and from which word on words are selected; and what is lit there.

import { list, player, store, the } from "./desk.js";
import { rangeOf } from "./list.js";
import { reason } from "./say.js";

export const here = { id: null, word: 0, anchor: null };

export const row = () => store.rows.get(here.id);
export const index = () => store.order.indexOf(here.id);
export const picked = () => [Math.min(here.anchor ?? here.word, here.word), Math.max(here.anchor ?? here.word, here.word)];
export const focus = () => here.id && list.node(here.id).focus({ preventScroll: true });

export function go(id, { to = 0, takesFocus = true, seek = true } = {}) {
  if (!store.rows.has(id)) return;
  here.id = id;
  here.word = Math.min(to, row().words.length - 1);
  here.anchor = null;
  list.put(id);
  list.node(id).scrollIntoView({ block: "nearest" });
  if (takesFocus) focus();
  if (player.loop) player.loop = [row().start, row().end];
  if (seek) player.seek(row().words[here.word]?.[2] ?? row().start);
  why();
  lit();
}

export function step(by) {
  go(store.order[Math.min(store.order.length - 1, Math.max(0, index() + by))]);
}

// To the left or right, as the line is written.
export function wordStep(by, selecting) {
  const last = row().words.length - 1, next = here.word + (row().direction === "rtl" ? -by : by);
  if (!selecting && next < 0 && index() > 0) return go(store.order[index() - 1], { to: Infinity });
  if (!selecting && next > last && index() + 1 < store.order.length) return go(store.order[index() + 1]);
  here.anchor = selecting ? (here.anchor ?? here.word) : null;
  here.word = Math.min(last, Math.max(0, next));
  if (!selecting) player.seek(row().words[here.word]?.[2] ?? row().start);
  lit();
}

// The utterance of a moment, and the moment.
export function open(ms) {
  const found = store.order.map((id) => store.rows.get(id)).findLast((one) => one.start <= ms) ?? store.at(0);
  if (found) go(found.id);
  player.seek(ms);
}

// The row and the word that are said at a moment: by halves, the rows are in order of their starts.
export function at(ms) {
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

const show = (name, ...ranges) => CSS.highlights?.set(name, new Highlight(...ranges.filter(Boolean)));

export function lit() {
  if (!here.id) return;
  show("word", rangeOf(list.node(here.id), row(), ...picked()));
  const playing = player.playing && at(player.ms);
  show("now", playing && list.node(playing[0].id).isConnected ? rangeOf(list.node(playing[0].id), ...playing) : null);
}

// The words that an open comment is about, as far as they are drawn.
function commented({ start, end }) {
  const [mine] = at(start) ?? [], first = mine?.words.findIndex((word) => word[3] > start);
  const stop = mine?.words.findLastIndex((word) => word[2] < end);
  return mine && list.node(mine.id).isConnected && first >= 0 && stop >= first ? [rangeOf(list.node(mine.id), mine, first, stop)] : [];
}

// Why one should look here, and the words that comments are about.
export function why() {
  show("remark", ...store.remarks.flatMap((one) => (one.resolved ? [] : commented(one))));
  the("why").hidden = !row()?.why;
  the("why").textContent = row()?.why ? reason(row().why) : "";
}
