// Which key is which command: the usual keys, or those that somebody chose, which this browser keeps.
//
// A key is called by the Latin letter that it writes; where a layout writes others, by the one of its place (Й is Q).
// Signs are those that are written, wherever a layout has them. What writes nothing works while typing, too.

const KEPT = "earwitness.keys";
const SIGNS = { "?": "Shift+Slash", "/": "Slash", ",": "Comma", ".": "Period", "<": "Shift+Comma", ">": "Shift+Period", "[": "BracketLeft", "]": "BracketRight", "+": "Plus", "=": "Plus", "-": "Minus" };
const LOOKS = { Control: "Ctrl", Escape: "Esc", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Digit: "1–9", Slash: "/", Comma: ",", Period: ".", BracketLeft: "[", BracketRight: "]", Plus: "+", Minus: "−", MediaPlayPause: "Media ▶", MediaTrackPrevious: "Media ←", MediaTrackNext: "Media →" };
const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Dead", "Process", "Unidentified"];
const SILENT = /(^|\+)(F\d+|Escape|Enter|Tab|Pause|Insert|PageUp|PageDown|Media\w+)$|^(Control|Alt)\+/;
const BROWSERS = /^(Shift\+)?Tab$|^Control\+(Shift\+)?Key[NTW]$/;

export const digitOf = ({ key, code }) => /^Digit([1-9])$/.exec(code)?.[1] ?? (code.startsWith("Numpad") && /^[1-9]$/.test(key) ? key : undefined);

// Such as Control+Shift+KeyZ; null for what is no key by itself, or a part of a letter that is being composed.
export function nameOf(event) {
  const { key, code } = event;
  if (event.isComposing || MODIFIERS.includes(key)) return null;
  const sign = SIGNS[key], isWritten = event.getModifierState("AltGraph");
  const name = sign ?? (/^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : digitOf(event) ? "Digit" : code || key);
  const held = [!isWritten && (event.ctrlKey || event.metaKey) && "Control", !isWritten && event.altKey && "Alt", !sign && event.shiftKey && "Shift"];
  return [...held, name].filter(Boolean).join("+");
}

export const looks = (key) => (key === "Shift+Slash" ? "?" : key.split("+").map((one) => LOOKS[one] ?? one.replace(/^Key/, "")).join("+"));

export const isSilent = (key) => SILENT.test(key);

const meet = (one, other) => one.where === other.where || ([one.where, other.where].includes("both") && ![one.where, other.where].includes("draft"));

export class Keymap {
  #chosen;

  constructor(commands) {
    this.commands = commands;
    this.#chosen = this.#read();
  }

  get isChanged() {
    return Object.keys(this.#chosen).length > 0;
  }

  // A key that somebody chose for one command is no usual key of another.
  keys(command) {
    const taken = this.commands.filter((one) => one !== command && meet(one, command)).flatMap((one) => this.#chosen[one.name] ?? []);
    return this.#chosen[command.name] ?? command.keys.split(" ").filter((key) => !taken.includes(key));
  }

  // `isEditing`: in the editor of an utterance; `isTyping`: in any other field.
  find(key, { isEditing, isTyping }) {
    const fits = ({ where, isFixed }) => !isFixed && (isEditing ? where !== "desk" && isSilent(key) : isTyping ? where === "both" && isSilent(key) : where !== "typing");
    return this.commands.find((one) => fits(one) && this.keys(one).includes(key));
  }

  // Why a key cannot be that of a command, as [what to say, about what]; null where it can.
  wrong(command, key) {
    if (BROWSERS.test(key)) return ["keyBrowsers", looks(key)];
    if (command.where === "typing" && !isSilent(key)) return ["keyWrites", looks(key)];
    if (command.keys.endsWith("Digit") !== key.endsWith("Digit")) return [key.endsWith("Digit") ? "keyNoDigit" : "keyDigit", looks(key)];
    const other = this.commands.find((one) => one !== command && meet(one, command) && this.keys(one).includes(key));
    return other ? ["keyTaken", looks(key), other.name] : null;
  }

  // Put `key` in the place of `before`; null for either: one more, or one less. Gives whether the browser keeps it.
  put(command, before, key) {
    const rest = this.keys(command).filter((one) => one !== key || one === before);
    const now = before === null ? [...rest, key] : rest.map((one) => (one === before ? key : one));
    this.#chosen[command.name] = now.filter(Boolean);
    return this.#keep();
  }

  reset() {
    this.#chosen = {};
    return this.#keep();
  }

  #keep() {
    try {
      if (this.isChanged) localStorage.setItem(KEPT, JSON.stringify(this.#chosen));
      else localStorage.removeItem(KEPT);
      return true;
    } catch {
      return false;
    }
  }

  // What is no list of keys of a command is left out: another version may have kept it.
  #read() {
    try {
      const names = this.commands.map(({ name }) => name);
      const isKeys = ([name, keys]) => names.includes(name) && Array.isArray(keys) && keys.every((one) => typeof one === "string");
      return Object.fromEntries(Object.entries(JSON.parse(localStorage.getItem(KEPT)) ?? {}).filter(isKeys));
    } catch {
      return {};
    }
  }
}
