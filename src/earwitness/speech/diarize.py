"""Who spoke when, whoever they are: turns under the labels S1, S2 … in the order of first speech.

After Bredin, "pyannote.audio 2.1 speaker diarization pipeline: principle, benchmark, and recipe" (2023). Windows
that overlap are each parted into a few local speakers, overlapped speech included (observe.py); what is heard of
them is clustered by how it sounds (clusters.py); and the windows are put together again (activity.py). Unlike
there, a local speaker is judged stretch by stretch, between pauses: over a telephone line, the network often takes
two people who speak in turn for one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from earwitness.backends.protocols import Diarizer, Grid, Samples
from earwitness.errors import UsageError
from earwitness.records.speech import Turn
from earwitness.speech.activity import END, WINDOW, Activity, Indices
from earwitness.speech.clusters import Clustering, Voices, cluster
from earwitness.speech.observe import Observation, Observing, observe

MOST_SPEAKERS = 20
"""What may be asked for: more voices than that are not told apart by their sound alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diarization:
    """How to tell speakers apart. A turn ends at a pause of `shortest_gap_ms`."""

    observing: Observing = field(default_factory=Observing)
    clustering: Clustering = field(default_factory=Clustering)
    shortest_gap_ms: int = 200


def diarize(
    blocks: Iterable[Samples],
    diarizer: Diarizer,
    *,
    speakers: int | None = None,
    options: Diarization = Diarization(),
) -> list[Turn]:
    """Observe a whole recording, then tell its speakers apart.

    Memory grows by some kilobytes for a second of it.
    """
    check_speakers(speakers)
    observations = observe(blocks, diarizer, options=options.observing)
    return tell_apart(observations, diarizer.grid, speakers=speakers, options=options)


def tell_apart(
    observations: Iterable[Observation],
    grid: Grid,
    *,
    speakers: int | None = None,
    options: Diarization = Diarization(),
) -> list[Turn]:
    """The turns of a recording, in order of their start; those of different speakers may overlap.

    `observations` are all of the recording's, in order, on the `grid` of the diarizer that made them. `speakers`
    says how many people speak, where that is known: there are never more, and fewer if so many are not to be
    heard. Raises UsageError for less than one. The same observations give the same turns.
    """
    check_speakers(speakers)
    seen = list(observations)
    prints = [one.prints for one in seen if len(one.prints)]
    activity = Activity(
        grid=grid,
        samples=seen[-1].end_sample if seen else 0,
        starts=np.concatenate([np.empty(0, np.intp), *(one.starts for one in seen)]),
        speaking=np.concatenate(
            [np.empty((0, grid.frames, grid.speakers), bool), *(one.speaking for one in seen)]
        ),
        voices=_voices(seen),
    )
    heard = Voices(
        prints=np.concatenate(prints) if prints else np.empty((0, 0), np.float32),
        places=activity.voices,
        seconds=activity.seconds_alone(),
    )
    people = cluster(heard, speakers=speakers, options=options.clustering)
    return activity.turns(people, shortest_gap_ms=options.shortest_gap_ms)


def _voices(seen: Iterable[Observation]) -> Indices:
    """The voices of all observations, windows counted through the recording: (voices, 4)."""
    tables = [np.empty((0, 1 + END), np.intp)]
    windows = 0
    for one in seen:
        table = one.voices.copy()
        table[:, WINDOW] += windows
        tables.append(table)
        windows += len(one.starts)
    return np.concatenate(tables)


def check_speakers(speakers: int | None) -> None:
    """Raise UsageError for a number of speakers that there cannot be, or that could not be told apart."""
    if speakers is not None and not 1 <= speakers <= MOST_SPEAKERS:
        raise UsageError(
            f"{speakers} speakers cannot be told apart.",
            advice=f"Leave it to be found out, or say how many there are, from 1 to {MOST_SPEAKERS}.",
        )
