"""Corrections laid over what a machine heard: the transcript that a person sees, at any moment of its history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import pairwise

from earwitness.errors import ConflictError, UsageError
from earwitness.records.custody import Agent
from earwitness.records.review import (
    Accept,
    Comment,
    Correction,
    English,
    Mark,
    Merge,
    Relabel,
    Remark,
    Resolve,
    Reviewed,
    SignOff,
    Speaker,
    Split,
    Text,
    Times,
    Withdraw,
    counting,
)
from earwitness.records.speech import Drop, Transcript, Turn, Utterance
from earwitness.records.text import one_line, shown
from earwitness.review import edits

NO_WORDS = "no-words"
"""The reason of a Drop: a person heard no words where the machine had some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A translation that a person wrote."""

    text: str
    by: Agent
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One utterance as it is so far.

    `line` is where its English comes from: utterances whose lines the machine made, or what a person wrote, in
    order. `older_since` is when its words were changed under that English, None where they were not.
    """

    utterance: Utterance
    line: tuple[str | Written, ...]
    review: Reviewed
    older_since: str | None = None
    accepted_at: str | None = None


class Overlay:
    """A transcript with corrections laid over it, in the order of their numbers, without those withdrawn.

    Raises ConflictError for a correction that was made on another state than the one it meets, and UsageError for
    one that makes no sense there: neither is ever kept in a case.
    """

    def __init__(self, machine: Transcript, corrections: Iterable[Correction] = ()) -> None:
        self.machine = machine
        self.corrections = tuple(corrections)
        self.places = {
            one.id: Place(utterance=one, line=(one.id,), review=Reviewed(utterance_id=one.id))
            for one in machine.utterances
        }
        self.remarks: dict[int, Remark] = {}
        self._order = list(self.places)
        self._turns: Sequence[Turn] = machine.turns
        self._lay_all()

    def then(self, correction: Correction) -> Overlay:
        """This with one more correction laid over it, and this as it was."""
        if isinstance(correction.change, Withdraw):
            return Overlay(self.machine, (*self.corrections, correction))
        after = copy(self)
        after.corrections = (*self.corrections, correction)
        after.places, after.remarks, after._order = dict(self.places), dict(self.remarks), list(self._order)
        after._lay(correction)
        return after

    def only(self, ids: Collection[str]) -> Overlay:
        """This with no other utterances than these: how one is shown depends on no other."""
        part = copy(self)
        part._order = [one for one in self._order if one in ids]
        return part

    @property
    def number(self) -> int:
        """The number of the newest correction, 0 where there is none: it names this state."""
        return self.corrections[-1].number if self.corrections else 0

    @property
    def places_in_order(self) -> list[Place]:
        """All utterances in order, those without words included."""
        return [self.places[one] for one in self._order]

    @property
    def shown(self) -> list[Place]:
        """The utterances that are shown, in order."""
        return [place for place in self.places_in_order if place.utterance.text]

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
            turns=tuple(self._turns),
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
            laid = correction
            while isinstance(laid.change, Withdraw):
                laid = numbered[laid.change.correction]
            if isinstance(laid.change, Text | Split | Merge):
                found[laid.change.utterance_id] = correction.made_at
            if isinstance(laid.change, Split):
                found[_second_half(laid.change, laid)] = correction.made_at
        return found

    def _lay_all(self) -> None:
        newest = self.corrections[-1] if self.corrections else None
        undoes = newest.change.correction if newest and isinstance(newest.change, Withdraw) else None
        if undoes is not None and undoes not in {one.number for one in counting(self.corrections[:-1])}:
            raise UsageError(f"There is no correction {undoes} that counts.")
        try:
            for correction in counting(self.corrections):
                self._lay(correction)
        except ConflictError as err:
            if undoes is None:
                raise
            raise ConflictError(
                f"The correction {undoes} cannot be undone: a later one stands on it.", advice="Undo that first."
            ) from err

    def _lay(self, correction: Correction) -> None:
        change = correction.change
        match change:
            case Comment():
                self.remarks[correction.number] = Remark(
                    number=correction.number,
                    span=change.span,
                    text=change.text,
                    made_by=correction.made_by,
                    made_at=correction.made_at,
                )
            case Resolve():
                if change.comment not in self.remarks:
                    raise UsageError(f"There is no comment {change.comment}.")
                self.remarks[change.comment] = replace(self.remarks[change.comment], resolved=change.resolved)
            case Relabel():
                self._relabel(change)
            case Withdraw():
                pass
            case Times() if not correction.shapes:
                self._listened(change)
            case Accept() | SignOff():
                self._agree(change, correction)
            case _:
                self._shape(change, correction)

    def _shape(
        self, change: Text | Times | Split | Merge | Speaker | Mark | English, correction: Correction
    ) -> None:
        place = self._place(change.utterance_id, change.on, change)
        utterance, untimed, at = place.utterance, place.review.untimed, correction.made_at
        match change:
            case Text():
                edited, waiting = edits.retold(utterance, change.text, untimed=untimed)
                self._put(replace(place, utterance=edited, older_since=at), correction, waiting)
            case Times():
                self._put(replace(place, utterance=edits.retimed(utterance, change.spans)), correction, ())
            case Split():
                name = _second_half(change, correction)
                first, second = edits.split(utterance, change.at, id=name, untimed=untimed)
                self._put(replace(place, utterance=first.utterance, older_since=at), correction, first.untimed)
                self._put(replace(place, utterance=second.utterance, line=()), correction, second.untimed)
                self._order.insert(self._order.index(utterance.id) + 1, name)
            case Merge():
                self._merge(place, change, correction)
            case Speaker():
                self._turns = edits.given(self._turns, utterance, change.speaker)
                moved = replace(utterance, speaker=change.speaker)
                self._put(replace(place, utterance=moved), correction, untimed)
            case Mark():
                marked = edits.marked(utterance, change.words, change.unclear)
                self._put(replace(place, utterance=marked), correction, untimed)
            case English():
                written = Written(text=change.text, by=correction.made_by, at=at)
                self._put(replace(place, line=(written,), older_since=None), correction, untimed)

    def _merge(self, place: Place, change: Merge, correction: Correction) -> None:
        other = self._place(change.other_id, change.other_on, change)
        first, second = place.utterance, other.utterance
        order = [one.utterance.id for one in self.shown]
        if (first.id, second.id) not in pairwise(order):
            raise UsageError(f"{shown(second.id)} does not follow {shown(first.id)}.")
        if first.speaker != second.speaker:
            self._turns = edits.given(self._turns, second, first.speaker)
        joined = replace(
            place,
            utterance=edits.merged(first, second),
            line=(*place.line, *other.line),
            older_since=max(filter(None, (place.older_since, other.older_since)), default=None),
        )
        waiting = (*place.review.untimed, *(len(first.words) + at for at in other.review.untimed))
        self._put(joined, correction, waiting)
        self._order.remove(second.id)
        del self.places[second.id]

    def _put(self, place: Place, correction: Correction, untimed: tuple[int, ...]) -> None:
        """Keep what a correction made of an utterance; whoever accepted what it was has to look again."""
        review = Reviewed(
            utterance_id=place.utterance.id,
            revision=correction.number,
            shaped_by=correction.made_by,
            untimed=untimed,
        )
        self.places[place.utterance.id] = replace(place, accepted_at=None, review=review)

    def _listened(self, change: Times) -> None:
        """Lay a model's times over words that are still those that it listened for."""
        place = self.places.get(change.utterance_id)
        if place and place.review.revision == change.on and len(place.utterance.words) == len(change.spans):
            self.places[change.utterance_id] = replace(
                place,
                utterance=edits.retimed(place.utterance, change.spans),
                review=replace(place.review, untimed=()),
            )

    def _agree(self, change: Accept | SignOff, correction: Correction) -> None:
        """Lay over that somebody agrees with what an utterance was; that is over once it is another."""
        place = self.places.get(change.utterance_id)
        is_newest = correction.number == self.number
        if is_newest:
            place = self._place(change.utterance_id, change.on, change)
        if place is None or place.review.revision != change.on:
            return
        review, by = place.review, correction.made_by
        if isinstance(change, Accept):
            review = replace(review, accepted_by=by, signed_by=None)
            place = replace(place, accepted_at=correction.made_at)
        else:
            before = review.accepted_by or review.shaped_by
            if is_newest and before in (None, by):
                raise UsageError(
                    f"{shown(change.utterance_id)} was not corrected or accepted by anybody else.",
                    advice="Whoever signs off is the second to look.",
                )
            review = replace(review, signed_by=by)
        self.places[change.utterance_id] = replace(place, review=review)

    def _relabel(self, change: Relabel) -> None:
        found = {
            id_: place
            for id_, place in self.places.items()
            if place.utterance.speaker == change.speaker and place.utterance.span.start_ms >= change.from_ms
        }
        if not found:
            raise UsageError(f"Nothing is said by {shown(change.speaker)}.")
        edits.check_label(change.to)
        for id_, place in found.items():
            self.places[id_] = replace(place, utterance=replace(place.utterance, speaker=change.to))
        self._turns = edits.relabelled(self._turns, change.speaker, change.to, from_ms=change.from_ms)

    def _place(self, id_: str, on: int, change: object) -> Place:
        place = self.places.get(id_)
        yours = f"; yours was “{one_line(change.text)}”" if isinstance(change, Text | English) else ""
        if place is None:
            raise ConflictError(
                f"The utterance {shown(id_)} is not there any more{yours}.",
                advice="It was joined to the one before it.",
            )
        if place.review.revision != on:
            now = " ".join(one.text for one in place.line if isinstance(one, Written))
            now = now if isinstance(change, English) and now else place.utterance.text
            raise ConflictError(
                f"The utterance {shown(id_)} was changed meanwhile: it is now “{one_line(now)}”{yours}.",
                advice="Look at it again.",
            )
        return place


def _second_half(change: Split, correction: Correction) -> str:
    return f"{change.utterance_id}.{correction.number}"


def _undoubted(place: Place) -> Utterance:
    """The utterance; where a person accepted it, only people's doubts are left."""
    if not place.review.accepted_by:
        return place.utterance
    return replace(place.utterance, doubts=tuple(filter(edits.is_a_persons, place.utterance.doubts)))
