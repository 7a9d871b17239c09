"""What people change and choose: corrections, translations, terms and names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.backends import registry
from earwitness.backends.protocols import Embedder, Transcriber, Translator
from earwitness.backends.slovnet_names import load_names
from earwitness.records.glossary import Entry, Term
from earwitness.records.review import Change, Correction
from earwitness.records.view import RecordingView
from earwitness.translation.names import Suggestion
from earwitness.workflow import (
    correct,
    glossary,
    names,
    realign,
    show,
    translate,
)
from earwitness.workflow.case.opened import Opened, PathLike
from earwitness.workflow.progress import Report, silent


class Reviewing(Opened):
    """What people change and choose: corrections, translations, terms and names."""

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
