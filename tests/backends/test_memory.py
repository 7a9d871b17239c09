"""What was used and let go is the system's again."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

HELD_AND_LET_GO = """
from pathlib import Path
from earwitness.backends.memory import give_back

def resident_kb():
    told = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in told if line.startswith("VmRSS")).split()[1])

pieces = [bytearray(60_000) for _ in range(2_000)]
kept = pieces[-1]
del pieces
before = resident_kb()
give_back()
print(before - resident_kb())
"""


@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="the C library is not glibc, which alone can be asked"
)
def test_what_lies_free_below_something_that_is_held_goes_back() -> None:
    done = subprocess.run([sys.executable, "-c", HELD_AND_LET_GO], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 100_000
