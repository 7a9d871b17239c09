"""How right the words are, how near the English is, how exact the times are.

Word error rate is Levenshtein's distance over words by jiwer, micro-averaged: all errors over all words. chrF is
sacreBLEU's chrF2 (Popović 2015), which keeps case and punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import jiwer
import numpy as np
import sacrebleu
from num2words import num2words

from corpus import Said

Utterance = dict[str, Any]
"""One of the utterances of `earwitness show --json`."""

# The prompts' own transcripts misspell the Russian ones, and a recogniser should not; the English ones are spelt
# in both ways.
_ONE_WORD = {
    ("что", "бы"): "чтобы",
    ("за", "тем"): "затем",
    ("по", "этому"): "поэтому",
    ("voice", "mail"): "voicemail",
    ("mail", "box"): "mailbox",
    ("touch", "tone"): "touchtone",
    ("file", "name"): "filename",
}

_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)|\d+)(?P<ordinal>-(?:й|ый|ой)\b)?")


def words(text: str, language: str = "ru") -> list[str]:
    """Text as it is compared: lower case, ё as е, no punctuation, numbers in words of that language.

    >>> words("Нажмите 1, чтобы включить эхо-тест — ещё раз!")
    ['нажмите', 'один', 'чтобы', 'включить', 'эхо', 'тест', 'еще', 'раз']
    >>> words("2013, 15-й сезон")
    ['две', 'тысячи', 'тринадцать', 'пятнадцатый', 'сезон']
    """
    text = unicodedata.normalize("NFC", text).casefold()
    text = _NUMBER.sub(lambda found: _spoken(found, language), text).replace("ё", "е")
    text = re.sub("\u0301", "", text)  # a stress mark
    joined: list[str] = []
    for word in re.findall(r"[^\W_]+", text):
        one = _ONE_WORD.get((joined[-1], word)) if joined else None
        if one:
            joined[-1] = one
        else:
            joined.append(word)
    return joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """Word errors by kind, out of so many words of reference."""

    words: int
    substitutions: int
    deletions: int
    insertions: int

    @property
    def rate(self) -> float:
        """The word error rate; 0.1 is one wrong word in ten."""
        return (self.substitutions + self.deletions + self.insertions) / self.words


def errors(pairs: Iterable[tuple[str, str]], language: str = "ru") -> Errors:
    """The errors of all (reference, heard) texts together."""
    references, heard = zip(*([" ".join(words(text, language)) for text in pair] for pair in pairs), strict=True)
    found = jiwer.process_words(list(references), list(heard))
    return Errors(
        words=found.hits + found.substitutions + found.deletions,
        substitutions=found.substitutions,
        deletions=found.deletions,
        insertions=found.insertions,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Misheard:
    """Of one thing that was said: the positions of its words that were not heard, and how many were put in."""

    lost: frozenset[int]
    inserted: int

    @property
    def errors(self) -> int:
        """How many errors that is."""
        return len(self.lost) + self.inserted


def misheard(said: Sequence[Said], heard: str) -> list[Misheard]:
    """Where in the things that were said the errors lie; a word put in counts to the thing that follows."""
    spoken = [(word, place, at) for place, thing in enumerate(said) for at, word in enumerate(words(thing.text))]
    lost: list[set[int]] = [set() for _ in said]
    inserted = [0] * len(said)
    aligned = jiwer.process_words(" ".join(word for word, _, _ in spoken), " ".join(words(heard))).alignments[0]
    for chunk in aligned:
        if chunk.type == "insert":
            _, place, _ = spoken[min(chunk.ref_start_idx, len(spoken) - 1)]
            inserted[place] += chunk.hyp_end_idx - chunk.hyp_start_idx
        elif chunk.type != "equal":
            for _, place, at in spoken[chunk.ref_start_idx : chunk.ref_end_idx]:
                lost[place].add(at)
    return [Misheard(lost=frozenset(one), inserted=more) for one, more in zip(lost, inserted, strict=True)]


def difference(ours: Sequence[int], theirs: Sequence[int], of_words: Sequence[int]) -> tuple[float, float, float]:
    """By how much our word error rate is more than theirs, with the 95 % interval of a paired bootstrap.

    All three count the same things: our errors and theirs in each, and its words. The things are drawn anew ten
    thousand times, each with both counts (Bisani and Ney 2004, "Bootstrap estimates for confidence intervals in
    ASR performance evaluation").

    >>> difference([1, 2], [1, 2], [10, 10])
    (0.0, 0.0, 0.0)
    """
    more, size = np.subtract(ours, theirs), np.asarray(of_words)
    drawn = np.random.default_rng(0).integers(0, len(size), (10_000, len(size)))
    low, high = np.percentile(more[drawn].sum(axis=1) / size[drawn].sum(axis=1), (2.5, 97.5))
    return float(more.sum() / size.sum()), float(low), float(high)


def together(said: Sequence[Said], heard: Iterable[Utterance]) -> list[tuple[list[Said], list[Utterance]]]:
    """Put what was said and the utterances that say it side by side, by time.

    A heard word belongs to the said thing in which the middle of it lies, or to the nearest. An utterance belongs
    to all things to which its words belong; things that share an utterance cannot be told apart in English (a
    sentence's English has no times that could be trusted) and make one group with all their utterances. So each
    utterance counts once, none counts for a thing in which it says nothing, and a thing that was not heard stands
    alone, with nothing. A group is scored as one text, where all in it have a reference.
    """
    utterances = list(heard)
    reach = [_reach(said, utterance) for utterance in utterances]
    joined = {place for first, last in reach for place in range(first + 1, last + 1)}
    groups: list[tuple[list[Said], list[Utterance]]] = []
    group_of: list[int] = []
    for place, thing in enumerate(said):
        if place not in joined:
            groups.append(([], []))
        groups[-1][0].append(thing)
        group_of.append(len(groups) - 1)
    for utterance, (first, _) in zip(utterances, reach, strict=True):
        groups[group_of[first]][1].append(utterance)
    return groups


def nearest(said: Sequence[Said], moment_ms: float) -> int:
    """The place of what is said at that moment, or nearest to it."""
    return min(range(len(said)), key=lambda place: _away_ms(said[place], moment_ms))


def english(groups: Iterable[tuple[Sequence[Said], Sequence[Utterance]]]) -> list[tuple[str, str]]:
    """(reference, heard) in English for each group all of which has a reference."""
    return [
        (" ".join(thing.english or "" for thing in said), _english(heard))
        for said, heard in groups
        if all(thing.english for thing in said)
    ]


def chrf(pairs: Sequence[tuple[str, str]]) -> float:
    """The corpus chrF2 of all (reference, heard) texts together, 0 to 100."""
    references, heard = zip(*pairs, strict=True)
    return float(sacrebleu.corpus_chrf(list(heard), [list(references)]).score)


def start_errors_ms(spoken: Iterable[tuple[str, int]], heard: Iterable[Utterance]) -> list[int]:
    """By how much each word that was heard right starts too early (below zero) or too late.

    Both sides are (word, start in ms); of a word that becomes several (a number), the first one counts.
    """
    ours = [(word["text"], word["start_ms"]) for utterance in heard for word in utterance["words"]]
    reference, hypothesis = _with_starts(spoken), _with_starts(ours)
    aligned = jiwer.process_words(
        " ".join(word for word, _ in reference), " ".join(word for word, _ in hypothesis)
    ).alignments[0]
    pairs = [
        (reference[chunk.ref_start_idx + at][1], hypothesis[chunk.hyp_start_idx + at][1])
        for chunk in aligned
        if chunk.type == "equal"
        for at in range(chunk.ref_end_idx - chunk.ref_start_idx)
    ]
    return [
        heard_ms - spoken_ms for spoken_ms, heard_ms in pairs if spoken_ms is not None and heard_ms is not None
    ]


def _reach(said: Sequence[Said], utterance: Utterance) -> tuple[int, int]:
    spans = [(word["start_ms"], word["end_ms"]) for word in utterance["words"]]
    places = [
        nearest(said, (start_ms + end_ms) / 2)
        for start_ms, end_ms in spans or [(utterance["start_ms"], utterance["end_ms"])]
    ]
    return min(places), max(places)


def _away_ms(thing: Said, moment_ms: float) -> float:
    return max(thing.start_ms - moment_ms, moment_ms - thing.end_ms, 0)


def _english(heard: Iterable[Utterance]) -> str:
    return " ".join(one["translation"]["text"] for one in heard if one["translation"])


def _with_starts(timed: Iterable[tuple[str, int]]) -> list[tuple[str, int | None]]:
    return [
        (piece, start_ms if place == 0 else None)
        for text, start_ms in timed
        for place, piece in enumerate(words(text))
    ]


def _spoken(found: re.Match[str], language: str) -> str:
    number = int(re.sub(r"\D", "", found["number"]))
    return f" {num2words(number, to='ordinal' if found['ordinal'] else 'cardinal', lang=language)} "
