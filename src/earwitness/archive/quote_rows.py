"""Quotes as rows and back."""

from __future__ import annotations

import json

from earwitness.archive import rows
from earwitness.errors import RecordError
from earwitness.formats.quote_json import quote_bytes, quote_digest, quote_from_json
from earwitness.records.quote import Quote, Withdrawal


def quote_row(quote: Quote) -> rows.Row:
    """One row of `quotes`."""
    return {
        "id": quote.id,
        "digest": str(quote_digest(quote)),
        "recording": str(quote.recording),
        "transcript_id": quote.transcript_id,
        "translation_id": quote.translation_id,
        "start_ms": quote.span.start_ms,
        "end_ms": quote.span.end_ms,
        "quote": quote_bytes(quote).decode(),
        "made_at": quote.made_at,
    }


def quote_from(row: rows.Row) -> Quote:
    """The quote of its row; RecordError where it is not the one that the row's digest is of."""
    quote = quote_from_json(json.loads(row["quote"]))
    if row != {"number": row["number"], **quote_row(quote)}:
        raise RecordError(f"The case's database holds a quote {row['id']!r} that was changed.")
    return quote


def withdrawal_row(withdrawal: Withdrawal) -> rows.Row:
    """One row of `withdrawals`."""
    return {"quote_id": withdrawal.quote_id, "reason": withdrawal.reason, "made_at": withdrawal.made_at}


def withdrawal_from(row: rows.Row) -> Withdrawal:
    """The withdrawal of its row."""
    return Withdrawal(quote_id=row["quote_id"], reason=row["reason"], made_at=row["made_at"])
