"""The object that other programs rely on, and the schema that describes it."""

from __future__ import annotations

import copy
import json
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from earwitness.errors import RecordError
from earwitness.formats.recording_from_json import recording_from_json
from earwitness.formats.recording_json import recording_to_json
from earwitness.records.attribution import HEDGES, Attribution
from earwitness.records.custody import Agent, Digest
from earwitness.records.recording import Gap, Recording, Sound
from earwitness.records.review import Reviewed
from earwitness.records.speech import Doubt, Drop, Transcript, Turn, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Candidate, Decision, Line, Translation
from earwitness.records.view import RecordingView

ROOT = Path(__file__).parents[2]
VIEW: RecordingView = runpy.run_path(str(ROOT / "tests/data/golden/make.py"))["VIEW"]
SCHEMA = json.loads((ROOT / "docs/schema/recording.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())

numbers = st.integers(0, 10**9)
texts = st.text(max_size=8)
digests = st.binary(max_size=4).map(Digest.of)
spans = st.builds(lambda at, for_ms: Span(at, at + for_ms), numbers, numbers)
moments = st.datetimes().map(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}Z".rjust(20, "0"))
languages = st.sampled_from(["ru", "uk", "zh-Hant"])
agents = st.builds(
    Agent,
    kind=st.sampled_from(["software", "model", "person"]),
    name=texts,
    version=st.none() | texts,
    digest=st.none() | digests,
)


def doubts(words: int) -> st.SearchStrategy[tuple[Doubt, ...]]:
    """Doubts about some of so many words."""
    about = st.lists(st.integers(0, words - 1), max_size=2).map(tuple) if words else st.just(())
    doubt = st.builds(Doubt, reason=st.text(min_size=1, max_size=8), text=texts, words=about)
    return st.lists(doubt, max_size=2).map(tuple)


lines = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8)


def attributions(transcript_id: str) -> st.SearchStrategy[tuple[Attribution, ...]]:
    """At most one for each speaker."""
    attribution = st.builds(
        Attribution,
        id=texts,
        transcript_id=st.just(transcript_id),
        speaker=texts,
        name=st.none() | lines,
        role=st.none() | lines,
        according_to=st.none() | lines,
        hedge=st.sampled_from(list(HEDGES)),
        evidence=st.none() | lines,
        made_at=moments,
    )
    return st.lists(attribution, max_size=2, unique_by=lambda one: one.speaker).map(tuple)


channels = st.none() | st.integers(1, 2)
turns = st.builds(Turn, span=spans, speaker=texts, channel=channels)
drops = st.builds(
    Drop, span=spans, reason=st.text(min_size=1, max_size=8), why=texts, text=texts, channel=channels
)
confidences = st.none() | st.integers(0, 1_000).map(lambda thousandths: thousandths / 1_000)
words = st.builds(Word, text=st.text(min_size=1, max_size=8), span=spans, confidence=confidences)
gaps = st.builds(Gap, span=spans, reason=st.sampled_from(["missing", "damaged", "truncated"]))
sounds = st.builds(Sound, codec=texts, sample_rate_hz=st.integers(1, 192_000), channels=st.integers(1, 8))
recordings = st.builds(
    Recording,
    digest=digests,
    name=texts,
    size_bytes=numbers,
    container=texts,
    sound=sounds,
    duration_ms=numbers,
    gaps=st.lists(gaps, max_size=2).map(tuple),
    acquired_at=moments,
)


@st.composite
def utterance(draw: st.DrawFn, name: str) -> Utterance:
    said = tuple(draw(st.lists(words, max_size=3)))
    return Utterance(
        id=name,
        span=draw(spans),
        language=draw(languages),
        text=draw(texts),
        words=said,
        speaker=draw(st.none() | texts),
        channel=draw(channels),
        doubts=draw(doubts(len(said))),
    )


def candidates(transcript_id: str, utterance_id: str) -> st.SearchStrategy[list[Candidate]]:
    candidate = st.builds(
        Candidate,
        id=st.uuids().map(str),
        transcript_id=st.just(transcript_id),
        utterance_id=st.just(utterance_id),
        language=languages,
        text=texts,
        made_by=agents,
        made_at=moments,
        score=st.none() | st.floats(-10, 10),
        estimate=st.floats(0, 1),
        estimated_by=agents,
        doubts=doubts(9),
    )
    return st.lists(candidate, max_size=2, unique_by=lambda one: one.id)


@st.composite
def views(draw: st.DrawFn) -> RecordingView:
    recording = draw(recordings)
    if draw(st.booleans()):
        return RecordingView(recording=recording, transcript=None, translation=None)
    utterances = tuple(draw(utterance(f"u{number}")) for number in range(draw(st.integers(0, 3))))
    transcript = Transcript(
        id=draw(texts),
        recording=recording.digest,
        language=draw(st.none() | languages),
        utterances=utterances,
        made_by=draw(agents),
        made_at=draw(moments),
        turns=tuple(draw(st.lists(turns, max_size=2))),
        diarized_by=draw(st.none() | agents),
        drops=tuple(draw(st.lists(drops, max_size=2))),
    )
    translated = [each for each in utterances if draw(st.booleans())]
    translation = Translation(
        id=draw(texts),
        transcript_id=transcript.id,
        language=draw(languages),
        lines=tuple(
            Line(
                utterance_id=each.id,
                text=draw(texts),
                doubts=draw(doubts(9)),
                candidate_id=draw(st.none() | texts),
                written_by=draw(st.none() | agents),
            )
            for each in translated
        ),
        made_by=draw(agents),
        made_at=draw(moments),
    )
    proposed = [draw(candidates(transcript.id, each.id)) for each in utterances]
    chosen = [draw(st.sampled_from(held)) for held in proposed if held and draw(st.booleans())]
    return RecordingView(
        recording=recording,
        transcript=transcript,
        translation=translation if translated else None,
        candidates=tuple(one for held in proposed for one in held),
        decisions=tuple(
            Decision(id=draw(texts), candidate_id=one.id, made_by=draw(agents), made_at=draw(moments))
            for one in chosen
        ),
        attributions=draw(attributions(transcript.id)),
        corrections=draw(st.integers(0, 9)),
        reviewed=tuple(draw(reviews(each)) for each in utterances if draw(st.booleans())),
    )


def reviews(of: Utterance) -> st.SearchStrategy[Reviewed]:
    positions = st.lists(st.integers(0, len(of.words) - 1), max_size=2).map(tuple) if of.words else st.just(())
    somebody = st.none() | agents
    return st.builds(
        Reviewed,
        utterance_id=st.just(of.id),
        revision=st.integers(0, 9),
        shaped_by=somebody,
        accepted_by=somebody,
        signed_by=somebody,
        untimed=positions,
    )


def places(data: Any) -> Iterator[tuple[Any, str | int]]:
    """Each place in a JSON value, as what holds it and the key there."""
    for key in data if isinstance(data, dict) else range(len(data)):
        yield data, key
        if isinstance(data[key], dict | list):
            yield from places(data[key])


def one_change_each(data: Any) -> Iterator[Any]:
    """Copies of the object, in each of which one thing is gone or of another kind."""
    for at in range(len(list(places(data)))):
        for other in (None, -1, "x", [], {}, True, 1.5):
            changed = copy.deepcopy(data)
            held, key = list(places(changed))[at]
            held[key] = other
            yield changed
        changed = copy.deepcopy(data)
        held, key = list(places(changed))[at]
        del held[key]
        yield changed


@given(views())
def test_what_was_written_is_read_as_it_was(view: RecordingView) -> None:
    assert recording_from_json(json.loads(json.dumps(recording_to_json(view)))) == view


@given(views())
def test_what_is_written_is_what_the_schema_describes(view: RecordingView) -> None:
    VALIDATOR.validate(recording_to_json(view))


def test_confidences_are_rounded_to_thousandths() -> None:
    word = recording_to_json(VIEW)["utterances"][0]["words"][2]
    assert word == {"text": "меня", "start_ms": 1_300, "end_ms": 1_580, "speaker": "S1", "confidence": 0.643}


def test_what_is_not_known_is_null() -> None:
    data = recording_to_json(RecordingView(recording=VIEW.recording, transcript=None, translation=None))
    assert [data[key] for key in ("transcript_id", "language", "made_by", "made_at", "diarized_by")] == [None] * 5
    assert [data[key] for key in ("utterances", "turns", "drops", "attributions")] == [[]] * 4
    assert recording_to_json(VIEW)["utterances"][2]["translation"] is None


def test_an_object_with_one_thing_wrong_is_refused_by_the_reader_or_makes_a_view_all_the_same() -> None:
    for changed in one_change_each(small()):
        try:
            view = recording_from_json(changed)
        except RecordError:
            continue
        assert VALIDATOR.is_valid(recording_to_json(view)) or not VALIDATOR.is_valid(changed)


def test_whatever_the_schema_allows_in_place_of_a_field_the_reader_takes() -> None:
    refused = []
    for changed in filter(VALIDATOR.is_valid, one_change_each(small())):
        try:
            recording_from_json(changed)
        except RecordError as error:
            refused.append(str(error))
    # What a schema cannot say: the facts of a transcript, the lines of a translation, and a doubt and its words
    # belong together.
    told = ("are known", "belong to one another", "does not have")
    assert all(any(words in sentence for words in told) for sentence in refused)


def small() -> Any:
    data = recording_to_json(VIEW)
    for utterance in data["utterances"]:
        del utterance["words"][1:]
    return data


@pytest.mark.parametrize("data", [None, [], "x", {}, {"recording": []}, {"recording": {}}])
def test_what_is_no_recording_is_refused(data: Any) -> None:
    with pytest.raises(RecordError):
        recording_from_json(data)


def test_lines_of_two_translations_are_refused() -> None:
    data = recording_to_json(VIEW)
    data["utterances"][1]["translation"]["id"] = "e2"
    with pytest.raises(RecordError, match="do not belong to one another"):
        recording_from_json(data)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def schemas(of: Any) -> Iterator[dict[str, Any]]:
    if isinstance(of, dict):
        yield of
    for part in of.values() if isinstance(of, dict) else of if isinstance(of, list) else ():
        yield from schemas(part)


def test_the_schema_describes_each_field_and_allows_no_other() -> None:
    for schema in schemas(SCHEMA):
        if isinstance(fields := schema.get("properties"), dict):
            assert schema["additionalProperties"] is False
            assert schema["required"] == list(fields)
            assert all(field["description"].endswith(".") for field in fields.values())


def test_the_schema_refuses_an_object_that_lacks_a_field_or_has_another() -> None:
    good = small()
    VALIDATOR.validate(good)
    for held, key in list(places(good)):
        if isinstance(held, dict):
            value = held.pop(key)
            assert not VALIDATOR.is_valid(good), f"{key} was missing"
            held[key] = value
            held["another"] = value
            assert not VALIDATOR.is_valid(good), f"there was another field beside {key}"
            del held["another"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("recording", "digest"), "md5:00"),
        (("recording", "duration_ms"), -1),
        (("recording", "duration_ms"), 1.5),
        (("recording", "acquired_at"), "2024-05-06T07:08:09+02:00"),
        (("recording", "gaps", 0, "reason"), "lost"),
        (("language",), ""),
        (("made_by", "kind"), "robot"),
        (("utterances", 0, "words", 0, "confidence"), 1.01),
        (("utterances", 0, "words", 0, "text"), ""),
        (("utterances", 1, "doubts", 0, "words", 0), -1),
        (("utterances", 1, "translation", "made_by"), None),
    ],
)
def test_the_schema_refuses_values_that_make_no_sense(path: tuple[str | int, ...], value: Any) -> None:
    data: Any = recording_to_json(VIEW)
    held = data
    for key in path[:-1]:
        held = held[key]
    held[path[-1]] = value
    assert not VALIDATOR.is_valid(data)
