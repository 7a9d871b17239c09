"""Write what came of checking an article into a folder: a page with the sound in it, JSON, linked data, DOCX."""

from __future__ import annotations

import base64
import contextlib
import json
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from earwitness.archive.atomic import write_file
from earwitness.archive.folder import CaseFolder
from earwitness.check.report import ReportFacts, Sounds, render_report
from earwitness.errors import NotInstalledError
from earwitness.formats.check_docx import check_to_docx
from earwitness.formats.check_json import check_to_json
from earwitness.formats.claim_review import check_to_claim_reviews
from earwitness.recording.encode import encode_stretches
from earwitness.records.custody import Digest
from earwitness.records.time import Span
from earwitness.records.verdict import Check
from earwitness.story.stretches import widened
from earwitness.workflow.agent import VERSION
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.results import INDEX, replacing

AROUND_MS = 700
"""How much is heard before and after a place."""


def write_report(case: CaseFolder, check: Check, folder: Path, *, report: Report = silent) -> Path:
    """Write the files into a folder, in the place of an earlier report; gives the path of the page.

    The DOCX is left out where what writes it is not installed. CaseError where anything else is in the way.
    """
    today = datetime.now(UTC).date()
    facts = ReportFacts(made_on=today, version=VERSION, sounds=_sounds(case, check, report))
    files = {
        INDEX: render_report(check, facts),
        "check.json": _json(check_to_json(check)),
        "claim-reviews.jsonld": _json(check_to_claim_reviews(check, day=today.isoformat())),
    }
    with contextlib.suppress(NotInstalledError):
        files["check.docx"] = check_to_docx(check)
    with replacing(folder.absolute()) as fresh:
        for name, data in files.items():
            write_file(fresh / name, data)
    return folder / INDEX


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _sounds(case: CaseFolder, check: Check, report: Report) -> Sounds:
    """The sound of each place, as `data:` addresses."""
    places = dict.fromkeys((place.recording, place.span) for one in check.quotes for place in one.places)
    found: dict[tuple[Digest, Span], str] = {}
    recordings = {one.digest: one for one in case.database.recordings()}
    with tempfile.TemporaryDirectory(prefix="earwitness-") as folder:
        for digest in dict.fromkeys(digest for digest, _ in places):
            recording = recordings[digest]
            spans = [span for of, span in places if of == digest]
            for together in _apart(spans, recording.duration_ms):
                files = [(heard, Path(folder) / f"{at}.mp3") for at, (_, heard) in enumerate(together)]
                cut = encode_stretches(case.store.path(digest), files, name=recording.name)
                for (span, _), path in zip(together, cut, strict=True):
                    data = base64.b64encode(path.read_bytes()).decode()
                    found[digest, span] = f"data:audio/mpeg;base64,{data}"
                    report("Cutting the sound", len(found) / len(places))
    return found


def _apart(spans: Iterable[Span], duration_ms: int) -> list[list[tuple[Span, Span]]]:
    """The spans with a little around them, in groups in which none overlaps another: each is cut in one pass."""
    groups: list[list[tuple[Span, Span]]] = []
    for span in sorted(spans):
        heard = widened(span, context_ms=AROUND_MS, duration_ms=duration_ms)
        group = next((one for one in groups if one[-1][1].end_ms <= heard.start_ms), None)
        if group is None:
            groups.append([(span, heard)])
        else:
            group.append((span, heard))
    return groups
