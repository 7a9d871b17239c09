"""Single changes to a case, drawn by chance, as somebody might make them who wants it to say something else."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import authority
import calls
from earwitness.archive.folder import CaseFolder
from earwitness.records.glossary import Term
from earwitness.records.review import Accept
from earwitness.records.source import Words
from earwitness.workflow import people, person
from earwitness.workflow.fetch import Wanted
from earwitness.workflow.route import Told
from serving import file, serving

TABLES = (
    "about", "attributions", "batches", "bound", "candidates", "commitments", "corrections", "decisions",
    "derivatives", "drops", "events", "fetches", "guests", "lines", "links", "looks", "persons", "quotes",
    "recordings", "settings", "sources", "terms", "transcripts", "translations", "turns", "utterances",
    "withdrawals",
)  # fmt: skip


def whole_case(folder: Path, sound: Path, *, stamped: bool = False) -> Path:
    """A case in which something of each kind happened: every table holds something.

    With `stamped`, an authority said when it was there, where openssl is installed.
    """
    person.call_oneself("Анна")
    case = calls.call(folder / "t1")
    calls.hear(case, "t1")
    case.name_speaker("S1", "His mother", according_to="the caller")
    case.process(sound, diarizer=None, model="fake:")
    case.add(sound, words=Words(origin="a source, by Signal"))
    with serving({"/t1.wav": file((folder / "t1.wav").read_bytes(), "audio/wav")}) as site:
        case.fetch(Wanted(address=f"{site}/t1.wav", allow_local=True))
    case.translate(sound.name, using=["fake:2"], embedder="fake")
    case.choose([("u3", "c2")], sound.name)
    with CaseFolder.open(case.path) as opened:
        (guest,) = people.invited(opened, ["Ivan"])
    with person.acting_for(guest):
        case.correct(Accept(utterance_id="u2", on=0), sound.name, sent_as="one")
    case.quote(case.recording(sound.name).utterances[0].span, named=sound.name)
    case.add_terms([Term(term="приказ", language="ru", translation="order", note="a written one")])
    case.excerpt("q1", folder / "clips", kinds=["srt"])
    case.withdraw_quote("q1", reason="not needed")
    case.set_house_style("ap")
    case.tell_route(Told(kind="published", by="A channel", according_to="A channel"), "t1.wav")
    case.publish(folder / "page", sound.name)
    person.call_oneself("")
    if stamped and shutil.which("openssl"):
        root = authority.make_authority(folder / "authority")
        with authority.serving(lambda query: authority.stamped(root.parent, query)) as url:
            case.timestamp(url, trust=root)
    return case.path


def file_byte(case: Path, chance: random.Random) -> tuple[str, str]:
    """One bit of a stored file; gives what was done, and what a finding must name."""
    path = chance.choice([*case.glob("originals/*/*"), *case.glob("derived/*/*"), *case.glob("sources/*/*")])
    _flip(path, chance)
    return f"a bit of {path.name}", path.name


def file_end(case: Path, chance: random.Random) -> tuple[str, str]:
    """A stored file that is shorter, longer, or gone."""
    path = chance.choice([*case.glob("originals/*/*"), *case.glob("derived/*/*")])
    data, how = path.read_bytes(), chance.choice(["shorter", "longer", "gone", "empty"])
    path.unlink()
    if how != "gone":
        path.write_bytes({"shorter": data[:-1], "longer": data + b"\0", "empty": b""}[how])
    return f"{path.name} {how}", path.name.partition(".")[0]


def file_swap(case: Path, chance: random.Random) -> tuple[str, str]:
    """Two stored files in each other's place."""
    first, second = chance.sample([*case.glob("originals/*/*"), *case.glob("derived/*/*")], 2)
    a, b = first.read_bytes(), second.read_bytes()
    for path, data in ((first, b), (second, a)):
        path.unlink()
        path.write_bytes(data)
    return f"{first.name} and {second.name} swapped", first.name


def stamp(case: Path, chance: random.Random) -> tuple[str, str]:
    """The time stamp: a bit of it, or all of it; of the ledger's file where there is none."""
    path = next(case.glob("timestamps/*.tsr"), None)
    if path is None:
        return ledger_byte(case, chance)
    if chance.random() < 0.3:
        path.unlink()
    else:
        _flip(path, chance)
    return f"{path.name}", "The time stamp of line"


def ledger_byte(case: Path, chance: random.Random) -> tuple[str, str]:
    """One bit of the ledger's file."""
    number = _line_at(case, _flip(case / "ledger.jsonl", chance))
    return f"a bit of line {number} of the file", f"Line {number}"


def ledger_line(case: Path, chance: random.Random) -> tuple[str, str]:
    """A line of the file removed, doubled, swapped with another, or put in; or the file cut off."""
    path = case / "ledger.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    count, at = len(lines), chance.randrange(len(lines))
    how = chance.choice(["removed", "doubled", "swapped", "cut", "cut inside", "added"])
    named = at + 1
    if how == "removed":
        del lines[at]
    elif how == "doubled":
        lines.insert(at, lines[at])
        named = at + 2
    elif how == "swapped":
        other = chance.choice([one for one in range(len(lines)) if one != at])
        lines[at], lines[other] = lines[other], lines[at]
        named = min(at, other) + 1
    elif how == "cut":
        del lines[at:]
    elif how == "cut inside":
        lines[at:] = [lines[at][: chance.randrange(1, len(lines[at]))]]
    else:
        lines.append(lines[at])
        named = len(lines)
    path.write_bytes(b"".join(lines))
    return f"line {at + 1} {how}", f"Line {named}" if named <= count else f"After line {count}"


def row_value(case: Path, chance: random.Random) -> tuple[str, str]:
    """One value of one row of one table."""
    with _open(case) as database:
        table = _filled(database, chance)
        rowid = chance.choice(database.execute(f"SELECT rowid FROM {table}").fetchall())[0]
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        chance.shuffle(columns)
        for column in columns * 9:  # what is drawn may be there already, or be nothing where something has to be
            (value,) = database.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (rowid,)).fetchone()
            changed = _other(value, chance)
            try:
                database.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (changed, rowid))
            except sqlite3.IntegrityError:
                continue
            return f"{column} of row {rowid} of {table}: {value!r} to {changed!r}", _naming(table, rowid)
    raise AssertionError(f"nothing of {table} could be changed")


def row_gone(case: Path, chance: random.Random) -> tuple[str, str]:
    """One row less."""
    with _open(case) as database:
        table = _filled(database, chance)
        rowid = chance.choice(database.execute(f"SELECT rowid FROM {table}").fetchall())[0]
        database.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
    return f"row {rowid} of {table} removed", _naming(table, rowid)


def row_added(case: Path, chance: random.Random) -> tuple[str, str]:
    """One row more: one that is there, again, where the table's keys let it."""
    with _open(case) as database:
        while True:
            table = _filled(database, chance)
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            row = list(chance.choice(database.execute(f"SELECT * FROM {table}").fetchall()))
            row = [_other(value, chance) for value in row]
            try:
                database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", row)
            except sqlite3.IntegrityError:
                continue
            return f"a row of {table}: {row}", table if table not in {"events", "bound"} else ""


def rows_swapped(case: Path, chance: random.Random) -> tuple[str, str]:
    """What two utterances say, in each other's place."""
    with _open(case) as database:
        rows = database.execute("SELECT number, text FROM utterances").fetchall()
        (a, said), (b, other) = chance.sample(rows, 2)
        while said == other:
            (a, said), (b, other) = chance.sample(rows, 2)
        database.execute("UPDATE utterances SET text = ? WHERE number = ?", (other, a))
        database.execute("UPDATE utterances SET text = ? WHERE number = ?", (said, b))
    return f"utterances {a} and {b} swapped", f"Row {a} of utterances"


def schema(case: Path, chance: random.Random) -> tuple[str, str]:
    """The tables themselves."""
    act, named = chance.choice(
        [
            ("DROP INDEX attributions_by_transcript", "attributions_by_transcript"),
            ("CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM drops; END", "t is nothing"),
            ("CREATE TABLE mine (x)", "mine"),
            ("ALTER TABLE utterances ADD COLUMN mine TEXT", "utterances"),
            ("DROP TABLE drops", "drops"),
        ]
    )
    with _open(case) as database:
        database.execute(act)
    return act, named


ACTS: tuple[Callable[[Path, random.Random], tuple[str, str]], ...] = (
    file_byte, file_byte, stamp, file_end, file_swap, ledger_byte, ledger_byte, ledger_line, ledger_line,
    row_value, row_value, row_value, row_gone, row_added, rows_swapped, schema,
)  # fmt: skip


def _naming(table: str, rowid: int) -> str:
    return {"events": "ine ", "bound": ""}.get(
        table, table
    )  # what a line bound is named by the line, or by the row


def _open(case: Path) -> _Closing:
    database = sqlite3.connect(case / "case.sqlite")
    database.execute("PRAGMA foreign_keys = OFF")
    return _Closing(database)


class _Closing:
    """Commits and closes at the end of a `with`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> sqlite3.Connection:
        return self._database

    def __exit__(self, *_: object) -> None:
        self._database.commit()
        self._database.close()


def _filled(database: sqlite3.Connection, chance: random.Random) -> str:
    return chance.choice([one for one in TABLES if database.execute(f"SELECT 1 FROM {one} LIMIT 1").fetchone()])


def _other(value: object, chance: random.Random) -> object:
    if isinstance(value, int):
        return value + chance.choice([-1, 1, 1000])
    if isinstance(value, str) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        return value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]
    return "x" if value is None or value == "" else None if chance.random() < 0.3 else ""


def _flip(path: Path, chance: random.Random) -> int:
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    path.chmod(0o644)
    path.write_bytes(data)
    return at


def _line_at(case: Path, at: int) -> int:
    with sqlite3.connect(case / "case.sqlite") as database:
        lengths = [len(line.encode()) for (line,) in database.execute("SELECT line FROM events ORDER BY number")]
    number, total = 0, 0
    while total <= at:
        total += lengths[number]
        number += 1
    return number
