// What stands on the desk, once for all modules: what the server has, the utterances, the sound.

import { List } from "./list.js";
import { Player } from "./player.js";
import { Store } from "./store.js";

export const the = (id) => document.getElementById(id);
export const store = new Store();
export const list = new List(the("utterances"), store);
export const player = new Player(the("audio"));
