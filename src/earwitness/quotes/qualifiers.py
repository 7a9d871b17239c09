"""Words that turn round or narrow what stands beside them: but, if, not, unless, except, only if, he says that."""

from __future__ import annotations

from collections.abc import Sequence

from earwitness.quotes.words import key

_PHRASES = """
en: but, however, although, though, if, unless, except, only if, not, never, no, nor, neither, without, cannot,
    allegedly, supposedly, maybe, perhaps, might, as if, until, or else, otherwise, jokes, joking, kidding,
    says, say, said, told, claims, claimed, thinks, they say
ru: но, однако, хотя, а то, если, кроме, только если, не, ни, нет, никогда, без, нельзя, якобы, может, возможно,
    вроде, будто, пока, разве, иначе, шучу, шутка, говорит, говорят, сказал, сказала, сказали, думает, мол
uk: але, проте, однак, хоча, якщо, крім, окрім, тільки якщо, лише якщо, не, ні, немає, ніколи, без, не можна,
    нібито, може, можливо, мабуть, наче, поки, хіба, інакше, жартую, жарт, каже, кажуть, сказав, сказала, сказали
"""

PHRASES: frozenset[tuple[str, ...]] = frozenset(
    tuple(phrase.split())
    for line in _PHRASES.replace(",\n", ",").strip().splitlines()
    for phrase in line.partition(":")[2].split(",")
    if phrase.strip()
)
_NOT = ("n't", "n’t")


def qualifying(words: Sequence[str]) -> str | None:
    """The first words among these that may qualify what stands beside them, as they stand there; None if none do.

    >>> qualifying("only if you sign".split()), qualifying(["Didn’t"]), qualifying(["река"])
    ('only if', 'Didn’t', None)
    """
    keys = [key(word) for word in words]
    for at, held in enumerate(keys):
        for length in (2, 1):
            if tuple(keys[at : at + length]) in PHRASES:
                return " ".join(words[at : at + length])
        if held.endswith(_NOT):
            return words[at]
    return None
