// What the server has, and what this page changes: each change is sent until it is kept, once, in its order.
// What was typed lives in this page alone, never on a disk: nothing of it stays behind in a browser's profile.

// How often it is asked anyway, and while nothing is kept. A line may be dead though nobody hung up (a laptop slept, a
// network went away): how long an answer may take, and at most, where it took too long before; how long news may.
const POLL_MS = 20_000, AGAIN_MS = 1000, ANSWER_MS = 5000, MOST_MS = 40_000, DEAD_MS = 12_000;

// Why nothing is kept, by the status of the answer; without one, or with another of these, nobody is there.
const WHY = { 403: "stranger", 503: "busy" };

const changing = (change, row, sent_as) => ({ path: "/change", body: { change: row ? { utterance_id: row.id, on: row.revision, ...change } : change, sent_as } });

export class Store extends EventTarget {
  rows = new Map();
  order = [];
  waiting = [];
  remarks = [];
  undo = [];
  redo = [];
  away = null;
  #at = { epoch: "", tick: -1 };
  #patience = ANSWER_MS;
  #sending = false;
  #looking = false;
  #behind = false;
  #kept = new Map();
  #led = new Map();

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
        heard = Date.now();
        news = new EventSource("/news");
        news.addEventListener("beat", () => (heard = Date.now()));
        news.onerror = () => this.#look();
        news.onmessage = () => {
          heard = Date.now();
          others.postMessage("news");
          told();
        };
      };
      open();
      setInterval(() => (news.readyState === EventSource.CLOSED || Date.now() - heard > DEAD_MS) && open(), AGAIN_MS);
    }));
  }

  at(index) {
    return this.rows.get(this.order[index]);
  }

  // A change of a row names the state that its maker saw. One that waits behind another of the same row is made on
  // what that one leaves.
  change(change, row) {
    this.#wait(changing(change, row, crypto.randomUUID()));
  }

  // Many changes, each with its row if it is of one, that are one deed: one undo takes all of them back. Gives what the
  // server says of those that it refuses.
  async all(changes) {
    const deed = crypto.randomUUID();
    const answers = await Promise.all(changes.map(([change, row], n) => new Promise((settle) => this.#wait({ ...changing(change, row, `${deed}/${n}`), settle }))));
    return answers.filter(({ status }) => status !== 200).map(({ data }) => data);
  }

  // What the page shows before it is kept.
  show(row) {
    this.rows.set(row.id, row);
    this.#tell("rows", { rows: [row] });
  }

  // What the server answers; null where it refuses.
  async send(path, body) {
    const { status, data } = await new Promise((settle) => this.#wait({ path, body, settle }));
    return status === 200 ? data : null;
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
      if (item.body.change) this.#follow(item.body.change);
      const answer = await this.#ask(item);
      if (!answer) {
        await new Promise((wake) => setTimeout(wake, AGAIN_MS));
        if (this.away === "busy") await this.#changes();
        continue;
      }
      this.waiting.shift();
      const { status, data } = answer;
      this.#take(data);
      if (status === 200 && item.body.change?.utterance_id) this.#lead(item.body.change, data.leaves);
      if (status !== 200) this.#restore(item.body.change?.utterance_id);
      item.settle?.(answer);
      this.#tell("state");
      if (status === 409) this.#tell("conflict", { ...data, change: item.body.change });
      else if (status !== 200) this.#tell("refused", { ...data, change: item.body.change });
    }
    this.#sending = false;
    if (this.#behind) this.#look();
  }

  // null: it did not arrive, or cannot be kept just now; it is sent again under the same name.
  async #ask({ path, body }) {
    const answer = await this.#answer(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...body, epoch: this.#at.epoch, since: this.#at.tick }),
    });
    if (answer) this.#back(null);
    return answer;
  }

  async #answer(path, options) {
    const signal = AbortSignal.timeout(this.#patience);
    try {
      const response = await fetch(path, { ...options, signal }), text = await response.text();
      this.#patience = ANSWER_MS;
      if (response.status in WHY || response.status >= 500) return this.#back(WHY[response.status] ?? "away");
      return { status: response.status, data: JSON.parse(text) };
    } catch {
      if (signal.aborted) this.#patience = Math.min(2 * this.#patience, MOST_MS);
      return this.#back("away");
    }
  }

  // The page shows a change before it is kept; one that is refused is taken back.
  #restore(id) {
    const kept = this.#kept.get(id);
    if (!kept || !this.rows.has(id)) return;
    this.rows.set(id, kept);
    this.#tell("rows", { rows: [kept] });
  }

  // What was made, or begun, on the same is made on what this one leaves, and not on what others made of that since.
  #lead({ utterance_id, on }, leaves) {
    if (leaves !== on) this.#led.set(`${utterance_id} ${on}`, leaves);
  }

  #follow(change) {
    for (const [id, on] of [["utterance_id", "on"], ["other_id", "other_on"]])
      while (this.#led.has(`${change[id]} ${change[on]}`)) change[on] = this.#led.get(`${change[id]} ${change[on]}`);
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
    const answer = await this.#answer(`/changes?epoch=${this.#at.epoch}&since=${this.#at.tick}`);
    if (!answer) return;
    this.#back(this.away === "busy" && this.waiting.length ? "busy" : null);
    if (answer.status === 200) this.#take(answer.data, new Set(this.waiting.map(({ body }) => body.change?.utterance_id)));
    else this.#tell("refused", answer.data);
  }

  // null, whatever it is that keeps things from being kept.
  #back(away) {
    if (this.away !== away) {
      this.away = away;
      this.#tell("state");
    }
    return null;
  }

  // What waits to be kept of these rows stays shown; then it is known whether it was made on what is there.
  #take(told, waiting = new Set()) {
    if (told.tick === undefined) return;
    if (told.epoch === this.#at.epoch && told.tick < this.#at.tick) return;
    const isNew = told.epoch !== this.#at.epoch || told.tick > this.#at.tick;
    this.#at = { epoch: told.epoch, tick: told.tick };
    for (const row of told.rows) {
      this.#kept.set(row.id, row);
      this.#led.delete(`${row.id} ${row.revision}`);  // it was undone: nothing leads on from there
    }
    const rows = told.rows.filter(({ id }) => !waiting.has(id));
    for (const row of rows) this.rows.set(row.id, row);
    if (told.order) {
      this.order = told.order;
      const there = new Set(told.order);
      for (const id of this.rows.keys()) if (!there.has(id)) this.rows.delete(id);
    }
    for (const name of ["remarks", "undo", "redo"]) if (name in told) this[name] = told[name];
    if (isNew) this.#tell("rows", { rows, order: told.order });
  }

  // What somebody was typing of an utterance that is gone.
  lost(text) {
    this.#tell("refused", { code: "gone", change: { text } });
  }

  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}
