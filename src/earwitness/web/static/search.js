// Search in the recording, in both languages.

import { store, the } from "./desk.js";
import { news } from "./notices.js";
import { plain } from "./offers.js";
import { go, index } from "./place.js";
import { say } from "./say.js";

// The next utterance in which it stands, or (`by` is -1) the one before.
export function search(by) {
  const wanted = plain(the("search").value.normalize("NFC"));
  if (!wanted) return;
  const found = store.order.filter((id) => {
    const { text, english } = store.rows.get(id);
    return plain(text).includes(wanted) || plain(english ?? "").includes(wanted);
  });
  const places = found.map((id) => store.order.indexOf(id));
  const at = by > 0 ? places.findIndex((one) => one > index()) : places.findLastIndex((one) => one < index());
  const next = found[at] ?? found.at(by > 0 ? 0 : -1);
  if (!next) return news(say("notFound"));
  go(next, { to: said(store.rows.get(next), wanted), takesFocus: false });
  news(say("found", { place: found.indexOf(next) + 1, count: found.length }));
}

// The word in which it begins; the first where only the English has it.
function said(row, wanted) {
  let upto = 0;
  const place = plain(row.text).indexOf(wanted);
  return Math.max(0, row.words.findIndex(([before, word]) => (upto += before.length + word.length) > place));
}
