"use strict";
// Plays a quote, or what stands around it: passage by passage, one sound at a time. Everything can be read, and each
// sound be played by itself, without this; see templates/quote.html.j2.
(() => {
  const sounds = new Map([...document.querySelectorAll("audio")].map((audio) => [audio.dataset.name, audio]));
  const status = document.querySelector(".status");
  let current = null; // what plays: { button, parts, at, audio }

  const said = (text) => { status.textContent = text; };

  // Some hosts send no part of a file alone (python -m http.server is one): then the whole sound is fetched first.
  const skippable = (audio) => audio.seekable.length
    && audio.seekable.end(audio.seekable.length - 1) > audio.duration - 1;
  const ready = (audio) => new Promise((done, failed) => {
    if (audio.readyState > 0) { done(); return; }
    audio.addEventListener("loadedmetadata", () => done(), { once: true });
    audio.addEventListener("error", () => failed(new Error("The sound did not load: it should lie beside this page.")), { once: true });
    audio.preload = "auto";
    audio.load();
  });
  async function at(audio, seconds) {
    await ready(audio);
    if (!skippable(audio) && !audio.src.startsWith("blob:")) {
      said("Loading the sound…");
      audio.src = URL.createObjectURL(await (await fetch(audio.src)).blob());
      await ready(audio);
      said("");
    }
    audio.currentTime = seconds;
  }

  function stop() {
    if (!current) return;
    const { button, audio } = current;
    current = null;
    audio?.pause();
    button.classList.remove("playing");
    button.setAttribute("aria-pressed", "false");
    button.style.removeProperty("--done");
  }
  async function play(button) {
    stop();
    const parts = button.dataset.parts.split(",").map((part) => {
      const [name, from, to] = part.split(/[:]|-(?=\d+$)/);
      return { audio: sounds.get(name), from: Number(from), to: Number(to) };
    });
    const mine = current = { button, parts, at: 0, audio: null };
    button.classList.add("playing");
    button.setAttribute("aria-pressed", "true");
    try {
      await begin(mine);
    } catch (reason) {
      if (current === mine) stop();
      said(reason.name === "NotAllowedError" ? "" : reason.message);
    }
  }
  async function begin(mine) {
    const part = mine.parts[mine.at], before = mine.audio;
    mine.audio = part.audio;
    if (before !== part.audio) before?.pause();
    await at(part.audio, part.from / 1000);
    if (current === mine) await part.audio.play();
  }
  function watch() {
    if (!current?.audio || current.audio.paused) return;
    const mine = current, part = mine.parts[mine.at], now = mine.audio.currentTime * 1000;
    const whole = mine.parts.reduce((sum, one) => sum + one.to - one.from, 0);
    const before = mine.parts.slice(0, mine.at).reduce((sum, one) => sum + one.to - one.from, 0);
    mine.button.style.setProperty("--done", `${100 * Math.min(1, (before + now - part.from) / whole)}%`);
    if (now < part.to && !mine.audio.ended) return;
    if (++mine.at < mine.parts.length) begin(mine).catch((reason) => { stop(); said(reason.message); }); else stop();
  }
  let frame = 0;
  function tick() {
    watch();
    frame = current ? requestAnimationFrame(tick) : 0;
  }

  for (const audio of sounds.values()) {
    for (const name of ["timeupdate", "ended"]) audio.addEventListener(name, watch); // also where no frames are drawn
    audio.addEventListener("play", () => { frame ||= requestAnimationFrame(tick); });
    audio.addEventListener("pause", () => { // by the system, as when headphones are pulled out
      if (current?.audio === audio && audio.paused && !audio.ended) stop();
    });
  }
  for (const button of document.querySelectorAll(".play")) {
    button.setAttribute("role", "button");
    button.setAttribute("aria-pressed", "false");
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".play");
    if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (current?.button === button) stop(); else play(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
    if (event.key === " " && event.target.matches?.(".play")) {
      event.preventDefault();
      event.target.click();
    }
  });
})();
