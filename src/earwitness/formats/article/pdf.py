"""An article in a PDF file, which knows where letters stand on a page, and nothing of columns and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTContainer, LTTextLineHorizontal
from pdfminer.pdfdocument import PDFPasswordIncorrect

from earwitness.errors import ArticleError
from earwitness.formats.article.blocks import article_of, tidy
from earwitness.records.article import Article

_PAGES = 200
"""More than any article has."""

_ENDS = re.compile(r"[.!?…:][\"'”’»“)\]]*$")
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010]$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text in its box, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """What stands for the size of its letters."""
        return max(1.0, self.top - self.bottom)


def read(data: bytes) -> Article:
    """The article of a PDF file; ArticleError where it cannot be read or is pictures only."""
    try:
        pages = [list(_lines(page)) for page in extract_pages(BytesIO(data), maxpages=_PAGES, laparams=LAParams())]
    except PDFPasswordIncorrect as err:
        raise ArticleError("It has a password.", advice="Save a copy without one.") from err
    except Exception as err:  # a damaged file fails in whatever it is that is damaged
        raise ArticleError("It is no PDF file that can be read.", advice="Copy its text into a file.") from err
    if not any(pages):
        raise ArticleError(
            "Its pages are pictures: there are no letters in it.",
            advice="Have them recognised (OCR), or type them.",
        )
    return article_of([("paragraph", text) for text in _paragraphs(_without_furniture(pages))])


def _lines(container: LTContainer) -> Iterator[_Line]:  # type: ignore[type-arg]
    for item in container:
        if isinstance(item, LTTextLineHorizontal):
            if text := tidy(item.get_text()):
                yield _Line(text, item.x0, item.x1, item.y0, item.y1)
        elif isinstance(item, LTContainer):
            yield from _lines(item)


def _without_furniture(pages: Sequence[Sequence[_Line]]) -> Iterator[list[list[_Line]]]:
    """The columns of each page, without page numbers and what stands at the same place of three pages or more."""

    def place(line: _Line) -> tuple[str, int]:
        return re.sub(r"\d+", "0", line.text), round(line.bottom)

    often = Counter(place(line) for page in pages for line in {place(one): one for one in page}.values())
    for page in pages:
        kept = [line for line in page if often[place(line)] < 3 and not line.text.isdigit()]
        yield list(_columns(kept))


def _columns(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines as they are read: parted at a gutter that no line crosses, else at the widest gap."""
    if not lines:
        return
    across = _gap([(line.left, line.right) for line in lines])
    if across and across[1] >= 8:
        yield from _columns([line for line in lines if line.right <= across[0]])
        yield from _columns([line for line in lines if line.right > across[0]])
        return
    down = _gap([(line.bottom, line.top) for line in lines])
    if down and _gap_in_part(lines):
        yield from _columns([line for line in lines if line.top > down[0]])
        yield from _columns([line for line in lines if line.top <= down[0]])
        return
    yield _whole(sorted(lines, key=lambda line: (-line.bottom, line.left)))


def _whole(lines: list[_Line]) -> list[_Line]:
    """The lines of a column, put together where wide spaces of a justified line were taken for its end."""
    found: list[_Line] = []
    for line in lines:
        if found and abs(found[-1].bottom - line.bottom) < 0.3 * line.height:
            last = found.pop()
            line = _Line(f"{last.text} {line.text}", last.left, line.right, last.bottom, last.top)  # noqa: PLW2901
        found.append(line)
    return found


def _gap(spans: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Where the widest gap begins that none of the spans reaches into, and its width; None where there is none."""
    reached, gaps = min(spans)[1], []
    for start, end in sorted(spans):
        if start > reached:
            gaps.append((start - reached, reached))
        reached = max(reached, end)
    return (max(gaps)[1], max(gaps)[0]) if gaps else None


def _gap_in_part(lines: list[_Line]) -> bool:
    """Whether lines stand side by side somewhere: only then is there anything to part."""
    ordered = sorted(lines, key=lambda line: -line.bottom)
    return any(
        min(a.top, b.top) - max(a.bottom, b.bottom) > 0.5 * (a.top - a.bottom) for a, b in pairwise(ordered)
    )


def _paragraphs(pages: Iterator[list[list[_Line]]]) -> Iterator[str]:
    """Lines as paragraphs."""
    held = ""
    for column in (column for page in pages for column in page):
        begins = _beginning(column)
        for line in column:
            if held and begins(line, held):
                yield held
                held = ""
            held = _joined(held, line.text)
    if held:
        yield held


def _beginning(column: Sequence[_Line]) -> Callable[[_Line, str], bool]:
    """Whether a line begins a paragraph after this text: by a gap, an indent, its size, or a short line before.

    A column begins one only where the last had come to an end, and where its first line is indented if others are.
    """
    left, right = min(line.left for line in column), max(line.right for line in column)
    steps = sorted(above.bottom - below.bottom for above, below in pairwise(column))
    usual = steps[len(steps) // 4] if steps else 0.0  # where paragraphs are short, most steps may be gaps
    above = {below: before for before, below in pairwise(column)}
    indents = any(line.left > left + 6 for line in column)
    size = sorted(line.height for line in column)[len(column) // 2]

    def begins(line: _Line, held: str) -> bool:
        before = above.get(line)
        ended = _ENDS.search(held) is not None
        if before is None:
            return ended and (line.left > left + 6 or not indents or line.height > 1.15 * size)
        short = before.right < right - 0.15 * (right - left)
        return (
            before.bottom - line.bottom > max(1.3 * usual, 1.45 * line.height)
            or not 0.87 < line.height / before.height < 1.15
            or (line.left > left + 6 and (before.left <= left + 6 or ended or short))
            or (ended and short)
        )

    return begins


def _joined(held: str, line: str) -> str:
    if _HYPHEN.search(held) and line[:1].islower():
        return _HYPHEN.sub("", held) + line
    return f"{held} {line}".strip()
