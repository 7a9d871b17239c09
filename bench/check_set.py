"""The quotes that `earwitness check` is measured with, and the calls that they are about, heard by earwitness."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from earwitness.backends.protocols import Embedder, Info, Vectors
from earwitness.check.tape import Tape
from earwitness.records.article import Quotation, Stretch
from earwitness.records.time import Span
from earwitness.workflow.case import Case

HERE = Path(__file__).parent / "check"
PARTS = {
    "tuning": ("quotes.toml", "later.toml", "more.toml", "fresh.toml"),
    "fresh": ("fresh.toml",),
    "sealed": ("sealed.toml",),
}
"""The files of each part of the set; README.md says what each is for."""

_EVERYWHERE = "quotes.toml"  # its calls are in the case whichever quotes are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A quote of the set: `call` is the position of its recording, `said` what it renders, `spans` when."""

    call: int
    kind: str
    by: str
    text: str
    said: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def quotation(self) -> Quotation:
        piece = Stretch(start=0, end=len(self.text), text=self.text)
        return Quotation(pieces=(piece,), speaker=self.by, verb="says")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What was said in a call: (words, when), and who of the script speaks when."""

    sound: Path
    roles: dict[str, str]
    words: tuple[tuple[str, Span], ...]
    spoken: tuple[tuple[str, Span], ...]

    def when(self, said: str) -> Span:
        """When these words are said."""
        words = said.casefold().split()
        for at in range(len(self.words)):
            held = self.words[at : at + len(words)]
            if [text for text, _ in held] == words:
                return Span(held[0][1].start_ms, held[-1][1].end_ms)
        raise ValueError(f"{self.sound.name}: nobody says {said}")


def quotes(part: str) -> tuple[list[Reference], list[Asked]]:
    """The calls that are searched, and the quotes of a part of the set."""
    paths = {_path(one["call"]): None for one in _read(_EVERYWHERE)}
    asked = []
    for name in PARTS[part]:
        for held in _read(name):
            path = _path(held.pop("call"))
            paths.setdefault(path)
            reference, call = _reference(path), list(paths).index(path)
            for kind, listed in held.items():
                for one in listed:
                    said = tuple(one.get("said", ()))
                    spans = tuple(map(reference.when, said))
                    asked.append(
                        Asked(call=call, kind=kind, by=one["by"], text=one["text"], said=said, spans=spans)
                    )
    return [_reference(path) for path in paths], asked


def heard(folder: Path, references: Sequence[Reference]) -> list[Tape]:
    """The calls as they are heard in a case, each voice called by its role, as somebody would who listens."""
    case = Case.open_or_create(folder)
    found = []
    for reference in references:
        view = case.process(reference.sound)
        if not view.attributions:
            for speaker in view.speakers:
                spans = [one.span for one in view.utterances if one.speaker == speaker.label]
                shared = Counter[str]()
                for label, span in reference.spoken:
                    shared[label] += sum(span.overlap_ms(mine) for mine in spans)
                role = reference.roles[shared.most_common(1)[0][0]]
                case.name_speaker(speaker.label, role, view.recording.digest.short, role=role)
        found.append(Tape(case.recording(view.recording.digest.short)))
    return found


class Remembering:
    """An embedder that keeps what it computed in a file: what is tried on the same quotes again takes no time."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder, self._path = embedder, path
        self._known: dict[str, Vectors] = dict(np.load(path)) if path.exists() else {}

    @property
    def info(self) -> Info:
        return self._embedder.info

    def embed(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if _key(text) not in self._known]
        if new:
            self._known.update(zip(map(_key, new), self._embedder.embed(new), strict=True))
            np.savez(self._path, **self._known)
        return np.stack([self._known[_key(text)] for text in texts]) if texts else self._embedder.embed(texts)


def _key(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _read(name: str) -> Iterator[dict[str, Any]]:
    yield from tomllib.loads((HERE / name).read_text("utf-8")).values()


def _path(call: str) -> Path:
    return (HERE / call).resolve()


@cache
def _reference(path: Path) -> Reference:
    data = json.loads(path.with_suffix(".reference.json").read_text("utf-8"))
    lines = data["utterances"]
    return Reference(
        sound=path.with_suffix(".m4a"),
        roles=data["speakers"],
        words=tuple((word["text"].casefold(), _span(word)) for line in lines for word in line["words"]),
        spoken=tuple((line["speaker"], _span(line)) for line in lines),
    )


def _span(data: dict[str, int]) -> Span:
    return Span(data["start_ms"], data["end_ms"])
