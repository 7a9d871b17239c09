// What a mouse or a finger does among the utterances.

import { store } from "./desk.js";
import { choose } from "./deeds.js";
import { edit } from "./edit.js";
import { source, wordAt } from "./list.js";
import { go, here, lit } from "./place.js";

// What was dragged over from one utterance to another is clicked in the list, which holds both.
export function clicked(event) {
  const candidate = event.target.closest("[data-candidate]");
  if (candidate) return choose(candidate.dataset.candidate);
  if (event.target.closest("textarea, .offers") || dragged()) return;
  const node = event.target.closest("li.utterance");
  if (!node) return;
  const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const isInside = at && source(node).contains(at.offsetNode);
  go(node.dataset.id, { to: isInside ? wordAt(node, store.rows.get(node.dataset.id), at.offsetNode, at.offset) : 0 });
}

// Select the words that were dragged over, and say whether there are any. Beside the words of one utterance none are;
// whoever goes from one to another begins and ends beside words with all of them.
function dragged() {
  const chosen = getSelection();
  if (chosen.isCollapsed) return false;
  const range = chosen.getRangeAt(0);
  const ends = [[range.startContainer, range.startOffset, 0], [range.endContainer, range.endOffset, Infinity]].map(([container, offset, edge]) => {
    const node = (container.closest ? container : container.parentElement).closest("li.utterance");
    const isInside = node && source(node).contains(container);
    return { id: node?.dataset.id, isInside, word: isInside ? wordAt(node, store.rows.get(node.dataset.id), container, offset) : edge };
  });
  const [from, to] = ends;
  if (!from.id || !to.id || (from.id === to.id && !(from.isInside && to.isInside))) return false;
  chosen.removeAllRanges();
  go(to.id, { to: to.word, seek: false, anchor: { id: from.id, word: from.word } });
  return true;
}

export function clickedTwice(event) {
  if (!event.target.closest("textarea, .offers, button")) edit(event.target.closest(".english") ? "english" : "source");
}
