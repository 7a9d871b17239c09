// What the server has, and what this page changes: each change is sent until it is kept, once, in its order.
// What was typed lives in this page alone, never on a disk: nothing of it stays behind in a browser's profile.

import { say } from "./say.js";

// How often it is asked anyway, and while nobody answers; after how long without a word the line is taken for dead.
const POLL_MS = 20_000, AGAIN_MS = 1000, DEAD_MS = 25_000;

export class Store extends EventTarget {
  rows = new Map();
  order = [];
  waiting = [];
  remarks = [];
  undo = null;
  redo = null;
  away = false;
  #at = { epoch: "", tick: -1 };
  #sending = false;
  #looking = false;
  #behind = false;
  #kept = new Map();

  async open() {
    const everything = await (await fetch("/recording")).json();
    this.recording = everything.recording;
    this.hasSound = everything.sound;
    this.me = everything.me;
    this.#take(everything);
    const look = () => this.#look();
    setInterval(look, POLL_MS);
    setInterval(() => this.away && this.#look(), AGAIN_MS);
    for (const back of ["visibilitychange", "online", "pageshow"]) window.addEventListener(back, look);
    this.#listen();
  }

  // A browser opens few connections to one server: of its tabs, one listens and tells the others. When that one is
  // closed, the next has its turn.
  #listen() {
    const others = new BroadcastChannel("news");
    const told = () => {
      this.#look();
      this.#tell("news");  // a quote is no change of a row
    };
    others.onmessage = told;
    navigator.locks.request("news", () => new Promise(() => {
      let news, heard;
      const open = () => {
        news?.close();
        heard = performance.now();
        news = new EventSource("/news");
        news.addEventListener("beat", () => (heard = performance.now()));
        news.onmessage = () => {
          heard = performance.now();
          others.postMessage("news");
          told();
        };
      };
      open();
      setInterval(() => (news.readyState === EventSource.CLOSED || performance.now() - heard > DEAD_MS) && open(), AGAIN_MS);
    }));
  }

  at(index) {
    return this.rows.get(this.order[index]);
  }

  // A change of a row names the state that its maker saw. One that waits behind another of the same row is made on
  // what that one leaves.
  change(change, row) {
    const told = row ? { utterance_id: row.id, on: row.revision, ...change } : change;
    this.#wait({ path: "/change", body: { change: told, sent_as: crypto.randomUUID() } });
  }

  // What the page shows before it is kept.
  show(row) {
    this.rows.set(row.id, row);
    this.#tell("rows", { rows: [row] });
  }

  send(path, body) {
    return new Promise((settle) => this.#wait({ path, body, settle }));
  }

  // When all that was changed is kept: only then it is known what can be undone.
  settled() {
    return new Promise((done) => {
      const look = () => {
        if (this.waiting.length) return;
        this.removeEventListener("state", look);
        done();
      };
      this.addEventListener("state", look);
      look();
    });
  }

  #wait(item) {
    this.waiting.push(item);
    this.#tell("state");
    this.#send();
  }

  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    while (this.waiting.length) {
      const item = this.waiting[0];
      const answer = await this.#ask(item);
      if (!answer) {
        await new Promise((wake) => setTimeout(wake, AGAIN_MS));
        continue;
      }
      this.waiting.shift();
      const { status, data } = answer;
      const before = item.body.change?.on;
      this.#take(data);
      if (status === 200 && item.body.change) this.#follow(item.body.change, before);
      if (status !== 200) this.#restore(item.body.change?.utterance_id);
      item.settle?.(status === 200 ? data : null);
      this.#tell("state");
      if (status === 409) this.#tell("conflict", { ...data, change: item.body.change });
      else if (status !== 200) this.#tell("refused", { ...data, change: item.body.change });
    }
    this.#sending = false;
    if (this.#behind) this.#look();
  }

  // null: it did not arrive, or cannot be kept just now; it is sent again under the same name.
  async #ask({ path, body }) {
    try {
      const response = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...body, epoch: this.#at.epoch, since: this.#at.tick }),
      });
      if (response.status === 403 || response.status === 503 || response.status === 500) throw new Error();
      this.#back(true);
      return { status: response.status, data: await response.json() };
    } catch {
      this.#back(false);
      return null;
    }
  }

  // The page shows a change before it is kept; one that is refused is taken back.
  #restore(id) {
    const kept = this.#kept.get(id);
    if (!kept || !this.rows.has(id)) return;
    this.rows.set(id, kept);
    this.#tell("rows", { rows: [kept] });
  }

  #follow(kept, before) {
    const now = this.rows.get(kept.utterance_id)?.revision;
    for (const { body } of this.waiting)
      if (now !== undefined && body.change?.utterance_id === kept.utterance_id && body.change.on === before)
        body.change.on = now;
  }

  // What comes while it asks, or while an answer is on its way that may be older, it asks for afterwards.
  async #look() {
    this.#behind = true;
    if (this.#sending || this.#looking) return;
    this.#looking = true;
    while (this.#behind && !this.#sending) {
      this.#behind = false;
      await this.#changes();
    }
    this.#looking = false;
  }

  async #changes() {
    try {
      const response = await fetch(`/changes?epoch=${this.#at.epoch}&since=${this.#at.tick}`);
      if (response.status === 403 || response.status >= 500) throw new Error();
      const told = await response.json();
      this.#back(true);
      if (response.ok) this.#take(told);
      else this.#tell("refused", told);
    } catch {
      this.#back(false);
    }
  }

  #back(here) {
    if (this.away === !here) return;
    this.away = !here;
    this.#tell("state");
  }

  #take(told) {
    if (told.tick === undefined) return;
    if (told.epoch === this.#at.epoch && told.tick < this.#at.tick) return;
    const isNew = told.epoch !== this.#at.epoch || told.tick > this.#at.tick;
    this.#at = { epoch: told.epoch, tick: told.tick };
    for (const row of told.rows) {
      this.rows.set(row.id, row);
      this.#kept.set(row.id, row);
    }
    if (told.order) {
      this.order = told.order;
      const there = new Set(told.order);
      for (const id of this.rows.keys()) if (!there.has(id)) this.rows.delete(id);
    }
    for (const name of ["remarks", "undo", "redo"]) if (name in told) this[name] = told[name];
    if (isNew) this.#tell("rows", { rows: told.rows, order: told.order });
  }

  // What somebody was typing of an utterance that is gone.
  lost(text) {
    this.#tell("refused", { says: say("conflict"), change: { text } });
  }

  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}
