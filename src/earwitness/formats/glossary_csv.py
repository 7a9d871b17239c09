"""A glossary as CSV (RFC 4180), as spreadsheets read and write it.

The first line names the columns, in any order; `term` and `translation` must be among them. Several forms stand in
one field with | between them. A comma, a semicolon or a tab divides fields: spreadsheets write what their country
has.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from earwitness.errors import UsageError
from earwitness.formats.glossary_fields import typed_term
from earwitness.records.glossary import DIVIDER, Term
from earwitness.records.text import shown

_COLUMNS = ("term", "language", "translation", "also", "forms", "note", "kind")


def write(terms: Iterable[Term]) -> bytes:
    """The terms as a file: UTF-8, with the mark by which spreadsheets know it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for one in terms:
        fields = [getattr(one, name) for name in _COLUMNS]
        writer.writerow([DIVIDER.join(field) if isinstance(field, tuple) else field for field in fields])
    return text.getvalue().encode("utf-8-sig")


def read(data: bytes, *, encoding: str | None = None) -> list[Term]:
    """The terms of a file, in UTF-8 or another encoding; UsageError, with the line, for what makes none."""
    text = _decoded(data, encoding)
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    terms: list[Term] = []
    try:
        names = [name.strip().casefold() for name in next(rows, [])]
        if not {"term", "translation"} <= set(names):
            raise UsageError(
                "The first line does not name the columns term and translation.",
                advice=f"Columns may be: {', '.join(_COLUMNS)}.",
            )
        for row in rows:
            if not any(map(str.strip, row)):
                continue
            where = f"Line {rows.line_num}"
            if len(row) > len(names):
                raise UsageError(f"{where} has more fields than the first.", advice='Put it into ": "a, b".')
            fields = dict(zip(names, row, strict=False))
            terms.append(
                typed_term(
                    where,
                    term=fields.get("term", ""),
                    translation=fields.get("translation", ""),
                    language=fields.get("language"),
                    forms=fields.get("forms", "").split(DIVIDER),
                    also=fields.get("also", "").split(DIVIDER),
                    note=fields.get("note"),
                    kind=fields.get("kind"),
                )
            )
    except csv.Error as err:
        raise UsageError(f"Line {rows.line_num} is no CSV: {err}.", advice="Write it anew as CSV.") from err
    return terms


def _decoded(data: bytes, encoding: str | None) -> str:
    try:
        return data.decode(encoding or "utf-8-sig").removeprefix("\ufeff")
    except LookupError as err:
        raise UsageError(f"There is no encoding {shown(encoding)}.", advice="Try utf-8 or cp1251.") from err
    except ValueError as err:
        raise UsageError(
            f"It is not in {encoding or 'UTF-8'}.",
            advice="Save it as “CSV UTF-8”, or say what it is in, as --encoding cp1251.",
        ) from err
