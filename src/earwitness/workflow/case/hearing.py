"""Taking recordings in, hearing them, and who speaks."""

from __future__ import annotations

from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.backends import registry
from earwitness.backends.protocols import Diarizer, Transcriber
from earwitness.recording.tracks import Channels
from earwitness.records.attribution import Attribution
from earwitness.records.fetch import Fetch
from earwitness.records.recording import Recording
from earwitness.records.route import Link
from earwitness.records.source import NO_WORDS, Words
from earwitness.records.view import RecordingView, SpeakerView
from earwitness.workflow import (
    fetch,
    inspect,
    route,
    show,
    source,
    speakers,
)
from earwitness.workflow.acquire import acquire, acquired
from earwitness.workflow.case.opened import Opened, PathLike
from earwitness.workflow.fetch import Wanted
from earwitness.workflow.process import Asked, Estimator, Models, nobody, process
from earwitness.workflow.progress import Aloud, Audience, Report, silent, unsaid
from earwitness.workflow.route import Told

INSTALLED = "installed"
"""The diarizer that the extra `speakers` brings, if that is installed, else none."""


class Hearing(Opened):
    """Taking recordings in, hearing them, and who speaks."""

    def process(  # noqa: PLR0913  (each option says one thing, and is seldom given)
        self,
        recording: PathLike,
        *,
        language: str | None = None,
        speakers: int | None = None,
        channels: Channels | None = None,
        model: str | Transcriber = "base",
        diarizer: str | Diarizer | None = INSTALLED,
        estimator: Estimator = nobody,
        report: Report = silent,
        aloud: Aloud = unsaid,
    ) -> RecordingView:
        """Take a recording in, hear it, translate it into English and tell its speakers apart.

        `recording` is a file, or the name or the beginning of the digest of one that the case has. What is done
        already is not done again. `language` is the one that is spoken (BCP 47), `speakers` how many people speak,
        and `channels` whether each of two is one end of a call, all None to find out. `model` is a name or a path
        that `earwitness models` explains, or a loaded transcriber; `diarizer` a name or a loaded one, by default
        what the extra `speakers` brings, if it is installed; with None, voices in the same sound are not told
        apart. `estimator` gives who estimates the English, so that what probably is none is doubted (`low`); by
        default nobody does. `report` is told how far it is, `aloud` what was just heard.
        """
        path = Path(recording)
        with CaseFolder.open(self.path, write=True) as case:
            taken = acquired(case, path) or acquire(case, path, report=report)
            models = Models(
                transcriber=registry.transcriber(model) if isinstance(model, str) else model,
                diarizer=_diarizer(diarizer, speakers),
                estimator=estimator,
            )
            asked = Asked(language=language, speakers=speakers, channels=channels)
            audience = Audience(report=report, aloud=aloud)
            heard = process(case, taken, models, asked=asked, audience=audience)
            inspect.keep(case, taken, report=report)
            return heard

    def add(self, recording: PathLike, *, words: Words = NO_WORDS, report: Report = silent) -> Recording:
        """Take a recording in, and no more; `words` is what is said of its source, which nothing hands on.

        Raises UsageError for words that make no sense, and then nothing is taken in.
        """
        words = source.checked(words)
        with CaseFolder.open(self.path, write=True) as case:
            taken = acquire(case, Path(recording), report=report)
            if words != NO_WORDS:
                source.keep(case, taken.digest, words)
            inspect.keep(case, taken, report=report)
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
            inspect.keep(case, taken, report=report)
            return taken, kept

    def fetches(self, named: str | None = None) -> list[Fetch]:
        """From which addresses a recording was fetched, oldest first."""
        with CaseFolder.open(self.path) as case:
            return case.database.fetches(show.find(case, named).digest)

    def sources(self, named: str | None = None) -> list[source.Told]:
        """All that was said of where a recording came from, oldest first."""
        with CaseFolder.open(self.path) as case:
            return source.told(case, show.find(case, named).digest)

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


def _diarizer(asked: str | Diarizer | None, speakers: int | None) -> Diarizer | None:
    if asked == INSTALLED:
        return registry.installed_diarizer(needed=speakers is not None)
    return registry.diarizer(asked) if isinstance(asked, str) else asked
