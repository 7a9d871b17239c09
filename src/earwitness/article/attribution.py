"""Who is said to speak each quotation: what stands between its parts says so, or after it, or before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from earwitness.article.grammar import MASK, NEAR, Token, Tokens, tokens
from earwitness.article.kinds import is_so_called, kind_of
from earwitness.article.layers import Layer
from earwitness.article.nouns import names, person_like
from earwitness.article.people import People, block_at
from earwitness.article.phrases import HEDGE_OF_ALL
from earwitness.article.raw import Shown, joined
from earwitness.article.route import routes, steps
from earwitness.article.sayings import after_words, before_words
from earwitness.article.subjects import main_subject
from earwitness.article.verbs import Saying, is_verb
from earwitness.article.words import PARTING, SILENT, TAPES
from earwitness.records.article import Article, Quotation, Stretch

_GOES_ON = re.compile(r"[,.:–—-]\s*$")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A quotation, put together, with the saying that interrupts it."""

    shown: Shown
    saying: Saying | None = None


def quotations(article: Article, layer: Layer, people: People) -> list[Quotation]:
    """The quotations of one layer. `people` learns whom they name."""
    found: list[Quotation] = []
    speaking: tuple[int, Tokens] | None = None  # where the last quotation ends, and who spoke it
    for spoken in _put_together(layer):
        heading = _in_heading(article, spoken.shown)
        shown, saying = spoken.shown, spoken.saying or _around(layer, spoken.shown, heading=heading)
        if heading and saying and saying.speaker and saying.speaker[-1].low in TAPES:
            saying = None
        sentence = layer.before(shown)[0], layer.after(shown)[1]
        hands = list(routes(layer.masked, *sentence)) if shown.form == "marks" else []
        speaker: Tokens = saying.speaker if saying else ()
        if not speaker:
            speaker = next((who for kind, who in hands if kind == "according to" and _speaks(who)), ())
        if not saying and not speaker and _stands_alone(layer, shown):
            speaker = _going_on(layer, shown, speaking)
        before = layer.masked[sentence[0] : shown.outer_start]
        kind = kind_of(
            " ".join(piece.text for piece in shown.pieces),
            before,
            spoken=bool(speaker) or saying is not None or layer.depth > 0 or shown.form != "marks",
            heading=heading,
        )
        one = Quotation(pieces=shown.pieces, kind=kind, form=shown.form, depth=layer.depth)
        if kind == "speech":
            one = replace(
                one,
                speaker=shown.label or _name(article, layer, people, speaker),
                verb=saying.verb.text if saying and saying.verb else None,
                hedge=(saying.hedge if saying else None) or _hedged(layer.masked, sentence),
                route=tuple(steps(article.text, saying.told if saying else (), hands)),
            )
            speaking = (shown.outer_end, speaker) if speaker else speaking
        else:
            one = replace(one, hedge=is_so_called(before))
        found.append(one)
    return found


def learn(article: Article, layer: Layer, people: People) -> None:
    """What the sentences around quotations are about, so that pronouns can stand for it."""
    for block in article.blocks:
        if block.kind != "heading":
            for start, end in layer.sentences(block.start, block.end):
                found = layer.tokens(start, end)
                subject = main_subject(found)
                if subject and subject[0].text[0] != MASK:
                    people.add(subject, article.text)
                for name in names(found):
                    people.add(name, article.text, aside=True)


def _put_together(layer: Layer) -> Iterator[_Spoken]:
    """Quotations, each with its parts where only a saying interrupts it."""
    parts: list[Shown] = []
    saying: Saying | None = None
    for shown in layer.shown:
        if parts and (interrupting := _interruption(layer, parts[-1], shown)):
            parts.append(shown)
            saying = saying or interrupting
            continue
        if parts:
            yield _Spoken(joined(parts), saying)
        parts, saying = [], None
        if shown.form == "dash":
            yield _behind_dash(layer, shown)
        else:
            parts = [shown]
    if parts:
        yield _Spoken(joined(parts), saying)


def _interruption(layer: Layer, first: Shown, second: Shown) -> Saying | None:
    """The saying that stands between two parts of a quotation; None where they are two quotations."""
    if first.form != "marks" or second.form != "marks" or first.outer_end > second.outer_start:
        return None
    between = layer.text[first.outer_end : second.outer_start]
    if "\n" in between or not between.strip() or len(between) > 200 or not _GOES_ON.search(between):
        return None
    if between.rstrip().endswith(":") or not _leads_out(layer.text, first):
        return None
    found = layer.tokens(first.outer_end, second.outer_start)
    saying = after_words(layer.masked, found)
    joins = next((token.low for token in found if token.is_word), "") in PARTING  # "…" and I asked, "…"
    if saying is None or joins or any(token.text in ".?!;" for token in found[:-1]):
        return None
    for number, token in enumerate(found):  # "he said, adding:" is not one saying
        if token != saying.verb and token.low.endswith("ing") and is_verb(found, number):
            return None
    return None if between.rstrip().endswith(".") and _has_its_own(layer, second) else saying


def _has_its_own(layer: Layer, shown: Shown) -> bool:
    """Whether a saying follows a quotation."""
    return (
        _leads_out(layer.text, shown) and after_words(layer.masked, layer.tokens(*layer.after(shown))) is not None
    )


def _leads_out(text: str, shown: Shown) -> bool:
    """Whether what follows a quotation may say who speaks it."""
    last = text[max(shown.start, shown.end - 9) : shown.end].rstrip("\"'”’»“‘")[-1:]
    following = text[shown.outer_end : shown.outer_end + 2]
    return last in ",?!…—–-" or following.lstrip()[:1] in (",", "–", "—") or following[1:2].islower()


def _around(layer: Layer, shown: Shown, *, heading: bool) -> Saying | None:
    """The saying after a quotation, before it, or in the sentence that leads to it."""
    if shown.form == "block":
        return None if shown.label is not None else _introduced(layer, shown)
    before, after = layer.tokens(*layer.before(shown)), layer.tokens(*layer.after(shown))
    leading = before_words(layer.masked, before) if before else None
    trailing = after_words(layer.masked, after) if _leads_out(layer.text, shown) else None
    if leading and (before[-1].text in ":," or is_verb(before, len(before) - 1)):
        return leading
    if trailing and not before:
        return trailing
    if before and not leading and before[-1].text == ":" and not heading:
        return _by_colon(before)
    return leading or trailing or (_introduced(layer, shown) if not before else None)


def _introduced(layer: Layer, shown: Shown) -> Saying | None:
    """The saying in the last sentence of the paragraph before, where that ends in a colon."""
    number = layer.number(shown.outer_start)
    if layer.depth or not number or layer.stretches[number][0] != shown.outer_start:
        return None
    start, end = layer.stretches[number - 1]
    if not layer.text[start:end].endswith(":"):
        return None
    start, end = layer.sentence(end - 1)
    found = layer.tokens(max(start, end - NEAR), end)
    return before_words(layer.masked, found) or _by_colon(found)


def _by_colon(found: Tokens) -> Saying | None:
    """Whoever does what a sentence tells that ends in a colon."""
    subject = main_subject(found)
    return Saying(speaker=tuple(subject)) if subject and person_like(subject) else None


def _stands_alone(layer: Layer, shown: Shown) -> bool:
    """Whether nothing of the sentence stands before the quotation."""
    return layer.sentence(shown.outer_start)[0] == shown.outer_start and layer.depth == 0


def _going_on(layer: Layer, shown: Shown, speaking: tuple[int, Tokens] | None) -> Tokens:
    """Who goes on speaking: whoever spoke last in this paragraph, else whom the sentence before is about."""
    if layer.stretch(shown.outer_start)[0] == shown.outer_start:
        return ()
    start, end = layer.sentence(shown.outer_start - 2)
    if speaking and speaking[0] > start:
        return speaking[1]
    subject = main_subject(layer.tokens(start, min(end, start + NEAR)))
    return subject if subject and subject[0].text[0] != MASK and person_like(subject) else ()


def _behind_dash(layer: Layer, shown: Shown) -> _Spoken:
    """What is spoken in a paragraph that a dash begins, without the sayings in it."""
    (words,) = shown.pieces
    found = tokens(layer.text, words.start, words.end)
    pieces: list[Stretch] = []
    saying: Saying | None = None
    begun, at = words.start, 0
    while at < len(found):
        here = _saying_here(layer.text, found, at) if found[at].start > begun else None
        if here is None:
            at += 1
            continue
        stop, one = here
        saying = saying or one
        pieces.append(_stretch(layer.text, begun, found[at].start))
        begun = found[stop].start if stop < len(found) else words.end
        at = stop
    pieces.append(_stretch(layer.text, begun, words.end))
    return _Spoken(replace(shown, pieces=tuple(piece for piece in pieces if piece.text)), saying)


def _saying_here(text: str, found: Tokens, at: int) -> tuple[int, Saying] | None:
    """The saying that begins after a stop at this token, and where the words go on after it."""
    if not at or found[at - 1].text not in ",?!…—–" or not found[at].is_word:
        return None
    stop = next((n for n in range(at, len(found)) if found[n].text in ".,;:—–"), len(found))
    clause = found[at:stop]
    saying = after_words(text, clause)
    if saying is None or not saying.speaker or saying.begins != clause[0].start or len(clause) > 10:
        return None
    while stop < len(found) and found[stop].text in ".,;:—–":
        stop += 1
    return stop, saying


def _stretch(text: str, start: int, end: int) -> Stretch:
    words = text[start:end].rstrip(" —–")
    return Stretch(start=start, end=start + len(words), text=words)


def _speaks(who: Tokens) -> bool:
    return who[-1].low not in SILENT


def _name(article: Article, layer: Layer, people: People, speaker: Tokens) -> str | None:
    """The speaker in the article's words; for a pronoun of the writer's, whom it stands for."""
    if not speaker:
        return None
    people.add(speaker, article.text)
    return _words(article.text, speaker) if layer.depth else people.called(speaker, article)


def _words(text: str, phrase: Sequence[Token]) -> str:
    return text[phrase[0].start : phrase[-1].end]


def _hedged(masked: str, sentence: tuple[int, int]) -> str | None:
    match = HEDGE_OF_ALL.search(masked[slice(*sentence)])
    return match[0] if match else None


def _in_heading(article: Article, shown: Shown) -> bool:
    return block_at(article, shown.outer_start).kind == "heading"
