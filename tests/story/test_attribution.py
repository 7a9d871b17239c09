"""Who says so, in words: never stronger than the weakest link that they rest on, and a picture of the same."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.errors import RecordError
from earwitness.records.attribution import HEDGES, Attribution, Hedge
from earwitness.records.custody import Digest
from earwitness.records.route import LINK_KINDS, STRENGTHS, Link, path_to, standing_links, weakest
from earwitness.story.attribution import account
from earwitness.story.chain import chain_svg

CALL = Digest.of(b"call")
AT = "2026-01-02T03:04:05Z"
NAMES = ["Agency", "Channel", "Desk", "Paper"]


def link(number: int = 1, by: str = "Agency", **more: object) -> Link:
    said = {"kind": "published", "hedge": "claimed", "according_to": by}
    return Link(id=f"l{number}", recording=CALL, by=by, made_at=AT, **(said | more))  # type: ignore[arg-type]


def named(hedge: Hedge, according_to: str | None = None) -> Attribution:
    return Attribution(
        id="a", transcript_id="t", speaker="S1", name="Vera", hedge=hedge, according_to=according_to, made_at=AT
    )


@st.composite
def links(draw: st.DrawFn) -> list[Link]:
    made: list[Link] = []
    for number in range(1, draw(st.integers(0, 5)) + 1):
        made.append(
            link(
                number,
                draw(st.sampled_from(NAMES)),
                kind=draw(st.sampled_from(LINK_KINDS)),
                hedge=draw(st.sampled_from(list(HEDGES))),
                according_to=draw(st.sampled_from([None, *NAMES])),
                after=draw(st.sampled_from([None, *(one.id for one in made)])),
                day=draw(st.sampled_from([None, "2026", "2026-03-05"])),
            )
        )
    return made


speakers = st.none() | st.builds(named, st.sampled_from(list(HEDGES)), st.sampled_from([None, *NAMES]))


def asserted(sentence: str) -> Hedge:
    """What a sentence asserts, by its own words."""
    if "denies" in sentence or "denied" in sentence:
        return "denied"
    if " may " in sentence:
        return "unknown"
    if "reportedly" in sentence:
        return "reported"
    said_by_others = ("According to", "By their own account", "is said to")
    return "claimed" if any(words in sentence for words in said_by_others) else "confirmed"


@given(links(), speakers)
def test_no_sentence_is_stronger_than_the_weakest_link_that_it_rests_on(made, said):
    standing = standing_links(made)
    first, *rest = account(standing, [("S1", said)]).clauses
    for clause, one in zip(rest, standing, strict=True):
        assert asserted(clause.text) == weakest(each.hedge for each in path_to(one, standing))
        assert one.by in clause.text
    if "Vera" in first.text:
        brought = [one.hedge for one in standing if one.kind in ("recorded", "published")]
        assert said is not None
        assert STRENGTHS[asserted(first.text)] <= STRENGTHS[weakest([said.hedge, *brought])]


@given(links(), speakers)
def test_the_last_words_tell_the_weakest_link_of_all(made, said):
    standing = standing_links(made)
    told = account(standing, [("S1", said)])
    hedges = [one.hedge for one in standing] + ([said.hedge] if said and "Vera" in told.text else [])
    assert told.hedge == (weakest(hedges) if hedges else None)
    words = {
        None: "",
        "confirmed": "Each of these links was confirmed.",
        "claimed": "claimed, not confirmed.",
        "reported": "reported, not confirmed.",
        "unknown": "rests on nothing that is stated.",
        "denied": "is denied.",
    }
    assert told.ending.endswith(words[told.hedge])


def test_the_line_reads_as_a_desk_would_write_it():
    made = [
        link(1, "The agency", channel="Telegram", day="2026-03-05"),
        link(2, "A volunteer", kind="translated", hedge="reported", according_to="the agency", after="l1"),
    ]
    assert account(made, [("S1", named("claimed", "the agency"))]).text == (
        "According to the agency, the voice S1 is Vera. By their own account, The agency published it on Telegram "
        "on 5 March 2026. A volunteer reportedly translated it, according to the agency. The weakest link of this "
        "is reported, not confirmed."
    )


def test_a_name_is_confirmed_only_where_the_way_to_it_is():
    sure = link(hedge="confirmed", evidence="we were there", according_to=None)
    assert account([sure], [("S1", named("confirmed"))]).clauses[0].text == "The voice S1 is Vera."
    assert account([link()], [("S1", named("confirmed"))]).clauses[0].text == "The voice S1 is said to be Vera."


def test_several_voices_are_told_each_by_its_label():
    told = account([], [("S1", None), ("S2", named("claimed", "Desk")), ("S3", None)])
    assert told.text == (
        "Voices (S1, S3) are heard in a recording. According to Desk, the voice S1 is Vera. Where it comes from "
        "is not said. Who S1 and S3 are could not be established. The weakest link of this is claimed, not "
        "confirmed."
    )


def test_what_is_said_anew_counts_and_what_was_taken_back_passes_its_place_on():
    said = [link(1), link(2, after="l1"), link(3, after="l2"), link(2, "Desk", after="l1")]
    assert [(one.id, one.by) for one in standing_links(said)] == [
        ("l1", "Agency"),
        ("l2", "Desk"),
        ("l3", "Agency"),
    ]
    taken_back = [*said, link(2, after="l1", hedge="denied", according_to=None)]
    assert [(one.id, one.after) for one in standing_links(taken_back)] == [("l1", None), ("l3", "l1")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": " "},
        {"by": "a\nb"},
        {"day": "5 March"},
        {"day": "2026-02-30"},
        {"address": "javascript:alert(1)"},
        {"address": "https://x.example/ y"},
        {"archived": "somewhere"},
        {"after": "l1"},
        {"kind": "invented"},
        {"hedge": "sure"},
    ],
)
def test_a_link_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(RecordError):
        link(1, **({"by": "Agency"} | wrong))


@given(links(), speakers)
def test_the_picture_is_well_formed_and_has_a_dot_for_each_link(made, said):
    standing = standing_links(made)
    picture = ElementTree.fromstring(chain_svg(standing, [said] if said else [], "In words."))
    assert len(picture.findall("circle")) == len(standing) + 2
    lines = [one for one in picture.findall("path") if one.get("class") != "trunk"]
    assert len(lines) == len(standing) + 1
    shown = " ".join(picture.itertext())
    assert all(f"{one.kind.capitalize()} by {one.by}" in shown for one in standing)
    assert picture.findtext("desc") == "In words."


def test_the_picture_holds_whatever_somebody_typed_as_text():
    hostile = '</text><script>alert(1)</script>"&'
    picture = ElementTree.fromstring(chain_svg([link(1, hostile)], [], hostile))
    assert not picture.findall(".//script")
    assert hostile.split("<script>")[1][:8] in "".join(picture.itertext())
