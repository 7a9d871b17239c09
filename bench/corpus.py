"""The sound that the measurements listen to: what others recorded, where it lies, and what is said in it.

None of it is in this project. The sets are those that `../shared/data/README.md` describes; the sound of the
prompts is Debian's (asterisk-core-sounds-ru-wav, and -gsm for the same prompts as the telephone coded them;
asterisk-core-sounds-en-wav for the English ones, with their texts).
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import re
import wave
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parents[1]
VOICE, ENGLISH_VOICE = "ru_RU_f_IvrvoiceRU", "en_US_f_Allison"
ENGLISH_TEXTS = Path("/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz")
PROMPT_RATE_HZ = 8_000
PAUSE_S = 0.7
"""Between two prompts of a join: more than the pauses inside most of them, less than ends a chunk."""

_AS_READ = {"1234": "1 2 3 4", "4242": "4 2 4 2", "28,8": "28 и 8"}
"""How the voice reads numbers whose digits alone, in the prompts' transcripts, do not tell."""

_FEWEST_WORDS = 4
_READ_VARIOUSLY = re.compile(r"[\[\]<>()*#@]|\d\d|www|DAHDI")

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
    language: str = "ru"


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
    return sounds_in(shared / "data/nonspeech")


def sounds_in(folder: Path) -> list[Sound]:
    """The sounds of a folder, of which nothing is known."""
    _needed(folder, "the sounds without speech")
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


def prompts(shared: Path, ending: str, to: Path, *, order: int = 0) -> Sound:
    """Write the telephone prompts into one WAV, PAUSE_S between them; `ending` is wav or gsm.

    Those that have a faithful English stand first, so that what is said in them borders on their like; in any
    other order than 0 they are shuffled, by that number.
    """
    folder = _needed(shared / "data/speech", "the lists of the prompts")
    voice = _voice(ending)
    english = {row["file"]: row["English translation"] for row in _rows(folder / "prompts_ru_en.tsv")}
    rows = _rows(folder / "prompts_ru.tsv")
    if order:
        random.Random(order).shuffle(rows)
    else:
        rows.sort(key=lambda row: row["file"] not in english)
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


def switching(shared: Path, folder: Path, *, calls: int, seed: int) -> tuple[list[Sound], list[Sound]]:
    """Write calls whose language changes every one to four sentences, and the same sentences unmixed.

    Each prompt of the two languages comes once, at a place that the seed decides. Pauses inside a language last
    0.3 to 1 s, before a change of it 0.2 to 1.2 s. Gives the calls, and one sound for each language.
    """
    draw = random.Random(seed)
    left = {"ru": _spoken_prompts(shared), "en": _english_prompts()}
    for texts in left.values():
        draw.shuffle(texts)
    ordered: list[tuple[str, tuple[str, Path]]] = []
    language = "ru"
    while left["ru"] or left["en"]:
        run, left[language] = left[language][: (count := draw.randint(1, 4))], left[language][count:]
        ordered += [(language, one) for one in run]
        language = "en" if language == "ru" else "ru"
    size = -(-len(ordered) // calls)
    mixed = [
        _joined(ordered[at : at + size], draw, folder / f"call-{at // size + 1}.wav")
        for at in range(0, len(ordered), size)
    ]
    unmixed = [
        _joined([one for one in ordered if one[0] == language], draw, folder / f"only-{language}.wav")
        for language in ("ru", "en")
    ]
    return mixed, unmixed


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


def _spoken_prompts(shared: Path) -> list[tuple[str, Path]]:
    """(text, file) of the Russian prompts."""
    voice = _voice("wav")
    rows = _rows(_needed(shared / "data/speech", "the lists of the prompts") / "prompts_ru.tsv")
    return [(_as_read(row["reference transcript"]), voice / row["file"].replace("__", "/")) for row in rows]


def _english_prompts() -> list[tuple[str, Path]]:
    """(text, file) of the English prompts of four words or more, all signs of which are read in one way."""
    voice = _voice("wav", name=ENGLISH_VOICE, language="en")
    if not ENGLISH_TEXTS.is_file():
        raise MissingError(f"The English prompts' texts are not in {ENGLISH_TEXTS}.")
    with gzip.open(ENGLISH_TEXTS, "rt", encoding="utf-8") as file:
        texts = dict(found.groups() for line in file if (found := re.match(r"([\w/-]+): *(.*\S)", line)))
    return [
        (text, path)
        for name, text in texts.items()
        if len(re.findall(r"[\w']+", text)) >= _FEWEST_WORDS
        and not _READ_VARIOUSLY.search(text)
        and (path := voice / f"{name}.wav").is_file()
    ]


def _joined(parts: Sequence[tuple[str, tuple[str, Path]]], draw: random.Random, to: Path) -> Sound:
    """Write (language, (text, file)) into one WAV, with pauses."""
    sounds: list[Samples] = []
    said: list[Said] = []
    length = 0
    for at, (language, (text, path)) in enumerate(parts):
        changes = at > 0 and parts[at - 1][0] != language
        pause_s = draw.uniform(0.2, 1.2) if changes else draw.uniform(0.3, 1.0)
        pause, samples = np.zeros(round(pause_s * PROMPT_RATE_HZ), np.int16), _prompt(path)
        start = length + len(pause)
        length = start + len(samples)
        said.append(Said(text=text, english=None, start_ms=_ms(start), end_ms=_ms(length), language=language))
        sounds += [pause, samples]
    _write_wav(to, sounds)
    return Sound(path=to, seconds=length / PROMPT_RATE_HZ, said=tuple(said))


def _voice(ending: str, *, name: str = VOICE, language: str = "ru") -> Path:
    data = [
        os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share",
        *(os.environ.get("XDG_DATA_DIRS") or "/usr/local/share").split(":"),
        "/usr/share",
    ]
    for folder in data:
        voice = Path(folder) / "asterisk/sounds" / name
        if next(voice.glob(f"*.{ending}"), None):
            return voice
    raise MissingError(f"The prompts' sound is not here: apt-get install asterisk-core-sounds-{language}-{ending}")


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
