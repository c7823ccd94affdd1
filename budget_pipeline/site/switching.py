"""Serve the current release, and go over to a newer one without a request that fails or mixes the two.

The newer release is opened beside the one being served, asked for its own page of health, and only then takes its
place. Requests that have begun are answered to their end by the release they began with.
"""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.site.security import App, Scope, Send
from budget_pipeline.site.settled import SettledDatasette

log = logging.getLogger(__name__)
HEALTH = "/-/sehat"
GLANCE = 1.0  # seconds between two looks at what is current, while nobody asks
ALSO_ASKED = ("/", "/kualitas")


class Served:
    """One release being served, and how many of its requests are under way."""

    def __init__(self, folder: Path, datasette: SettledDatasette) -> None:
        self.folder = folder
        self.datasette = datasette
        self.app: App = datasette.app()
        self.busy = 0
        self._opening = asyncio.Lock()
        self._open = False

    async def open(self) -> None:
        """Let it get ready and ask it for its health; Datasette answers a second request before it is ready."""
        async with self._opening:
            if not self._open:
                for path in (HEALTH, *ALSO_ASKED):
                    answer = await self.datasette.client.get(path)
                    if answer.status_code != 200:
                        raise BudgetPipelineError(f"{path}: {answer.status_code}")
                self._open = True

    async def answer(self, scope: Scope, receive: Any, send: Send) -> None:
        """Answer one request."""
        if not self._open:
            await self.open()
        await self.app(scope, receive, send)

    def close(self) -> None:
        """Let go of its threads and files."""
        self.datasette.close()


class Switching:
    """The ASGI application that is always of the current release."""

    def __init__(
        self,
        current: Callable[[], Path | None],
        build: Callable[[Path], SettledDatasette],
        first: Served,
    ) -> None:
        self.current = current
        self.build = build
        self.served = first
        self.refused: Path | None = None
        self.change: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        """Answer one request from the release that is current when it begins."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        self._look()
        served = self.served
        served.busy += 1
        try:
            await served.answer(scope, receive, send)
        finally:
            served.busy -= 1
            await self._retire(served)

    async def _live(self, receive: Any, send: Send) -> None:
        """Watch for a newer release as long as the server runs, so that no reader has to be the first to ask."""
        watching: asyncio.Task[None] | None = None
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                watching = asyncio.get_running_loop().create_task(self._watch())
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                if watching is not None:
                    watching.cancel()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _watch(self) -> None:
        while True:
            self._look()
            await asyncio.sleep(GLANCE)

    def _look(self) -> None:
        """Begin to change over when another release has become current; one glance at a link per request."""
        if self.change is not None and not self.change.done():
            return
        folder = self.current()
        if folder in (None, self.served.folder):
            self.refused = None
        elif folder != self.refused:
            self.change = asyncio.get_running_loop().create_task(self._change_to(folder))

    async def _change_to(self, folder: Path) -> None:
        try:
            made = Served(folder, await asyncio.to_thread(self.build, folder))
            await made.open()
        except Exception:
            # Whatever is wrong with the newer release, the one being served goes on; not tried again until it changes.
            log.exception("Rilis %s tidak dapat dibuka; rilis lama tetap disajikan.", folder.name)
            self.refused = folder
            return
        before, self.served = self.served, made
        log.warning("Rilis %s disajikan.", folder.name)
        await self._retire(before)

    async def _retire(self, served: Served) -> None:
        if served is not self.served and not served.busy:
            await asyncio.to_thread(served.close)
