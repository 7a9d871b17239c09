"use strict";
// Plays the recording and shows where it is. Everything can be read without this; see templates/page.html.j2.
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const audio = one("audio.sound");
  const player = one(".player");
  const seekbar = one(".seek");
  const rowList = one(".rows");
  const duration = Number(player.dataset.duration);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  // Things in order of time. `at` finds the one that sounds: of several, the one that began last.
  class Timeline {
    constructor(items) {
      this.items = items.sort((a, b) => a.start - b.start);
      this.starts = Float64Array.from(this.items, (item) => item.start);
      let end = 0;
      this.ends = Float64Array.from(this.items, (item) => (end = Math.max(end, item.end)));
    }
    begun(ms) { // the number of items that have begun by then
      let low = 0, high = this.starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.starts[middle] <= ms) low = middle + 1; else high = middle;
      }
      return low;
    }
    at(ms) {
      for (let i = this.begun(ms) - 1; i >= 0 && this.ends[i] > ms; i--) if (this.items[i].end > ms) return this.items[i];
      return null;
    }
  }
  const timed = (element) => {
    const [start, end] = element.dataset.t.split("-").map(Number);
    return { element, start, end };
  };
  const words = new Timeline(all(".w").map(timed));
  const rows = new Timeline(all(".row").map(timed));
  const captionLines = all(".caption");
  const cues = new Timeline(JSON.parse(one("#cues").textContent)
    .map(([start, end, above, below, lang, dir]) => ({ start, end, texts: [above, below], lang, dir })));

  // ---- where the sound is ----
  let wanted = null; // a position asked for before the sound was there, in seconds
  let fetching = false, playThen = false;
  let stopAt = Infinity;
  const now = () => Math.round((wanted ?? audio.currentTime) * 1000);
  const clock = (ms) => {
    const s = Math.floor(ms / 1000), two = (n) => String(n).padStart(2, "0");
    return s < 3600 ? `${Math.floor(s / 60)}:${two(s % 60)}`
      : `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  };
  const said = (text) => { one(".said-so").textContent = text; };

  // Some hosts send no part of a file alone (python -m http.server is one); nothing can be skipped in what they send.
  // Then the whole sound is fetched when somebody first wants to be elsewhere in it.
  const skippable = () => audio.seekable.length && audio.seekable.end(audio.seekable.length - 1) > audio.duration - 1;
  async function fetchWhole() {
    fetching = true;
    playThen = !audio.paused;
    audio.pause();
    said("Loading the sound…");
    try {
      const reply = await fetch(audio.currentSrc);
      audio.src = URL.createObjectURL(await reply.blob());
      said("");
    } catch {
      said("This host does not let the sound be skipped through.");
    }
    fetching = false;
    if (playThen) play();
  }
  function goTo(seconds) {
    if (audio.readyState > 0 && !fetching && skippable()) {
      wanted = null;
      audio.currentTime = seconds;
    } else {
      wanted = seconds;
      if (audio.readyState > 0 && !fetching && !audio.currentSrc.startsWith("blob:")) fetchWhole();
    }
  }
  audio.addEventListener("loadedmetadata", () => {
    if (wanted !== null) goTo(wanted);
    show();
  });

  function play() {
    if (fetching) {
      playThen = true;
      return;
    }
    audio.play()?.catch((reason) => {
      if (reason.name === "NotSupportedError") said("The sound cannot be played.");
    });
  }
  function seek(ms, { andPlay = false, until = Infinity, address = false } = {}) {
    stopAt = until;
    goTo(Math.max(0, Math.min(ms, duration)) / 1000);
    if (address) history.replaceState(null, "", `#t=${ms / 1000}`);
    following(true);
    if (andPlay) play();
    show();
    showCaptions();
    bringIntoView();
  }
  const toggle = () => { if (audio.paused) { if (now() >= stopAt) stopAt = Infinity; play(); } else audio.pause(); };

  // ---- showing it ----
  let word = null, row = null, cue = null, shownSecond = -1;
  function mark(was, is) {
    was?.element.classList.remove("now");
    is?.element.classList.add("now");
    return is;
  }
  function show() {
    const ms = now();
    const sounding = words.at(ms), current = rows.at(ms);
    if (sounding !== word) word = mark(word, sounding);
    if (current !== row) {
      row?.element.removeAttribute("aria-current");
      current?.element.setAttribute("aria-current", "true");
      row = mark(row, current);
      if (!audio.paused) bringIntoView();
    }
    const caption = cues.at(ms);
    if (caption !== cue) {
      cue = caption;
      captionLines.forEach((line, i) => { line.textContent = cue?.texts[i] ?? ""; });
      if (cue?.lang !== undefined) Object.assign(captionLines[0], { lang: cue.lang, dir: cue.dir });
    }
    if (Math.abs(seekbar.value - ms) >= 100) seekbar.value = ms;
    const second = Math.floor(ms / 1000);
    if (second !== shownSecond) {
      shownSecond = second;
      one(".now").textContent = clock(ms);
      seekbar.setAttribute("aria-valuetext", `${clock(ms)} of ${clock(duration)}`);
    }
    if (ms >= stopAt) audio.pause();
  }
  let frame = 0;
  function tick() {
    show();
    frame = audio.paused ? 0 : requestAnimationFrame(tick);
  }
  function playing(is) {
    player.classList.toggle("playing", is);
    one(".play").setAttribute("aria-label", is ? "Pause" : "Play");
    if (is && !frame) tick();
    showCaptions();
    if (!is) following(follow);
  }
  audio.addEventListener("play", () => playing(true));
  audio.addEventListener("pause", () => playing(false));
  audio.addEventListener("ended", () => playing(false));
  for (const name of ["seeked", "timeupdate"]) audio.addEventListener(name, show); // also where frames are not drawn
  audio.addEventListener("error", () => said(`The sound did not load: ${audio.getAttribute("src")} should lie beside this page.`));

  // ---- following it, until the reader looks elsewhere ----
  let follow = true;
  function following(is) {
    follow = is;
    one(".follow").hidden = follow || audio.paused;
  }
  function bringIntoView() {
    const shown = row ?? rows.items[Math.max(0, rows.begun(now()) - 1)]; // in a silence, what was said last
    if (!follow || !shown) return;
    const box = shown.element.getBoundingClientRect(), bottom = innerHeight - player.offsetHeight;
    if (box.top >= 24 && box.bottom <= bottom - 24) return;
    const near = Math.abs(box.top) < 2 * innerHeight;
    shown.element.scrollIntoView({ block: "center", behavior: near && !calm.matches ? "smooth" : "instant" });
  }
  const lookElsewhere = () => { if (!audio.paused) following(false); };
  addEventListener("wheel", lookElsewhere, { passive: true });
  addEventListener("touchmove", lookElsewhere, { passive: true });
  addEventListener("pointerdown", (event) => { if (event.target === document.documentElement) lookElsewhere(); });
  one(".follow").addEventListener("click", () => { following(true); bringIntoView(); });

  // ---- the pointer ----
  rowList?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest(".time");
    if (!link && String(getSelection())) return; // somebody is copying words
    const start = event.target.closest(link ? ".row" : ".w, .e, .original, .translation");
    if (!start) return;
    event.preventDefault();
    seek(timed(start.dataset.t ? start : start.closest(".row")).start, { andPlay: true, address: true });
  });
  one(".play").addEventListener("click", toggle);
  seekbar.addEventListener("input", () => seek(Number(seekbar.value)));
  one(".speed").addEventListener("change", (event) => { audio.playbackRate = Number(event.target.value); });
  const captionsShown = one(".captions-shown");
  function showCaptions() { // once there is something to show
    const chosen = captionsShown?.value ?? "none";
    captionLines.forEach((line, i) => { line.hidden = ![String(i), "both"].includes(chosen); });
    one(".captions").hidden = chosen === "none" || (audio.paused && now() === 0);
  }
  if (captionsShown && captionLines.length > 1 && innerWidth < 640) captionsShown.value = "1"; // room for one: the translation
  captionsShown?.addEventListener("change", showCaptions);
  one(".copy").addEventListener("click", async () => {
    history.replaceState(null, "", `#t=${Math.round(now() / 100) / 10}`);
    try {
      await navigator.clipboard.writeText(location.href);
      said(`Copied: the link to ${clock(now())}.`);
    } catch {
      said("The link is in the address bar.");
    }
    setTimeout(() => said(""), 4000);
  });

  // ---- the keys ----
  const help = one(".keys"), keysOn = one(".keys-on");
  try { keysOn.checked = localStorage.getItem("earwitness-keys") !== "off"; } catch { /* storage is closed to us */ }
  keysOn.addEventListener("change", () => {
    try { localStorage.setItem("earwitness-keys", keysOn.checked ? "on" : "off"); } catch { /* lasts for this visit */ }
  });
  function passage(step) {
    const began = rows.begun(now());
    const to = step > 0 ? rows.items[began] : rows.items[Math.max(0, began - (now() - rows.starts[began - 1] > 1000 ? 1 : 2))];
    if (to) seek(to.start);
  }
  const keys = {
    " ": toggle,
    k: toggle,
    ArrowLeft: () => seek(now() - 5000),
    ArrowRight: () => seek(now() + 5000),
    j: () => passage(-1),
    l: () => passage(1),
    Home: () => seek(0),
    "?": () => { help.open = !help.open; help.firstElementChild.focus(); },
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") { help.open = false; return; }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const on = event.target;
    if (["PageUp", "PageDown", "ArrowUp", "ArrowDown", "End"].includes(event.key)) lookElsewhere();
    if (!keysOn.checked && !on.matches(".seek")) return;
    if (on.matches("select, input:not(.seek), textarea")) return;
    if (event.key === " " && on.matches("button, summary")) return;
    const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action || (event.repeat && !event.key.startsWith("Arrow"))) return;
    event.preventDefault();
    action();
  });

  // ---- addresses: #t=12.3 and #t=12.3,15.8 (W3C Media Fragments, normal play time) ----
  function moment(text) {
    const parts = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d*)?)$/.exec(text);
    return parts ? 1000 * (3600 * (parts[1] ?? 0) + 60 * (parts[2] ?? 0) + Number(parts[3])) : NaN;
  }
  function fromAddress(andPlay) {
    const [, from, to] = /(?:^#|&)t=(?:npt:)?([\d:.]*)(?:(?:,|%2C)([\d:.]+))?(?=&|$)/i.exec(location.hash) ?? [];
    if (!from && !to) return;
    const start = from ? moment(from) : 0, until = to === undefined ? Infinity : moment(to);
    if (!(start < until) || start > duration) return;
    seek(Math.round(start), { andPlay, until: Math.round(until) });
  }
  addEventListener("hashchange", () => fromAddress(true));

  audio.controls = false;
  player.hidden = false;
  new ResizeObserver(() => document.documentElement.style.setProperty("--player", `${player.offsetHeight}px`)).observe(player);
  fromAddress(false); // cued, not played: a page that speaks unasked is rude, and browsers forbid it
  show();
})();
