"use strict";
// Why a word is doubtful: shown on hover and on focus, and told to those who see neither (aria-describedby). Without
// this script the reasons stand below the words.
(() => {
  const rows = document.querySelector(".rows");
  const tip = document.querySelector(".tip");
  let tipFor = null, hiding = 0;
  function showTip(doubt) {
    clearTimeout(hiding);
    if (doubt === tipFor) return;
    tipFor = doubt;
    tip.textContent = doubt.getAttribute("aria-describedby").split(" ")
      .map((id) => document.getElementById(id).querySelector(".reason").textContent).join(" · ");
    tip.hidden = false;
    placeTip();
  }
  function placeTip() {
    if (!tipFor) return;
    const box = tipFor.getClientRects()[0], high = tip.offsetHeight, wide = tip.offsetWidth;
    const left = Math.max(8, Math.min(box.left + box.width / 2 - wide / 2, document.documentElement.clientWidth - wide - 8));
    const above = box.top - high - 8;
    tip.style.transform = `translate(${left}px, ${above < 8 ? box.bottom + 8 : above}px)`;
  }
  function hideTip() {
    tip.hidden = true;
    tipFor = null;
  }
  function hideTipSoon() { // not at once: the pointer may be on its way to the reason
    clearTimeout(hiding);
    hiding = setTimeout(() => {
      const focused = document.querySelector(".doubt:focus-visible");
      if (focused) showTip(focused); else hideTip();
    }, 250);
  }
  for (const doubt of document.querySelectorAll(".doubt")) { // without a script they would be buttons that do nothing
    doubt.tabIndex = 0;
    doubt.setAttribute("role", "button");
  }
  rows?.addEventListener("pointerover", (event) => {
    const doubt = event.target.closest(".doubt");
    if (doubt) showTip(doubt); else if (tipFor) hideTipSoon();
  });
  rows?.addEventListener("focusin", (event) => { if (event.target.matches(".doubt")) showTip(event.target); });
  rows?.addEventListener("focusout", hideTipSoon);
  tip.addEventListener("pointerenter", () => clearTimeout(hiding));
  tip.addEventListener("pointerleave", hideTipSoon);
  addEventListener("scroll", placeTip, { passive: true });
  addEventListener("resize", placeTip);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideTip();
    if (event.target.matches(".doubt") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      (event.target.firstElementChild ?? event.target).click();
    }
  });
})();
