"""Corrections laid over what a machine heard: the transcript that a person sees, at any moment of its history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import replace

from earwitness.errors import ConflictError, UsageError
from earwitness.records.review import Correction, Merge, Remark, Reviewed, Split, Text, Withdraw, counting
from earwitness.records.speech import Drop, Transcript, Utterance
from earwitness.review import edits
from earwitness.review.laid import Laid, second_half
from earwitness.review.place import Place

NO_WORDS = "no-words"
"""The reason of a Drop: a person heard no words where the machine had some."""


class Overlay:
    """A transcript with corrections laid over it, in the order of their numbers, without those withdrawn.

    Raises ConflictError for a correction that was made on another state than the one it meets, and UsageError for
    one that makes no sense there: neither is ever kept in a case.
    """

    def __init__(self, machine: Transcript, corrections: Iterable[Correction] = ()) -> None:
        self.machine = machine
        self.corrections = tuple(corrections)
        self._laid = Laid(machine)
        self._lay_all()

    def then(self, correction: Correction) -> Overlay:
        """This with one more correction laid over it, and this as it was."""
        if isinstance(correction.change, Withdraw):
            return Overlay(self.machine, (*self.corrections, correction))
        after = copy(self)
        after.corrections = (*self.corrections, correction)
        after._laid = self._laid.copied()
        after._laid.lay(correction, is_newest=True)
        return after

    def only(self, ids: Collection[str]) -> Overlay:
        """This with no other utterances than these: how one is shown depends on no other."""
        part = copy(self)
        part._laid = self._laid.only(ids)
        return part

    @property
    def number(self) -> int:
        """The number of the newest correction, 0 where there is none: it names this state."""
        return self.corrections[-1].number if self.corrections else 0

    @property
    def places(self) -> Mapping[str, Place]:
        """Each utterance as it is, by its id."""
        return self._laid.places

    @property
    def remarks(self) -> Mapping[int, Remark]:
        """What people remarked, by the numbers of their corrections."""
        return self._laid.remarks

    @property
    def places_in_order(self) -> list[Place]:
        """All utterances in order, those without words included."""
        return self._laid.in_order

    @property
    def shown(self) -> list[Place]:
        """The utterances that are shown, in order."""
        return self._laid.shown

    @property
    def transcript(self) -> Transcript:
        """What a person sees. Where a person heard no words, it is told among what was left out."""
        if not self.corrections:
            return self.machine
        silent = (place.utterance for place in self.places_in_order if not place.utterance.text)
        said = {one.id: one.text for one in self.machine.utterances}
        drops = [
            Drop(
                span=one.span,
                reason=NO_WORDS,
                why="A person heard no words here.",
                text=said.get(one.id, ""),
                channel=one.channel,
            )
            for one in silent
        ]
        return replace(
            self.machine,
            utterances=tuple(map(_undoubted, self.shown)),
            turns=self._laid.turns,
            drops=tuple(sorted([*self.machine.drops, *drops], key=lambda one: one.span)),
        )

    @property
    def reviewed(self) -> tuple[Reviewed, ...]:
        """How far people came with the utterances that anybody touched."""
        reviews = (place.review for place in self.shown)
        return tuple(one for one in reviews if one.revision or one.accepted_by or one.signed_by)

    @property
    def reworded(self) -> dict[str, str]:
        """When utterances were last given other words, parted or joined, or that was undone, by their ids."""
        numbered = {one.number: one for one in self.corrections}
        found: dict[str, str] = {}
        for correction in self.corrections:
            meant = correction
            while isinstance(meant.change, Withdraw):
                meant = numbered[meant.change.correction]
            if isinstance(meant.change, Text | Split | Merge):
                found[meant.change.utterance_id] = correction.made_at
            if isinstance(meant.change, Split):
                found[second_half(meant.change, meant)] = correction.made_at
        return found

    def _lay_all(self) -> None:
        newest = self.corrections[-1] if self.corrections else None
        undoes = newest.change.correction if newest and isinstance(newest.change, Withdraw) else None
        if undoes is not None and undoes not in {one.number for one in counting(self.corrections[:-1])}:
            raise UsageError(f"There is no correction {undoes} that counts.", code="no-correction", number=undoes)
        try:
            for correction in counting(self.corrections):
                self._laid.lay(correction, is_newest=correction.number == self.number)
        except ConflictError as err:
            if undoes is None:
                raise
            raise ConflictError(
                f"The correction {undoes} cannot be undone: a later one stands on it.",
                advice="Undo that first.",
                code="stood-on",
                number=undoes,
                utterance=err.about.get("utterance", ""),
            ) from err


def _undoubted(place: Place) -> Utterance:
    """The utterance; where a person accepted it, only people's doubts are left."""
    if not place.review.accepted_by:
        return place.utterance
    return replace(place.utterance, doubts=tuple(filter(edits.is_a_persons, place.utterance.doubts)))
