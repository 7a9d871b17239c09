"""What came of checking an article as DOCX, for an editor who goes through it with a pen."""

from __future__ import annotations

import io

from earwitness.errors import NotInstalledError
from earwitness.records.text import one_line
from earwitness.records.time import clock
from earwitness.records.verdict import UNSETTLED, VERDICTS, Check, Place


def check_to_docx(check: Check) -> bytes:
    """The document; NotInstalledError where the extra `check` is not installed."""
    try:
        from docx import Document  # noqa: PLC0415  (part of an extra)
        from docx.document import Document as Made  # noqa: PLC0415
    except ImportError as err:
        raise NotInstalledError(
            "What writes DOCX is not installed (package python-docx).",
            advice="Install it: pip install 'earwitness[check]'",
        ) from err
    made: Made = Document()
    made.core_properties.author = ""
    made.core_properties.comments = ""
    title = one_line(check.reading.article.title or "An article")
    made.add_heading(f"Is that what the tape says? {title}", level=1)
    for note in check.notes:
        made.add_paragraph(one_line(note.text))
    for number, one in enumerate(check.quotes, 1):
        made.add_heading(f"{number}. {one.verdict} ({one.probability:.2f})", level=2)
        made.add_paragraph(f"“{one_line(one.quotation.text)}”", style="Quote")
        said = [one.quotation.speaker, one.quotation.verb, one.quotation.hedge]
        said += [f"{step.kind} {step.who}" for step in one.quotation.route]
        if told := ", ".join(filter(None, said)):
            made.add_paragraph(f"The article: {one_line(told)}")
        made.add_paragraph(f"The quote {VERDICTS[one.verdict]}.")
        table = made.add_table(rows=0, cols=2)
        for place in one.places:
            cells = table.add_row().cells
            cells[0].text = _where(place, least=one.verdict in UNSETTLED)
            cells[1].text = one_line(place.original)
            if place.translation:
                cells[1].add_paragraph(one_line(place.translation))
        for mark in one.marks:
            hidden = " / ".join(filter(None, (mark.original, mark.translation)))
            made.add_paragraph(one_line(f"{mark.text}  {mark.says} {hidden}"), style="List Bullet")
        for finding in one.findings:
            made.add_paragraph(one_line(f"{finding.reason}: {finding.text}"), style="List Bullet")
    if check.claims:
        made.add_heading("Said outside quotation marks, and not compared", level=2)
        for claim in check.claims:
            made.add_paragraph(one_line(f"{claim.text} ({claim.cited})"), style="List Bullet")
    compared = check.compared
    models = ", ".join(dict.fromkeys(model.name for model in compared.models))
    made.add_paragraph(
        f"Compared with so many recordings: {compared.recordings}, of {clock(compared.duration_ms)} in all, in "
        f"{', '.join(compared.languages)}; heard and compared by {models}."
    )
    made.add_paragraph(
        "A verdict is about these recordings and accuses nobody: what was not found in them may be true all the "
        "same, and a machine heard and translated them."
    )
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _where(place: Place, *, least: bool) -> str:
    when = f"{place.recording.short}\n{clock(place.span.start_ms)}–{clock(place.span.end_ms)}"
    who = f"\n{one_line(place.voice)}" if place.voice else ""
    return f"{'Least unlike: ' if least else ''}{when}{who}"
