"""Tells pages at once that there is something new, whoever did it: this server, or any other process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

LOOK_S, BEAT_S = 0.04, 5.0
"""How often it is looked whether anything is new, and how often a page hears that it is still listening."""

NEWS, BEAT = b"data: news\n\n", b"event: beat\ndata: beat\n\n"


async def told(pulse: Callable[[], object], ending: Callable[[], bool]) -> AsyncIterator[bytes]:
    """Server-sent events: NEWS at first and whenever the pulse is another, BEAT where that takes long."""
    loop = asyncio.get_running_loop()
    seen, said = None, loop.time()
    while not ending():
        now = pulse()
        if now != seen:
            seen, said = now, loop.time()
            yield NEWS
        elif loop.time() - said > BEAT_S:
            said = loop.time()
            yield BEAT
        await asyncio.sleep(LOOK_S)
