// What comes of a draft: how it will be printed, what is done to it, what is to be noticed, why it is refused.

import { the } from "./desk.js";
import { button } from "./parts.js";
import { element, exact, noticed, say, worded } from "./say.js";

const OWN = { lang: "en", dir: "ltr" };

export const refused = (answer) => element("span", worded("refused", answer));

// `puts` is given English that has what the glossary explains in it.
export function printed(answer, puts) {
  const { quote, refusal, is_guess: isGuess, offers = [] } = answer;
  the("draft-guess").hidden = !isGuess;
  the("draft-make").disabled = !quote;
  the("draft-refused").replaceChildren(...(refusal || answer.says ? [refused(refusal ?? answer)] : []));
  the("draft-when").textContent = quote ? `${exact(quote.start)}–${exact(quote.end)}` : "";
  the("draft-who").textContent = quote?.voice ?? "";
  const texts = quote ? [element("p", { ...OWN, textContent: quote.english ?? "" }), element("p", { className: "original", lang: quote.language, dir: quote.direction, textContent: quote.source })] : [];
  the("draft-printed").replaceChildren(...texts.filter((one) => one.textContent));
  the("draft-told").replaceChildren(...(quote ? [...quote.marks.map((one) => element("li", { className: "mark-told", ...worded("mark", one) })), ...[...quote.again, ...quote.notices].map((one) => element("li", { className: "notice", ...noticed(one) }))] : []));
  the("draft-offers").replaceChildren(...offers.map(([explained, english]) => element("li", {}, element("span", noticed(explained)), " ", ...(english ? [button(say("draftAdd"), () => puts(english))] : []))));
}

// In the English: the words that are selected, or the one at the caret, in brackets, ready for what stands in their place.
export function bracket(field) {
  const isWord = (letter) => /[\p{L}\p{N}'’-]/u.test(letter ?? "");
  let { selectionStart: from, selectionEnd: to } = field;
  while (isWord(field.value[from - 1])) from--;
  while (isWord(field.value[to])) to++;
  const words = field.value.slice(from, to);
  field.setSelectionRange(from, to);
  document.execCommand("insertText", false, words ? `[${words}=]` : "[]");
  field.setSelectionRange(...Array(2).fill(from + words.length + (words ? 2 : 1)));
}
