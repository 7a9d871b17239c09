"""Whom or what a sentence is about: its subject, after what says when and where."""

from __future__ import annotations

from earwitness.article.grammar import Tokens, is_adverb
from earwitness.article.nouns import is_name, name_beside
from earwitness.article.words import (
    BETWEEN,
    DETERMINERS,
    HAPPENING,
    LEADING,
    PERSONS,
    PLACING,
    PRONOUNS,
    QUESTIONED,
    SPEAKING,
)


def main_subject(found: Tokens) -> Tokens:
    """The noun phrase that begins a sentence, after what says when and where."""
    first = _past_adverbials(found)
    at = first
    while at < len(found) and found[at].is_word and _in_subject(found, at, first):
        at += 1
    phrase = found[first:at]
    if phrase and at < len(found) and found[at].text == ":" and is_name(found[at + 1 : -1]):  # "First witness: …"
        return found[at + 1 : -1]
    return phrase if is_name(phrase) else name_beside(found, at) or phrase


def _past_adverbials(found: Tokens) -> int:
    """Where the subject may begin: after a time of day, and after "In the end," or "Asked for his name,"."""
    at = _past_dateline(found)
    while at < len(found) and (not found[at].is_word or found[at].text.isdigit()):
        at += 1
    if at < len(found) and found[at].low.endswith("ing") and (after := _past_participle(found, at)):
        return after
    if at == len(found) or found[at].low not in PLACING | LEADING | QUESTIONED:
        return at
    if found[at].low not in LEADING:
        comma = next((n for n in range(at, min(len(found), at + 12)) if found[n].text == ","), None)
        if comma is not None:
            return _past_modifier(found, comma + 1)
        at += 1  # "In a statement it": the noun phrase that the preposition has is not the subject
    at += 1
    while at < len(found) and not (
        (found[at].low in DETERMINERS | PRONOUNS or found[at].is_capital)
        and found[at - 1].low not in DETERMINERS | PLACING
    ):
        at += 1
    return at


def _past_modifier(found: Tokens, at: int) -> int:
    """Where the subject begins after "During the call, dated 9 March,"."""
    comma = next((n for n in range(at, min(len(found), at + 8)) if found[n].text == ","), None)
    modifies = at < len(found) and found[at].low.endswith("ed") and not found[at].is_capital
    return comma + 1 if modifies and comma else at


def _past_participle(found: Tokens, at: int) -> int | None:
    """Where the sentence begins after "Giving evidence," or "Prosecuting, Mrs Moss"; None for a Mr Browning."""
    comma = next((n for n in range(at + 1, min(len(found), at + 12)) if found[n].text == ","), None)
    if comma is None or comma + 1 == len(found) or (comma == at + 1 and not found[comma + 1].is_capital):
        return None
    return comma + 1


def _past_dateline(found: Tokens) -> int:
    """Where the sentence begins after SORREL, Nov 3 (Northline) -."""
    if not found or not (found[0].text.isupper() and len(found[0].text) > 2):
        return 0
    return next((n + 1 for n in range(1, min(len(found), 14)) if found[n].text in "-–—"), 0)


def _in_subject(found: Tokens, at: int, first: int) -> bool:
    low = found[at].low
    if at == first:
        return low in DETERMINERS or low in PRONOUNS or found[at].is_capital
    if found[at - 1].low in PRONOUNS or (low in DETERMINERS | PRONOUNS and found[at - 1].low not in PLACING):
        return False
    if found[at].is_capital or found[at - 1].low in DETERMINERS or found[at - 1].low.endswith(("’s", "'s", "s’")):
        return True
    return not (
        low in BETWEEN
        or low in SPEAKING
        or low in PLACING - {"of"}
        or low in HAPPENING
        or low in ("who", "which", "that", "and", "has")
        or low.endswith(("ed", "n’t", "n't"))
        or is_adverb(found[at])
        or (found[at - 1].is_capital and low not in PERSONS)
        or (low.endswith("s") and not low.endswith("ss") and found[at - 1].low not in DETERMINERS | {"of"})
    )
