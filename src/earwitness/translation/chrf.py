"""How alike two texts in one language are, by their letters: chrF2, as sacreBLEU counts it for two sentences.

Popović, "chrF: character n-gram F-score for automatic MT evaluation" (2015). Here it says how far candidates
agree.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

ORDER, RECALL = 6, 2
"""The longest run of characters that is compared, and how many times more recall counts than precision."""


def chrf(text: str, reference: str) -> float:
    """From 0 to 1; white space does not count, and neither do runs that one of both is too short for.

    >>> chrf("They are waiting.", "They are waiting."), round(chrf("They wait.", "They are waiting."), 2)
    (1.0, 0.27)
    """
    precisions, recalls = [], []
    for length in range(1, ORDER + 1):
        ours, theirs = _runs(text, length), _runs(reference, length)
        if ours and theirs:
            common = (ours & theirs).total()
            precisions.append(common / ours.total())
            recalls.append(common / theirs.total())
    if not precisions:
        return 0.0
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    weighed = RECALL**2 * precision + recall
    return (1 + RECALL**2) * precision * recall / weighed if weighed else 0.0


@lru_cache(maxsize=4096)  # candidates are compared each with each
def _runs(text: str, length: int) -> Counter[str]:
    joined = "".join(text.split())
    return Counter(joined[at : at + length] for at in range(len(joined) - length + 1))
