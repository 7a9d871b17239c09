// The queue: the most doubtful first, each once, and round again for those that were only looked at.

import { player, store } from "./desk.js";
import { news } from "./notices.js";
import { go, step } from "./place.js";
import { say } from "./say.js";

const seen = new Set();
let isQueue = false;

export function nextDoubt() {
  let best = null;
  for (const id of store.order) {
    const one = store.rows.get(id);
    if (one.weight && !seen.has(id) && (!best || one.weight > best.weight)) best = one;
  }
  if (!best && seen.size) {
    seen.clear();
    return nextDoubt();
  }
  if (!best) return news(say("none"));
  seen.add(best.id);
  isQueue = true;
  const doubted = best.doubts.flatMap(([, , words]) => words);
  go(best.id, { to: doubted.length ? Math.min(...doubted) : 0, seek: false });
  player.seek(best.start);
}

// Whoever goes up or down by hand goes on in order.
export function inOrder() {
  isQueue = false;
}

export const onward = () => (isQueue ? nextDoubt() : step(1));
