// A click on a quote shows what was found of it and plays its places, one after another. Without this, the link leads there.
(() => {
  const stopped = { now: () => {} };
  const play = (sounds) => {
    stopped.now();
    let at = 0;
    const next = () => {
      if (at >= sounds.length) return;
      const sound = sounds[at++];
      sound.currentTime = 0;
      sound.addEventListener("ended", next, { once: true });
      stopped.now = () => { sound.removeEventListener("ended", next); sound.pause(); };
      sound.play().catch(() => {});
    };
    next();
  };
  const show = (number) => {
    for (const one of document.querySelectorAll(".here")) one.classList.remove("here");
    const card = document.getElementById(`q${number}`);
    for (const one of [card, ...document.querySelectorAll(`[data-quote="${number}"]`)]) one.classList.add("here");
    return card;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.quote");
    if (!link) return;
    const card = show(link.dataset.quote);
    play([...card.querySelectorAll(":scope > .place > audio")]);
  });
  document.addEventListener("play", (event) => {
    for (const one of document.querySelectorAll("audio")) if (one !== event.target) one.pause();
  }, true);
})();
