"""Which of the voices that were heard here and there belong to one person.

Agglomerative clustering by average linkage: again and again the two clusters whose voices are most alike on
average are joined, until none are alike enough. The similarity of two clusters is kept as a sum over their voices,
weighted by how long each was heard, so that joining is adding. Voices of two local speakers of one window, who are
two people, count as not alike at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from earwitness.backends.protocols import Voiceprints
from earwitness.speech.activity import END, FIRST, LOCAL, WINDOW

Indices = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Join = tuple[float, int, int]
"""Two clusters that become one, named by their least members, and how alike they were."""

BLOCK = 600
"""Voices that are joined in one go: the work grows with the cube."""

_NEVER = -9.0  # less than any cosine


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Voices:
    """What was heard of the local speakers, stretch by stretch, in order of the windows.

    `prints` (voices, dimensions) is what each sounds like; `places` (voices, 4) where it was heard, in the columns
    of activity.py; `seconds` (voices,) for how long it spoke alone, divided among the windows that heard it.
    """

    prints: Voiceprints
    places: Indices
    seconds: Floats

    def __getitem__(self, at: slice) -> Voices:
        return Voices(prints=self.prints[at], places=self.places[at], seconds=self.seconds[at])


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """What decides how many people there are.

    `alike`: clusters whose voices have at least this cosine similarity on average are one person. `surely_alike`:
    the same within a block of a long recording, where many voices only have to become fewer. `least_s`: whoever
    speaks less, alone and all in all, is taken for a mistake, and goes to the one who sounds most alike.
    """

    alike: float = 0.58
    surely_alike: float = 0.75
    least_s: float = 0.8


def cluster(voices: Voices, *, speakers: int | None, options: Clustering) -> Indices:
    """The person, counted from zero, whom each voice belongs to: shape (voices,).

    Two voices of one window that speak at once are two people, if there are so many. `speakers` fixes how many
    people there are, unless fewer are to be heard.
    """
    if not len(voices.prints):
        return np.empty(0, np.intp)
    weights = np.maximum(voices.seconds, 1e-3)  # who never spoke alone counts little, and not nothing
    groups = _groups(voices, weights, options)
    sizes: Floats = np.bincount(groups, weights).astype(np.float64)
    joins = _joins(_similar(voices, weights, groups), sizes)
    found = _joined(groups, joins[: _cut(joins, sizes, speakers=speakers, options=options)])
    lengths_s = np.bincount(found, weights)
    most = max(1, int((lengths_s >= options.least_s).sum()))
    kept = np.argsort(-lengths_s, kind="stable")[: min(most, speakers or most)]
    return _assign(voices, _centres(voices, weights, found)[kept])


def _groups(voices: Voices, weights: Floats, options: Clustering) -> Indices:
    """What to begin with: each voice for itself; in a long recording those surely alike are joined, by blocks."""
    count = len(weights)
    if count <= BLOCK:
        return np.arange(count)
    groups = np.empty(count, np.intp)
    known = 0
    for first in range(0, count, BLOCK):
        inside = slice(first, first + BLOCK)
        block = voices[inside]
        each = np.arange(len(block.prints))
        joins = _joins(_similar(block, weights[inside], each), weights[inside])
        groups[inside] = known + _joined(each, [join for join in joins if join[0] >= options.surely_alike])
        known = int(groups[inside].max()) + 1
    return groups


def _similar(voices: Voices, weights: Floats, groups: Indices) -> Floats:
    """The cosine similarities of all pairs of voices, times their weights, summed for each pair of groups."""
    sums = np.zeros((int(groups.max()) + 1, voices.prints.shape[1]))
    np.add.at(sums, groups, voices.prints * weights[:, None])
    similar: Floats = sums @ sums.T
    windows, locals_ = voices.places[:, WINDOW], voices.places[:, LOCAL]
    for distance in range(1, int(np.bincount(windows).max())):
        one = np.flatnonzero(
            (windows[distance:] == windows[:-distance]) & (locals_[distance:] != locals_[:-distance])
        )
        other = one + distance
        cosines = np.einsum("vd,vd->v", voices.prints[one], voices.prints[other])
        excess = weights[one] * weights[other] * cosines
        np.subtract.at(similar, (groups[one], groups[other]), excess)
        np.subtract.at(similar, (groups[other], groups[one]), excess)
    return similar


def _joins(similar: Floats, sizes: Floats) -> list[Join]:
    """All joins down to one cluster, the most alike first."""
    similar, sizes = similar.copy(), sizes.copy()
    count = len(sizes)
    alive = np.ones(count, bool)
    mean = similar / np.outer(sizes, sizes)
    np.fill_diagonal(mean, _NEVER)
    joins: list[Join] = []
    for _ in range(count - 1):
        one, other = sorted(divmod(int(np.argmax(mean)), count))
        joins.append((float(mean[one, other]), one, other))
        similar[one] += similar[other]
        similar[:, one] += similar[:, other]
        sizes[one] += sizes[other]
        alive[other] = False
        row = np.where(alive, similar[one] / (sizes[one] * sizes), _NEVER)
        row[one] = _NEVER
        mean[one], mean[:, one] = row, row
        mean[other], mean[:, other] = _NEVER, _NEVER
    return joins


def _joined(groups: Indices, joins: list[Join]) -> Indices:
    """The groups after these joins, numbered anew from zero."""
    name = np.arange(int(groups.max()) + 1)
    for _, one, other in joins:
        name[name == other] = one
    return np.unique(name[groups], return_inverse=True)[1]


def _cut(joins: list[Join], sizes: Floats, *, speakers: int | None, options: Clustering) -> int:
    """After how many joins to stop: when clusters are no longer alike; or, as near that as possible, when there
    are so many people.
    """
    alike = sum(similarity >= options.alike for similarity, _, _ in joins)
    if speakers is None:
        return alike
    sizes = sizes.copy()
    people = [int((sizes >= options.least_s).sum())]
    for _, one, other in joins:
        sizes[one], sizes[other] = sizes[one] + sizes[other], 0.0
        people.append(int((sizes >= options.least_s).sum()))
    return min(range(len(people)), key=lambda done: (abs(people[done] - speakers), abs(done - alike)))


def _centres(voices: Voices, weights: Floats, people: Indices) -> Floats:
    """What each person sounds like on average, as rows of length one: (people, dimensions)."""
    sums = np.zeros((int(people.max()) + 1, voices.prints.shape[1]))
    np.add.at(sums, people, voices.prints * weights[:, None])
    centres: Floats = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return centres


def _assign(voices: Voices, centres: Floats) -> Indices:
    """Give each voice to the person it is most like; of voices that speak at once, the surest chooses first."""
    similar = voices.prints @ centres.T
    people: Indices = np.argmax(similar, axis=1)
    edges = np.flatnonzero(np.diff(voices.places[:, WINDOW], prepend=-1, append=-1))
    for first, end in pairwise(edges):
        places, left = voices.places[first:end], similar[first:end].copy()
        while left.max() > _NEVER:
            voice, person = divmod(int(np.argmax(left)), left.shape[1])
            people[first + voice] = person
            at_once = (places[:, FIRST] < places[voice, END]) & (places[:, END] > places[voice, FIRST])
            left[at_once & (places[:, LOCAL] != places[voice, LOCAL]), person] = _NEVER
            left[voice] = _NEVER
    return people
