"""For all tests: nothing is timed by hypothesis (the machines are noisy), and no test leaves a trace at home."""

from __future__ import annotations

import os
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
