"""Take requests on one port, in one process or several, within a limit of memory.

Several processes share one listening socket; uvicorn starts them, asks them for a sign of life, puts a new one in the
place of one that died and lets all finish their answers on SIGTERM. Each goes over to a newer release by itself.
"""

import asyncio
import contextlib
import logging
import socket
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import uvicorn
from uvicorn.supervisors import Multiprocess

from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.layout import current_release
from budget_pipeline.site.serve import build_app, current_folder
from budget_pipeline.site.switching import Served, Switching

log = logging.getLogger(__name__)
MOST_MEMORY = 1_500_000_000  # bytes of addresses, of each process
DRAINING = 30  # seconds that answers under way get when asked to stop
AGAIN = 5  # seconds until a process that could not begin is started anew
WAITING = 512  # connections that may wait to be taken


def serve(
    published: Path, host: str, port: int, workers: int, on_ready: Callable[[str, str], None]
) -> None:
    """Serve the current release, and whatever becomes current later, until interrupted.

    `on_ready` gets the release id and the address just before requests are taken. ReleaseError when there is no
    release or it does not answer, BudgetPipelineError when the port cannot be had. Port 0: any free one.
    """
    folder = current_folder(published)
    asyncio.run(_ask_for_health(folder))
    with listen(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        on_ready(folder.name, f"http://{shown}:{listening.getsockname()[1]}")
        config = uvicorn.Config(
            partial(begin, published),
            factory=True,
            workers=workers,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=DRAINING,
        )
        if workers == 1:
            uvicorn.Server(config).run(sockets=[listening])
        else:
            Multiprocess(config, sockets=[listening]).run()


def begin(published: Path) -> Switching:
    """Return the application of this process, its memory limited; leave the process when there is nothing to serve."""
    limit_memory()
    try:
        return switching_app(published)
    except BudgetPipelineError as error:
        log.error("%s", error)  # noqa: TRY400 (a user's mistake needs no traceback)
        time.sleep(AGAIN)
        raise SystemExit(1) from error


def switching_app(published: Path) -> Switching:
    """Return the application of whatever release is current in `published`."""
    first = current_folder(published)
    return Switching(
        partial(current_release, published), build_app, Served(first, build_app(first))
    )


def limit_memory() -> None:
    """Let a question that needs too much memory fail by itself instead of taking the machine down."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def listen(host: str, port: int) -> socket.socket:
    """Return the listening socket; BudgetPipelineError when the address cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family, backlog=WAITING)
    except OSError as error:
        raise BudgetPipelineError(
            f"Alamat {host} port {port} tidak dapat dipakai: {error.strerror}. Hentikan program yang memakainya,"
            " atau pilih port lain, misalnya --port 8002."
        ) from error
    # Inherited by every connection; asyncio sets it only on sockets that name their protocol, and these do not.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


async def _ask_for_health(folder: Path) -> None:
    served = Served(folder, build_app(folder))
    try:
        await served.open()
    finally:
        served.close()
