"""The English that is shown beside corrected words: the machine's, chosen by somebody, or written by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from earwitness.records.speech import Doubt
from earwitness.records.translation import Decision, Line, Translation
from earwitness.review.overlay import Overlay
from earwitness.review.place import Place, Written

OLDER = Doubt(reason="older", text="The words were corrected since this was translated.")


def laid(translation: Translation, overlay: Overlay, decisions: Mapping[str, Decision]) -> Translation:
    """The translation with a line for each utterance that is shown; `decisions` are those that hold."""
    if not overlay.corrections:
        return translation
    lines = {line.utterance_id: line for line in translation.lines}
    found = (_line(place, lines, decisions.get(place.utterance.id)) for place in overlay.shown)
    return replace(translation, lines=tuple(line for line in found if line is not None))


def _line(place: Place, lines: Mapping[str, Line], decision: Decision | None) -> Line | None:
    id_ = place.utterance.id
    chosen_at = decision.made_at if decision and decision.made_by.kind == "person" else ""
    held = [
        Line(utterance_id=id_, text=one.text, written_by=one.by) if isinstance(one, Written) else lines[one]
        for one in (id_ if isinstance(one, Written) and one.at < chosen_at else one for one in place.line)
        if isinstance(one, Written) or one in lines
    ]
    if not held:
        return None
    line = held[0] if len(held) == 1 else _joined(id_, held)
    if place.older_since and chosen_at <= place.older_since and line.text:
        line = replace(line, doubts=(*line.doubts, OLDER))
    if place.accepted_at and (decision is None or decision.made_at <= place.accepted_at):
        line = replace(line, doubts=())
    return line if line.utterance_id == id_ else replace(line, utterance_id=id_)


def _joined(id_: str, lines: Iterable[Line]) -> Line:
    """Several lines as one; a doubt of all of one becomes one of its words."""
    texts: list[str] = []
    doubts: list[Doubt] = []
    many, written_by = 0, None
    for line in lines:
        words = range(many, many := many + len(line.text.split()))
        mine = (tuple(words[at] for at in one.words) or tuple(words) for one in line.doubts)
        doubts += (replace(one, words=about) for one, about in zip(line.doubts, mine, strict=True) if about)
        texts.append(line.text)
        written_by = line.written_by or written_by
    return Line(utterance_id=id_, text=" ".join(filter(None, texts)), doubts=tuple(doubts), written_by=written_by)
