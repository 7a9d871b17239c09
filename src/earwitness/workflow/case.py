"""A case as a Python program sees it: open it, process a recording, read what was heard."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from earwitness.archive.atomic import write_file
from earwitness.archive.folder import CaseFolder
from earwitness.backends import registry
from earwitness.backends.protocols import Diarizer, Embedder, Transcriber, Translator
from earwitness.backends.slovnet_names import load_names
from earwitness.check.judge import LIMIT_MS
from earwitness.formats.history import history_svg
from earwitness.ledger.certificate import Certificate
from earwitness.quotes.make import Asked as AskedQuote
from earwitness.quotes.masking import masked
from earwitness.quotes.select import passages
from earwitness.recording.cover import Cover
from earwitness.recording.tracks import Channels
from earwitness.records.attribution import Attribution
from earwitness.records.custody import Agent
from earwitness.records.fetch import Fetch
from earwitness.records.glossary import Entry, Term
from earwitness.records.quote import QuoteView, Withdrawal
from earwitness.records.recording import Recording
from earwitness.records.review import Change, Correction
from earwitness.records.route import Link
from earwitness.records.source import NO_WORDS, Words
from earwitness.records.time import Span
from earwitness.records.verdict import Check
from earwitness.records.view import RecordingView, SpeakerView
from earwitness.translation.names import Suggestion
from earwitness.workflow import (
    check,
    checklist,
    correct,
    custody,
    excerpt,
    exhibit,
    export,
    fetch,
    glossary,
    handover,
    inspect,
    names,
    publish,
    quote,
    reading,
    realign,
    receive,
    route,
    seal,
    show,
    source,
    speakers,
    timestamp,
    translate,
    verify,
)
from earwitness.workflow import story as story_pages
from earwitness.workflow.acquire import acquire, acquired
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.checks.item import Item
from earwitness.workflow.fetch import Wanted
from earwitness.workflow.person import acting
from earwitness.workflow.process import Asked, Models, process
from earwitness.workflow.progress import Aloud, Audience, Report, silent, unsaid
from earwitness.workflow.report import write_report
from earwitness.workflow.route import Told

PathLike = str | os.PathLike[str]

INSTALLED = "installed"
"""The diarizer that the extra `speakers` brings, if that is installed, else none."""


class Case:
    """A folder with recordings, what was heard in them, and the history of both.

    It holds nothing open: each method opens the folder, does its work and closes it again, so that other
    processes come to their turn. All methods raise EarwitnessError and nothing else on bad input.

    >>> import tempfile, pathlib
    >>> case = Case.create(pathlib.Path(tempfile.mkdtemp()) / "mycase")
    >>> case.recordings()
    []
    """

    def __init__(self, path: Path) -> None:
        """Use `open` or `create`."""
        self.path = path

    @classmethod
    def create(cls, path: PathLike) -> Case:
        """Make a new case in a folder that is not there yet, or is empty."""
        with CaseFolder.create(Path(path), agent=PROGRAM, line=acting().line):
            return cls(Path(path))

    @classmethod
    def open(cls, path: PathLike) -> Case:
        """Open the case in this folder; CaseError if there is none.

        What it holds is read by the methods: those that write bring a case of an earlier version up to date.
        """
        CaseFolder.require(Path(path))
        return cls(Path(path))

    @classmethod
    def open_or_create(cls, path: PathLike) -> Case:
        """Open the case in this folder, or make it."""
        return cls.open(path) if CaseFolder.is_case(Path(path)) else cls.create(path)

    def process(  # noqa: PLR0913  (each option says one thing, and is seldom given)
        self,
        recording: PathLike,
        *,
        language: str | None = None,
        speakers: int | None = None,
        channels: Channels | None = None,
        model: str | Transcriber = "base",
        diarizer: str | Diarizer | None = INSTALLED,
        report: Report = silent,
        aloud: Aloud = unsaid,
    ) -> RecordingView:
        """Take a recording in, hear it, translate it into English and tell its speakers apart.

        `recording` is a file, or the name or the beginning of the digest of one that the case has. What is done
        already is not done again. `language` is the one that is spoken (BCP 47), `speakers` how many people speak,
        and `channels` whether each of two is one end of a call, all None to find out. `model` is a name or a path
        that `earwitness models` explains, or a loaded transcriber; `diarizer` a name or a loaded one, by default
        what the extra `speakers` brings, if it is installed; with None, voices in the same sound are not told
        apart. `report` is told how far it is, `aloud` what was just heard.
        """
        path = Path(recording)
        with CaseFolder.open(self.path, write=True) as case:
            taken = acquired(case, path) or acquire(case, path, report=report)
            models = Models(
                transcriber=registry.transcriber(model) if isinstance(model, str) else model,
                diarizer=_diarizer(diarizer, speakers),
            )
            asked = Asked(language=language, speakers=speakers, channels=channels)
            audience = Audience(report=report, aloud=aloud)
            return process(case, taken, models, asked=asked, audience=audience)

    def add(self, recording: PathLike, *, words: Words = NO_WORDS, report: Report = silent) -> Recording:
        """Take a recording in, and no more; `words` is what is said of its source, which nothing hands on.

        Raises UsageError for words that make no sense, and then nothing is taken in.
        """
        words = source.checked(words)
        with CaseFolder.open(self.path, write=True) as case:
            taken = acquire(case, Path(recording), report=report)
            if words != NO_WORDS:
                source.keep(case, taken.digest, words)
            return taken

    def fetch(
        self, address: str | Wanted, *, words: Words = NO_WORDS, report: Report = silent
    ) -> tuple[Recording, Fetch]:
        """Fetch a recording from the web and take it in, with its page and all that went over the line.

        It uses the network. Raises FetchError where nothing comes, or where the address, or one that it sends to,
        is in a private network and that is not allowed.
        """
        words = source.checked(words)
        with CaseFolder.open(self.path, write=True) as case:
            wanted = Wanted(address=address) if isinstance(address, str) else address
            taken, kept = fetch.fetch(case, wanted, report=report)
            if words != NO_WORDS:
                source.keep(case, taken.digest, words)
            return taken, kept

    def fetches(self, named: str | None = None) -> list[Fetch]:
        """From which addresses a recording was fetched, oldest first."""
        with CaseFolder.open(self.path) as case:
            return case.database.fetches(show.find(case, named).digest)

    def inspect(self, named: str | None = None, *, to: PathLike | None = None) -> inspect.Inspected:
        """What a recording itself tells of how it came to be; as a picture (SVG) too where a file is named."""
        with CaseFolder.open(self.path) as case:
            return inspect.inspect(case, named, to=Path(to) if to else None)

    def checklist(self, named: str | None = None) -> list[checklist.Missing]:
        """What is still missing for a recording, by the steps of the Berkeley Protocol."""
        with CaseFolder.open(self.path) as case:
            return checklist.checklist(case, show.find(case, named))

    def sources(self, named: str | None = None) -> list[source.Told]:
        """All that was said of where a recording came from, oldest first."""
        with CaseFolder.open(self.path) as case:
            return source.told(case, show.find(case, named).digest)

    def holds(self, named: PathLike) -> bool:
        """Whether this is no file, and names a recording that the case has."""
        with CaseFolder.open(self.path) as case:
            return acquired(case, Path(named)) is not None

    def recordings(self) -> list[Recording]:
        """All recordings of the case, in the order in which they came."""
        with CaseFolder.open(self.path) as case:
            return case.database.recordings()

    def recording(self, named: str | None = None, *, state: int | None = None) -> RecordingView:
        """What was heard in a recording: named by its file or the beginning of its digest, or the only one.

        It is as people corrected it; with a `state`, as it was after that many corrections, with 0 as the machine
        heard it. Raises UsageError where that is none or several, or where it was not processed to the end.
        """
        with CaseFolder.open(self.path) as case:
            return show.processed(case, named, state=state)

    def correct(self, change: Change, named: str | None = None, *, sent_as: str | None = None) -> Correction:
        """Change something of what was heard in a recording (records/review.py has the kinds): a layer over it.

        A change of an utterance names the state that it was made on, `utterance.review.revision`, 0 where nobody
        touched it. ConflictError where somebody changed it since, UsageError for what makes no sense. What is sent
        twice under one name is kept once.
        """
        with CaseFolder.open(self.path, write=True) as case:
            return correct.correct(case, named, change, sent_as=sent_as)

    def corrections(self, named: str | None = None) -> list[Correction]:
        """All that was ever changed in what is shown of a recording, oldest first, undone or not."""
        with CaseFolder.open(self.path) as case:
            return case.database.corrections(show.heard(case, show.find(case, named)).id)

    def realign(self, named: str | None = None, *, model: str | Transcriber = "base") -> int:
        """Let a model listen for words that people changed, and keep when they are said.

        Gives in how many utterances. Nobody is kept from writing while it listens.
        """
        listener = registry.transcriber(model) if isinstance(model, str) else model
        with CaseFolder.open(self.path) as case:
            times = list(realign.listened(case, named, listener))
        if not times:
            return 0
        with CaseFolder.open(self.path, write=True) as case:
            return realign.keep(case, named, times, listener)

    def speakers(self, named: str | None = None) -> tuple[SpeakerView, ...]:
        """The voices of a recording that were told apart, with who each is said to be.

        Raises UsageError where nobody told them apart, and where nobody was heard.
        """
        with CaseFolder.open(self.path) as case:
            return speakers.told_apart(case, named).speakers

    def name_speaker(  # noqa: PLR0913  (each option says one thing, and is seldom given)
        self,
        speaker: str,
        name: str,
        named: str | None = None,
        *,
        role: str | None = None,
        according_to: str | None = None,
        hedge: str | None = None,
        evidence: str | None = None,
    ) -> Attribution:
        """Say who a speaker (a label, such as S1) is: a layer that replaces nothing, of which the newest is shown.

        `named` names the recording. `hedge` is confirmed (which takes evidence), claimed or reported (which take
        who says so), denied or unknown; where it is None, it is claimed if `according_to` says by whom, else
        unknown. Raises UsageError for what makes no sense.
        """
        said = speakers.Naming(
            speaker=speaker, name=name, role=role, according_to=according_to, hedge=hedge, evidence=evidence
        )
        with CaseFolder.open(self.path, write=True) as case:
            return speakers.attribute(case, named, said)

    def attributions(self, named: str | None = None) -> list[Attribution]:
        """Who the speakers of a recording were ever said to be, in whichever transcript of it, oldest first."""
        with CaseFolder.open(self.path) as case:
            return case.database.attributions(show.find(case, named).digest)

    def route(self, named: str | None = None) -> list[Link]:
        """All that was ever said of the route by which a recording came, oldest first."""
        with CaseFolder.open(self.path) as case:
            return route.route(case, named)

    def tell_route(self, told: Told, named: str | None = None) -> Link:
        """Say who recorded, published, translated or reported a recording: a layer that replaces none.

        Raises UsageError for what makes no sense.
        """
        with CaseFolder.open(self.path, write=True) as case:
            return route.tell(case, named, told)

    def translate(
        self,
        named: str | None = None,
        *,
        using: Sequence[str | Translator] = ("speech",),
        embedder: str | Embedder = registry.STANDARD_EMBEDDER,
        allow_remote: bool = False,
        report: Report = silent,
    ) -> translate.Translated:
        """Add translations to those that are there, and choose among all; what was chosen by a person stays.

        `using` names translators (`speech`, `text:FOLDER`, `server:URL#MODEL`, `completion:URL#MODEL`) or holds
        loaded ones; none that talks to another machine is used unless `allow_remote`. The extra `translate`
        brings what estimates them (`embedder`). What one of them did is not asked of it again.
        """
        loaded = [
            registry.translator(one, allow_remote=allow_remote) if isinstance(one, str) else one for one in using
        ]
        compares = registry.embedder(embedder) if isinstance(embedder, str) else embedder
        with CaseFolder.open(self.path, write=True) as case:
            return translate.translate(case, named, loaded, compares, report=report)

    def choose(self, choices: Sequence[tuple[str, str]], named: str | None = None) -> RecordingView:
        """Choose translations as a person, (utterance, candidate) such as ("u3", "c2"): no machine overrules it.

        Raises UsageError for what there is not; then nothing is kept.
        """
        with CaseFolder.open(self.path, write=True) as case:
            return translate.choose(case, named, choices)

    def glossary(self, *, history: bool = False) -> list[Entry]:
        """The terms and names of the case, or with `history` all that was ever put in or taken out."""
        with CaseFolder.open(self.path) as case:
            return case.database.terms() if history else list(glossary.held(case))

    def add_terms(self, terms: Sequence[Term]) -> list[Entry]:
        """Put terms into the glossary, each in the place of what it was before; gives those that are new.

        Raises UsageError where they contradict each other or the rest; then none is kept.
        """
        with CaseFolder.open(self.path, write=True) as case:
            return glossary.add(case, terms)

    def remove_term(self, said: str) -> list[Entry]:
        """Take a term out of the glossary; UsageError where it is not in it."""
        with CaseFolder.open(self.path, write=True) as case:
            return glossary.remove(case, said)

    def import_glossary(self, path: PathLike, *, encoding: str | None = None) -> list[Entry]:
        """Put the terms of a CSV or TBX file into the glossary, all or none; gives those that are new."""
        return self.add_terms(glossary.load(Path(path), encoding=encoding))

    def export_glossary(self, path: PathLike) -> None:
        """Write the glossary as CSV or TBX, as the file's name ends: without who put what in."""
        glossary.save([entry.term for entry in self.glossary()], Path(path))

    def suggested_names(self, named: str | None = None) -> list[Suggestion]:
        """Names, ranks and units that are said in a recording and the glossary lacks; none is put into it.

        The extra `names` brings what finds them.
        """
        with CaseFolder.open(self.path) as case:
            return names.suggestions(case, named, load_names())

    def add_suggested(self, said: Sequence[str], named: str | None = None) -> list[Entry]:
        """Put suggestions into the glossary; UsageError for what is not suggested, or has no English."""
        found = self.suggested_names(named)
        with CaseFolder.open(self.path, write=True) as case:
            return names.take(case, found, said)

    def set_name_scheme(self, scheme: str) -> None:
        """Choose how names are suggested from now on: `ap` or `scholarly`; names in the glossary stay."""
        with CaseFolder.open(self.path, write=True) as case:
            names.set_scheme(case, scheme)

    def authors(self) -> Mapping[Agent, str]:
        """What the people who sign chose to be called in this case."""
        with CaseFolder.open(self.path) as case:
            return glossary.authors(case)

    def custody(self, named: str | None = None, *, to: PathLike | None = None) -> list[custody.Step]:
        """What was done to a recording, as the ledger has it; as a picture (SVG) too where a file is named."""
        with CaseFolder.open(self.path) as case:
            recording = show.find(case, named)
            steps = custody.custody(case, recording)
        if to:
            write_file(Path(to), history_svg(*custody.picture(recording, steps)).encode())
        return steps

    def verify(self, *, against: PathLike | None = None, trust: PathLike | None = None) -> list[Item]:
        """What came of looking at every byte, row, line, signature and time stamp.

        `against` is another copy of the case, to be compared; `trust` a PEM file of whose time stamps to believe.
        """
        copy, roots = (Path(named) if named else None for named in (against, trust))
        return list(verify.verify(self.path, against=copy, trust=roots))

    def timestamp(self, url: str | None, *, trust: PathLike | None = None) -> list[timestamp.Stamped]:
        """Have the authority at this address sign that the ledger's last line was there; uses the network.

        With None, a request is left in the case. `trust` is a PEM file of whom to believe.
        """
        with CaseFolder.open(self.path, write=True) as case:
            return timestamp.timestamp(case, url, trust=Path(trust) if trust else None)

    def quote(  # noqa: PLR0913  (each option says one thing, and is seldom given)
        self,
        *spans: Span,
        named: str | None = None,
        omit: Sequence[Span] = (),
        english: Sequence[str] = (),
        speaker: str | None = None,
        gloss: Sequence[str] = (),
        mask: Sequence[str] = (),
        emphasis: Sequence[str] = (),
        out_of_order: bool = False,
        as_spoken: bool = False,
    ) -> QuoteView:
        """Keep a quote of a recording: the words whose middle lies in these spans, with the marks asked for.

        `english` is, for each span, its English with the edits in it; it is needed where a part of an utterance is
        quoted. The manual says how each option is written. Raises UsageError for what cannot be quoted so.
        """
        with CaseFolder.open(self.path, write=True) as case:
            asked = AskedQuote(
                passages=passages(spans, omit, english),
                speaker=speaker,
                glosses=tuple(gloss),
                masks=tuple(mask),
                emphases=tuple(emphasis),
                out_of_order=out_of_order,
                as_spoken=as_spoken,
            )
            return quote.quote(case, named, asked)

    def quotes(self, *ids: str, mask: str = "house") -> list[QuoteView]:
        """The quotes of the case, or these, as they are shown now, with what is to be noticed of each.

        `mask` is how masked words are shown: house, spoken, letters or expletive.
        """
        with CaseFolder.open(self.path) as case:
            return quote.quotes(case, *ids, mask=mask)

    def withdraw_quote(self, quote_id: str, *, reason: str | None = None) -> Withdrawal:
        """Take a quote back: it stays in the case, and is shown as withdrawn."""
        with CaseFolder.open(self.path, write=True) as case:
            return quote.withdraw(case, quote_id, reason=reason)

    def export_quotes(
        self,
        *ids: str,
        format: str,  # noqa: A002  (the word that everybody uses for it)
        mask: str = "house",
        to: PathLike | None = None,
    ) -> str:
        """Quotes as JSON or as W3C Web Annotations, a line each; all that are not withdrawn if none is named."""
        seen = [one for one in self.quotes(*ids, mask=mask) if ids or not one.withdrawal]
        return quote.export_quotes(seen, format=format, to=Path(to) if to else None)

    def check(  # noqa: PLR0913  (each option says one thing, and is seldom given)
        self,
        article: PathLike,
        *,
        data: bytes | None = None,
        limit_ms: int = LIMIT_MS,
        to: PathLike | None = None,
        embedder: str | Embedder = registry.STANDARD_EMBEDDER,
        report: Report = silent,
    ) -> Check:
        """Whether the recordings say what an article quotes: a file, or `data` under that name.

        `limit_ms` is how much sound an ellipsis may hide, `to` a folder for the report, if one is wanted. The
        extra `check` brings what compares (`embedder`).
        """
        compares = registry.embedder(embedder) if isinstance(embedder, str) else embedder
        read = reading.read(article, data)
        with CaseFolder.open(self.path) as case:
            found = check.check(case, read, compares, limit_ms=limit_ms, report=report)
            if to:
                write_report(case, found, Path(to), report=report)
        return found

    def excerpt(  # noqa: PLR0913  (each option says one thing, and is seldom given)
        self,
        quote_id: str,
        folder: PathLike,
        *,
        kinds: Sequence[str] = (),
        mask: str = "house",
        cover: Cover = "tone",
        speakers: str = "labels",
        voice: bool = True,
        digest: bool = False,
        signed_by: Certificate | None = None,
        report: Report = silent,
    ) -> excerpt.Excerpted:
        """Cut a quote out as a clip, into a folder of its own in this one: sound, films, subtitles, a card.

        `kinds` are wav, mp3, m4a, video, srt, vtt and card, all of them if none is named; `voice` says whether the
        voice may be heard. The others are those of `publish`. Raises UsageError for what cannot be cut out so.
        """
        wanted = exhibit.Wanted(
            kinds=tuple(kinds), mask=mask, cover=cover, speakers=speakers, voice=voice, digest=digest
        )
        with CaseFolder.open(self.path, write=True) as case:
            return excerpt.excerpt(case, quote_id, Path(folder), wanted, signed_by=signed_by, report=report)

    def set_house_style(self, name: str) -> None:
        """Choose how the quotes of the case look in print; no quote is changed by it."""
        with CaseFolder.open(self.path, write=True) as case:
            quote.set_house_style(case, name)

    def require_four_eyes(self, *, required: bool) -> None:
        """Let quotes ask to be looked at again until a second person signed off what they quote, or not."""
        with CaseFolder.open(self.path, write=True) as case:
            quote.require_four_eyes(case, required=required)

    def export(  # noqa: PLR0913  (each option says one thing, and is seldom given)
        self,
        named: str | None = None,
        *,
        format: str,  # noqa: A002  (the word that everybody uses for it)
        language: str = "both",
        mask: str | None = None,
        to: PathLike | None = None,
        state: int | None = None,
    ) -> str:
        """A recording as SRT, WebVTT, text or JSON; written to a file, whole or not at all, where one is named.

        `mask` is what to do with obscene words: house, spoken, letters or expletive; as the house does it where
        people read the format, and as spoken where programs do, if it is not said. `state` as with `recording`.
        """
        seen = self.recording(named, state=state)
        with CaseFolder.open(self.path) as case:
            style = export.masking_of(format, quote.house_style(case), mask)
        return export.export(masked(seen, style), format=format, language=language, to=Path(to) if to else None)

    def hand_over(self, to: PathLike, *, sources: bool = False, report: Report = silent) -> handover.HandedOver:
        """Write a bag (BagIt) of the whole case to a ZIP file; what `verify` found before is in what is given.

        What was said of sources goes along only with `sources`.
        """
        with CaseFolder.open(self.path, write=True) as case:
            return handover.hand_over(case, Path(to), handover.Handing(sources=sources), report=report)

    def seal(self, to: PathLike, *keys: str, report: Report = silent) -> handover.HandedOver:
        """Write the whole case, sources too, to a file that only the holders of these keys can open.

        The folder stays as it is. A key is `age1…`, `ssh-ed25519 …`, or as `earwitness key` shows one.
        """
        with CaseFolder.open(self.path, write=True) as case:
            return seal.seal(case, Path(to), keys, report=report)

    @classmethod
    def unseal(cls, sealed: PathLike, path: PathLike, *, identity: PathLike | None = None) -> receive.Received:
        """Open a sealed case into a folder that is not there yet: by your key, or that of a file."""
        return seal.unseal(Path(sealed), Path(path), identity=Path(identity) if identity else None)

    @classmethod
    def receive(cls, bag: PathLike, path: PathLike, *, receipt: bool = False) -> receive.Received:
        """Take in a case that was handed on in a bag: its bytes, in a folder that is not there yet.

        With a `receipt`, a line of its ledger, signed by you, says that you received it.
        """
        return receive.receive(Path(bag), Path(path), receipt=receipt)

    def publish(  # noqa: PLR0913  (each option says one thing, and is seldom given)
        self,
        folder: PathLike,
        named: str | None = None,
        *,
        title: str | None = None,
        origin: str | None = None,
        speakers: str = "labels",
        route: bool = False,
        digest: bool = False,
        candidates: bool = False,
        mask: str = "house",
        cover: Cover = "tone",
        signed_by: Certificate | None = None,
        report: Report = silent,
    ) -> Path:
        """Write a recording's page, with its sound, into a folder; gives the path of its index.

        `origin` is a sentence on where the recording came from, for the page's readers. `speakers` is what it may
        tell of who speaks: labels, roles, names, or sources (who says so), each with those before it. `route`,
        `digest` and `candidates` let it tell by which route the recording came, the original's digest, and all
        translations that were proposed. `mask` is what to do with obscene words (house, spoken, letters,
        expletive), `cover` what is heard there (tone, silence). Its sound carries content credentials where
        somebody signs it: workflow.credentials.desk_certificate gives who does.
        """
        with CaseFolder.open(self.path, write=True) as case:
            seen = show.processed(case, named)
            said = publish.Said(
                title=title,
                origin=origin,
                speakers=speakers,
                route=route,
                digest=digest,
                candidates=candidates,
                mask=mask,
                cover=cover,
            )
            return publish.publish(case, seen, Path(folder), said, signed_by=signed_by, report=report)

    def publish_story(
        self,
        story: PathLike,
        to: PathLike,
        *,
        single: bool = False,
        signed_by: Certificate | None = None,
        report: Report = silent,
    ) -> story_pages.Told:
        """Write the page of a story (Markdown, as the manual says) into a folder, or with `single` into one file.

        Its sounds carry content credentials where somebody signs them, as those of `publish`.

        Raises UsageError for a story that makes no sense, and for a quote that there is not, that was withdrawn,
        or under which something was corrected since, unless the story's head has the page tell so.
        """
        with CaseFolder.open(self.path, write=True) as case:
            return story_pages.publish_story(
                case, Path(story), Path(to), single=single, signed_by=signed_by, report=report
            )


def _diarizer(asked: str | Diarizer | None, speakers: int | None) -> Diarizer | None:
    if asked == INSTALLED:
        return registry.installed_diarizer(needed=speakers is not None)
    return registry.diarizer(asked) if isinstance(asked, str) else asked
