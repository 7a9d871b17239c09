import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from earwitness.archive.folder import CaseFolder
from earwitness.archive.recording_rows import Derivative
from earwitness.errors import CaseError, EarwitnessError, RecordError
from earwitness.ledger import chain
from earwitness.records.attribution import Attribution
from earwitness.records.custody import Digest
from earwitness.records.quote import Withdrawal

CALL = Digest.of(b"call")
OTHER = Digest.of(b"other")


@pytest.fixture
def database(case: CaseFolder, make):
    with case.database.writing(chain.line) as change:
        change.add_recording(make.recording(CALL))
    return case.database


def test_what_the_case_does_not_hold_is_none_or_empty(case: CaseFolder):
    database = case.database
    assert database.recordings() == []
    assert database.recording(CALL) is None
    assert database.transcripts(CALL) == []
    assert database.transcript(CALL) is None
    assert database.translation("t1", "en") is None
    assert database.derivatives(CALL) == []
    assert database.attributions(CALL) == []
    assert database.quotes() == []
    assert database.withdrawals() == []
    assert database.setting("style") is None
    assert database.batches(CALL, "p") == {}
    with pytest.raises(CaseError, match="does not hold 't1'"):
        database.pipeline("t1")


def test_a_second_listening_lies_beside_the_first_newest_last(database, make):
    first, second = make.transcript(CALL, "z-first"), make.transcript(CALL, "a-second")
    with database.writing(chain.line) as change:
        change.add_transcript(first, pipeline_id="base", pipeline={"model": "base"})
        change.add_transcript(second, pipeline_id="large", pipeline={"model": "large"})
    assert database.transcripts(CALL) == [first, second]
    assert database.transcript(CALL) == second
    assert database.transcript(CALL, pipeline_id="base") == first
    assert database.pipeline("z-first") == {"model": "base"}


def test_the_newest_translation_into_a_language_is_shown(database, make):
    transcript = make.transcript(CALL)
    with database.writing(chain.line) as change:
        change.add_transcript(transcript, pipeline_id="p", pipeline={})
        for id_, language in (("e1", "en"), ("e2", "en"), ("d1", "de")):
            change.add_translation(make.translation(transcript, id_, language))
    assert database.translation("t1", "en").id == "e2"
    assert database.translation("t1", "de").id == "d1"
    assert database.translation("t1", "fr") is None


def test_the_same_pipeline_cannot_give_a_second_transcript(database, make):
    with database.writing(chain.line) as change:
        change.add_transcript(make.transcript(CALL, "t1"), pipeline_id="p", pipeline={})
    with pytest.raises(RecordError, match="already holds"), database.writing(chain.line) as change:
        change.add_transcript(make.transcript(CALL, "t2"), pipeline_id="p", pipeline={})
    assert [transcript.id for transcript in database.transcripts(CALL)] == ["t1"]


def test_a_transcript_of_no_recording_and_a_line_for_no_utterance_are_refused(database, make):
    with pytest.raises(RecordError), database.writing(chain.line) as change:
        change.add_transcript(make.transcript(OTHER), pipeline_id="p", pipeline={})
    transcript = make.transcript(CALL)
    astray = make.translation(transcript)
    astray = replace(astray, lines=(replace(astray.lines[0], utterance_id="u99"),))
    with pytest.raises(RecordError, match="'u99'"), database.writing(chain.line) as change:  # noqa: PT012 - the change as a whole is refused
        change.add_transcript(transcript, pipeline_id="p", pipeline={})
        change.add_translation(astray)
    assert database.transcripts(CALL) == []


def said(id_: str, transcript_id: str = "t1", speaker: str = "S1", name: str = "Soldier") -> Attribution:
    return Attribution(
        id=id_, transcript_id=transcript_id, speaker=speaker, name=name, made_at="2026-01-02T03:04:08Z"
    )


def test_names_are_layers_that_all_stay_oldest_first(database, make):
    with database.writing(chain.line) as change:
        change.add_transcript(make.transcript(CALL, "t1"), pipeline_id="p", pipeline={})
        change.add_transcript(make.transcript(CALL, "t2"), pipeline_id="q", pipeline={})
    given = [said("a1"), said("b1", "t2"), said("a2", name="Gunner")]
    for one in given:
        with database.writing(chain.line) as change:
            change.add_attribution(one)
    assert database.attributions(CALL) == given
    assert database.attributions(OTHER) == []


def test_a_name_for_no_transcript_or_no_speaker_of_it_is_refused(database, make):
    with database.writing(chain.line) as change:
        change.add_transcript(make.transcript(CALL, "t1"), pipeline_id="p", pipeline={})
    for wrong in (said("a1", "t9"), said("a1", speaker="S2")):
        with pytest.raises(RecordError), database.writing(chain.line) as change:
            change.add_attribution(wrong)
    assert database.attributions(CALL) == []


def test_batches_are_kept_until_they_are_dropped_in_a_change_that_holds(database, make):
    database.save_batch(CALL, "p", 1, {"text": "б", "confidence": 0.5})
    database.save_batch(CALL, "p", 0, [1, None])
    database.save_batch(CALL, "p", 0, [2, None])
    database.save_batch(CALL, "other", 7, "kept")
    assert database.batches(CALL, "p") == {0: [2, None], 1: {"text": "б", "confidence": 0.5}}
    with pytest.raises(ZeroDivisionError), database.writing(chain.line) as change:  # noqa: PT012 - the change as a whole is refused
        change.drop_batches(CALL, "p")
        raise ZeroDivisionError
    assert len(database.batches(CALL, "p")) == 2
    with database.writing(chain.line) as change:
        change.drop_batches(CALL, "p")
    assert database.batches(CALL, "p") == {}
    assert database.batches(CALL, "other") == {7: "kept"}


def test_the_same_derivative_again_changes_nothing(database, make):
    sound = Derivative(
        recording=CALL, kind="page sound", digest=OTHER, made_by=make.agent, made_at="2026-01-01T00:00:00Z"
    )
    for _ in range(2):
        with database.writing(chain.line) as change:
            change.add_derivative(sound)
    assert database.derivatives(CALL) == [sound]
    assert database.derivatives(CALL, kind="page sound") == [sound]
    assert database.derivatives(CALL, kind="clip") == []


def test_an_interrupted_change_leaves_neither_facts_nor_events(case: CaseFolder, make):
    before = list(case.database.event_lines())
    with pytest.raises(KeyboardInterrupt), case.database.writing(chain.line) as change:  # noqa: PT012 - the change as a whole is refused
        change.add_recording(make.recording(CALL))
        change.record_event(verb="acquire", agent=make.agent, recording=CALL)
        raise KeyboardInterrupt
    assert case.database.recordings() == []
    assert list(case.database.event_lines()) == before
    assert case.ledger_path.read_bytes() == b"".join(before)


def test_a_fraction_in_an_event_is_refused_with_the_facts_beside_it(case: CaseFolder, make):
    with pytest.raises(RecordError), case.database.writing(chain.line) as change:  # noqa: PT012 - the change as a whole is refused
        change.add_recording(make.recording(CALL))
        change.record_event(verb="acquire", agent=make.agent, detail={"seconds": 1.5})
    assert case.database.recordings() == []


def test_events_are_numbered_dated_and_chained(case: CaseFolder, make):
    with case.database.writing(chain.line) as change:
        made = [
            change.record_event(verb=verb, agent=make.agent, recording=CALL, detail={"n": [1, None]})
            for verb in ("acquire", "process")
        ]
    lines = list(case.database.event_lines())
    assert chain.check(lines) == []
    assert [chain.parse(line)[0] for line in lines[1:]] == made
    assert [event.number for event in made] == [2, 3]
    assert all(event.at.endswith("Z") and len(event.at) == 24 for event in made)
    assert case.ledger_path.read_bytes() == b"".join(lines)


def test_a_name_that_is_not_unicode_is_refused_in_a_sentence(case: CaseFolder, make):
    with pytest.raises(RecordError, match="database"), case.database.writing(chain.line) as change:
        change.add_recording(make.recording(CALL, name="call\udcff.wav"))


def test_a_changed_byte_in_the_database_gives_the_facts_or_a_sentence_never_a_traceback(
    case: CaseFolder, database, make, tmp_path: Path
):
    transcript = make.transcript(CALL)
    with database.writing(chain.line) as change:
        change.add_transcript(transcript, pipeline_id="p", pipeline={})
        change.add_translation(make.translation(transcript))
        change.add_attribution(said("a1"))
    case.close()
    good = (case.path / "case.sqlite").read_bytes()
    copy = tmp_path / "copy"
    shutil.copytree(case.path, copy)
    chance, sentences = random.Random(2), []
    for _ in range(150):
        damaged = bytearray(good)
        for _ in range(8):
            damaged[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        at = chance.randrange(0, len(good), 512)
        damaged[at : at + 64] = chance.randbytes(64)
        (copy / "case.sqlite").write_bytes(damaged)
        try:
            with CaseFolder.open(copy) as reader:
                for recording in reader.database.recordings():
                    reader.database.attributions(recording.digest)
                    for found in reader.database.transcripts(recording.digest):
                        reader.database.translation(found.id, "en")
                        reader.database.pipeline(found.id)
                list(reader.database.event_lines())
        except EarwitnessError as err:
            sentences.append(str(err))
    assert len(sentences) > 20
    assert all(sentence.endswith(".") for sentence in sentences)


def test_the_newest_of_a_setting_counts_and_a_quote_is_withdrawn_once(database):
    with database.writing(chain.line) as change:
        change.set_setting("style", "ap")
        change.set_setting("style", "reuters")
    assert database.setting("style") == "reuters"
    withdrawal = Withdrawal(quote_id="q1", reason=None, made_at="2026-01-02T03:04:05Z")
    with pytest.raises(RecordError, match="lacks what it refers to"), database.writing(chain.line) as change:
        change.add_withdrawal(withdrawal)
