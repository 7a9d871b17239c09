"""What a page sends: one JSON object, and not too much of it."""

from __future__ import annotations

import json

from starlette.requests import Request

from earwitness.errors import RecordError
from earwitness.formats.reading_json import Object, read_object

MOST_BYTES = 1 << 20


async def sent(request: Request) -> Object:
    """The JSON object of a request; RecordError for anything else, and for more than MOST_BYTES."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise RecordError(f"This is more than {MOST_BYTES:,} bytes.", code="too-much")
    if request.headers.get("content-type") != "application/json":
        raise RecordError("JSON was expected.")
    try:
        return read_object(json.loads(body))
    except (ValueError, RecursionError) as err:
        raise RecordError("This is not JSON.") from err
