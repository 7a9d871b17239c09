"""The page: one folder that opens from disk and from any web host, and asks nothing of anybody else.

What goes on it is an allow-list. The name of the recording's file, where it lay, how large it is and the hour it
was acquired are left out, because each can name a source; who the speakers are said to be is left out unless the
publisher asks for it (disclose.py), and so is every word that was left out of the transcript.

Only the sound and the captions are files beside it; `file:` in `media-src` says of them what `'self'` says on a
host.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from earwitness.formats import webvtt
from earwitness.formats.cues import cues
from earwitness.records.custody import Agent, Digest
from earwitness.records.route import Link
from earwitness.records.view import RecordingView
from earwitness.story import wording
from earwitness.story.attribution import account
from earwitness.story.chain import chain_svg
from earwitness.story.disclose import Disclosure, disclosed
from earwitness.story.flow import doubted_words, flow
from earwitness.story.html import STARTER, environment, policy, static
from earwitness.story.rows import Row, Tongue
from earwitness.translation.ties import Tie, untied

_VOICES = 6  # as many badges as page.css can draw so that they differ without colour


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What the publisher says of the page.

    `origin` is their sentence on where the recording came from; the page says so where they say nothing (None).
    `speakers` is what they let it tell of who speaks, `links` the route that they let it tell (none: nothing is
    told of it), `digest` whether it may carry the digest of the original besides the `commitment` to it, and
    `candidates` whether each passage lists all translations that were proposed for it. `masked` is how many spoken
    words they masked, `cover` what is heard in their place. `sound_name` is the file that whoever writes the page
    puts beside it.
    """

    title: str
    origin: str | None
    published_on: date
    version: str
    speakers: Disclosure = "labels"
    links: tuple[Link, ...] = ()
    commitment: Digest | None = None
    digest: bool = False
    candidates: bool = False
    masked: int = 0
    cover: str = ""
    sound_name: str = "sound.mp3"


def render_page(view: RecordingView, facts: PageFacts, tie: Tie = untied) -> dict[str, bytes]:
    """The files of the page by name: `index.html` and captions in each language; the sound is the caller's.

    `tie` says which words the English came from, so that it can be clicked. The same view and facts, tied alike,
    give the same bytes.
    """
    view = disclosed(view, facts.speakers)
    languages = list(dict.fromkeys(view.languages()))
    files = {_captions_name(held): webvtt.write(cues(view, language=held)).encode() for held in languages}
    rows = flow(view, tie)
    english = Tongue.of(view.translation.language) if view.translation else None
    heard = [row for row in rows if isinstance(row, Row)]
    style = Markup(static("base.css") + static("page.css"))
    script = Markup(static("doubts.js") + static("page.js"))
    html = (
        environment()
        .get_template("page.html.j2")
        .render(
            facts=facts,
            view=view,
            recording=view.recording,
            transcript=view.transcript,
            translation=view.translation,
            other_translators=_other_translators(view),
            reviewed=sum(bool(one.shaped_by or one.accepted_by) for one in view.reviewed),
            corrected=sum(bool(one.shaped_by) for one in view.reviewed),
            signed=sum(bool(one.signed_by) for one in view.reviewed),
            chosen=sum(one.made_by.kind == "person" for one in view.decisions),
            original=Tongue.of(view.transcript.language if view.transcript else None),
            english=english,
            route=_route(view, facts.links) if facts.links else None,
            speakers=view.speakers,
            voices={speaker.label: f"voice-{number % _VOICES}" for number, speaker in enumerate(view.speakers)},
            rows=rows,
            utterances=len(heard),
            doubted_words=doubted_words(rows),
            doubted_utterances=sum(row.doubted for row in heard),
            untranslated=sum(not row.translation for row in heard if row.tongue != english) if english else 0,
            captions=[(Tongue.of(held), _captions_name(held)) for held in languages],
            cues=list(_cues(view)) if view.transcript else [],
            sound_href=quote(facts.sound_name, safe=""),
            policy=policy(
                scripts=[STARTER, script],
                style=style,
                media="'self' file: blob:",
                connect="'self'",  # and blob: for hosts that cannot send a part of the sound (see page.js)
            ),
            starter=Markup(STARTER),
            style=style,
            script=script,
        )
    )
    return {"index.html": html.encode(errors="replace"), **files}


def _route(view: RecordingView, links: tuple[Link, ...]) -> tuple[str, Markup]:
    """What can be said of the route, in words and as a picture."""
    told = account(links).text
    return told, Markup(chain_svg(links, view.attributions, told))


def _other_translators(view: RecordingView) -> list[Agent]:
    """Who translated the lines that are shown and are not by the maker of the whole, each once."""
    shown = {line.candidate_id for line in view.translation.lines} if view.translation else set()
    makers = dict.fromkeys(one.made_by for one in view.candidates if one.id in shown)
    return [one for one in makers if view.translation and one != view.translation.made_by]


def _cues(view: RecordingView) -> Iterator[list[Any]]:
    """What the player shows while it plays: start, end, the original, the translation, the original's tongue.

    The captions' files cannot serve: on disk, browsers do not let a page read the files beside it.
    """
    translated = view.translation.language if view.translation else None
    for cue in cues(view):
        below = [passage for passage in cue.passages if passage.language == translated]
        above = [passage for passage in cue.passages if passage.language != translated]
        spoken = Tongue.of(above[0].language) if above else None
        yield [
            cue.span.start_ms,
            cue.span.end_ms,
            *("\n".join(passage.text for passage in passages) for passages in (above, below)),
            *([spoken.tag, spoken.direction] if spoken else []),
        ]


def _captions_name(language: str) -> str:
    return f"captions.{wording.file_part(language)}.vtt"
