// The waveform: what is near the moment that plays, and all of the recording with its doubts, each a canvas.

const STEP_MS = 20;

export class Wave {
  span_ms = 12_000;

  constructor(near, far, store, seek) {
    Object.assign(this, { near, far, store, peaks: new Uint8Array() });
    near.addEventListener("click", (event) => seek(this.#start + (event.offsetX / near.clientWidth) * this.span_ms));
    far.addEventListener("click", (event) => seek((event.offsetX / far.clientWidth) * store.recording.duration));
    new ResizeObserver(() => this.draw(this.at ?? 0)).observe(near);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw(this.at ?? 0));
  }

  async load() {
    const response = await fetch("/peaks");
    if (response.ok) this.peaks = new Uint8Array(await response.arrayBuffer());
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

  #near(at, word, colour) {
    const [pen, width, height] = fresh(this.near);
    if (!width) return;
    this.#start = Math.max(0, at - this.span_ms / 3);
    const place = (ms) => ((ms - this.#start) / this.span_ms) * width;
    if (word) {
      pen.fillStyle = colour("--now");
      pen.fillRect(place(word[2]), 0, Math.max(2, place(word[3]) - place(word[2])), height);
    }
    pen.fillStyle = colour("--wave");
    const middle = (height - 10) / 2;
    for (let x = 0; x < width; x++) {
      const loud = this.#loudest(this.#start + (x / width) * this.span_ms, this.#start + ((x + 1) / width) * this.span_ms);
      const tall = Math.max(1, loud * middle);
      pen.fillRect(x, middle - tall, 1, 2 * tall);
    }
    for (const id of this.store.order) {
      const row = this.store.rows.get(id);
      if (!row || row.end < this.#start || row.start > this.#start + this.span_ms) continue;
      pen.fillStyle = colour(`--voice-${row.speaker ? Number(row.speaker.slice(1)) % 6 : "none"}`);
      pen.fillRect(place(row.start), height - 8, Math.max(1, place(row.end) - place(row.start) - 1), 6);
      if (row.weight) {
        pen.fillStyle = colour("--doubt");
        pen.fillRect(place(row.start), 0, Math.max(2, place(row.end) - place(row.start) - 1), 3);
      }
    }
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
      ink.fillStyle = colour("--wave");
      for (let x = 0; x < width; x++) {
        const tall = Math.max(1, this.#loudest((x / width) * total, ((x + 1) / width) * total) * (height - 9));
        ink.fillRect(x, height - tall, 1, tall);
      }
      ink.fillStyle = colour("--doubt");
      for (const id of this.store.order) {
        const row = this.store.rows.get(id);
        if (row?.weight) ink.fillRect((row.start / total) * width, 0, 2, Math.min(8, 3 + row.weight / 3));
      }
    }
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

function fresh(canvas) {
  const scale = devicePixelRatio, width = canvas.clientWidth, height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
  if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d");
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  return [pen, width, height];
}
