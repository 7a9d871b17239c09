"""The quotes that `check` is measured with keep the rules of bench/check/README.md."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

import check_set
from check_set import Asked, Reference

STITCHED_MS = 8_000
ELLIPSIS_MS = 5_000
LATER = ("fresh", "sealed")  # those that were written all at once, as many of each kind from each call


def of_part(part: str) -> list[tuple[Reference, Asked]]:
    references, quotes = check_set.quotes(part)  # which looks up when each is said, and fails where nobody says it
    return [(references[one.call], one) for one in quotes]


def of_kind(part: str, *kinds: str) -> list[tuple[Reference, Asked]]:
    return [(reference, one) for reference, one in of_part(part) if one.kind in kinds]


def called(reference: Reference, who: str) -> str:
    """The role as a quote names it: the sample call has "his wife"."""
    return reference.roles[who].removeprefix("his ")


def speakers(reference: Reference, one: Asked) -> set[str]:
    """Who says any of it, by their roles; where voices overlap, whoever's line holds all of a passage."""
    return {
        called(reference, who)
        for span in one.spans
        for who, line in reference.spoken
        if line.start_ms <= span.start_ms and span.end_ms <= line.end_ms
    }


@pytest.mark.parametrize("part", check_set.PARTS)
def test_what_is_quoted_is_said_in_its_call_and_what_is_invented_is_not(part: str) -> None:
    for reference, one in of_part(part):
        assert one.by in {called(reference, who) for who in reference.roles}
        assert bool(one.spans) != (one.kind == "invented")
        last_ms = max(line.end_ms for _, line in reference.spoken)
        assert all(0 < span.start_ms < span.end_ms <= last_ms for span in one.spans)


@pytest.mark.parametrize("part", check_set.PARTS)
def test_a_quote_is_put_into_the_mouth_that_its_kind_says(part: str) -> None:
    for reference, one in of_part(part):
        said_by = speakers(reference, one)
        if one.kind == "speaker":
            assert said_by
            assert one.by not in said_by
        elif one.kind == "merged":
            assert len(said_by) == 2
        elif one.spans:
            assert said_by == {one.by}


@pytest.mark.parametrize("part", check_set.PARTS)
def test_passages_stand_as_far_from_each_other_and_in_the_order_that_their_kind_says(part: str) -> None:
    for _, one in of_part(part):
        between = [after.start_ms - before.end_ms for before, after in pairwise(one.spans)]
        if one.kind == "reordered":
            assert all(gap < 0 for gap in between)
        elif one.kind == "stitched":
            assert min(between) >= STITCHED_MS
        elif one.kind == "edited":
            assert all(0 <= gap < ELLIPSIS_MS for gap in between)
        else:
            assert all(gap >= 0 for gap in between)


@pytest.mark.parametrize("part", LATER)
def test_each_call_of_a_part_has_as_many_of_each_kind_and_twice_as_many_changed(part: str) -> None:
    counted = Counter((reference.sound, one.kind) for reference, one in of_part(part))
    fewest = min(counted.values())
    kinds = {
        "verbatim",
        "edited",
        "paraphrase",
        "stitched",
        "reordered",
        "speaker",
        "merged",
        "changed",
        "invented",
    }
    assert {kind for _, kind in counted} == kinds
    assert all(count == fewest * (1 + (kind == "changed")) for (_, kind), count in counted.items())


def test_the_sealed_part_has_sixty_quotes_at_least_over_two_calls_of_its_own() -> None:
    sealed = of_part("sealed")
    others = {reference.sound for part in check_set.PARTS if part != "sealed" for reference, _ in of_part(part)}
    calls = {reference.sound for reference, _ in sealed}
    assert len(sealed) >= 60
    assert len(calls) == 2
    assert not calls & others


def test_no_quote_is_asked_twice() -> None:
    texts = [one.text for part in ("tuning", "sealed") for _, one in of_part(part)]
    assert len(texts) == len(set(texts))
