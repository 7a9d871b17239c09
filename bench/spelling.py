"""How often the page's spelling calls a right word wrong, and how often it finds a slip and knows what was meant.

    python bench/spelling.py

The words are those of the Russian prompts and of their English, each once (a person's own slips among them are
printed with what is called wrong), and the Ukrainian ones of the page itself, which are no speech. A slip is one
letter left out, put in, changed, or changed about with the next, in a word of four letters or more, by chance
and alike in each run. One that makes another word cannot be found by any dictionary.
"""

from __future__ import annotations

import csv
import random
import re
import statistics
import sys
import time
from pathlib import Path

import report
from earwitness.backends.spelling import LETTERS
from earwitness.speech.spelling import MOST, Spelling
from earwitness.web.app import STATIC

PROMPTS = Path(__file__).parents[2] / "shared" / "data" / "speech"
SPELLING, SLIPS = Spelling([]), 1_000
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def texts() -> dict[str, str]:
    """What people wrote, by its language."""

    def column(file: str, name: str) -> str:
        with (PROMPTS / file).open(encoding="utf-8") as rows:
            return "\n".join(row[name] for row in csv.DictReader(rows, delimiter="\t"))

    page = (STATIC / "words" / "uk.ftl").read_text("utf-8")
    return {
        "ru": column("prompts_ru.tsv", "reference transcript"),
        "en": column("prompts_ru_en.tsv", "English translation"),
        "uk": re.sub(r"^#.*|^[\w-]+ =|\{.*?[}>]|\[\w+\]|[A-Za-z]\S*", "", page, flags=re.MULTILINE),
    }


def slip(word: str, language: str, draw: random.Random) -> str:
    at, letter = draw.randrange(len(word) - 1), draw.choice(sorted(LETTERS[language]))
    left_out, put_in = word[:at] + word[at + 1 :], word[:at] + letter + word[at:]
    changed, about = word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return draw.choice([left_out, put_in, changed, about])


def main() -> None:
    if not PROMPTS.is_dir():
        sys.exit(f"The prompts are not in {PROMPTS}.")
    rows, called = [], []
    for language, text in texts().items():
        words = sorted(set(_WORD.findall(text)))
        wrong = [word for word in words if SPELLING.is_misspelt(word, language)]
        called.append(f"{language}: {', '.join(wrong)}")
        draw = random.Random(7)
        right = [word.lower() for word in words if len(word) > 3 and word not in wrong and "-" not in word]
        slips = [(word, slip(word, language, draw)) for word in draw.choices(right, k=SLIPS)]
        slips = [(word, slipped) for word, slipped in slips if word != slipped]
        found = [pair for pair in slips if SPELLING.is_misspelt(pair[1], language)]
        places, took_ms = [], []
        for word, slipped in found:
            begin = time.perf_counter()
            suggested = SPELLING.suggestions(slipped, language)
            took_ms.append(1_000 * (time.perf_counter() - begin))
            places.append(suggested.index(word) if word in suggested else MOST)
        first, listed = (sum(1 for place in places if place < many) for many in (1, MOST))
        rows.append(
            (
                language,
                f"{len(wrong)} of {len(words)}",
                f"{len(found) / len(slips):.0%} of {len(slips)}",
                f"{first / len(found):.0%}",
                f"{listed / len(found):.0%}",
                f"{statistics.median(took_ms):.1f} ms",
            )
        )
    head = (
        "",
        "right words called wrong",
        "slips found",
        "meant is first",
        f"meant is among {MOST}",
        "to suggest",
    )
    print(report.table(head, rows))
    print("\n" + "\n".join(called))
    print(f"\n{report.machine(['pymorphy3', 'pyspellchecker'])}")


if __name__ == "__main__":
    main()
