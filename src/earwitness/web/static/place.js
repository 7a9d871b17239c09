// Where one is: an utterance, a word of it, and from which word on, here or in another utterance, words are selected;
// and what is lit there.

import { list, player, store, the } from "./desk.js";
import { rangeOf } from "./list.js";
import { reason } from "./say.js";

export const here = { id: null, word: 0, anchor: null };

export const row = () => store.rows.get(here.id);
export const index = () => store.order.indexOf(here.id);

// What is selected of each utterance: [its row, the first word, the last].
export function selected() {
  const ends = [here.anchor ?? here, here].map(({ id, word }) => [store.order.indexOf(id), word]);
  const [[begin, first], [end, last]] = ends.sort(([a, m], [b, n]) => a - b || m - n);
  return store.order.slice(begin, end + 1).map((id, n, { length }) => {
    const mine = store.rows.get(id);
    return [mine, n ? 0 : first, n + 1 < length ? mine.words.length - 1 : last];
  });
}

export const picked = () => selected().find(([one]) => one.id === here.id).slice(1);

// When it is said.
export function span() {
  const all = selected(), [[begin, first], [end, , last]] = [all[0], all.at(-1)];
  return { start: Math.round(begin.words[first]?.[2] ?? begin.start), end: Math.round(end.words[last]?.[3] ?? end.end) };
}

// What is heard again and again: the utterance, or the words that are selected.
export function stretch() {
  const { start, end } = here.anchor === null ? row() : span();
  return [start, end];
}

export const focus = () => here.id && list.node(here.id).focus({ preventScroll: true });

export function go(id, { to = 0, takesFocus = true, seek = true, anchor = null } = {}) {
  if (!store.rows.has(id)) return;
  here.id = id;
  here.word = Math.min(to, row().words.length - 1);
  here.anchor = anchor;
  list.put(id);
  list.node(id).scrollIntoView({ block: "nearest" });
  if (takesFocus) focus();
  if (player.loop) player.loop = stretch();
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
  const anchor = selecting ? (here.anchor ?? { ...here }) : null, other = store.order[index() + (next < 0 ? -1 : 1)];
  if ((next < 0 || next > last) && other) return go(other, { to: next < 0 ? Infinity : 0, seek: !selecting, anchor });
  here.anchor = anchor;
  here.word = Math.min(last, Math.max(0, next));
  if (!selecting) player.seek(row().words[here.word]?.[2] ?? row().start);
  lit();
}

// To the edge of the utterance, then of the next: away from where it began, or back there.
export function selectRows(by) {
  const anchor = here.anchor ?? { ...here }, from = store.order.indexOf(anchor.id), at = index();
  const isAway = (at - from) * by >= 0, isAtEdge = here.word === (by > 0 ? row().words.length - 1 : 0);
  const to = Math.min(store.order.length - 1, Math.max(0, isAway && !isAtEdge ? at : at + by));
  const isDown = to === from ? isAway === by > 0 : to > from;
  go(store.order[to], { to: isDown ? Infinity : 0, seek: false, anchor });
}

// The utterance of a moment, the word, and the moment.
export function open(ms) {
  const found = store.order.map((id) => store.rows.get(id)).findLast((one) => one.start <= ms) ?? store.at(0);
  if (found) go(found.id, { to: Math.max(0, found.words.findLastIndex(([, , start]) => start <= ms)), seek: false });
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
  show("word", ...selected().map(([mine, first, last]) => rangeOf(list.node(mine.id), mine, first, last)));
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
