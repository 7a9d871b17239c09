// Quotes that this page makes, and takes back.

import { store } from "./desk.js";
import { say } from "./say.js";

// Those it made, each with what undo would have taken back then: what was changed since goes first.
const made = [];

// Not sent again by itself, as changes are: whoever quotes is told, and has what they typed before them.
export async function post(path, body) {
  if (!store.away) await store.settled();
  try {
    const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    return await answer.json();
  } catch {
    return { says: say("away", { count: 0 }) };
  }
}

export const drafted = (picked) => post("/draft", picked);

// As its draft was printed; one that is there already is not made again.
export async function keep(picked, { quote }) {
  const kept = await post("/quote", { ...picked, source: quote.source, printed: quote.english });
  if (kept.id === quote.id) made.push({ id: kept.id, undo: store.undo[0] });
  return kept;
}

export function takeBack(id) {
  made.splice(0, Infinity, ...made.filter((one) => one.id !== id));
  return store.send("/withdraw", { quote: id });
}

// The quote that was made after all changes that can still be undone.
export const last = () => (made.at(-1)?.undo === store.undo[0] ? made.at(-1)?.id : undefined);
