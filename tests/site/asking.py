"""Run coroutines on a loop of their own, since a driven browser keeps one in the main thread."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return what `coroutine` returns."""
    return asyncio.run_coroutine_threadsafe(coroutine, _loop()).result(timeout=600)


def apart(work: Callable[[], T]) -> T:
    """Return what `work`, which runs a loop of its own, returns: no other loop lives in its thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result(timeout=600)


def ask(site: Any, path: str) -> Any:
    """Return the answer of `site` to one request."""
    return run(site.client.get(path))


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return loop
