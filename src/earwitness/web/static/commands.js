// What can be done by a key, by subject, with the usual keys: those of oTranscribe (Esc, F1 to F4, Ctrl+J), of dictation
// programs and their foot pedals (F7 to F9), and media keys. `where`: among the utterances ("desk"), in the editor of
// one ("typing"), or both, or in the draft of a quote ("draft"); `repeats`: again and again while the key is held;
// `isFixed`: the field itself has that key.

import { focusBeside } from "./beside.js";
import { accept, change, choose, comment, mark, merge, name, nudge, partVoice, relabel, speaker, split, stamp, term, withdraw } from "./deeds.js";
import { the } from "./desk.js";
import { inOrder, nextDoubt } from "./doubts.js";
import { draftQuote, quote } from "./draft.js";
import { edit, editing } from "./edit.js";
import { panel } from "./panels.js";
import { selectRows, step, wordStep } from "./place.js";
import { hold, loop, skip, speed, toggle, zoom } from "./sound.js";

const byHand = (by) => {
  inOrder();
  step(by);
};

export const GROUPS = {
  sound: [
    { name: "play", keys: "Space Escape MediaPlayPause", does: toggle, where: "both" },
    { name: "hold", keys: "F9", does: hold, where: "both" },
    { name: "back", keys: "F1 F7 Alt+ArrowLeft MediaTrackPrevious", does: () => skip(-1), where: "both", repeats: true },
    { name: "forth", keys: "F2 F8 Alt+ArrowRight MediaTrackNext", does: () => skip(1), where: "both", repeats: true },
    { name: "slower", keys: "BracketLeft F3", does: () => speed(-0.1), where: "both", repeats: true },
    { name: "faster", keys: "BracketRight F4", does: () => speed(0.1), where: "both", repeats: true },
    { name: "loop", keys: "KeyL Alt+KeyL", does: loop, where: "both" },
    { name: "zoomIn", keys: "Plus", does: () => zoom(0.5), where: "desk", repeats: true },
    { name: "zoomOut", keys: "Minus", does: () => zoom(2), where: "desk", repeats: true },
  ],
  go: [
    { name: "up", keys: "ArrowUp", does: () => byHand(-1), where: "desk", repeats: true },
    { name: "down", keys: "ArrowDown", does: () => byHand(1), where: "desk", repeats: true },
    { name: "left", keys: "ArrowLeft", does: () => wordStep(-1), where: "desk", repeats: true },
    { name: "right", keys: "ArrowRight", does: () => wordStep(1), where: "desk", repeats: true },
    { name: "moreLeft", keys: "Shift+ArrowLeft", does: () => wordStep(-1, true), where: "desk", repeats: true },
    { name: "moreRight", keys: "Shift+ArrowRight", does: () => wordStep(1, true), where: "desk", repeats: true },
    { name: "moreUp", keys: "Shift+ArrowUp", does: () => selectRows(-1), where: "desk", repeats: true },
    { name: "moreDown", keys: "Shift+ArrowDown", does: () => selectRows(1), where: "desk", repeats: true },
    { name: "doubt", keys: "KeyN", does: nextDoubt, where: "desk" },
    { name: "search", keys: "Slash", does: () => the("search").focus(), where: "desk" },
    { name: "beside", keys: "KeyB", does: focusBeside, where: "desk" },
  ],
  words: [
    { name: "edit", keys: "Enter", does: () => edit("source"), where: "desk" },
    { name: "accept", keys: "KeyA", does: () => accept("accept"), where: "desk" },
    { name: "sign", keys: "Shift+KeyA", does: () => accept("sign-off"), where: "desk" },
    { name: "split", keys: "KeyP", does: split, where: "desk" },
    { name: "merge", keys: "KeyM", does: merge, where: "desk" },
    { name: "unclear", keys: "KeyU", does: () => mark("unclear"), where: "desk" },
    { name: "unintelligible", keys: "KeyI", does: () => mark("unintelligible"), where: "desk" },
    { name: "earlier", keys: "Comma", does: () => nudge("start_ms", -20), where: "desk", repeats: true },
    { name: "later", keys: "Period", does: () => nudge("start_ms", 20), where: "desk", repeats: true },
    { name: "endsEarlier", keys: "Shift+Comma", does: () => nudge("end_ms", -20), where: "desk", repeats: true },
    { name: "endsLater", keys: "Shift+Period", does: () => nudge("end_ms", 20), where: "desk", repeats: true },
    { name: "undo", keys: "KeyZ Control+KeyZ", does: () => withdraw("undo"), where: "desk" },
    { name: "redo", keys: "Shift+KeyZ Control+Shift+KeyZ", does: () => withdraw("redo"), where: "desk" },
  ],
  typing: [
    { name: "done", keys: "Enter", does: () => editing().done(false), where: "typing" },
    { name: "doneAccept", keys: "Control+Enter", does: () => editing().done(true), where: "typing" },
    { name: "leave", keys: "Control+Period", does: () => editing().close(), where: "typing" },
    { name: "take", keys: "Tab", isFixed: true, where: "typing" },
    { name: "spelling", keys: "Alt+Digit", isFixed: true, where: "typing" },
  ],
  voices: [
    { name: "digit", keys: "Alt+Digit", does: (n) => change({ kind: "speaker", speaker: `S${n}` }), where: "desk" },
    { name: "speaker", keys: "KeyS", does: speaker, where: "desk" },
    { name: "relabel", keys: "KeyJ", does: relabel, where: "desk" },
    { name: "partVoice", keys: "KeyV", does: partVoice, where: "desk" },
    { name: "name", keys: "KeyR", does: name, where: "desk" },
  ],
  english: [
    { name: "english", keys: "KeyT", does: () => edit("english"), where: "desk" },
    { name: "choose", keys: "Digit", does: choose, where: "desk" },
    { name: "term", keys: "KeyW Alt+KeyW", does: term, where: "both" },
  ],
  notes: [
    { name: "quote", keys: "KeyQ", does: quote, where: "desk" },
    { name: "draft", keys: "Shift+KeyQ", does: draftQuote, where: "desk" },
    { name: "comment", keys: "KeyK", does: comment, where: "desk" },
    { name: "stamp", keys: "Control+KeyJ", does: stamp, where: "both" },
  ],
  draft: [
    { name: "keepQuote", keys: "Enter", isFixed: true, where: "draft" },
    { name: "leaveQuote", keys: "Escape", isFixed: true, where: "draft" },
    { name: "omit", keys: "Space", isFixed: true, where: "draft" },
    { name: "gloss", keys: "KeyG", isFixed: true, where: "draft" },
    { name: "glossEnglish", keys: "Alt+KeyG", isFixed: true, where: "draft" },
  ],
  page: [
    { name: "compare", keys: "KeyC", does: () => panel("compare"), where: "desk" },
    { name: "history", keys: "KeyH", does: () => panel("history"), where: "desk" },
    { name: "replace", keys: "KeyG", does: () => panel("replace"), where: "desk" },
    { name: "help", keys: "Shift+Slash", does: () => the("keys").click(), where: "desk" },
  ],
};
