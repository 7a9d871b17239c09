// What a mouse or a finger does among the utterances.

import { store } from "./desk.js";
import { choose } from "./deeds.js";
import { edit } from "./edit.js";
import { source, wordAt } from "./list.js";
import { go, here, lit } from "./place.js";

export function clicked(event) {
  const node = event.target.closest("li.utterance");
  const candidate = event.target.closest("[data-candidate]");
  if (candidate) return choose(candidate.dataset.candidate);
  if (!node || event.target.closest("textarea, .offers")) return;
  const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const chosen = getSelection();
  const mine = store.rows.get(node.dataset.id);
  if (!chosen.isCollapsed && source(node).contains(chosen.anchorNode) && source(node).contains(chosen.focusNode)) {
    const range = chosen.getRangeAt(0);
    const first = wordAt(node, mine, range.startContainer, range.startOffset), last = wordAt(node, mine, range.endContainer, range.endOffset);
    chosen.removeAllRanges();
    go(mine.id, { to: last, seek: false });
    here.anchor = first;
    return lit();
  }
  const isInside = at && source(node).contains(at.offsetNode);
  go(mine.id, { to: isInside ? wordAt(node, mine, at.offsetNode, at.offset) : 0 });
}

export function clickedTwice(event) {
  if (!event.target.closest("textarea, .offers, button")) edit(event.target.closest(".english") ? "english" : "source");
}
