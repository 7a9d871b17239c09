"""The utterances of a transcript as corrections are laid on them, one after the other."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from dataclasses import replace
from itertools import pairwise

from earwitness.errors import ConflictError, UsageError
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
)
from earwitness.records.speech import Transcript, Turn
from earwitness.records.text import one_line, shown
from earwitness.review import edits
from earwitness.review.place import Place, Written


class Laid:
    """What a transcript has become so far: its utterances in order, its turns, what people remarked.

    Raises ConflictError for a correction that was made on another state than this, and UsageError for one that
    makes no sense here.
    """

    def __init__(self, machine: Transcript) -> None:
        self.places = {
            one.id: Place(utterance=one, line=(one.id,), review=Reviewed(utterance_id=one.id))
            for one in machine.utterances
        }
        self.remarks: dict[int, Remark] = {}
        self.turns: tuple[Turn, ...] = machine.turns
        self._order = list(self.places)

    def copied(self) -> Laid:
        """Another one like it, on which more can be laid."""
        other = copy(self)
        other.places, other.remarks, other._order = dict(self.places), dict(self.remarks), list(self._order)
        return other

    def only(self, ids: Collection[str]) -> Laid:
        """This with no other utterances in its order than these."""
        part = copy(self)
        part._order = [one for one in self._order if one in ids]
        return part

    @property
    def in_order(self) -> list[Place]:
        """All utterances in order, those without words included."""
        return [self.places[one] for one in self._order]

    @property
    def shown(self) -> list[Place]:
        """The utterances that are shown, in order."""
        return [place for place in self.in_order if place.utterance.text]

    def lay(self, correction: Correction, *, is_newest: bool) -> None:
        """Lay one more correction on.

        Where somebody agreed with what an utterance was, the newest has to fit what it is; an older one that fits
        no more counts for nothing.
        """
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
                    raise UsageError(
                        f"There is no comment {change.comment}.", code="no-comment", number=change.comment
                    )
                self.remarks[change.comment] = replace(self.remarks[change.comment], resolved=change.resolved)
            case Relabel():
                self._relabel(change)
            case Withdraw():
                pass
            case Times() if not correction.shapes:
                self._listened(change)
            case Accept() | SignOff():
                self._agree(change, correction, is_newest=is_newest)
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
                name = second_half(change, correction)
                first, second = edits.split(utterance, change.at, id=name, untimed=untimed)
                self._put(replace(place, utterance=first.utterance, older_since=at), correction, first.untimed)
                self._put(replace(place, utterance=second.utterance, line=()), correction, second.untimed)
                self._order.insert(self._order.index(utterance.id) + 1, name)
            case Merge():
                self._merge(place, change, correction)
            case Speaker():
                self.turns = edits.given(self.turns, utterance, change.speaker)
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
            raise UsageError(f"{shown(second.id)} does not follow {shown(first.id)}.", code="not-next")
        if first.speaker != second.speaker:
            self.turns = edits.given(self.turns, second, first.speaker)
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

    def _agree(self, change: Accept | SignOff, correction: Correction, *, is_newest: bool) -> None:
        """Lay over that somebody agrees with what an utterance was; that is over once it is another."""
        place = self.places.get(change.utterance_id)
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
                    code="not-second",
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
            raise UsageError(
                f"Nothing is said by {shown(change.speaker)}.", code="says-nothing", speaker=change.speaker
            )
        edits.check_label(change.to)
        for id_, place in found.items():
            self.places[id_] = replace(place, utterance=replace(place.utterance, speaker=change.to))
        self.turns = edits.relabelled(self.turns, change.speaker, change.to, from_ms=change.from_ms)

    def _place(self, id_: str, on: int, change: object) -> Place:
        place = self.places.get(id_)
        yours = f"; yours was “{one_line(change.text)}”" if isinstance(change, Text | English) else ""
        if place is None:
            raise ConflictError(
                f"The utterance {shown(id_)} is not there any more{yours}.",
                advice="It was joined to the one before it.",
                code="gone",
            )
        if place.review.revision != on:
            now = " ".join(one.text for one in place.line if isinstance(one, Written))
            now = now if isinstance(change, English) and now else place.utterance.text
            raise ConflictError(
                f"The utterance {shown(id_)} was changed meanwhile: it is now “{one_line(now)}”{yours}.",
                advice="Look at it again.",
                code="changed",
                now=one_line(now),
                utterance=id_,
            )
        return place


def second_half(change: Split, correction: Correction) -> str:
    """The id of what a correction parted from an utterance."""
    return f"{change.utterance_id}.{correction.number}"
