// What stands beside the words: quotes and comments; and, when asked for, what changed.

import { clock, element, say } from "./say.js";

const button = (text, does) => {
  const made = element("button", { type: "button", textContent: text });
  made.addEventListener("click", does);
  return made;
};
// Nothing where the server is away: the page says so by itself.
const asked = (path) => fetch(path).then((response) => (response.ok ? response.json() : [])).catch(() => []);
const moment = (ms, open) => button(clock(ms), () => open(ms));

export async function beside(store, open) {
  const remarks = store.remarks.map((one) =>
    element("li", { className: one.resolved ? "resolved" : "" }, moment(one.start, open), element("p", { textContent: one.text, dir: "auto" }),
      element("p", { className: "facts", textContent: one.by }),
      button(say(one.resolved ? "reopen" : "resolve"), () => store.change({ kind: "resolve", comment: one.number, resolved: !one.resolved }))));
  document.getElementById("remarks").replaceChildren(...(remarks.length ? remarks : [element("li", { className: "nothing", textContent: say("nothing") })]));
  const quotes = (await asked("/quotes")).map((one) =>
    element("li", { className: one.withdrawn ? "resolved" : "" }, element("p", { className: "facts", textContent: `${one.id} ${one.voice ?? ""}` }), moment(one.start, open),
      element("p", { textContent: one.english ?? "", lang: "en" }), element("p", { className: "original", textContent: one.source, lang: one.language, dir: "auto" }),
      ...one.again.map((text) => element("p", { className: "again", textContent: text })),
      ...one.notices.map((text) => element("p", { className: "facts", textContent: text })),
      one.withdrawn ? element("p", { className: "facts", textContent: say("withdrawn") }) : button(say("withdraw"), async () => {
        await store.send("/withdraw", { quote: one.id });
        beside(store, open);
      })));
  document.getElementById("quotes").replaceChildren(...(quotes.length ? quotes : [element("li", { className: "nothing", textContent: say("nothing") })]));
}

export async function comparison(store, open) {
  const found = await asked("/compare");
  if (!found.length) return element("p", { textContent: say("nothing") });
  const side = (one, at, tag) => one.runs.flatMap((run) => {
    if (!run[at]) return [];
    return [run[0] === run[1] ? run[at] : element(tag, { textContent: run[at] }), " "];
  });
  return element("table", {}, element("thead", {}, element("tr", {}, element("td"), element("th", { textContent: say("machine"), scope: "col" }), element("th", { textContent: say("people"), scope: "col" }))),
    element("tbody", {}, ...found.map((one) => element("tr", {}, element("td", {}, moment(one.start, open)),
      element("td", { lang: one.language, dir: "auto" }, element("span", { className: "facts", textContent: `${one.before.map((label) => label ?? "?").join(", ")} ` }), ...side(one, 0, "del")),
      element("td", { lang: one.language, dir: "auto" }, element("span", { className: "facts", textContent: `${one.speaker ?? "?"} ` }), ...side(one, 1, "ins"))))));
}

export async function history(store, open) {
  const found = (await asked("/history")).reverse();
  if (!found.length) return element("p", { textContent: say("nothing") });
  // Back to how it was after one of them: what came later is undone, the newest first, each by a correction.
  const back = ({ number }) => {
    for (const one of found)
      if (one.number > number && !one.undone && one.person && one.kind !== "withdraw") store.change({ kind: "withdraw", correction: one.number });
  };
  return element("ol", { className: "cards" }, ...found.map((one) => {
    const start = store.rows.get(one.utterance)?.start;
    return element("li", { className: one.undone ? "resolved" : "" }, ...(start === undefined ? [] : [moment(start, open)]),
      element("p", { textContent: `${one.number}. ${say(`kinds.${one.kind}`)}${one.of ? ` ${one.of}` : ""}${one.undone ? ` (${say("undone")})` : ""}` }),
      ...(one.text === null ? [] : [element("p", { textContent: one.text, dir: "auto" })]),
      element("p", { className: "facts", textContent: `${one.by}, ${new Date(one.at).toLocaleString()}` }),
      ...(one === found[0] ? [] : [button(say("back"), () => back(one))]));
  }));
}

// Each place with what it will say, to be left out one by one; each is a correction of its own.
export async function replacing(store) {
  const [what, into] = ["search", "replaceWith"].map((label) => element("input", { autocomplete: "off", id: `replace-${label}` }));
  const places = element("ol", { className: "cards" }), does = button("", () => {
    for (const box of places.querySelectorAll("input:checked")) store.change({ kind: "text", text: box.value }, store.rows.get(box.dataset.id));
    places.replaceChildren();
    what.value = "";
    preview();
  });
  const preview = () => {
    const wanted = what.value.normalize("NFC"), found = [];
    for (const id of wanted ? store.order : []) {
      const row = store.rows.get(id);
      if (!row.text.includes(wanted)) continue;
      const parts = row.text.split(wanted), box = element("input", { type: "checkbox", checked: true, value: parts.join(into.value) });
      box.dataset.id = id;
      box.addEventListener("change", count);
      found.push(element("li", {}, element("label", {}, box, element("span", { lang: row.language, dir: "auto" }, ...parts.flatMap((part, n) => (n ? [element("del", { textContent: wanted }), element("ins", { textContent: into.value }), part] : [part]))))));
    }
    places.replaceChildren(...found);
    count();
  };
  const count = () => {
    const many = places.querySelectorAll("input:checked").length;
    does.textContent = say("change", many);
    does.disabled = !many;
  };
  for (const field of [what, into]) field.addEventListener("input", preview);
  preview();
  return element("div", { className: "replacing" }, element("div", { className: "fields" }, element("label", {}, say("search"), what), element("label", {}, say("replaceWith"), into), does), places);
}
