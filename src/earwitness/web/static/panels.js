// What is laid over the page when asked for: what people changed, beside what the machine heard; who changed what and
// when; and replacing throughout.

import { store, the } from "./desk.js";
import { many } from "./notices.js";
import { asked, button, moment } from "./parts.js";
import { focus } from "./place.js";
import { clock, element, language, say } from "./say.js";

const PANELS = { compare: comparison, history, replace: replacing };

const shown = () => Object.keys(PANELS).find((one) => the(one).getAttribute("aria-expanded") === "true");

// Open it, or close it where it is open.
export async function panel(which) {
  const isOpen = which === shown();
  for (const one of Object.keys(PANELS)) the(one).setAttribute("aria-expanded", String(one === which && !isOpen));
  the("panel").hidden = isOpen;
  if (isOpen) return focus();
  the("panel-title").textContent = say(which);
  the("panel-body").replaceChildren(await PANELS[which]());
  (the("panel-body").querySelector("input") ?? the("panel")).focus();
}

export const close = () => panel(shown());

// What an open panel tells is told anew; what somebody types into it stays.
export async function retold() {
  const which = shown();
  if (which && which !== "replace") the("panel-body").replaceChildren(await PANELS[which]());
}

const when = (at) => new Date(at).toLocaleString(language(), { dateStyle: "medium", timeStyle: "short" });

async function comparison() {
  const found = await asked("/compare");
  if (!found.length) return element("p", { className: "facts", textContent: say("noChanges") });
  const side = (runs, at, tag) => runs.flatMap((run) => {
    if (!run[at]) return [];
    return [run[0] === run[1] ? run[at] : element(tag, { textContent: run[at] }), " "];
  });
  const shaping = (one) => !one.undone && one.person && !["accept", "sign-off"].includes(one.kind);
  const shaped = Map.groupBy((await asked("/history")).filter(shaping), (one) => one.utterance);
  const who = (id) => {
    const all = shaped.get(id) ?? [], kinds = new Set(all.map(({ kind }) => say(`kinds-${kind}`)));
    return all.length ? [[...kinds].join(", "), element("bdi", { textContent: all.at(-1).by }), when(all.at(-1).at)].flatMap((one, n) => (n ? [" · ", one] : [one])) : [];
  };
  const english = ({ english: runs }, at, tag) => (runs.length ? [element("p", { className: "english", lang: "en", dir: "ltr" }, ...side(runs, at, tag))] : []);
  const voices = (labels, isSame, tag) => element("p", { className: "facts" }, element(isSame ? "span" : tag, { textContent: labels.map((label) => label ?? "?").join(", ") }));
  return element("table", {}, element("thead", {}, element("tr", {}, element("td"), element("th", { textContent: say("machine"), scope: "col" }), element("th", { textContent: say("people"), scope: "col" }))),
    element("tbody", {}, ...found.map((one) => {
      const isSame = one.before.every((label) => label === one.speaker);
      return element("tr", {}, element("td", {}, moment(one.start)),
        element("td", { lang: one.language, dir: one.direction }, voices(one.before, isSame, "del"), ...side(one.runs, 0, "del"), ...english(one, 0, "del")),
        element("td", { lang: one.language, dir: one.direction }, voices([one.speaker], isSame, "ins"), ...side(one.runs, 1, "ins"), ...english(one, 1, "ins"), element("p", { className: "who" }, ...who(one.id))));
    })));
}

async function history() {
  const found = (await asked("/history")).reverse();
  if (!found.length) return element("p", { className: "facts", textContent: say("noChanges") });
  // Back to how it was after one of them: what came later is undone, the newest first, each by a correction. What was
  // undone later is there again then; an undoing of what came later, too, has nothing left to undo.
  const back = ({ number }) => {
    for (const one of found)
      if (one.number > number && !one.undone && one.person && !(one.of > number)) store.change({ kind: "withdraw", correction: one.number });
  };
  return element("ol", { className: "log" }, ...found.map((one) => {
    const start = one.start ?? store.rows.get(one.utterance)?.start;
    return element("li", { className: one.undone ? "resolved" : "" }, ...(start === undefined ? [] : [moment(start)]),
      element("p", { textContent: `${one.number}. ${say(`kinds-${one.kind}`)}${one.of ? ` ${one.of}` : ""}${one.undone ? ` (${say("undone")})` : ""}` }),
      ...(one.text === null ? [] : [element("p", { textContent: one.text, dir: "auto" })]),
      element("p", { className: "facts" }, element("bdi", { textContent: one.by }), element("time", { textContent: when(one.at), dateTime: one.at })),
      ...(one === found[0] ? [] : [button(say("back"), () => back(one))]));
  }), element("li", {}, element("p", { textContent: `0. ${say("machine")}` }), button(say("back"), () => back({ number: 0 }))));
}

// Each place, in the words or in the English, with what it will say, to be left out one by one; each is a correction of
// its own, and one undo takes all of them back.
async function replacing() {
  const [what, into] = ["search", "replaceWith"].map((label) => element("input", { autocomplete: "off", id: `replace-${label}` }));
  const places = element("ol", { className: "cards" }), does = button("", () => {
    many([...places.querySelectorAll("input:checked")].map(({ row, dataset: { kind }, value: text }) => [{ kind, text }, row]));
    places.replaceChildren();
    what.value = "";
    preview();
  });
  const whole = element("input", { type: "checkbox" });
  const preview = () => {
    const wanted = what.value.normalize("NFC"), found = [], literal = wanted.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    const pattern = new RegExp(whole.checked ? `(?<![\\p{L}\\p{M}\\p{N}])${literal}(?![\\p{L}\\p{M}\\p{N}])` : literal, "u");
    for (const row of wanted ? store.order.map((id) => store.rows.get(id)) : [])
      for (const [kind, text, lang, dir] of [["text", row.text, row.language, row.direction], ["translation", row.english ?? "", "en", "ltr"]]) {
        const parts = text.split(pattern);
        if (parts.length < 2) continue;
        const box = element("input", { type: "checkbox", checked: true, value: parts.join(into.value) });
        Object.assign(box, { row }).dataset.kind = kind;
        box.addEventListener("change", count);
        found.push(element("li", {}, element("label", {}, box, element("time", { className: "facts", textContent: clock(row.start) }), element("span", { lang, dir }, ...parts.flatMap((part, n) => (n ? [element("del", { textContent: wanted }), element("ins", { textContent: into.value }), part] : [part]))))));
      }
    places.replaceChildren(...found);
    count();
  };
  const count = () => {
    const many = places.querySelectorAll("input:checked").length;
    does.textContent = say("change", { count: many });
    does.disabled = !many;
  };
  for (const field of [what, into, whole]) field.addEventListener("input", preview);
  preview();
  return element("div", { className: "replacing" }, element("div", { className: "fields" }, element("label", {}, say("search"), what), element("label", {}, say("replaceWith"), into), does), element("label", { className: "whole" }, whole, say("wholeWords")), places);
}
