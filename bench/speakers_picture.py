"""Draw who spoke when: the reference, what each system made of it, and where it was wrong, as SVG by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from xml.sax.saxutils import escape

from voices import Spoken, Talk

WIDTH, LEFT, LANE, GAP = 960, 120, 16, 22
COLOURS = ("#0b6e99", "#b3541e", "#5b7f2b", "#7a4a9e", "#8a6d00", "#a3315f")
WRONG = "#c4001a"
STEP_S = 0.01


def draw(talk: Talk, found: Mapping[str, Sequence[Spoken]]) -> str:
    """An SVG document: a lane for each speaker, and under each system a strip that is red where it is wrong."""
    rows: list[str] = []
    y = 34
    truth = _speakers(talk.spoken)
    for label, parts in {"reference": talk.spoken, **found}.items():
        names = _matched(talk.spoken, parts)
        renamed = [part._replace(speaker=names.get(part.speaker, f"?{part.speaker}")) for part in parts]
        lanes = [*truth, *(one for one in _speakers(renamed) if one not in truth)]
        rows.append(f'<text x="8" y="{y + LANE * len(lanes) // 2 + 4}">{escape(label)}</text>')
        rows += _lanes(talk, renamed, lanes, y)
        y += LANE * len(lanes)
        rows += [_bar(talk, wrong, (y + 2, 6), WRONG) for wrong in _wrong(talk, renamed)]
        y += GAP
    ticks = "".join(
        f'<text x="{_x(talk, second):.1f}" y="20" text-anchor="middle">{second} s</text>'
        f'<line x1="{_x(talk, second):.1f}" y1="26" x2="{_x(talk, second):.1f}" y2="{y - GAP}" stroke="#ddd"/>'
        for second in range(0, int(talk.seconds) + 1, 5)
    )
    title = f"Who spoke when in a telephone call of two: the reference and {' and '.join(found)}; red: wrong"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img" font-family="sans-serif" '
        f'font-size="12" fill="#222"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{y}" fill="#fff"/>{ticks}{"".join(rows)}</svg>\n'
    )


def _lanes(talk: Talk, parts: Iterable[Spoken], lanes: Sequence[str], y: int) -> Iterator[str]:
    for part in parts:
        lane = lanes.index(part.speaker)
        yield _bar(talk, part, (y + lane * LANE + 2, LANE - 4), COLOURS[lane % len(COLOURS)])


def _bar(talk: Talk, part: Spoken, place: tuple[int, int], colour: str) -> str:
    x, width, (y, height) = _x(talk, part.start_s), _x(talk, part.end_s) - _x(talk, part.start_s), place
    return f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}" fill="{colour}"/>'


def _x(talk: Talk, second: float) -> float:
    return LEFT + (WIDTH - LEFT - 20) * second / talk.seconds


def _speakers(parts: Iterable[Spoken]) -> list[str]:
    return sorted({part.speaker for part in parts})


def _matched(truth: Sequence[Spoken], parts: Sequence[Spoken]) -> dict[str, str]:
    """The names of the reference for those of a system that share most time with them."""

    def shared(one: str, other: str) -> float:
        return sum(
            max(0.0, min(a.end_s, b.end_s) - max(a.start_s, b.start_s))
            for a in parts
            for b in truth
            if a.speaker == one and b.speaker == other
        )

    ours, theirs = _speakers(parts), _speakers(truth)
    ours += [""] * (len(theirs) - len(ours))
    best = max(permutations(ours, len(theirs)), key=lambda order: sum(map(shared, order, theirs)))
    return {one: other for one, other in zip(best, theirs, strict=True) if one}


def _wrong(talk: Talk, parts: Sequence[Spoken]) -> list[Spoken]:
    """The stretches in which not exactly those speak who do."""
    stretches: list[Spoken] = []
    for step in range(round(talk.seconds / STEP_S)):
        start_s, end_s = step * STEP_S, (step + 1) * STEP_S
        if _at(talk.spoken, start_s + STEP_S / 2) != _at(parts, start_s + STEP_S / 2):
            if stretches and abs(stretches[-1].end_s - start_s) < STEP_S / 2:
                start_s = stretches.pop().start_s
            stretches.append(Spoken(start_s, end_s, ""))
    return stretches


def _at(parts: Iterable[Spoken], at_s: float) -> set[str]:
    return {part.speaker for part in parts if part.start_s <= at_s < part.end_s}
