"""The phrases by which a writer keeps at a distance what is said, or says that it is from a recording."""

from __future__ import annotations

import re

_SAID = r"it (?:is|was|has been|is being) (?:said|alleged|reported|believed|thought|understood|claimed|suggested)"
_UNSURE = "reportedly|allegedly|purportedly|supposedly|apparently|ostensibly|evidently"
_SUPPOSED = r"(?:said|alleged|reported|believed|thought|understood|rumou?red)"
_DOUBTED = (
    r"(?:purported|alleged|supposed|unverified|unconfirmed)"
    r"(?= (?:recording|call|tape|audio|conversation|intercept|message|leak|transcript|phone|telephone|clip))"
)
HEDGE = re.compile(
    rf"\b(?:{_UNSURE}|{_DOUBTED}"
    rf"|(?:is|are|was|were|been|be) {_SUPPOSED} to(?: have)?"
    rf"|{_SUPPOSED} to(?: have\b|(?= be\b)|(?= belong\b))"
    rf"|{_SAID}(?= that\b)|(?<=, ){_SAID}|(?-i:I){_SAID[1:]}(?! (?:to|by|as|in|on)\b)"
    r"|(?:appears?|appeared|seems?|seemed) to(?: have)?)\b",
    re.IGNORECASE,
)
"""What says that the writer does not vouch for it."""

SAID_BY_NOBODY = re.compile(rf", {_SAID}\b[^,;:]*$", re.IGNORECASE)
"""How a sentence ends for all of which nobody vouches."""

HEDGE_OF_ALL = re.compile(rf"(?:^(?:{_UNSURE})(?=,)|\b{_DOUBTED})", re.IGNORECASE)
"""Those that hold for a sentence wherever its verb stands."""

RECORDING = re.compile(
    r"\b(?:recordings?|audio(?! (?:forensics|experts?|engineers?|analysts?))|tapes?"
    r"|intercept(?:s|ed|ions?)?|wiretaps?|conversations?|transcripts?|clips?"
    r"|callers?|calls? \d+|voice ?(?:message|note|memo|mail)s?|second message"
    r"|(?:can|could|is|are|was|were) (?:be )?heard"
    r"|(?:is|are|was|were|been|being|secretly) (?:secretly )?(?:recorded|taped)"
    r"|(?<!return )(?<!returned )(?<!returning )"
    r"(?:phone|telephone|leaked|voice|the|an?|this|that|each|every|one|another|same|second|first|third|last|minute)"
    r"[ -](?:\w+ )?calls?(?! (?:for (?:an?|the|more|his|her|their)|signs?)\b))\b",
    re.IGNORECASE,
)
"""What an article cites when it cites a recording."""

HOLDING = re.compile(
    r"(?P<it>It (?:is|was|remains) )?(?P<who>(?:[Tt]he |[A-Z])\w*(?: \w+){0,3})[’']s?"
    r" (?:case|view|position|contention|argument|account|version|line)"
    r"(?(it) that|\b[^.;:]*? (?:is|was|remains) that)\b"
)
"""How a sentence begins that tells what somebody holds: it is the Crown's case that, the firm's line is that."""

REFERRING = re.compile(
    r"(?:later |earlier |elsewhere |at one point |towards the end )?(?:in|on) "
    r"(?:it|one(?: of them)?|another|both|the (?:first|second|third|fourth|last|other|next))\b",
    re.IGNORECASE,
)
"""How a sentence begins that is about what the one before it cites."""
