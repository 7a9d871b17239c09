from pathlib import Path

import pytest

from earwitness.archive.folder import CaseFolder
from earwitness.archive.outbox import LedgerFile
from earwitness.errors import LedgerError
from earwitness.ledger import chain

LINES = [b'{"a":1}\n', b'{"b":2}\n', b'{"c":3}\n']
WHOLE = b"".join(LINES)


@pytest.mark.parametrize("kept", range(len(WHOLE) + 1))
def test_a_file_cut_off_anywhere_is_completed_byte_for_byte(tmp_path: Path, kept: int):
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(WHOLE[:kept])
    LedgerFile(path).complete(LINES, LINES[-1])
    assert path.read_bytes() == WHOLE


def test_a_file_that_is_gone_is_laid_down_again(tmp_path: Path):
    LedgerFile(tmp_path / "ledger.jsonl").complete(LINES, LINES[-1])
    assert (tmp_path / "ledger.jsonl").read_bytes() == WHOLE


@pytest.mark.parametrize("at", range(len(WHOLE)))
def test_any_changed_byte_stops_the_writer_names_the_line_and_is_left_as_it_is(tmp_path: Path, at: int):
    changed = bytearray(WHOLE)
    changed[at] ^= 1
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(changed)
    with pytest.raises(LedgerError, match=f"^Line {at // 8 + 1} of "):
        LedgerFile(path).complete(LINES, LINES[-1])
    assert path.read_bytes() == changed


def test_a_file_longer_than_the_database_stops_the_writer(tmp_path: Path):
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(WHOLE + b"\n")
    with pytest.raises(LedgerError, match=r"^Line 4 of "):
        LedgerFile(path).complete(LINES, LINES[-1])


def test_a_file_that_lost_its_tail_while_the_case_is_open_is_completed_before_the_next_line(
    case: CaseFolder, make
):
    for _ in range(2):
        with case.database.writing(chain.line) as change:
            change.record_event(verb="note", agent=make.agent)
        case.ledger_path.write_bytes(case.ledger_path.read_bytes()[:-7])
    with case.database.writing(chain.line) as change:
        change.record_event(verb="note", agent=make.agent)
    assert case.ledger_path.read_bytes() == b"".join(case.database.event_lines())


def test_a_file_that_was_seen_to_be_complete_is_read_again_only_if_anybody_touched_it(tmp_path: Path):
    def never():
        yield from LINES
        raise AssertionError("read again")

    path = tmp_path / "ledger.jsonl"
    ledger = LedgerFile(path)
    ledger.complete(LINES[:2], LINES[1])
    ledger.append([LINES[2]])
    LedgerFile(path).complete(never(), LINES[2])
    for offset in range(len(WHOLE)):  # at once: within one tick of the file system's clock
        with path.open("r+b") as file:
            file.seek(offset)
            file.write(b"!")
        with pytest.raises(LedgerError):
            LedgerFile(path).complete(LINES, LINES[2])
        path.unlink()
        LedgerFile(path).complete(LINES, LINES[2])
    with pytest.raises(LedgerError, match=r"^Line 3 of "):  # the database was put back, the file was not
        LedgerFile(path).complete(LINES[:2], LINES[1])


def test_readers_do_not_mind_a_ledger_file_that_lags_was_edited_or_is_gone(case: CaseFolder):
    for spoil in (lambda p: p.write_bytes(b""), lambda p: p.write_bytes(b"x"), lambda p: p.unlink()):
        spoil(case.ledger_path)
        with CaseFolder.open(case.path) as reader:
            assert len(list(reader.database.event_lines())) == 1


def test_an_edited_ledger_stops_the_next_writer_and_moving_it_aside_helps_as_the_sentence_says(case: CaseFolder):
    case.close()
    good = case.ledger_path.read_bytes()
    case.ledger_path.write_bytes(good.replace(b"create", b"forged"))
    with pytest.raises(LedgerError, match=r"Line 1 of .* Move it aside"):
        CaseFolder.open(case.path, write=True)
    case.ledger_path.rename(case.path.parent / "aside")
    CaseFolder.open(case.path, write=True).close()
    assert case.ledger_path.read_bytes() == good
