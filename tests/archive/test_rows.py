from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoted
from earwitness.archive import account_rows, quote_rows, recording_rows, rows, transcript_rows, translation_rows
from earwitness.archive.folder import CaseFolder
from earwitness.errors import RecordError
from earwitness.ledger import chain
from earwitness.records.attribution import HEDGES, Attribution
from earwitness.records.custody import Agent, Digest
from earwitness.records.quote import Quote, Withdrawal
from earwitness.records.recording import Gap, Recording, Sound
from earwitness.records.speech import Doubt, Drop, Transcript, Turn, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Candidate, Decision, Line, Translation

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
whole = st.integers(0, 2**53)
spans = st.tuples(whole, whole).map(sorted).map(lambda pair: Span(*pair))
digests = st.binary(max_size=4).map(Digest.of)
agents = st.builds(
    Agent,
    kind=st.sampled_from(["software", "model", "person"]),
    name=text,
    version=st.none() | text,
    digest=st.none() | digests,
)
recordings = st.builds(
    Recording,
    digest=digests,
    name=text,
    size_bytes=whole,
    container=text,
    sound=st.builds(Sound, codec=text, sample_rate_hz=whole, channels=whole),
    duration_ms=whole,
    gaps=st.lists(
        st.builds(Gap, span=spans, reason=st.sampled_from(["missing", "damaged", "truncated"])), max_size=2
    ).map(tuple),
    acquired_at=text,
)
doubts = st.lists(
    st.builds(Doubt, reason=text, text=text, words=st.lists(whole, max_size=2).map(tuple)), max_size=2
).map(tuple)
words = st.builds(Word, text=text, span=spans, confidence=st.none() | st.floats(0, 1))


@st.composite
def utterances(draw: st.DrawFn) -> Utterance:
    said = tuple(draw(st.lists(words, max_size=3)))
    positions = st.lists(st.integers(0, len(said) - 1), max_size=2).map(tuple) if said else st.just(())
    return Utterance(
        id=draw(text),
        span=draw(spans),
        language=draw(text),
        text=draw(text),
        words=said,
        speaker=draw(st.none() | text),
        channel=draw(st.none() | whole),
        doubts=tuple(draw(st.lists(st.builds(Doubt, reason=text, text=text, words=positions), max_size=2))),
    )


transcripts = st.builds(
    Transcript,
    id=text,
    recording=digests,
    language=st.none() | text,
    utterances=st.lists(utterances(), max_size=3, unique_by=lambda u: u.id).map(tuple),
    made_by=agents,
    made_at=text,
    turns=st.lists(st.builds(Turn, span=spans, speaker=text, channel=st.none() | whole), max_size=2).map(tuple),
    diarized_by=st.none() | agents,
    drops=st.lists(
        st.builds(Drop, span=spans, reason=text, why=text, text=text, channel=st.none() | whole), max_size=2
    ).map(tuple),
)
translations = st.builds(
    Translation,
    id=text,
    transcript_id=text,
    language=text,
    lines=st.lists(
        st.builds(Line, utterance_id=text, text=text, doubts=doubts),
        max_size=3,
        unique_by=lambda line: line.utterance_id,
    ).map(tuple),
    made_by=agents,
    made_at=text,
)


lines = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
attributions = st.builds(
    Attribution,
    id=text,
    transcript_id=text,
    speaker=text,
    name=lines,
    role=st.none() | lines,
    according_to=st.none() | lines,
    hedge=st.sampled_from(list(HEDGES)),
    evidence=st.none() | lines,
    made_at=text,
)


@given(recordings)
def test_a_recording_comes_back_from_its_row(recording: Recording):
    assert recording_rows.recording_from(recording_rows.recording_row(recording)) == recording


@given(transcripts)
def test_a_transcript_comes_back_from_its_rows(transcript: Transcript):
    row, utterances = transcript_rows.transcript_row(transcript), transcript_rows.utterance_rows(transcript)
    turns, drops = transcript_rows.turn_rows(transcript), transcript_rows.drop_rows(transcript)
    assert transcript_rows.transcript_from(row, utterances=utterances, turns=turns, drops=drops) == transcript


candidates = st.builds(
    Candidate,
    id=text,
    transcript_id=text,
    utterance_id=text,
    language=text,
    text=text,
    made_by=agents,
    made_at=text,
    score=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    estimate=st.floats(0, 1),
    estimated_by=agents,
    doubts=doubts,
)


@given(translations)
def test_a_translation_comes_back_from_its_rows(translation: Translation):
    row = translation_rows.translation_row(translation)
    assert translation_rows.translation_from(row, translation_rows.line_rows(translation)) == translation


@given(candidates)
def test_a_candidate_comes_back_from_its_row(candidate: Candidate):
    assert translation_rows.candidate_from(translation_rows.candidate_row(candidate)) == candidate


@given(st.builds(Decision, id=text, candidate_id=text, made_by=agents, made_at=text))
def test_a_decision_comes_back_from_its_row(decision: Decision):
    assert translation_rows.decision_from(translation_rows.decision_row(decision)) == decision


@given(attributions)
def test_an_attribution_comes_back_from_its_row(attribution: Attribution):
    assert account_rows.attribution_from(account_rows.attribution_row(attribution)) == attribution


@given(quoted.quotes())
def test_a_quote_comes_back_from_its_row_and_a_changed_row_is_refused(quote: Quote):
    row = {"number": 1, **quote_rows.quote_row(quote)}
    assert quote_rows.quote_from(row) == quote
    for changed in (
        {"start_ms": row["start_ms"] + 1},
        {"id": "q2"},
        {"quote": row["quote"].replace("0000", "0001")},
    ):
        with pytest.raises(RecordError):
            quote_rows.quote_from(row | changed)


@given(text, st.none() | lines)
def test_a_withdrawal_comes_back_from_its_row(quote_id: str, reason: str | None):
    withdrawal = Withdrawal(quote_id=quote_id, reason=reason, made_at="")
    assert quote_rows.withdrawal_from(quote_rows.withdrawal_row(withdrawal)) == withdrawal


@given(agents, digests, text)
def test_a_derivative_comes_back_from_its_row(agent: Agent, digest: Digest, kind: str):
    derivative = recording_rows.Derivative(recording=digest, kind=kind, digest=digest, made_by=agent, made_at="")
    assert recording_rows.derivative_from(recording_rows.derivative_row(derivative)) == derivative


@pytest.fixture(scope="module")
def shared_case(tmp_path_factory: pytest.TempPathFactory):
    path: Path = tmp_path_factory.mktemp("rows") / "case"
    with CaseFolder.create(path, agent=Agent(kind="software", name="x"), line=chain.line) as case:
        yield case


class _UndoError(Exception):
    pass


@settings(max_examples=60, deadline=None)
@given(recordings, transcripts, translations)
def test_records_come_back_from_the_database_as_they_were(
    shared_case: CaseFolder, recording: Recording, transcript: Transcript, translation: Translation
):
    transcript = replace(transcript, recording=recording.digest)
    ids = [utterance.id for utterance in transcript.utterances]
    lines = tuple(replace(line, utterance_id=id_) for line, id_ in zip(translation.lines, ids, strict=False))
    translation = replace(translation, transcript_id=transcript.id, lines=lines)
    database = shared_case.database
    with pytest.raises(_UndoError), database.writing(chain.line) as change:  # noqa: PT012 - so that each example starts anew
        change.add_recording(recording)
        change.add_transcript(transcript, pipeline_id="p", pipeline={"model": "base"})
        change.add_translation(translation)
        assert database.recordings() == [recording]
        assert database.recording(recording.digest) == recording
        assert database.transcripts(recording.digest) == [transcript]
        assert database.transcript(recording.digest, pipeline_id="p") == transcript
        assert database.translation(transcript.id, translation.language) == translation
        raise _UndoError
    assert database.recordings() == []


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), b"bytes"])
def test_what_json_lacks_is_refused(value: object):
    with pytest.raises(RecordError, match="cannot be kept as JSON"):
        rows.to_json([value])
