// The sound leads. After a pause it begins a little earlier than it stopped, as transcribers are used to.

const BACK_MS = 700;

export class Player extends EventTarget {
  loop = null;

  constructor(audio) {
    super();
    this.audio = audio;
    for (const name of ["play", "pause"]) audio.addEventListener(name, () => this.dispatchEvent(new Event("state")));
    audio.addEventListener("play", () => this.#follow());
    audio.addEventListener("ended", () => this.loop && this.#again());
    audio.addEventListener("seeked", () => this.#moved());
    audio.preservesPitch = true;
  }

  get ms() {
    return this.audio.currentTime * 1000;
  }

  get playing() {
    return !this.audio.paused;
  }

  toggle() {
    if (this.playing) return this.audio.pause();
    if (this.ms > BACK_MS) this.audio.currentTime -= BACK_MS / 1000;
    this.audio.play().catch(() => {});
  }

  seek(ms) {
    this.audio.currentTime = Math.max(0, ms) / 1000;
    this.#moved();
  }

  faster(by) {
    const speed = Math.min(2, Math.max(0.5, Math.round((this.audio.playbackRate + by) * 10) / 10));
    this.audio.playbackRate = speed;
    return speed;
  }

  #follow() {
    if (!this.playing) return;
    if (this.loop && (this.ms >= this.loop[1] || this.ms < this.loop[0] - BACK_MS - 50)) this.seek(this.loop[0]);
    this.#moved();
    requestAnimationFrame(() => this.#follow());
  }

  // Where what is looped is the end of all.
  #again() {
    this.seek(this.loop[0]);
    this.audio.play().catch(() => {});
  }

  #moved() {
    this.dispatchEvent(new Event("moved"));
  }
}
