"""Who says so: the route of a recording in words, and never in stronger ones than its weakest link allows.

Each link is one sentence, worded by the weakest hedge of all that it rests on. Who speaks is known only by way of
whoever recorded and published it, so it rests on those links too. The last sentence tells the weakest of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from earwitness.records.attribution import HEDGES, Attribution, Hedge
from earwitness.records.route import Link, path_to, weakest
from earwitness.story import wording

Voice = tuple[str, Attribution | None]
"""The label of a speaker, and who it is said to be."""

_BRING = ("recorded", "published")
"""The kinds of links by which a voice comes to be known; who translates or reports it adds nothing to that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One sentence, and the hedge that it is worded by."""

    text: str
    hedge: Hedge


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The attribution line, a clause for each thing that is said, and the weakest hedge among them.

    `hedge` is None where nothing is said that could be doubted.
    """

    clauses: tuple[Clause, ...]
    hedge: Hedge | None
    ending: str

    @property
    def text(self) -> str:
        """All of it, to be read as one passage."""
        return " ".join([*(clause.text for clause in self.clauses), self.ending])


def account(links: Sequence[Link], voices: Sequence[Voice] = ()) -> Account:
    """The account of a recording and of voices in it: the label of each, and who it is said to be if anybody says.

    `links` are those that stand; of a speaker there is what may be told.

    >>> account([], [("S1", None)]).text
    'A voice (S1) is heard in a recording. Where it comes from is not said. Who speaks could not be established.'
    """
    known = [said for _, said in voices if said and _is_told(said)]
    unknown = [label for label, said in voices if not (said and _is_told(said))]
    clauses = [_voice(links, said) for said in known]
    if unknown or not voices:
        clauses.insert(0, _heard(unknown))
    clauses += [_link(one, links) for one in links]
    hedges = [*(one.hedge for one in known), *(one.hedge for one in links)]
    overall = weakest(hedges) if hedges else None
    vague = [*unknown, *(one.speaker for one in known if one.hedge in ("unknown", "denied"))]
    ending = [] if links else ["Where it comes from is not said."]
    if vague or not voices:
        who = f"{' and '.join(vague)} {'is' if len(vague) == 1 else 'are'}" if len(voices) > 1 else "speaks"
        ending.append(f"Who {who} could not be established.")
    if overall:
        ending.append(_weakest_of_all(overall))
    return Account(clauses=tuple(clauses), hedge=overall, ending=" ".join(ending))


def day_in_words(day: str) -> str:
    """A day, a month or a year as an English reader writes it, with the preposition that it takes.

    >>> day_in_words("2026-03-05"), day_in_words("2026-03"), day_in_words("2026")
    ('on 5 March 2026', 'in March 2026', 'in 2026')
    """
    parts = [int(part) for part in day.split("-")]
    whole = wording.day(date(*[*parts, 1, 1][:3]))
    return f"on {whole}" if len(parts) == 3 else f"in {whole.split(' ', 1)[1]}" if len(parts) == 2 else f"in {day}"


def _is_told(said: Attribution) -> bool:
    """Whether there is anything to say: a name that we ourselves deny is not repeated."""
    return said.who is not None or (said.hedge == "denied" and said.according_to is not None)


def _heard(speakers: Sequence[str]) -> Clause:
    labels = f" ({', '.join(speakers)})" if speakers else ""
    heard = f"A voice{labels} is" if len(speakers) == 1 else f"Voices{labels} are"
    return Clause(
        text=f"{heard} heard in a recording.", hedge="confirmed"
    )  # it is: whoever doubts that can listen


def _voice(links: Sequence[Link], said: Attribution) -> Clause:
    brought = [one.hedge for link in links if link.kind in _BRING for one in path_to(link, links)]
    who = ", ".join(filter(None, (said.name, said.role)))
    claim = _Claim(f"the voice {said.speaker}", f"is {who}", f"is said to be {who}", f"may be {who}")
    return _worded(claim, [said.hedge, *brought], said.hedge, said.according_to)


def _link(link: Link, links: Sequence[Link]) -> Clause:
    when = f" {day_in_words(link.day)}" if link.day else ""
    did = f"{link.kind} it{f' on {link.channel}' if link.channel else ''}{when}"
    claim = _Claim(link.by, did, f"is said to have {did}", f"may have {did}")
    return _worded(claim, [one.hedge for one in path_to(link, links)], link.hedge, link.according_to)


@dataclass(frozen=True, slots=True)
class _Claim:
    """Who, and what of them: plainly, as said by others, and as possible."""

    subject: str
    plain: str
    said: str
    possible: str


def _worded(claim: _Claim, rests_on: Sequence[Hedge], own: Hedge, according_to: str | None) -> Clause:
    hedge = weakest(rests_on)
    by = according_to if hedge == own else None  # who vouches for this does not vouch for what it rests on
    subject, plain = claim.subject, claim.plain
    match hedge:
        case "confirmed":
            text = f"{subject} {plain}."
        case "claimed" if by == subject:
            text = f"By their own account, {subject} {plain}."
        case "claimed":
            text = f"According to {by}, {subject} {plain}." if by else f"{subject} {claim.said}."
        case "reported":
            text = f"{subject} reportedly {plain}{f', according to {by}' if by else ''}."
        case "unknown":
            text = f"{subject} {claim.possible}."
        case "denied":
            text = f"{subject} {claim.said}, which {f'{by} denies' if by else 'is denied'}."
    return Clause(text=text[:1].upper() + text[1:], hedge=hedge)


def _weakest_of_all(overall: Hedge) -> str:
    match overall:
        case "confirmed":
            return "Each of these links was confirmed."
        case "denied":
            return "At least one link of this is denied."
        case "unknown":
            return "At least one link of this rests on nothing that is stated."
        case _:
            return f"The weakest link of this is {HEDGES[overall]}."
