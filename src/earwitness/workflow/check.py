"""Check what an article quotes against the recordings of a case. The case is read, and nothing is kept in it."""

from __future__ import annotations

from earwitness.archive.folder import CaseFolder
from earwitness.backends.protocols import Embedder
from earwitness.check.judge import LIMIT_MS
from earwitness.check.languages import is_read, mismatches
from earwitness.check.look import look
from earwitness.errors import UsageError
from earwitness.records.article import Quotation, Reading
from earwitness.records.custody import Agent
from earwitness.records.verdict import Check, Checked, Compared
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.vectors import Listenings, space

_AT_ONCE = 250  # quotes between two reports of how far it is: all recordings are gone through for so many


def check(
    case: CaseFolder, reading: Reading, embedder: Embedder, *, limit_ms: int = LIMIT_MS, report: Report = silent
) -> Check:
    """What came of checking each quotation of speech; UsageError where nothing was heard in the case yet."""
    heard = Listenings(case=case, space=space(case, embedder), report=report)
    if not heard.listened:
        raise UsageError(
            "Nothing was heard in this case yet, so that nothing can be compared.",
            advice="`earwitness process RECORDING --case CASE` hears a recording.",
        )
    quoted = [one for one in reading.quotations if is_checked(one)]
    checked: list[Checked] = []
    for first in range(0, len(quoted), _AT_ONCE):
        some = quoted[first : first + _AT_ONCE]
        checked += look(some, heard, heard.rows, heard.space, limit_ms=limit_ms)
        report("Comparing the quotes", len(checked) / len(quoted))
    compared = _compared(heard, embedder.info.agent)
    return Check(
        quotes=tuple(checked),
        claims=reading.claims if is_read(reading.article) else (),
        compared=compared,
        reading=reading,
        notes=tuple(mismatches(reading, [one.text for one in quoted], compared.languages)),
    )


def is_checked(quotation: Quotation) -> bool:
    """Whether it is looked for: speech, and not what stands inside another quotation, whose words it repeats."""
    return quotation.kind == "speech" and quotation.depth == 0


def _compared(heard: Listenings, embedder: Agent) -> Compared:
    said = [one for tape in heard.read for one in tape.utterances]
    spoken = [*(one.language for one in heard.listened), *(one.utterance.language for one in said)]
    return Compared(
        recordings=len(heard.listened),
        duration_ms=sum(one.duration_ms for one in heard.recordings),
        languages=tuple(dict.fromkeys(filter(None, spoken))),
        models=tuple(dict.fromkeys([*(one.made_by for one in heard.listened), embedder])),
        utterances=len(said),
        doubted=sum(bool(one.doubts) for one in said),
    )
