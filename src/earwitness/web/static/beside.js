// What stands beside the words: the quotes of this recording, as they are published now, a story that has them, and the
// comments.

import { store, the } from "./desk.js";
import { asked, button, moment } from "./parts.js";
import { focus } from "./place.js";
import { takeBack } from "./quotes.js";
import { element, noticed, say } from "./say.js";

const WAIT_MS = 150;

// A time that somebody wrote into a comment leads there.
const timed = (text) => text.split(/(?<![\d:])((?:\d+:)?\d{1,2}:\d\d(?:\.\d)?)(?![\d:])/).map((part, n) => (n % 2 ? moment(part.split(":").reduce((sum, one) => sum * 60 + Number(one), 0) * 1000, part) : part));

// Whoever is at a button stays at the one that stands there now.
function put(list, cards, none) {
  const at = [...list.querySelectorAll("button")].indexOf(document.activeElement);
  list.replaceChildren(...(cards.length ? cards : [element("li", { className: "nothing", textContent: none })]));
  if (at >= 0) (list.querySelectorAll("button")[at] ?? the("beside")).focus();
}

// On a narrow screen it lies over the words.
export function focusBeside() {
  document.body.classList.add("beside");
  (document.querySelector("aside section button") ?? the("beside")).focus();
}

export function closeBeside(event) {
  event.preventDefault();
  document.body.classList.remove("beside");
  focus();
}

export const openedBeside = (event) => event.target.closest(".moment") && document.body.classList.remove("beside");

// Told anew a moment after what was changed: several changes are often one.
let waiting = null;

export function beside() {
  clearTimeout(waiting);
  waiting = setTimeout(() => Promise.all([quoted(), told()]), WAIT_MS);
  commented();
}

function commented() {
  const byTime = store.remarks.toSorted((one, other) => one.resolved - other.resolved || one.start - other.start);
  const remarks = byTime.map((one) =>
    element("li", { className: one.resolved ? "resolved" : "" }, element("div", { className: "head" }, moment(one.start), element("bdi", { className: "facts", textContent: one.by })), element("p", { dir: "auto" }, ...timed(one.text)),
      button(say(one.resolved ? "reopen" : "resolve"), () => store.change({ kind: "resolve", comment: one.number, resolved: !one.resolved }))));
  put(the("remarks"), remarks, say("noComments"));
}

async function quoted() {
  const quotes = (await asked("/quotes")).map((one) =>
    element("li", { className: one.withdrawn ? "resolved" : "" }, element("div", { className: "head" }, moment(one.start), element("bdi", { className: "facts", textContent: [one.id, one.voice].filter(Boolean).join(" · ") })),
      element("p", { textContent: one.english ?? "", lang: "en", dir: "ltr" }), element("p", { className: "original", textContent: one.source, lang: one.language, dir: one.direction }),
      ...one.again.map((notice) => element("p", { className: "again", ...noticed(notice) })),
      ...one.notices.map((notice) => element("p", { className: "facts", ...noticed(notice) })),
      one.withdrawn ? element("p", { className: "facts", textContent: say("withdrawn") }) : button(say("withdraw"), async () => {
        await takeBack(one.id);
        beside();
      })));
  put(the("quotes"), quotes, say("noQuotes"));
}

// What `{{ quote q1 }}` stands for is written by the server, which makes HTML of nothing that anybody typed.
async function told() {
  const { says = "", html = "" } = await asked("/story", {});
  the("told").hidden = !says;
  the("story-says").textContent = says;
  the("story").innerHTML = html;
}
