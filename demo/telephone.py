"""Send clean speech down a telephone line: noise, band, GSM, then a small AAC file, with no delay added.

Published calls sound like this, and a recogniser that is shown studio sound only tells nothing of them. Each
step keeps time: what is heard at a sample of the clean call is heard at that sample of the finished file.
Sound is float64 between -1 and 1 at SAMPLE_RATE_HZ throughout.
"""

from __future__ import annotations

import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

PACKAGES = "festival festvox-ru sox libsox-fmt-all ffmpeg"
SAMPLE_RATE_HZ = 16_000
GSM_RATE_HZ, LOW_HZ, HIGH_HZ = 8_000, 300, 3_400
BIT_RATE = "32k"
LEVEL_DBFS = -20.0
NOISE_DBFS, NOISE_SEED = -52.0, 1972


class CallError(Exception):
    """The call could not be made; the message says what is missing or differs."""


def run(*command: str | Path | float) -> str:
    """The standard output of a command, or CallError with what it said on its way down."""
    if shutil.which(str(command[0])) is None:
        raise CallError(f"{command[0]} is not installed: apt-get install {PACKAGES}")
    done = subprocess.run([str(part) for part in command], capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise CallError(f"{command[0]} failed ({done.returncode}): {done.stderr.strip()[-600:]}")
    return done.stdout


def read_wav(path: Path) -> Samples:
    """The samples of a file that this program, or a tool it called, has written."""
    with wave.open(str(path)) as file:
        if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (SAMPLE_RATE_HZ, 1, 2):
            raise CallError(f"{path.name}: expected {SAMPLE_RATE_HZ} Hz mono 16 bit, got {file.getparams()}")
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64) / 32768


def write_wav(path: Path, samples: Samples) -> None:
    """Write 16 bit samples; CallError where they would clip."""
    if np.max(np.abs(samples)) >= 1:
        raise CallError(f"{path.name} would clip: peak {np.max(np.abs(samples)):.2f}; lower LEVEL_DBFS")
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE_HZ, 0, "NONE", ""))
        file.writeframes(np.round(samples * 32767).astype("<i2").tobytes())


def at_level(samples: Samples, dbfs: float) -> Samples:
    """The samples with this root mean square, in decibels below full scale."""
    gain = 10 ** (dbfs / 20) / float(np.sqrt(np.mean(samples**2)))
    return samples * gain


def through_the_phone(clean: Samples, folder: Path) -> Samples:
    """Line noise, the telephone band (a linear-phase filter), and GSM 06.10 there and back."""
    white = np.random.default_rng(NOISE_SEED).standard_normal(len(clean))
    noise = at_level(np.convolve(white, np.ones(6), mode="same"), NOISE_DBFS)
    write_wav(folder / "clean.wav", clean + noise)
    # As one effect, `sinc 300-3400` would also turn the wave upside down.
    band = ("sinc", LOW_HZ, "sinc", -HIGH_HZ)
    run("sox", "-D", folder / "clean.wav", "-r", GSM_RATE_HZ, folder / "call.gsm", *band)
    run("sox", "-D", folder / "call.gsm", "-b", 16, "-e", "signed", "-r", SAMPLE_RATE_HZ, folder / "gsm.wav")
    heard = read_wav(folder / "gsm.wav")[: len(clean)]
    return at_level(np.pad(heard, (0, len(clean) - len(heard))), LEVEL_DBFS)


def encode(samples: Samples, folder: Path) -> Samples:
    """Write call.m4a and return how it decodes. No dates, tool names or threads: the same call, the same bytes."""
    write_wav(folder / "phone.wav", samples)
    exact = ("-map_metadata", -1, "-threads", 1, "-fflags", "+bitexact", "-flags:a", "+bitexact")
    aac = ("-c:a", "aac", "-b:a", BIT_RATE, *exact, "-movflags", "+faststart")
    run("ffmpeg", "-v", "error", "-y", "-i", folder / "phone.wav", *aac, folder / "call.m4a")
    run("ffmpeg", "-v", "error", "-y", "-i", folder / "call.m4a", "-ar", SAMPLE_RATE_HZ, folder / "decoded.wav")
    return read_wav(folder / "decoded.wav")


def lag_ms(clean: Samples, heard: Samples) -> float:
    """How late `heard` is, by the highest point of their cross-correlation."""
    size = 1 << (len(clean) + len(heard)).bit_length()
    product = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(clean, size))
    at = int(np.argmax(np.fft.irfft(product, size)))
    return (at if at < size // 2 else at - size) * 1000 / SAMPLE_RATE_HZ
