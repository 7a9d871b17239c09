"""Whether a second person has signed off what is quoted, where a case requires it."""

from __future__ import annotations

from earwitness.records.quote import Notice, Quote
from earwitness.records.view import RecordingView


def unsigned(quote: Quote, view: RecordingView) -> tuple[Notice, ...]:
    """A notice of the utterances that nobody has signed off as they are shown now; none where all are."""
    signed = {one.utterance_id for one in view.reviewed if one.signed_by}
    lacking = [one for one in dict.fromkeys(piece.utterance_id for piece in quote.pieces) if one not in signed]
    if not lacking:
        return ()
    text = f"Nobody has signed off {', '.join(lacking)} as the second to look."
    return (Notice(reason="unsigned", text=text, again=True, about={"utterances": ", ".join(lacking)}),)
