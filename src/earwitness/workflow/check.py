"""Check what an article quotes against the recordings of a case. The case is read, and nothing is kept in it."""

from __future__ import annotations

from earwitness.archive.folder import CaseFolder
from earwitness.backends.protocols import Embedder
from earwitness.check.judge import LIMIT_MS
from earwitness.check.look import look
from earwitness.errors import UsageError
from earwitness.records.article import Quotation, Reading
from earwitness.records.custody import Agent
from earwitness.records.verdict import Check, Compared
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.vectors import Listenings, space


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
    checked = look(quoted, heard, heard, heard.space, limit_ms=limit_ms) if quoted else []
    return Check(
        quotes=tuple(checked),
        claims=reading.claims,
        compared=_compared(heard, embedder.info.agent),
        reading=reading,
    )


def is_checked(quotation: Quotation) -> bool:
    """Whether it is looked for: speech, and not what stands inside another quotation, whose words it repeats."""
    return quotation.kind == "speech" and quotation.depth == 0


def _compared(heard: Listenings, embedder: Agent) -> Compared:
    said = [one for tape in heard.read for one in tape.utterances]
    return Compared(
        recordings=len(heard.listened),
        duration_ms=sum(one.duration_ms for one in heard.recordings),
        languages=tuple(dict.fromkeys(one.language for one in heard.listened if one.language)),
        models=tuple(dict.fromkeys([*(one.made_by for one in heard.listened), embedder])),
        utterances=len(said),
        doubted=sum(bool(one.doubts) for one in said),
    )
