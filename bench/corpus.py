"""The sound that the measurements listen to: what others recorded, where it lies, and what is said in it.

None of it is in this project. The sets are those that `../shared/data/README.md` describes; the sound of the
prompts is Debian's (asterisk-core-sounds-ru-wav, and -gsm for the same prompts as the telephone coded them).
"""

from __future__ import annotations

import csv
import json
import os
import wave
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parents[1]
VOICE = "ru_RU_f_IvrvoiceRU"
PROMPT_RATE_HZ = 8_000
PAUSE_S = 0.7
"""Between two prompts of a join: more than the pauses inside most of them, less than ends a chunk."""

_AS_READ = {"1234": "1 2 3 4", "4242": "4 2 4 2", "28,8": "28 и 8"}
"""How the voice reads numbers whose digits alone, in the prompts' transcripts, do not tell."""

Samples = npt.NDArray[np.int16]


class MissingError(Exception):
    """A set is not on this machine; the message says how to get it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said between two moments, and the English that a person wrote for it (None: nobody did)."""

    text: str
    english: str | None
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A file, and what is said in it. `words` are (text, start in ms) where these are known."""

    path: Path
    seconds: float
    said: tuple[Said, ...] = ()
    words: tuple[tuple[str, int], ...] = ()


def clips(shared: Path) -> list[Sound]:
    """The 15 short clips of several speakers (Golos): commands, lower case, without English."""
    folder = _needed(shared / "data/speech", "the clips")
    return [_one(folder / row["file"], row["reference transcript"]) for row in _rows(folder / "clips_ru.tsv")]


def nonspeech(shared: Path) -> list[Sound]:
    """The sounds in which nobody says a word."""
    folder = _needed(shared / "data/nonspeech", "the sounds without speech")
    return [Sound(path=path, seconds=_seconds(path)) for path in sorted(folder.iterdir())]


def call() -> Sound:
    """The sample call of the demonstration, with the times at which its words were spoken."""
    reference = json.loads((ROOT / "demo/call.reference.json").read_text())
    path = ROOT / "demo/call.m4a"
    return Sound(
        path=path,
        seconds=_seconds(path),
        said=tuple(
            Said(text=one["text"], english=one["english"], start_ms=one["start_ms"], end_ms=one["end_ms"])
            for one in reference["utterances"]
        ),
        words=tuple((word["text"], word["start_ms"]) for one in reference["utterances"] for word in one["words"]),
    )


def prompts(shared: Path, ending: str, to: Path) -> Sound:
    """Write the telephone prompts into one WAV, PAUSE_S between them; `ending` is wav or gsm.

    Those that have a faithful English stand first, so that what is said in them borders on their like.
    """
    folder = _needed(shared / "data/speech", "the lists of the prompts")
    voice = _voice(ending)
    english = {row["file"]: row["English translation"] for row in _rows(folder / "prompts_ru_en.tsv")}
    rows = sorted(_rows(folder / "prompts_ru.tsv"), key=lambda row: row["file"] not in english)
    pause = np.zeros(round(PAUSE_S * PROMPT_RATE_HZ), np.int16)
    parts: list[Samples] = []
    said: list[Said] = []
    length = 0
    for row in rows:
        file = row["file"]
        samples = _prompt(voice / Path(file.replace("__", "/")).with_suffix(f".{ending}"))
        said.append(
            Said(
                text=_as_read(row["reference transcript"]),
                english=english.get(file),
                start_ms=_ms(length),
                end_ms=_ms(length + len(samples)),
            )
        )
        parts += [samples, pause]
        length += len(samples) + len(pause)
    _write_wav(to, parts)
    return Sound(path=to, seconds=length / PROMPT_RATE_HZ, said=tuple(said))


def prompts_alone(shared: Path, ending: str) -> list[Sound]:
    """The prompts that have a faithful English, each the recording that Debian ships."""
    voice = _voice(ending)
    found = []
    for row in _rows(_needed(shared / "data/speech", "the lists of the prompts") / "prompts_ru_en.tsv"):
        path = voice / Path(row["file"].replace("__", "/")).with_suffix(f".{ending}")
        seconds = _seconds(path)
        text, english = _as_read(row["reference transcript"]), row["English translation"]
        said = Said(text=text, english=english, start_ms=0, end_ms=round(seconds * 1000))
        found.append(Sound(path=path, seconds=seconds, said=(said,)))
    return found


def repeated(sound: Sound, seconds: float, to: Path) -> Sound:
    """Write a WAV over and over into an MP3 of that length."""
    with wave.open(str(sound.path)) as file:
        rate = file.getframerate()
        once = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    block = rate  # a second
    with av.open(str(to), "w") as container:
        stream = container.add_stream("mp3", rate=rate, layout="mono")
        for at in range(0, round(seconds * rate), block):
            samples = np.take(once, range(at, at + block), mode="wrap")
            frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
            frame.sample_rate, frame.pts = rate, at
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return Sound(path=to, seconds=_seconds(to))


def _voice(ending: str) -> Path:
    data = [
        os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share",
        *(os.environ.get("XDG_DATA_DIRS") or "/usr/local/share").split(":"),
        "/usr/share",
    ]
    for folder in data:
        voice = Path(folder) / "asterisk/sounds" / VOICE
        if next(voice.glob(f"*.{ending}"), None):
            return voice
    raise MissingError(f"The prompts' sound is not here: apt-get install asterisk-core-sounds-ru-{ending}")


def _needed(folder: Path, what: str) -> Path:
    if not folder.is_dir():
        raise MissingError(f"There is no folder {folder} with {what}: name the one that holds it with --shared.")
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _as_read(text: str) -> str:
    for digits, read in _AS_READ.items():
        text = text.replace(digits, read)
    return text


def _one(path: Path, text: str) -> Sound:
    seconds = _seconds(path)
    return Sound(
        path=path, seconds=seconds, said=(Said(text=text, english=None, start_ms=0, end_ms=round(seconds * 1000)),)
    )


def _prompt(path: Path) -> Samples:
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray().reshape(-1) for frame in _as_s16(container)]
    return np.concatenate(frames)


def _as_s16(container: av.container.InputContainer) -> Iterable[av.AudioFrame]:
    to_s16 = av.AudioResampler("s16", "mono", PROMPT_RATE_HZ)
    for frame in container.decode(audio=0):
        yield from to_s16.resample(frame)
    yield from to_s16.resample(None)


def _write_wav(path: Path, parts: Sequence[Samples]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, PROMPT_RATE_HZ, 0, "NONE", ""))
        file.writeframes(np.concatenate(parts).astype("<i2").tobytes())


def _seconds(path: Path) -> float:
    """The length by decoding: what containers say of themselves may be a guess."""
    with av.open(str(path)) as container:
        return float(sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0)))


def _ms(samples: int) -> int:
    return samples * 1000 // PROMPT_RATE_HZ
