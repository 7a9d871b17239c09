"""How long it takes to put the sample call right: on the page of `earwitness review`, and in a plain text editor.

    python bench/session.py [--case FOLDER]

Somebody who knows the call makes of what the machine heard what its reference has, letter by letter, with the
right speaker of each line. On the page that is done by keyboard alone, in a Chromium that plays the sound
meanwhile. In the editor, a text field of the same Chromium, the text is mended in the same way, and the player's
keys are counted. What is assumed is printed first. Needs Chromium, and the models of `earwitness process`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import report
from earwitness.archive.folder import CaseFolder
from earwitness.records.speech import Utterance
from earwitness.records.time import Span, clock
from earwitness.workflow.case import Case
from review import CHROMIUM, ROOT, opened, serving
from strokes import KEY_S, Act, Hands, Stops, cost, mend, mendings, units

CALL, REFERENCE = ROOT / "demo" / "call.m4a", ROOT / "demo" / "call.reference.json"
BACK_MS = 3_000
HEARD = """ms => { const audio = document.getElementById('audio');
  return audio.ended || audio.currentTime * 1000 >= (ms ?? Infinity); }"""
CARET = """() => { const { value, selectionEnd } = document.querySelector('textarea');
  const before = value.slice(0, selectionEnd).split('\\n'); return [before.length - 1, before.at(-1).length]; }"""
CHOSEN = """() => { const [chosen] = CSS.highlights.get('word'), before = new Range();
  before.setStart(document.querySelector('.current .source'), 0);
  before.setEnd(chosen.startContainer, chosen.startOffset); return before.toString().length; }"""
ASSUMED = f"""\
Keys and thoughts are those of Card, Moran and Newell's Keystroke-Level Model (bench/strokes.py). Work is what is
played of the sound, the keys, and the thoughts. A thought comes before the sound is stopped, before each place
that is mended, and before what was typed is left. Whoever works knows every key, hears every mistake at once,
and makes none. Everything is heard once, at its own speed, and stopped at the end of each line in which
something is wrong.

On the page: Space stops, Alt with a digit says who speaks, the arrows go to a word, Enter edits it, Enter keeps
it and goes to the next line, and Space goes on, 0.7 s before that.

In an editor the lines stand as `earwitness export --format txt` writes them, but for the doubts. The player is a
window of its own: Space stops it and goes on, Alt+Tab goes to and fro, Shift+Left goes {BACK_MS // 1000} s back
(as in VLC). The editor's words have no times, before and after; on the page they keep them.

From nothing: each line of the reference is heard to its end and typed, with who says it and without its time."""


@dataclass(frozen=True)
class Line:
    """An utterance as the machine has it, and as it should be: in the machine's own labels."""

    heard: Utterance
    text: str
    speaker: str

    @property
    def is_wrong(self) -> bool:
        return (self.heard.text, self.heard.speaker) != (self.text, self.speaker)


class Session:
    """Somebody at work, and how much of the sound was played meanwhile."""

    def __init__(self, name: str, page: Page | None = None) -> None:
        self.name, self.hands, self.played_ms = name, Hands(page), 0.0

    def row(self, call_ms: int) -> list[str]:
        """What it took, for each of KEY_S."""
        hands, played_s = self.hands, self.played_ms / 1000
        work = [played_s + hands.seconds(key_s) for key_s in KEY_S.values()]
        minutes = " / ".join(f"{call_ms / 1000 / one:.2f}" for one in work)
        took = " / ".join(f"{one:.0f} s" for one in work)
        return [self.name, str(hands.keys), str(hands.thoughts), f"{played_s:.0f} s", took, minutes]


def lines(case: Case) -> list[Line]:
    """What the machine heard, each line with the reference's words that lie nearest to it."""
    heard = [one.utterance for one in case.recording().utterances]
    said = [
        (one["speaker"], word["text"], (word["start_ms"] + word["end_ms"]) // 2)
        for one in json.loads(REFERENCE.read_text("utf-8"))["utterances"]
        for word in one["words"]
    ]
    nearest = [min(range(len(heard)), key=lambda at, ms=ms: _far(heard[at].span, ms)) for _, _, ms in said]
    pairs = Counter((one[0], heard[at].speaker) for one, at in zip(said, nearest, strict=True))
    labels = {speaker: label for (speaker, label), _ in reversed(pairs.most_common())}
    found = []
    for at, one in enumerate(heard):
        mine = [word for word, near in zip(said, nearest, strict=True) if near == at]
        speakers = {labels[speaker] for speaker, _, _ in mine}
        if len(speakers) != 1:
            sys.exit(
                f"The machine put words of {len(speakers)} people into {one.id}: parting it is not counted here."
            )
        found.append(Line(one, " ".join(text for _, text, _ in mine), speakers.pop() or ""))
    return found


def _far(span: Span, ms: int) -> int:
    return max(span.start_ms - ms, ms - span.end_ms, 0)


def _ms(page: Page) -> float:
    return float(page.evaluate("document.getElementById('audio').currentTime * 1000"))


def on_the_page(browser: Browser, case: Path, wanted: list[Line], stops: Callable[[str], Stops]) -> Session:
    """By keyboard alone, on the page itself; what it keeps is compared with the goal."""
    with serving(case) as (_, address):
        page, _ = opened(browser, address)
        session = Session("the page", page)
        hands = session.hands
        for line in [*filter(lambda one: one.is_wrong, wanted), None]:
            hands.press("Space")
            began_ms = _ms(page)
            page.wait_for_function(HEARD, arg=line.heard.span.end_ms if line else None, polling=10)
            session.played_ms += _ms(page) - began_ms
            if line is None:
                break
            hands.think()
            hands.press("Space")
            while page.evaluate("document.querySelector('[aria-current]').dataset.id") != line.heard.id:
                hands.press("ArrowUp")
            if line.speaker != line.heard.speaker:
                hands.think()
                hands.press(f"Alt+{line.speaker[1:]}")
            if line.text != line.heard.text:
                _edit(page, hands, line, stops)
        page.wait_for_function("document.getElementById('state').textContent === 'All is kept'")
    kept = [(one.text, one.speaker) for one in Case.open(case).recording().utterances]
    _same(kept, [(one.text, one.speaker) for one in wanted])
    return session


def _same(made: Sequence[object], goal: Sequence[object]) -> None:
    """End here where a session did not come to its goal: its figures would be of something else."""
    if made != goal:
        sys.exit("\n".join(f"{one} is not {other}" for one, other in zip(made, goal, strict=True) if one != other))


def _edit(page: Page, hands: Hands, line: Line, stops: Callable[[str], Stops]) -> None:
    """Go to the word from which it takes the fewest keys, and edit the line from there."""

    def in_field(text: str) -> Stops:  # where it wraps, and Home goes to where it does
        return replace(stops(text), home="Control+Home", end="Control+End")

    places, at = [], 0
    for before, word in line.heard.pieces():
        places.append((at + len(before), at := at + len(before) + len(word.text)))
    lit = page.evaluate(CHOSEN)
    now = next(number for number, (start, _) in enumerate(places) if start == lit)
    wrong = mendings(line.heard.text, line.text)
    chords, acts = min(
        (
            (
                ["ArrowLeft" if to < now else "ArrowRight"] * abs(to - now),
                mend(line.heard.text, wrong, in_field, caret=end, selected=start),
            )
            for to, (start, end) in enumerate(places)
        ),
        key=lambda one: len(one[0]) + cost(one[1]),
    )
    hands.think(units(wrong))
    hands.press(*chords, "Enter")
    hands.do(acts)
    hands.think()
    hands.press("Enter")


def in_an_editor(
    browser: Browser, wanted: list[Line], stops: Callable[[str], Stops], *, call_ms: int, back_ms: int
) -> Session:
    """In a text field, with a player beside it that goes back a little after each stop, or does not."""
    page = browser.new_page()
    page.set_content(
        "<textarea style='width: 200em; height: 60em; font-family: monospace; white-space: pre'></textarea>"
    )
    page.locator("textarea").fill(
        "\n".join(_written(one.heard.speaker or "", one, one.heard.text) for one in wanted)
    )
    page.evaluate("document.querySelector('textarea').setSelectionRange(0, 0)")
    session = Session(
        f"an editor; the player goes {back_ms // 1000} s back" if back_ms else "an editor; the player goes on",
        page,
    )
    hands = session.hands
    session.played_ms = call_ms
    hands.count("Space")
    for number, line in enumerate(wanted):
        if not line.is_wrong:
            continue
        hands.think()
        hands.count("Space", "Alt+Tab")
        at, column = page.evaluate(CARET)
        hands.press(*["ArrowDown" if at < number else "ArrowUp"] * abs(number - at))
        at, column = page.evaluate(CARET)
        now, goal = (
            _written(speaker, line, text)
            for speaker, text in ((line.heard.speaker, line.heard.text), (line.speaker, line.text))
        )
        wrong = mendings(now, goal)
        hands.think(units(wrong))
        hands.do(mend(now, wrong, stops, caret=column))
        hands.think()
        hands.count("Alt+Tab", *(["Shift+ArrowLeft"] if back_ms else []), "Space")
        session.played_ms += back_ms
    made = page.locator("textarea").input_value().split("\n")
    _same(made, [_written(one.speaker, one, one.text) for one in wanted])
    return session


def _written(speaker: str, line: Line, text: str) -> str:
    return f"[{clock(line.heard.span.start_ms)}] {speaker}: {text}"


def from_nothing() -> Session:
    """Every line of the reference is typed; nothing of that needs a browser."""
    session, data = Session("an editor, from nothing"), json.loads(REFERENCE.read_text("utf-8"))
    session.played_ms = data["duration_ms"]
    for line in data["utterances"]:
        session.hands.count("Space")
        session.hands.think()
        session.hands.count("Space", "Alt+Tab")
        session.hands.do([Act(text=f"{line['speaker']}: {line['text']}"), Act("Enter")])
        session.hands.think()
        session.hands.count("Alt+Tab")
    return session


def stops_in(page: Page) -> Callable[[str], Stops]:
    """Where Control with an arrow stops in a line: tried in a text field of that page."""
    page.set_content("<textarea></textarea>")

    @cache
    def stops(line: str) -> Stops:
        page.locator("textarea").fill(line)
        found = []
        for key, begin in (("ArrowRight", 0), ("ArrowLeft", len(line))):
            page.evaluate("at => document.querySelector('textarea').setSelectionRange(at, at)", begin)
            seen = [begin]
            while len(seen) < 2 or seen[-1] != seen[-2]:
                page.keyboard.press(f"Control+{key}")
                seen.append(page.evaluate("document.querySelector('textarea').selectionEnd"))
            found.append(tuple(sorted(set(seen))))
        return Stops(*found)

    return stops


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--case", type=Path, help="a case with the sample call in it; else it is processed first")
    given = asked.parse_args()
    call_ms = json.loads(REFERENCE.read_text("utf-8"))["duration_ms"]
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        path = Path(scratch) / "case"
        if given.case:
            shutil.copytree(given.case, path)
            CaseFolder.open(path, write=True).close()  # brings one of an earlier version up to date
        else:
            Case.create(path).process(CALL)
        wanted = lines(Case.open(path))
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*CHROMIUM])
        stops = stops_in(browser.new_page())
        sessions = [
            on_the_page(browser, path, wanted, stops),
            in_an_editor(browser, wanted, stops, call_ms=call_ms, back_ms=BACK_MS),
            in_an_editor(browser, wanted, stops, call_ms=call_ms, back_ms=0),
            from_nothing(),
        ]
        browser.close()
    typists = " / ".join(KEY_S)
    head = (
        "",
        "keys",
        "thoughts",
        "played",
        f"work, at {typists} words a minute",
        "minutes of sound a minute of work",
    )
    wrong = [line for line in wanted if line.is_wrong]
    doubted = sum(1 for line in wrong if line.heard.doubts)
    print(f"{ASSUMED}\n")
    print(report.table(head, (one.row(call_ms) for one in sessions)))
    print(f"\nOf {len(wanted)} lines {len(wrong)} are wrong, {doubted} of them doubted.")
    print(f"\n{report.machine(['playwright', 'ctranslate2'])}")


if __name__ == "__main__":
    main()
