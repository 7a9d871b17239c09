"""eSpeak NG as a program of its own: JSON in, sound out. Run it by its path; it needs nothing of earwitness.

In: `{"language": …, "texts": […]}`. Out: a line with the number of samples of each text as a JSON list, then all
of them, 16 bits each, little-endian, at SAMPLE_RATE_HZ. The calls are those of eSpeak NG's speak_lib.h.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Callable
from pathlib import Path

SAMPLE_RATE_HZ = 22_050

_SYNCHRONOUS, _DONT_EXIT, _UTF8 = 2, 0x8000, 1
_RATE, _WORDS_A_MINUTE = 1, 150


def main() -> None:
    """Read what is asked for on the standard input."""
    asked = json.load(sys.stdin.buffer)
    read = _reader(asked["language"])
    sounds = [read(text) for text in asked["texts"]]
    sys.stdout.buffer.write(json.dumps([len(sound) // 2 for sound in sounds]).encode() + b"\n" + b"".join(sounds))


def _reader(language: str) -> Callable[[str], bytes]:
    import espeakng_loader  # noqa: PLC0415  (an extra; whoever imports this file for its rate needs none)

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = Path(espeakng_loader.get_data_path()).parent
    if library.espeak_Initialize(_SYNCHRONOUS, 0, str(data).encode(), _DONT_EXIT) != SAMPLE_RATE_HZ:
        sys.exit("eSpeak NG does not start.")
    if library.espeak_SetVoiceByName(language.encode()) != 0:
        sys.exit("eSpeak NG does not read this language.")
    library.espeak_SetParameter(_RATE, _WORDS_A_MINUTE, 0)
    held = bytearray()

    def take(samples: int | None, count: int, _: int | None) -> int:
        if samples and count > 0:
            held.extend(ctypes.string_at(samples, 2 * count))
        return 0

    called = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(take)

    def read(text: str) -> bytes:
        held.clear()
        data = text.replace("\0", " ").encode(errors="replace") + b"\0"
        library.espeak_SetSynthCallback(called)  # here, so that it lives as long as it is called
        library.espeak_Synth(data, ctypes.c_size_t(len(data)), 0, 0, 0, _UTF8, None, None)
        library.espeak_Synchronize()
        return bytes(held)

    return read


if __name__ == "__main__":
    main()
