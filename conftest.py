"""For all tests: nothing is timed by hypothesis (the machines are noisy), no test leaves a trace at home, and what
they write lies in memory, where there is room.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings

from earwitness.ledger import keys

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

_somebody = tempfile.TemporaryDirectory(prefix="earwitness-somebody-")
os.environ["EARWITNESS_KEY"] = f"{_somebody.name}/key.pem"
os.environ.pop("EARWITNESS_PASSPHRASE", None)
keys.write(
    Path(os.environ["EARWITNESS_KEY"]), keys.Key.new(), None
)  # so that none is made, and told of, in a test

_MEMORY = Path("/dev/shm")
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 4 << 30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))  # a case waits for the disk some eighty times
