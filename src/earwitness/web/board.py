"""The desk as pages see it: each page says what it has seen, and is given what has changed since."""

from __future__ import annotations

import secrets
import threading

from earwitness.records.view import UtteranceView
from earwitness.review.triage import doubtful
from earwitness.web.rows import Named, Object, naming, remark_row, undoable, utterance_row
from earwitness.workflow.desk import Desk, Seen
from earwitness.workflow.person import acting


class Board:
    """Numbers what changes (`tick`), in one run of the server (`epoch`): whoever has another epoch starts anew."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._epoch = secrets.token_hex(4)
        self._lock = threading.Lock()
        self._tick = 0
        self._seen: Seen | None = None
        self._rows: dict[str, tuple[UtteranceView, int, Object]] = {}
        self._order: list[str] = []
        self._ordered_at = 0

    @property
    def named(self) -> Named:
        """How people are called."""
        return naming(self.desk.seen.people)

    def everything(self) -> Object:
        """All that a page shows, when it opens."""
        recording = self.desk.recording
        named = {"name": recording.name, "digest": recording.digest.short, "duration": recording.duration_ms}
        return {
            "recording": named,
            "me": self.named(acting().agent),
            **self.since(self._epoch, -1),
        }

    def since(self, epoch: str, tick: int) -> Object:
        """What has changed since a page saw `tick`; everything, where it saw another run of the server."""
        with self._lock:
            shown = self._keep()
            seen = tick if epoch == self._epoch else -1
            told: Object = {"epoch": self._epoch, "tick": self._tick, "rows": []}
            if seen >= self._tick:
                return told
            told["rows"] = [self._rows[one][2] for one in self._order if self._rows[one][1] > seen]
            if self._ordered_at > seen:
                told["order"] = self._order
            named = naming(shown.people)
            told["remarks"] = [remark_row(one, named) for one in shown.overlay.remarks.values()]
            told["undo"], told["redo"] = undoable(shown.overlay.corrections, acting().agent)
            return told

    def row(self, utterance_id: str | None) -> Object | None:
        """One utterance as it is now; None where it is not there."""
        with self._lock:
            self._keep()
            found = self._rows.get(utterance_id or "")
            return found[2] if found else None

    def _keep(self) -> Seen:
        """Compare what is shown with what was shown, and number what is other; gives what is shown."""
        seen = self.desk.seen
        if seen is self._seen:
            return seen
        self._seen = seen
        self._tick += 1
        named, rows = naming(seen.people), {}
        for of, shown in seen.utterances.items():
            held = self._rows.get(of)
            if held and (held[0] is shown or held[0] == shown):
                rows[of] = held
            else:
                rows[of] = (shown, self._tick, utterance_row(shown, doubtful(shown), named))
        self._rows = rows
        if list(rows) != self._order:
            self._order, self._ordered_at = list(rows), self._tick
        return seen
