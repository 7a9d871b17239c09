"""Fit the weights of check/odds.py, and tell what they reach on calls that they were not fitted to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from check_set import Asked
from earwitness.check import odds
from earwitness.check.look import evidence, look
from earwitness.check.path import Step
from earwitness.check.search import Quantised, Space
from earwitness.check.tape import Tape
from earwitness.records.verdict import Checked

NOT_OF_WORDS = frozenset({"invented", "changed"})


class Example(NamedTuple):
    """What was measured of a path, whether it is right, of which call its quote is, and what it counts."""

    features: tuple[float, ...]
    right: bool
    call: int
    weight: float = 1.0


class Examples(NamedTuple):
    """Of what is found where it is and where it is not, of what is faithful and what is not."""

    found: list[Example]
    faithful: list[Example]


def examples(quotes: Sequence[Asked], tapes: Sequence[Tape], rows: Sequence[Quantised], space: Space) -> Examples:
    """Each quote in the calls of the case, and in those that it is not from; of more pieces each one too.

    Those in other calls count as much together as the invented ones: more of what an article quotes is on the tape
    than is not.
    """
    found, faithful, elsewhere = list[Example](), list[Example](), list[Example]()
    texts = [[one.text] for one in quotes]
    for one, held in zip(quotes, evidence(texts, tapes, rows, space), strict=True):
        for steps in _parts(held.steps):
            found.append(Example(odds.found_features(steps), _is_there(one, steps), one.call))
            if one.kind not in NOT_OF_WORDS:
                faithful.append(Example(odds.faithful_features(steps), one.kind != "paraphrase", one.call))
    for call in range(len(tapes)):
        others = [at for at in range(len(tapes)) if at != call]
        mine = [[one.text] for one in quotes if one.call == call]
        wrong = evidence(mine, [tapes[at] for at in others], [rows[at] for at in others], space)
        for held in wrong:
            elsewhere += [Example(odds.found_features(steps), False, call) for steps in _parts(held.steps)]
    weight = sum(one.kind == "invented" for one in quotes) / len(elsewhere)
    return Examples([*found, *(one._replace(weight=weight) for one in elsewhere)], faithful)


def weights(found: Sequence[Example], *, balanced: bool = False) -> tuple[float, ...]:
    """Those of a logistic regression."""
    model = LogisticRegression(
        C=10, fit_intercept=False, class_weight="balanced" if balanced else None, max_iter=1000
    )
    features, right = np.array([one.features for one in found]), [one.right for one in found]
    model.fit(features, right, [one.weight for one in found])
    return tuple(round(float(one), 2) for one in model.coef_[0])


def crossed(
    quotes: Sequence[Asked], tapes: Sequence[Tape], rows: Sequence[Quantised], space: Space
) -> list[tuple[Asked, Checked]]:
    """The verdict on each quote, by weights that were fitted to the quotes of the other calls alone."""
    known = examples(quotes, tapes, rows, space)
    kept = odds.FOUND, odds.FAITHFUL
    pairs: list[tuple[Asked, Checked]] = []
    for call in sorted({one.call for one in quotes}):
        odds.FOUND = weights([one for one in known.found if one.call != call])
        odds.FAITHFUL = weights([one for one in known.faithful if one.call != call], balanced=True)
        mine = [one for one in quotes if one.call == call]
        pairs += zip(mine, look([one.quotation for one in mine], tapes, rows, space), strict=True)
    odds.FOUND, odds.FAITHFUL = kept
    return pairs


def printed(known: Examples) -> Iterator[str]:
    """The weights as check/odds.py has them."""
    for name, data in (("FOUND", known.found), ("FAITHFUL", known.faithful)):
        fitted = weights(data, balanced=name == "FAITHFUL")
        yield f"{name} = ({', '.join(f'{one:.2f}' for one in fitted)})  # {len(data)} examples"


def differing(pairs: Sequence[tuple[Asked, Checked]]) -> str:
    """The share of those called `differs` that had been changed, as check/odds.py has it."""
    right = [one.kind == "changed" for one, found in pairs if found.verdict == "differs"]
    return f"DIFFERS = {np.mean(right):.2f}  # {sum(right)} of {len(right)}"


def _parts(steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    if steps:
        yield steps
    if len(steps) > 1:
        yield from ((step,) for step in steps)


def _is_there(one: Asked, steps: Sequence[Step]) -> bool:
    """Whether each piece is where some of the quote is said."""
    return all(step.tape == one.call and any(step.span.overlap_ms(span) for span in one.spans) for step in steps)
