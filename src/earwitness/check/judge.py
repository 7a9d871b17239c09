"""Say of one quotation what was found: the verdict, where, what its marks hide, what an editor should look at.

Codes of findings: `number`, `negation`, `name`, `roles` (what differs and matters), `part` (words that were not
found), `gap` (from two places, with no sign of it), `before` and `after` (a word beside the quote that qualifies
it), `left-out` (one that an ellipsis hides), `speaker` (the article names another voice), and, which ask for
nothing: `translation` (the quote has the words of one that is not shown), `several` (said in other places too),
`short` (few words to be sure of a place), `doubt` (what is heard there is doubted).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from earwitness.check import odds
from earwitness.check.cut import marked
from earwitness.check.differ import differences
from earwitness.check.explain import Ground, beside, ellipses, glosses, masks, place_of, qualified
from earwitness.check.path import AT_ONCE_MS, Step, gap_ms
from earwitness.check.search import Hits
from earwitness.check.tape import Tapes
from earwitness.check.voices import is_another
from earwitness.records.article import Quotation
from earwitness.records.time import clock
from earwitness.records.verdict import Checked, Finding, MarkSeen, Place, Rendering, Verdict

LIMIT_MS = 5_000
"""How much sound an ellipsis may hide before the quote is called stitched, unless the editor says otherwise."""

SURE, POSSIBLE, DOUBTED = 0.5, 0.3, 0.2
"""The probability from which a quote counts as found, from which it may be there, and that in doubted sound."""

DIFFERING = frozenset({"number", "negation"})
"""Findings that make a verdict. Names are heard too badly for that, and roles are told by pronouns alone."""

_SHORT = 2  # words
_SAME = 0.04  # how much less near another place may be that says the same
_LEAST = 0.3  # how near it must be at all: a quote may have the words of a translation and not the meaning
_MOST_ELSEWHERE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was found of one quotation: its path, and what else is near its pieces."""

    steps: tuple[Step, ...]
    hits: tuple[Hits, ...]


def judge(quotation: Quotation, evidence: Evidence, tapes: Tapes, *, limit_ms: int = LIMIT_MS) -> Checked:
    """The verdict on a quotation, with all that belongs to it. `tapes` are those that the evidence counts."""
    steps = evidence.steps
    probability = odds.found(steps)
    grounds = _grounds(steps, tapes)
    places = tuple(place_of(ground) for ground in grounds)
    if probability < SURE:
        badly_heard = any(True for ground in grounds for _ in ground.doubts())
        may_be = probability >= (DOUBTED if badly_heard else POSSIBLE)
        return Checked(
            quotation=quotation,
            verdict="cannot tell" if may_be else "not found",
            probability=round(1 - probability, 2),
            places=places,
            findings=tuple(dict.fromkeys(_differences(steps, tapes))) if may_be else (),
        )
    elsewhere = tuple(_elsewhere(evidence, tapes))
    verdict, probability = _verdict(quotation, steps, tapes, limit_ms)
    return Checked(
        quotation=quotation,
        verdict=verdict,
        probability=round(probability, 2),
        places=places,
        elsewhere=elsewhere,
        marks=tuple(_marks(quotation, steps, grounds, tapes)),
        findings=tuple(dict.fromkeys(_findings(quotation, evidence, grounds, tapes, elsewhere))),
    )


def _verdict(quotation: Quotation, steps: Sequence[Step], tapes: Tapes, limit_ms: int) -> tuple[Verdict, float]:
    """The verdict on what was found, and how probable it is."""
    found = odds.found(steps)
    firm = _firm(steps)
    pairs = list(pairwise(firm))
    if verdict := _order(quotation, firm, tapes, limit_ms):
        return verdict, min((odds.found(pair) for pair in pairs), default=found)
    if _differs(firm, tapes):
        return "differs", found * odds.DIFFERS
    faithful = odds.faithful(steps)
    if faithful < SURE:
        return "paraphrase", found * (1 - faithful)
    seen = marked(quotation.text)
    if seen.brackets or seen.masks or seen.ellipses or any(gap_ms(*pair) > AT_ONCE_MS for pair in pairs):
        return "edited", found * faithful
    return "verbatim", found * faithful


def _firm(steps: Sequence[Step]) -> list[Step]:
    """The pieces that count for where the quote is from and who says it."""
    return [step for step in steps if odds.found([step]) >= POSSIBLE] or list(steps)


def _order(quotation: Quotation, steps: Sequence[Step], tapes: Tapes, limit_ms: int) -> Verdict | None:
    """The verdict that follows from where the pieces are and who says them, if one does."""
    pairs = list(pairwise(steps))
    if any(one.tape == other.tape and gap_ms(one, other) < 0 for one, other in pairs):
        return "out of order"
    sure = [step for step in steps if odds.found([step]) >= SURE]
    voices = {(step.tape, tapes[step.tape].speaker(step.window)) for step in sure}
    if len([speaker for _, speaker in voices if speaker]) > 1:
        return "two speakers"
    if any(is_another(quotation.speaker, tapes[step.tape], step.window) for step in sure or steps):
        return "another speaker"
    if any(one.tape != other.tape or gap_ms(one, other) > limit_ms for one, other in pairs):
        return "stitched"
    return None


def _differs(steps: Sequence[Step], tapes: Tapes) -> bool:
    """Whether a number differs, or what is denied: that is no matter of wording.

    What has the words of another translation is compared with that one: how that differs, the finding says.
    """
    found = list(_differences([step for step in steps if not step.follows], tapes))
    for step in steps:
        if step.follows:
            found += differences(step.piece.spoken, step.follows.text, step.follows.text, "en")
    return any(one.reason in DIFFERING for one in found)


def _grounds(steps: Sequence[Step], tapes: Tapes) -> list[Ground]:
    """The stretches on which the quote stands: steps that go on at once in one voice are one."""
    found: list[list[Step]] = []
    for step in steps:
        if found and _goes_on(found[-1][-1], step, tapes):
            found[-1].append(step)
        else:
            found.append([step])
    return [Ground(tape=tapes[held[0].tape], steps=tuple(held)) for held in found]


def _goes_on(before: Step, after: Step, tapes: Tapes) -> bool:
    return (
        before.tape == after.tape
        and not after.piece.joined
        and tapes[before.tape].speaker(before.window) == tapes[after.tape].speaker(after.window)
        and 0 <= gap_ms(before, after) <= AT_ONCE_MS
    )


def _elsewhere(evidence: Evidence, tapes: Tapes) -> Iterator[Place]:
    """Other places that say the same as the only piece of a quote: what is said five times is at five places."""
    if len(evidence.steps) != 1:
        return
    (step,), (hits,) = evidence.steps, evidence.hits
    taken = [(step.tape, step.window)]
    for near in hits.near:
        if near.cosine < max(step.cosine - _SAME, _LEAST) or len(taken) > _MOST_ELSEWHERE:
            return
        tape = tapes[near.tape]
        window = tape.windows[near.window]
        if all(near.tape != at or window.stop <= held.first or held.stop <= window.first for at, held in taken):
            taken.append((near.tape, window))
            yield place_of(Ground.of(tape, window, step))


def _marks(
    quotation: Quotation, steps: Sequence[Step], grounds: Sequence[Ground], tapes: Tapes
) -> Iterator[MarkSeen]:
    seen = marked(quotation.text)
    yield from glosses(seen.brackets, steps, tapes)
    yield from masks(seen.masks, steps, tapes)
    yield from ellipses(grounds)


def _differences(steps: Sequence[Step], tapes: Tapes) -> Iterator[Finding]:
    """What differs and matters: told where the place is not sure too, since what is turned round is less alike."""
    for step in steps:
        tape = tapes[step.tape]
        language = tape.spoken(step.window)[0].utterance.language
        around = beside(tape, step.window)
        yield from differences(step.piece.spoken, tape.text(step.window), around, language)


def _findings(
    quotation: Quotation,
    evidence: Evidence,
    grounds: Sequence[Ground],
    tapes: Tapes,
    elsewhere: Sequence[Place],
) -> Iterator[Finding]:
    for step in evidence.steps:
        tape = tapes[step.tape]
        if odds.found([step]) < POSSIBLE:
            yield Finding(reason="part", text=f"These words were not found for sure: {step.piece.text}")
        if step.follows:
            yield Finding(reason="translation", text=_told(step.follows))
        if is_another(quotation.speaker, tape, step.window):
            heard = place_of(Ground.of(tape, step.window, step)).voice
            yield Finding(reason="speaker", text=f"The article names {quotation.speaker}; {heard} is heard.")
    yield from _differences(evidence.steps, tapes)
    for one, other in pairwise(grounds):
        if one.tape is other.tape and not other.steps[0].piece.joined:
            yield Finding(
                reason="gap",
                text=f"No sign shows that these words are from another place: {other.steps[0].piece.text}",
            )
    yield from qualified(grounds)
    if elsewhere:
        here = grounds[0].tape.digest
        times = ", ".join(
            f"{'' if one.recording == here else f'{one.recording.short} '}{clock(one.span.start_ms)}"
            for one in elsewhere
        )
        yield Finding(reason="several", text=f"Much the same is said in other places too: {times}.")
    if sum(step.piece.words for step in evidence.steps) <= _SHORT:
        yield Finding(reason="short", text="So few words may be said anywhere.")
    for ground in grounds:
        for doubt in ground.doubts():
            yield Finding(reason="doubt", text=f"{doubt.text} ({clock(ground.span.start_ms)})")


def _told(follows: Rendering) -> str:
    by = "a person" if follows.made_by.kind == "person" else follows.made_by.name
    which = f"{follows.candidate}, by {by}" if follows.candidate else f"by {by}, before it was corrected"
    return f"These are the words of a translation that is not the one shown ({which}): {follows.text}"
