// The waveform: what is near the moment that plays, and all of the recording with its doubts, each a canvas.

import { clock } from "./say.js";

const STEP_MS = 20, EDGE_PX = 6, FINGER_PX = 20, TICK_PX = 90, TICKS_S = [1, 2, 5, 10, 30];

export class Wave {
  span_ms = 12_000;

  // `chosen` gives the times of the word whose edges can be dragged, `stops` from when to when; `drag` is told which
  // edge was left where.
  constructor(near, far, store, { seek, chosen, stops, drag }) {
    Object.assign(this, { near, far, store, chosen, peaks: new Uint8Array() });
    const ms = (event) => this.#start + (event.offsetX / near.clientWidth) * this.span_ms;
    near.addEventListener("pointerdown", (event) => {
      this.#edge = this.#nearest(ms(event), reach(event));
      if (this.#edge !== null) near.setPointerCapture(event.pointerId);
    });
    const reach = ({ pointerType }) => (pointerType === "touch" ? FINGER_PX : EDGE_PX);
    near.addEventListener("pointercancel", () => (this.#edge = this.#left = null));
    near.addEventListener("pointermove", (event) => {
      near.classList.toggle("edge", (this.#edge ?? this.#nearest(ms(event), reach(event))) !== null);
      if (this.#edge === null) return;
      const [least, most] = stops(this.#edge);
      this.#left = Math.min(most, Math.max(least, ms(event)));
      this.draw(this.at);
    });
    near.addEventListener("pointerup", (event) => {
      const [edge, left] = [this.#edge, this.#left];
      this.#edge = this.#left = null;
      if (edge === null) seek(ms(event));
      else if (left !== null) drag(edge, Math.round(left));
    });
    far.addEventListener("click", (event) => seek((event.offsetX / far.clientWidth) * store.recording.duration));
    new ResizeObserver(() => this.draw(this.at ?? 0)).observe(near);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.changed());
  }

  async load() {
    const response = await fetch("/peaks").catch(() => null);
    if (response?.ok) this.peaks = new Uint8Array(await response.arrayBuffer());
    this.changed();
  }

  changed() {
    this.#whole = null;
    this.draw(this.at ?? 0);
  }

  draw(at, word) {
    this.at = at;
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name);
    this.#near(at, word, colour);
    this.#far(at, colour);
  }

  #start = 0;
  #whole = null;
  #edge = null;
  #left = null;

  // 0 for where the chosen word begins, 1 for where it ends; null where neither is within reach.
  #nearest(ms, reach) {
    const times = this.chosen();
    const far = times?.map((one) => Math.abs(one - ms)) ?? [Infinity];
    const edge = far.indexOf(Math.min(...far));
    return far[edge] <= (reach / this.near.clientWidth) * this.span_ms ? edge : null;
  }

  #near(at, word, colour) {
    const [pen, width, height] = fresh(this.near);
    if (!width) return;
    this.#start = Math.max(0, at - this.span_ms / 3);
    const place = (ms) => ((ms - this.#start) / this.span_ms) * width;
    const times = this.chosen()?.slice();
    if (times) {
      if (this.#left !== null) times[this.#edge] = this.#left;
      pen.fillStyle = colour("--pick");
      pen.fillRect(place(times[0]), 0, Math.max(2, place(times[1]) - place(times[0])), height);
      pen.fillStyle = colour("--soft");
      for (const one of times) pen.fillRect(place(one) - 0.5, 0, 1, height);
    }
    if (word) {
      pen.fillStyle = colour("--now");
      pen.fillRect(place(word[2]), 0, Math.max(2, place(word[3]) - place(word[2])), height);
    }
    const middle = (height - 8) / 2, stop = this.#start + this.span_ms;
    const sound = (from, to, ink) => {
      pen.fillStyle = ink;
      for (let x = Math.max(0, Math.round(place(from))); x < Math.min(width, place(to)); x++) {
        const tall = Math.max(1, this.#loudest(this.#start + (x / width) * this.span_ms, this.#start + ((x + 1) / width) * this.span_ms) * (middle - 6));
        pen.fillRect(x, middle - tall, 1, 2 * tall);
      }
    };
    sound(this.#start, stop, colour("--wave"));
    const bar = (from, to, y, tall) => pen.fillRect(place(from), y, Math.max(3, place(to) - place(from) - 1), tall);
    for (const id of this.store.order) {
      const row = this.store.rows.get(id);
      if (!row || row.end < this.#start || row.start > stop) continue;
      sound(row.start, row.end, voiced(row, colour));
      bar(row.start, row.end, height - 4, 4);
      pen.fillStyle = colour("--doubt");
      for (const [, , words] of [...row.doubts, ...row.english_doubts])
        for (const at of words.length ? words : [null]) bar(row.words[at]?.[2] ?? row.start, row.words[at]?.[3] ?? row.end, 0, 4);
    }
    pen.fillStyle = colour("--soft");
    pen.font = "11px system-ui, sans-serif";
    pen.textAlign = "left";  // from right to left too
    const each = 1000 * (TICKS_S.find((one) => (one * 1000 * width) / this.span_ms >= TICK_PX) ?? 60);
    for (let ms = Math.ceil(this.#start / each) * each; ms < stop; ms += each) {
      pen.fillRect(place(ms), height - 16, 1, 10);
      pen.fillText(clock(ms), place(ms) + 4, height - 8);
    }
    pen.fillStyle = colour("--accent");
    for (const { start, end, resolved } of this.store.remarks) if (!resolved && end >= this.#start && start <= stop) flag(pen, place(start));
    pen.fillStyle = colour("--accent");
    pen.fillRect(place(at), 0, 2, height);
  }

  #far(at, colour) {
    const [pen, width, height] = fresh(this.far);
    if (!width) return;
    const total = this.store.recording.duration;
    if (!this.#whole || this.#whole.width !== this.far.width) {
      this.#whole = new OffscreenCanvas(this.far.width, this.far.height);
      const ink = this.#whole.getContext("2d");
      ink.scale(this.far.width / width, this.far.height / height);
      const sound = (from, to, colour) => {
        ink.fillStyle = colour;
        for (let x = Math.round((from / total) * width); x < (to / total) * width; x++) {
          const tall = Math.max(1, this.#loudest((x / width) * total, ((x + 1) / width) * total) * (height - 9));
          ink.fillRect(x, height - tall, 1, tall);
        }
      };
      sound(0, total, colour("--wave"));
      for (const row of this.store.rows.values()) sound(row.start, row.end, voiced(row, colour));
      ink.fillStyle = colour("--doubt");
      for (const id of this.store.order) {
        const row = this.store.rows.get(id);
        if (row?.weight) ink.fillRect((row.start / total) * width, 0, 2, Math.min(8, 3 + row.weight / 3));
      }
    }
    pen.fillStyle = colour("--shade");
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = colour("--pick");
    pen.fillRect((this.#start / total) * width, 0, Math.max(3, (this.span_ms / total) * width), height);
    pen.drawImage(this.#whole, 0, 0, width, height);
    pen.fillStyle = colour("--accent");
    pen.fillRect((at / total) * width, 0, 2, height);
  }

  #loudest(from, to) {
    let most = 0;
    const end = Math.max(Math.floor(from / STEP_MS) + 1, Math.floor(to / STEP_MS));
    for (let one = Math.floor(from / STEP_MS); one < end; one++) most = Math.max(most, this.peaks[one] ?? 0);
    return most / 255;
  }
}

const voiced = (row, colour) => colour(`--voice-${row.speaker ? Number(row.speaker.slice(1)) % 6 : "none"}`);

function flag(pen, x) {
  pen.beginPath();
  pen.moveTo(x, 4);
  pen.lineTo(x + 9, 8);
  pen.lineTo(x, 12);
  pen.fill();
  pen.fillRect(x - 1, 4, 1.5, 16);
}

function fresh(canvas) {
  const scale = devicePixelRatio, width = canvas.clientWidth, height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
  if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d");
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  return [pen, width, height];
}
