"""A kill at any moment of processing, naming and publishing leaves a case that verifies."""

from __future__ import annotations

from pathlib import Path

import killing


def test_killed_at_ten_moments_a_case_verifies_each_time_and_nothing_finished_is_lost(tmp_path: Path) -> None:
    """Ten here; bench/kill.py makes as many as it is told."""
    assert [found for _, found in killing.kill_and_look(tmp_path, times=10, seed=1)] == [[]] * 10
