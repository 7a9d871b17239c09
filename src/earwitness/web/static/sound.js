// What one does to the sound, and to the waveform that shows it.

import { player, the } from "./desk.js";
import { here, stretch } from "./place.js";

const SKIP_MS = 1500;

let holding = null;

export const toggle = () => player.toggle();

export const skip = (by) => player.seek(player.ms + by * SKIP_MS);

export function speed(by) {
  the("speed").textContent = `${player.faster(by)}×`;
}

export function loop() {
  if (!here.id) return;
  player.loop = player.loop ? null : stretch();
  for (const one of ["loop", "draft-hear"]) the(one).setAttribute("aria-pressed", String(Boolean(player.loop)));
}

// The same, from its beginning, until it is asked for again.
export function hear() {
  loop();
  if (player.loop) player.seek(player.loop[0]);
  if (player.playing !== Boolean(player.loop)) player.toggle();
}

// More or fewer seconds in the waveform.
export function zoom(by) {
  const { min, max } = the("zoom");
  the("zoom").value = Math.min(max, Math.max(min, Math.round(the("zoom").value * by)));
  the("zoom").dispatchEvent(new Event("input"));
}

// It plays for as long as the key is held, as a foot pedal does it.
export function hold(_, event) {
  holding = event.code || event.key;
  if (!player.playing) player.toggle();
}

export function release(event) {
  if (holding === null || (event.type === "keyup" && (event.code || event.key) !== holding)) return;
  holding = null;
  if (player.playing) player.toggle();
}

// Media keys that the system keeps to itself; it is told no name of a recording for its lock screen.
export function media() {
  const session = navigator.mediaSession;
  if (!session) return;
  session.metadata = new MediaMetadata({ title: "earwitness" });
  for (const [action, does] of Object.entries({ play: toggle, pause: toggle, previoustrack: () => skip(-1), seekbackward: () => skip(-1), nexttrack: () => skip(1), seekforward: () => skip(1) }))
    session.setActionHandler(action, does);
}
