"""Writes the golden files: one small recording in every format and language.

Run it after a change of format that is meant, and read the difference before committing it:

    .venv/bin/python tests/data/golden/make.py
"""

from __future__ import annotations

import json
from pathlib import Path

from earwitness.formats import webannotation
from earwitness.formats.quote_json import quote_digest, quote_view_to_json
from earwitness.formats.registry import export_text
from earwitness.quotes.beside import contexts
from earwitness.quotes.make import Asked, make
from earwitness.quotes.notices import notices
from earwitness.quotes.render import published
from earwitness.quotes.select import passages
from earwitness.quotes.style import DEFAULT
from earwitness.records.attribution import Attribution
from earwitness.records.custody import Agent, Digest
from earwitness.records.quote import QuoteView
from earwitness.records.recording import Gap, Recording, Sound
from earwitness.records.speech import Doubt, Drop, Transcript, Turn, Utterance, Word
from earwitness.records.time import Span, hull
from earwitness.records.translation import Line, Translation
from earwitness.records.view import RecordingView

HERE = Path(__file__).parent


def _utterance(name: str, timed: str, *, speaker: str | None = None, doubts: tuple[Doubt, ...] = ()) -> Utterance:
    """From `word@start-end …`, times in hundredths of a second."""
    words = []
    for item in timed.split():
        text, _, times = item.rpartition("@")
        start, _, end = times.partition("-")
        words.append(
            Word(text=text, span=Span(int(start) * 10, int(end) * 10), confidence=0.5 + 1 / (3 + len(text)))
        )
    return Utterance(
        id=name,
        span=hull(word.span for word in words),
        language="ru",
        text=" ".join(word.text for word in words),
        words=tuple(words),
        speaker=speaker,
        doubts=doubts,
    )


_HEARD = (
    _utterance("u1", "Алло?@70-106 Ты@122-130 меня@130-158 слышишь?@171-180", speaker="S1"),
    _utterance(
        "u2",
        "Слышу,@317-377 слышу.@394-456 Нам@479-487 приказали@487-519 идти@519-552 через@552-602 реку@607-649 "
        "ночью,@649-693 и@693-700 почти@700-745 никто@745-790 из@790-801 батареи@801-870 не@870-880 "
        "согласился,@880-960 потому@960-1000 что@1000-1020 мост@1020-1070 взорван.@1070-1150",
        speaker="S2",
        doubts=(Doubt(reason="unsure", text="The recogniser was unsure of these words.", words=(7, 12)),),
    ),
    _utterance("u3", "Повтори.@1204-1260"),
)

VIEW = RecordingView(
    recording=Recording(
        digest=Digest.of(b"the golden recording"),
        name="call.m4a",
        size_bytes=123_456,
        container="mov,mp4,m4a,3gp,3g2,mj2",
        sound=Sound(codec="aac", sample_rate_hz=8_000, channels=1),
        duration_ms=12_800,
        gaps=(Gap(span=Span(2_000, 2_400), reason="damaged"),),
        acquired_at="2024-05-06T07:08:09Z",
    ),
    transcript=Transcript(
        id="t1",
        recording=Digest.of(b"the golden recording"),
        language="ru",
        utterances=_HEARD,
        made_by=Agent(kind="model", name="whisper-base", digest=Digest.of(b"weights")),
        made_at="2024-05-06T07:09:10Z",
        turns=(Turn(span=Span(690, 1_810), speaker="S1"), Turn(span=Span(3_150, 11_520), speaker="S2")),
        diarized_by=Agent(kind="model", name="fake-speakers", version="1"),
        drops=(
            Drop(span=Span(40, 600), reason="no-voice", why="Nobody speaks here.", text="Продолжение следует..."),
        ),
    ),
    translation=Translation(
        id="e1",
        transcript_id="t1",
        language="en",
        lines=(
            Line(utterance_id="u1", text="Hello? Can you hear me?"),
            Line(
                utterance_id="u2",
                text="I hear you, I hear you. They ordered us across the river at night, and almost nobody in the "
                "battery agreed, because the bridge is blown up.",
                doubts=(Doubt(reason="length", text="The translation is long for what was said."),),
            ),
        ),
        made_by=Agent(kind="model", name="whisper-base", digest=Digest.of(b"weights")),
        made_at="2024-05-06T07:09:11Z",
    ),
    attributions=(
        Attribution(
            id="t1-a2",
            transcript_id="t1",
            speaker="S2",
            name="Soldier",
            role="gunner",
            according_to="a channel on Telegram",
            hedge="claimed",
            made_by=Agent(kind="person", name=Digest.of(b"a key").short, digest=Digest.of(b"a key")),
            made_at="2024-05-06T07:10:12Z",
        ),
    ),
)


def quote() -> QuoteView:
    """The long utterance without its first words and with something of each kind done to it."""
    asked = Asked(
        passages=passages(
            [Span(4_790, 8_700)],
            [Span(6_400, 7_000)],
            ["They ordered us across the river … almost nobody in the battery agreed"],
        ),
        glosses=("us=the soldiers|said at 0:40",),
        masks=("батареи=inside",),
    )
    made = make(VIEW, asked, id="q1", salt="5a" * 16, made_at="2024-05-06T07:11:13Z")
    return QuoteView(
        quote=made,
        digest=quote_digest(made),
        style=DEFAULT.name,
        source=published(made, "source"),
        english=published(made, "english"),
        contexts=contexts(made, VIEW),
        notices=notices(made, VIEW, DEFAULT),
    )


def quote_files() -> dict[str, bytes]:
    """The golden files of a quote by name."""
    shown = quote()
    objects = {"quote.json": quote_view_to_json(shown), "quote.jsonld": webannotation.annotation(shown)}
    return {
        name: (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode() for name, made in objects.items()
    }


def files() -> dict[str, bytes]:
    """The golden files by name."""
    made = {
        f"call.{language}.{kind}": export_text(VIEW, format=kind, language=language)
        for kind in ("srt", "vtt", "txt")
        for language in ("ru", "en", "both")
    }
    made |= {f"call.{kind}": export_text(VIEW, format=kind) for kind in ("json", "rttm", "ctm")}
    return {name: text.encode() for name, text in made.items()}


if __name__ == "__main__":
    for name, data in (files() | quote_files()).items():
        (HERE / name).write_bytes(data)
