"""Numbers as the page says them: lengths, dates and addresses, in words that survive being read aloud."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from earwitness.records.attribution import HEDGES, Attribution
from earwitness.records.custody import Agent
from earwitness.records.recording import Gap, Sound
from earwitness.records.speech import Drop
from earwitness.records.time import Span, clock
from earwitness.records.view import SpeakerView


def length(duration_ms: int) -> str:
    """A length in words, to the second; shorter ones to the tenth, the shortest to the millisecond.

    >>> length(66_885), length(3_600_000), length(1_200), length(30)
    ('1 minute 6 seconds', '1 hour', '1.2 seconds', '30 milliseconds')
    """
    if duration_ms < 100:
        return counted(duration_ms, "millisecond")
    if duration_ms < 9_950:
        short = f"{duration_ms / 1000:.1f}".removesuffix(".0")
        return f"{short} second" if short == "1" else f"{short} seconds"
    minutes, left = divmod(duration_ms // 1000, 60)  # as clocks count: a second is there when it is over
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "hour"), (minutes, "minute"), (left, "second")]
    return " ".join(counted(number, unit) for number, unit in parts if number)


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "word"), counted(2, "word")
    ('1 word', '2 words')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def day(when: date) -> str:
    """A date as an English reader writes it, the same in every locale.

    >>> day(date(2026, 3, 5))
    '5 March 2026'
    """
    months = "January February March April May June July August September October November December"
    return f"{when.day} {months.split()[when.month - 1]} {when.year}"


def day_of(stamp: str) -> date | None:
    """The day of an RFC 3339 time; None where the text is none. The hour stays behind: it may name a source.

    >>> day_of("2026-03-05T09:30:00Z"), day_of("then")
    (datetime.date(2026, 3, 5), None)
    """
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError:
        return None


def sound_of(sound: Sound) -> str:
    """What the stream is, in one line.

    >>> sound_of(Sound(codec="amr_nb", sample_rate_hz=8_000, channels=1))
    'AMR-NB, 8 kHz, one channel'
    """
    channels = {1: "one channel", 2: "two channels"}.get(sound.channels, f"{sound.channels} channels")
    return f"{sound.codec.upper().replace('_', '-')}, {sound.sample_rate_hz / 1000:g} kHz, {channels}"


def maker(agent: Agent) -> str:
    """Who made something: a name, with its version where it has one.

    >>> maker(Agent(kind="model", name="whisper-base", version="1"))
    'whisper-base (1)'
    """
    return f"{agent.name} ({agent.version})" if agent.version else agent.name


def basis(attribution: Attribution) -> str:
    """How sure it is who somebody is, and who says so where that is told.

    >>> said = dict(id="a1", transcript_id="t1", speaker="S1", name="Soldier", made_at="2026-01-02T03:04:05Z")
    >>> basis(Attribution(**said, hedge="claimed", according_to="the army"))
    'claimed, not confirmed, according to the army'
    """
    by = f", according to {attribution.according_to}" if attribution.according_to else ""
    return HEDGES[attribution.hedge] + by


def share_of(speaker: SpeakerView, speakers: Sequence[SpeakerView]) -> str:
    """How much of all talk is one speaker's, to the percent.

    >>> one, other = (
    ...     SpeakerView(label=label, attribution=None, channel=None, talk_ms=ms, utterances=1, first_words="")
    ...     for label, ms in (("S1", 60_000), ("S2", 20_000))
    ... )
    >>> share_of(one, [one, other])
    '75% of the talk'
    """
    whole_ms = sum(one.talk_ms for one in speakers)
    return f"{100 * speaker.talk_ms / whole_ms:.0f}% of the talk" if whole_ms else "no talk"


def left_out(drops: Sequence[Drop]) -> str:
    """How much was left out of a transcript, of each sort; nothing where it was only echoes.

    >>> drops = [Drop(span=Span(0, 9), reason="x", why="X.", text=text) for text in ("Субтитры", "")]
    >>> left_out(drops)
    '1 passage that the machine put out, and 1 passage that it did not listen to'
    """
    lost = [drop for drop in drops if not drop.is_echo]
    said = sum(bool(drop.text) for drop in lost)
    sorts = [(said, "that the machine put out"), (len(lost) - said, "that it did not listen to")]
    return ", and ".join(f"{counted(number, 'passage')} {which}" for number, which in sorts if number)


def echoes(drops: Sequence[Drop]) -> str:
    """In how many places a channel only echoes the other; nothing where there is none.

    >>> echoes([Drop(span=Span(0, 9), reason="echo", why="X.")])
    '1 place'
    """
    number = sum(drop.is_echo for drop in drops)
    return counted(number, "place") if number else ""


def stretch(span: Span) -> str:
    """From when to when, as people read it.

    >>> stretch(Span(4_000, 64_500))
    '0:04 to 1:04'
    """
    return f"{clock(span.start_ms)} to {clock(span.end_ms)}"


def gap_text(gap: Gap) -> str:
    """A gap as a reader needs to know it.

    >>> gap_text(Gap(span=Span(0, 1_200), reason="missing"))
    '1.2 seconds of sound are missing here: the file jumps over this stretch.'
    """
    lost = length(gap.span.duration_ms)
    is_ = "is" if lost.startswith("1 ") and lost.count(" ") == 1 else "are"
    match gap.reason:
        case "missing":
            return f"{lost} of sound {is_} missing here: the file jumps over this stretch."
        case "damaged":
            return f"{lost} of sound {is_} damaged here and cannot be heard."
        case "truncated":
            return f"The file breaks off here: {lost} {is_} missing at its end."


def gap_mark(gap: Gap) -> str:
    """A gap in the middle of a sentence, short enough not to drown it.

    >>> gap_mark(Gap(span=Span(0, 1_200), reason="damaged"))
    '1.2 seconds of sound damaged'
    """
    return f"{length(gap.span.duration_ms)} of sound {'damaged' if gap.reason == 'damaged' else 'missing'}"


def file_part(text: str) -> str:
    """Text that may stand in a file's name: letters, digits and hyphens of ASCII.

    >>> file_part("pt-BR"), file_part("../x")
    ('pt-BR', 'x')
    """
    return re.sub(r"[^A-Za-z0-9-]", "", text) or "und"
