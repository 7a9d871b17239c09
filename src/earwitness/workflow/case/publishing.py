"""Pages, stories and files for others."""

from __future__ import annotations

from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.ledger.certificate import Certificate
from earwitness.quotes.masking import masked
from earwitness.recording.cover import Cover
from earwitness.workflow import (
    export,
    publish,
    quote,
    show,
)
from earwitness.workflow import story as story_pages
from earwitness.workflow.case.opened import Opened, PathLike
from earwitness.workflow.progress import Report, silent


class Publishing(Opened):
    """Pages, stories and files for others."""

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
