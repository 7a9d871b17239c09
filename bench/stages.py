"""How long each stage of a listening takes, measured from outside: what is called is replaced by what times it.

Standard library only, since it runs wherever one of the measured systems does. Stages are wall time. One inside
another would count twice; those that go on at the same time count each for itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")


class Stages:
    """The seconds of each stage by its name, in `seconds`."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._lock = threading.Lock()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - began
            with self._lock:
                self.seconds[name] = self.seconds.get(name, 0.0) + spent

    def timed(self, name: str | Callable[..., str], call: Callable[..., T]) -> Callable[..., T]:
        """The same function, timed; its stage may depend on what it is called with."""

        def timed(*args: Any, **kwargs: Any) -> T:
            with self.stage(name if isinstance(name, str) else name(*args, **kwargs)):
                return call(*args, **kwargs)

        return timed

    def each(self, name: str, items: Iterable[T]) -> Iterator[T]:
        """The same items; what making them takes is timed, and what is done with them is not."""
        iterator = iter(items)
        while True:
            try:
                with self.stage(name):
                    item = next(iterator)
            except StopIteration:
                return
            yield item

    def replace(self, owner: Any, attribute: str, name: str | Callable[..., str]) -> None:
        """Time a function of a module, or a method of a class in all its objects, from now on."""
        setattr(owner, attribute, self.timed(name, getattr(owner, attribute)))
