"""What an article shows as another's words, before anything is known of who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from earwitness.article import marks
from earwitness.records.article import Article, Form, Stretch

_DASH = re.compile(r"[—–―]\s+")
_SENTENCE = re.compile(r"[.?!…][\"'”’»“]*$")
_LABELLED = re.compile(r"(?P<who>[A-ZА-ЯЁІЇЄҐ][^:.!?“”\"«»]{0,39}?)(?:\s*\([^)]*\))?:\s+(?=[^\s\"“„«'‘])")


@dataclass(frozen=True, slots=True)
class Shown:
    """Words shown as another's; from `outer_start` to `outer_end` with the marks. `label` is before a colon."""

    pieces: tuple[Stretch, ...]
    form: Form
    outer_start: int
    outer_end: int
    label: str | None = None

    @property
    def start(self) -> int:
        """Where the first word begins."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.pieces[-1].end


def shown(article: Article) -> tuple[list[Shown], list[int]]:
    """All of it, in the order of the text, outer before inner; and the marks that have no other half."""
    found: list[Shown] = []
    alone: list[int] = []
    labelled = _labelled(article)
    running: list[Shown] = []  # one quotation over several paragraphs: each opens anew, the last one closes
    for block in article.blocks:
        text = article.text[block.start : block.end]
        here = marks.find(text)
        alone += [block.start + at for at in here.alone]
        pairs = [(block.start + a, block.start + b) for a, b in here.pairs]
        opens_here = text[:1] in marks.CLOSING
        if running and (not opens_here or block.kind == "heading"):
            alone += [one.outer_start for one in running]
            running = []
        if running and pairs and pairs[0][0] == block.start:
            first, pairs = pairs[0], pairs[1:]
            found.append(joined([*running, _between(article, *first)]))
            running = []
        found += [_between(article, *pair) for pair in pairs if pair[1] - pair[0] > 1]
        if here.open_at_end is not None:
            running.append(_to_the_end(article, block.start + here.open_at_end, block.end))
        elif running:
            running.append(_to_the_end(article, block.start, block.end))
        if block.start in labelled:
            found.append(labelled[block.start])
        elif (match := _DASH.match(text)) and _SENTENCE.search(text):
            start = block.start + match.end()
            found.append(Shown((_stretch(article, start, block.end),), "dash", block.start, block.end))
    alone += [one.outer_start for one in running]
    found += _blocks(article, found, set(labelled))
    return sorted(_with_words(found), key=lambda one: (one.start, -one.end)), sorted(set(alone))


def _with_words(found: Sequence[Shown]) -> Iterator[Shown]:
    """What is between marks with nothing but a space between them is nobody's words."""
    for one in found:
        if pieces := tuple(piece for piece in one.pieces if piece.text):
            yield replace(one, pieces=pieces)


def _between(article: Article, opened: int, closed: int) -> Shown:
    return Shown((_stretch(article, opened + 1, closed),), "marks", opened, closed + 1)


def _to_the_end(article: Article, opened: int, end: int) -> Shown:
    return Shown((_stretch(article, opened + 1, end),), "marks", opened, end)


def joined(shown: Sequence[Shown]) -> Shown:
    """Several as one, in as many pieces."""
    pieces = tuple(piece for one in shown for piece in one.pieces)
    return replace(shown[0], pieces=pieces, outer_end=shown[-1].outer_end)


def _stretch(article: Article, start: int, end: int) -> Stretch:
    """The characters from here to there, without space at either end."""
    text = article.text[start:end]
    start += len(text) - len(text.lstrip())
    return Stretch(start=start, end=start + len(text.strip()), text=text.strip())


def _labelled(article: Article) -> dict[int, Shown]:
    """Paragraphs of a dialogue, by where they begin: with who speaks and a colon, two in a row at least."""
    labels = {
        block.start: match
        for block in article.blocks
        if block.kind != "heading" and (match := _LABELLED.match(article.text, block.start, block.end))
    }
    found: dict[int, Shown] = {}
    for is_dialogue, run in groupby(article.blocks, key=lambda block: block.start in labels):
        blocks = list(run)
        if is_dialogue and len(blocks) > 1:
            for block in blocks:
                words = _stretch(article, labels[block.start].end(), block.end)
                who = labels[block.start]["who"]
                found[block.start] = Shown((words,), "block", block.start, block.end, who)
    return found


def _blocks(article: Article, found: Sequence[Shown], labelled: set[int]) -> Iterator[Shown]:
    """Block quotations, those one after the other as one, but for those that are marked all around as well."""
    marked = {(one.outer_start, one.outer_end) for one in found}
    for quoted, run in groupby(
        article.blocks, key=lambda one: one.kind == "quotation" and one.start not in labelled
    ):
        blocks = list(run)
        if not quoted:
            continue
        start, end = blocks[0].start, blocks[-1].end
        if (start, end) in marked:
            continue
        pieces = tuple(_stretch(article, block.start, block.end) for block in blocks)
        yield Shown(pieces, "block", start, end)
