#!/usr/bin/env python3
"""Make the sample call: speak demo/call.toml and write call.m4a with the true time of each word.

A demonstration needs a recording whose words, speakers and times are known beyond doubt, and which may be
given to anybody. No intercept is that, so this one is synthesised: Festival speaks each line and says when
each word falls, the wife's voice is the soldier's resampled (pitch and throat rise together), and the whole
passes the telephone band and the GSM full-rate codec. The times survive, because each step after Festival
is either exactly linear in time or free of delay; the last step decodes the finished file and checks that.

    python demo/make_call.py            needs: festival, festvox-ru, sox, libsox-fmt-all, ffmpeg, numpy
    python demo/make_call.py FILE.toml  another call, beside its script
"""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from telephone import (
    LEVEL_DBFS,
    SAMPLE_RATE_HZ,
    CallError,
    Samples,
    at_level,
    encode,
    lag_ms,
    read_wav,
    run,
    through_the_phone,
)

HERE = Path(__file__).resolve().parent
PUNCTUATION = ".,!?…:;"
VOICE = "voice_msu_ru_nsh_clunits"
FADE_MS = 15  # of each line, outside its first and last word
TAIL_MS = 900  # line noise after the last word
MAX_LAG_MS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of call.toml; `pause_ms` is the silence before it, negative where it interrupts."""

    speaker: str
    pause_ms: int
    russian: str
    english: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The whole of call.toml; `stress` leads from a word to its spelling with a + before the stressed vowel."""

    about: dict[str, str]
    roles: dict[str, str]
    speed: dict[str, float]
    stress: dict[str, str]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A line as sound at SAMPLE_RATE_HZ, from its first word to its last; `words` are (start, end) in seconds."""

    samples: Samples
    words: tuple[tuple[float, float], ...]


def read_script(path: Path) -> Script:
    """Read call.toml."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Script(
        about={"title": data["title"], "language": data["language"]},
        roles={name: entry["role"] for name, entry in data["speakers"].items()},
        speed={name: entry["speed"] for name, entry in data["speakers"].items()},
        stress=data["stress"],
        lines=tuple(Line(**entry) for entry in data["lines"]),
    )


def stressed(text: str, stress: dict[str, str]) -> str:
    """The text for Festival, with words that it would stress wrongly spelt as the table says.

    >>> stressed("Сам Ветлугин, да?", {"ветлугин": "Ветл+угин"})
    'Сам Ветл+угин, да?'
    """
    return " ".join(
        word.replace(bare, stress.get(bare.lower(), bare))
        for word, bare in ((word, word.strip(PUNCTUATION)) for word in text.split())
    )


def festival_program(script: Script, folder: Path) -> str:
    """Scheme that speaks each line into <folder>/<n>.wav and prints `n token start end` for each token.

    A token that Festival reads as several words takes the start of the first and the end of the last.
    """
    return f"({VOICE})" + "".join(
        f"""
(set! utt (utt.synth (Utterance Text {json.dumps(stressed(line.russian, script.stress), ensure_ascii=False)})))
(utt.save.wave utt "{folder / str(number)}.wav" 'riff)
(mapcar (lambda (token)
  (let ((words (item.daughters token)))
    (if words (format t "{number} %s %f %f\\n" (item.name token)
      (item.feat (car words) 'word_start) (item.feat (car (last words)) 'word_end)))))
  (utt.relation.items utt 'Token))"""
        for number, line in enumerate(script.lines)
    )


def speak(script: Script, folder: Path) -> list[Spoken]:
    """Let Festival speak all lines in one go, then turn each into its speaker's voice."""
    (folder / "call.scm").write_text(festival_program(script, folder), encoding="utf-8")
    heard: dict[int, list[tuple[str, float, float]]] = {}
    for row in run("festival", "-b", folder / "call.scm").splitlines():
        number, token, start, end = row.split()
        heard.setdefault(int(number), []).append((token, float(start), float(end)))
    return [spoken_line(script, number, heard.get(number, []), folder) for number in range(len(script.lines))]


def spoken_line(script: Script, number: int, tokens: Sequence[tuple[str, float, float]], folder: Path) -> Spoken:
    """One line in its speaker's voice, cut to its words, with its times divided by the speaker's speed."""
    line = script.lines[number]
    expected = [word.strip(PUNCTUATION) for word in stressed(line.russian, script.stress).split()]
    if expected != [token for token, _, _ in tokens]:
        raise CallError(f"line {number + 1}: Festival read {[token for token, _, _ in tokens]} for {expected}")
    first_s, last_s = tokens[0][1], tokens[-1][2]
    speed, voiced = script.speed[line.speaker], folder / f"{number}.voiced.wav"
    run("sox", "-D", folder / f"{number}.wav", voiced, "gain", -6, "speed", speed, "rate", SAMPLE_RATE_HZ)
    fade = FADE_MS * SAMPLE_RATE_HZ // 1000
    first, last = (round(seconds / speed * SAMPLE_RATE_HZ) for seconds in (first_s, last_s))
    cut = np.pad(read_wav(voiced), fade)[first : last + 2 * fade]
    cut[:fade] *= np.linspace(0, 1, fade)
    cut[-fade:] *= np.linspace(1, 0, fade)
    words = tuple(((start - first_s) / speed, (end - first_s) / speed) for _, start, end in tokens)
    return Spoken(samples=at_level(cut, LEVEL_DBFS), words=words)


def lay_out(lines: Sequence[Line], spoken: Sequence[Spoken]) -> tuple[Samples, list[int]]:
    """The clean call, and the sample at which the first word of each line starts."""
    fade = FADE_MS * SAMPLE_RATE_HZ // 1000
    starts: list[int] = []
    end = 0
    for line, sound in zip(lines, spoken, strict=True):
        starts.append(max(end + line.pause_ms * SAMPLE_RATE_HZ // 1000, fade))
        end = max(end, starts[-1] + len(sound.samples) - 2 * fade)
    clean = np.zeros(end + TAIL_MS * SAMPLE_RATE_HZ // 1000)
    for start, sound in zip(starts, spoken, strict=True):
        clean[start - fade : start - fade + len(sound.samples)] += sound.samples
    return clean, starts


def utterance(line: Line, sound: Spoken, start: int) -> dict[str, object]:
    """A line as the reference tells it; a word keeps the punctuation that is attached to it in the text."""
    words = []
    for text, span in zip(line.russian.split(), sound.words, strict=True):
        start_ms, end_ms = (round(1000 * (start / SAMPLE_RATE_HZ + seconds)) for seconds in span)
        words.append({"text": text, "start_ms": start_ms, "end_ms": end_ms})
    whole = {"start_ms": words[0]["start_ms"], "end_ms": words[-1]["end_ms"]}
    return {"speaker": line.speaker, **whole, "text": line.russian, "english": line.english, "words": words}


def make(path: Path, folder: Path) -> str:
    """Make both files of a script in `folder`, check them, then move them beside it together."""
    script = read_script(path)
    spoken = speak(script, folder)
    clean, starts = lay_out(script.lines, spoken)
    lag = lag_ms(clean, encode(through_the_phone(clean, folder), folder))
    if abs(lag) > MAX_LAG_MS:
        raise CallError(f"{path.stem}.m4a is {lag:.1f} ms late against the words; its times would be wrong")
    reference = {
        **script.about,
        "speakers": script.roles,
        "duration_ms": round(len(clean) * 1000 / SAMPLE_RATE_HZ),
        "utterances": [utterance(*each) for each in zip(script.lines, spoken, starts, strict=True)],
    }
    text = json.dumps(reference, ensure_ascii=False, indent=1) + "\n"
    (folder / "call.reference.json").write_text(text, encoding="utf-8")
    for suffix in (".m4a", ".reference.json"):
        (folder / f"call{suffix}").replace(path.with_suffix(suffix))
    return (
        f"{path.stem}.m4a: {len(clean) / SAMPLE_RATE_HZ:.1f} s, {len(script.lines)} utterances, {lag:+.2f} ms late"
    )


def main() -> int:
    """Make the call; 0 when made, 3 when it cannot be."""
    script = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else HERE / "call.toml"
    with tempfile.TemporaryDirectory(dir=script.parent, prefix=".make_call-") as folder:
        try:
            print(make(script, Path(folder)), file=sys.stderr)
        except CallError as error:
            print(f"make_call: {error}", file=sys.stderr)
            return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
