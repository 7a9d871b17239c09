"""Measure what is taken for obscene: harmless words of whole dictionaries, and obscene forms that are missed.

    python bench/obscene.py [--english LIST] [--forms CSV]

Every form of pymorphy3's Russian and Ukrainian dictionaries is looked at, and the lemmas of
what is found are printed: whoever reads them sees what is no obscenity. `--english` is a list of words, one a line
(Debian: /usr/share/dict/american-english-huge), `--forms` a CSV with the columns flexion, root and profanityTypes
(slaviclean 0.1.1 has ru.csv and uk.csv), of which the forms of type "obscene" should all be found.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable
from pathlib import Path

import pymorphy3

from earwitness.quotes.obscene import is_obscene


def dictionary(language: str) -> None:
    """One line of the table, and the lemmas."""
    forms, lemmas, found = 0, set[str](), 0
    for word, _, lemma, *_ in pymorphy3.MorphAnalyzer(lang=language).dictionary.iter_known_words():
        forms += 1
        if is_obscene(word):
            found += 1
            lemmas.add(lemma)
    print(f"{language}: {forms} forms, {found} found, of {len(lemmas)} lemmas: {' '.join(sorted(lemmas))}\n")


def words(path: Path) -> None:
    """The same for a list of words."""
    held = path.read_text("utf-8").split()
    print(f"{path.name}: {len(held)} words, found: {' '.join(sorted(filter(is_obscene, held)))}\n")


def forms(path: Path) -> None:
    """How many of the forms of a lexicon are found."""
    with path.open(encoding="utf-8") as file:
        rows: Iterable[dict[str, str]] = list(csv.DictReader(file))
    held = sorted({row["flexion"] for row in rows if row["profanityTypes"].strip() == "obscene"})
    missed = [word for word in held if not is_obscene(word)]
    some = " ".join(missed[:: max(1, len(missed) // 25)])
    print(f"{path.name}: {len(held)} obscene forms, {len(missed)} missed, such as {some}\n")


def main() -> None:
    """Print it all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--english", type=Path)
    parser.add_argument("--forms", type=Path, action="append", default=[])
    asked = parser.parse_args()
    for language in ("ru", "uk"):
        dictionary(language)
    if asked.english:
        words(asked.english)
    for path in asked.forms:
        forms(path)


if __name__ == "__main__":
    main()
