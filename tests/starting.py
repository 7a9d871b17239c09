"""A process of its own that begins where the imports of `python -m earwitness` end.

The first start makes one process that has imported the program and has done nothing else; each start is a fork of
it. Streams, exit code, signals and death are those of any process; only the second of imports is missing. What it
costs, and that nothing is loaded before it is needed, is shown by tests that run `python -m earwitness`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from earwitness.cli.main import VERBS, main

_LOADED = ["earwitness.web.serve", "faster_whisper.vad", *(f"earwitness.cli.{verb}" for verb in VERBS)]
"""What a start finds imported: nothing that has threads at work, which a fork would lose."""

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(_LOADED)


class Started:
    """This work, while it is done; `stdout` is what it prints. What it is called with has to be picklable."""

    def __init__(
        self,
        work: Callable[..., object],
        *arguments: Any,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        stderr: str = os.devnull,
    ) -> None:
        printed, out = _context.Pipe(duplex=False)
        self._process = _context.Process(
            target=_begin,
            args=(work, arguments, cwd or Path.cwd(), dict(env or os.environ), out, stderr),
            daemon=True,
        )
        self._process.start()
        out.close()
        self.stdout = os.fdopen(os.dup(printed.fileno()), encoding="utf-8")
        printed.close()

    def wait(self) -> int:
        """Its exit code, once it has ended; the number of the signal, negative, where that ended it."""
        self._process.join()
        assert self._process.exitcode is not None
        return self._process.exitcode

    def interrupt(self) -> int:
        """As Ctrl-C would; gives the exit code."""
        assert self._process.pid
        os.kill(self._process.pid, signal.SIGINT)
        return self.wait()

    def kill(self) -> int:
        """As a power cut would; gives the exit code."""
        self._process.kill()
        return self.wait()


def program(*arguments: str) -> None:
    """The work of `earwitness` with these arguments."""
    sys.argv[:] = ["earwitness", *arguments]
    main()


def earwitness(*arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> CompletedProcess[str]:
    """Run it to its end."""
    texts = [str(one) for one in arguments]
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as errors:
        started = Started(program, *texts, cwd=cwd, env=env, stderr=errors.name)
        with started.stdout as stdout:
            printed = stdout.read()
        return CompletedProcess(texts, started.wait(), printed, errors.read())


def _begin(  # noqa: PLR0913, PLR0917
    work: Callable[..., object],
    arguments: tuple[Any, ...],
    cwd: Path,
    env: dict[str, str],
    out: Connection,
    stderr: str,
) -> None:
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    with Path(stderr).open("w", encoding="utf-8") as errors:
        os.dup2(errors.fileno(), sys.stderr.fileno())
    os.dup2(out.fileno(), sys.stdout.fileno())
    out.close()
    work(*arguments)
