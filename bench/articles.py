"""How well the articles in `articles/` are read: `python bench/articles.py [SET …] [claims] [--each]`.

A set is a folder. Without any, those of SETS are read for what they quote, with `claims` those of CLAIMS for what
they say in their own words.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from earwitness.article.read import read
from earwitness.formats.article.registry import read_article
from earwitness.records.article import Article, Quotation, Step

ARTICLES = Path(__file__).parent / "articles"
FIELDS = ("kind", "speaker", "verb", "hedge", "route")
NEWSROOMS = tuple(f"newsrooms{name}" for name in ("", "-second", "-third", "-sealed", "-last"))
SETS = ("tuning", "untouched", "afterwards", *NEWSROOMS)
CLAIMS = ("claims", "claims-later", *NEWSROOMS)
MODIFIED = re.compile(r" (?:at|close|for|from|in|of|on|to|with) ")


def paths(half: str) -> list[Path]:
    return sorted((ARTICLES / half).glob("*.md"))


@dataclass(frozen=True)
class Label:
    """One quotation as a person labelled it."""

    pieces: tuple[tuple[int, int], ...]
    kind: str
    speaker: str | None
    verb: str | None
    hedge: str | None
    route: frozenset[str]


def parts(path: Path) -> tuple[Article, list[str]]:
    """The article, and its lines of labels: of quotations, of claims, or of both."""
    body, *labels = path.read_text(encoding="utf-8").split("\n===\n")
    return read_article(body.encode(), name=path.name), labels


def labelled(path: Path) -> tuple[Article, list[Label]]:
    article, (lines, *_) = parts(path)
    at, labels = 0, list[Label]()
    for line in lines.splitlines():
        kind, speaker, verb, hedge, route, words = (part.strip() for part in line.split("|", 5))
        pieces = placed(article.text, words, at)
        while pieces[0][0] in (label.pieces[0][0] for label in labels):  # never two begin at one place
            pieces = placed(article.text, words, pieces[0][0] + 1)
        at = pieces[0][0]
        known = (None if value == "-" else value for value in (speaker, verb, hedge))
        labels.append(Label(pieces, kind, *known, hands(route)))
    return article, labels


def hands(route: str) -> frozenset[str]:
    return frozenset(filter(None, route.strip("-").split(";")))


def placed(text: str, words: str, at: int) -> tuple[tuple[int, int], ...]:
    """Where the pieces stand from there on, as whole words."""
    pieces = []
    for piece in words.split(" // "):
        start = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)").search(text, at).start()
        at = start + len(piece)
        pieces.append((start, at))
    return tuple(pieces)


def same(a: str | None, b: str | None) -> bool:
    """Whether two phrases name the same: with or without an article, a title, a first name, a place."""
    if a is None or b is None:
        return a is b
    bare = (MODIFIED.split(value.lower())[0] for value in (a, b))
    first, second = (value.removeprefix("the ").removeprefix("a ").split() for value in bare)
    return first[-1] == second[-1] and (set(first) <= set(second) or set(second) <= set(first))


def same_route(label: frozenset[str], found: Iterable[Step]) -> bool:
    route = {f"{step.kind}:{step.who}" for step in found}
    return len(label) == len(route) and all(
        any(a.split(":")[0] == b.split(":")[0] and same(a, b) for b in route) for a in label
    )


def agrees(label: Label, found: Quotation) -> dict[str, bool]:
    return {
        "kind": label.kind == found.kind,
        "speaker": same(label.speaker, found.speaker),
        "verb": (label.verb or "").lower() == (found.verb or "").lower(),
        "hedge": (label.hedge or "").lower() == (found.hedge or "").lower(),
        "route": same_route(label.route, found.route),
    }


def spans(found: Iterable[Quotation]) -> dict[tuple[tuple[int, int], ...], Quotation]:
    return {tuple((piece.start, piece.end) for piece in one.pieces): one for one in found}


def measured(files: Iterable[Path], *, each: bool) -> Iterator[tuple[str, int, int]]:
    """Each figure: what of how many."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for path in files:
        article, labels = labelled(path)
        found = spans(read(article).quotations)
        of["recall of spans"] += len(labels)
        of["precision of spans"] += len(found)
        for label in labels:
            if (one := found.pop(label.pieces, None)) is None:
                if each:
                    print(f"{path.name}: missed {' // '.join(article.text[a:b] for a, b in label.pieces)!r}")
                continue
            right["recall of spans"] += 1
            right["precision of spans"] += 1
            for field, agreed in agrees(label, one).items():
                of[field] += 1
                right[field] += agreed
                if field != "kind":
                    told = getattr(label, field)
                    of[f"{field}, where there is one"] += bool(told)
                    right[f"{field}, where there is one"] += bool(told) and agreed
                if each and not agreed:
                    print(
                        f"{path.name}: {field} {_of(label, field)!r}, read {_of(one, field)!r}: {one.text[:50]!r}"
                    )
        if each:
            for one in found.values():
                print(f"{path.name}: invented {' // '.join(piece.text for piece in one.pieces)!r}")
    yield from ((name, right[name], of[name]) for name in of)


def claims(path: Path, *, each: bool) -> Iterator[tuple[str, bool]]:
    """Of each claim that a person labelled, whether what it cites is read as it is."""
    article, (*_, lines) = parts(path)
    found = list(read(article).claims)
    for line in lines.splitlines():
        source, recording, hedge, route, words = (part.strip().removeprefix("-") for part in line.split("|"))
        one = next((one for one in found if one.text.startswith(words)), None)
        right = {
            "is there": one is not None,
            "source": one is not None and same(source or None, one.source),
            "cites the recording": one is not None and one.cites_recording == (recording == "yes"),
            "hedge": one is not None and (one.hedge or "").lower() == hedge.lower(),
            "route": one is not None and same_route(hands(route), one.route),
            "cites nothing": one is not None
            and one.cites_nothing == (not source and not route and recording == "no"),
        }
        if each and not all(right.values()):
            wrong = ", ".join(name for name, is_right in right.items() if not is_right)
            print(f"{path.parent.name}/{path.name}: {words!r}: {wrong} wrong: {one.cited if one else None}")
        yield from right.items()


def tell_claims(asked: Iterable[str], *, each: bool) -> None:
    for half in asked:
        told = [one for path in sorted((ARTICLES / half).glob("*.md")) for one in claims(path, each=each)]
        for name in dict.fromkeys(name for name, _ in told):
            right = [is_right for of, is_right in told if of == name]
            print(f"{half}, {name:22}{f'{sum(right)}/{len(right)} = {sum(right) / len(right):.2f}':>20}")


def _of(one: Label | Quotation, field: str) -> object:
    return getattr(one, field)


def main(*asked: str) -> None:
    sets = [
        name
        for name in asked
        if name
        in (
            *SETS,
            *CLAIMS,
        )
        and name != "claims"
    ]
    if "claims" in asked:
        tell_claims(sets or CLAIMS, each="--each" in asked)
        return
    halves = sets or list(SETS)
    print(f"{'':32}" + "".join(f"{name:>20}" for name in halves))
    tables = [
        {name: (right, of) for name, right, of in measured(paths(one), each="--each" in asked)} for one in halves
    ]
    for name in tables[0]:
        cells = [f"{a}/{b} = {a / b:.2f}" if b else "-" for a, b in (table.get(name, (0, 0)) for table in tables)]
        print(f"{name:32}" + "".join(f"{cell:>20}" for cell in cells))


if __name__ == "__main__":
    main(*sys.argv[1:])
