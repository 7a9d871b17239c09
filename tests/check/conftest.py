"""One space of meaning, and the sample call in it, for all tests of the room."""

from __future__ import annotations

import pytest

from desk import Desk, call
from earwitness.backends.registry import STANDARD_EMBEDDER, embedder
from earwitness.check.search import Space
from earwitness.check.tape import Tape


@pytest.fixture(scope="session")
def space() -> Space:
    return Space(embedder(STANDARD_EMBEDDER))


@pytest.fixture(scope="session")
def desk(space: Space) -> Desk:
    tape = Tape(call())
    return Desk(space, [tape], [space.windows(tape)])
