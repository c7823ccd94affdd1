"""Run one file's work in a child process with limits, so that no file can take the run down.

A fork server with the heavy libraries loaded hands out children in some 20 ms each. A crash, an
endless loop or a hunger for memory rejects that file with one sentence; the run goes on.
"""

import contextlib
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from budget_pipeline.errors import BudgetPipelineError, RejectedFile
from budget_pipeline.issues import reject

try:
    import resource
except ImportError:  # Windows: no limits there
    resource = None  # type: ignore[assignment]

log = logging.getLogger(__name__)

MEMORY = 1_500_000_000
CPU_SECONDS = 60
BYTES_PER_EXTRA_MINUTE = 50_000_000
WALL_FACTOR = 1.5
OUT_OF_MEMORY = 77  # exit status of a child that could not even say so

PACKAGE = __name__.partition(".")[0]
PRELOADED = [
    "budget_pipeline.extract.readers",
    "budget_pipeline.schema.read",
    "pandas",
    "pyarrow.compute",
    "pyarrow.csv",
]
# Read by the libraries as the fork server starts. RLIMIT_DATA counts what is allocated, used or not,
# so that must stay close to the memory in use: few threads and arenas, and large blocks mapped one
# by one and given back at once. Blocks of the columns of a part are used again: new pages cost more.
ENVIRONMENT = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "33554432",
    "MALLOC_TRIM_THRESHOLD_": "67108864",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
_starting = threading.Lock()


def run_limited(
    function: Callable[..., Any], *args: Any, size: int = 0, memory: int = MEMORY
) -> Any:
    """Return `function(*args)`, computed in a child process limited in memory and time.

    `size`: bytes of the file, from which its time follows. RejectedFile when the child crashed,
    ran out of time or memory, or raised it; other errors of this program pass through as they are.
    """
    if not _can_fork():
        return _in_process(function, *args)
    seconds = CPU_SECONDS * (1 + size // BYTES_PER_EXTRA_MINUTE)
    with tempfile.NamedTemporaryFile(prefix="budget-pipeline-") as output:
        receiver, sender = multiprocessing.Pipe(duplex=False)
        child = _start(_work, (sender, output.name, memory, seconds, function, args))
        sender.close()
        late = threading.Event()
        alarm = threading.Timer(WALL_FACTOR * seconds, _stop, (child, late))
        alarm.daemon = True
        alarm.start()
        try:
            outcome = _receive(receiver)
        finally:
            alarm.cancel()
            receiver.close()
            if sys.exc_info()[0]:
                child.kill()
            child.join()
        printed = Path(output.name).read_bytes()[-4000:].decode("utf-8", "replace")
    if outcome is None:
        log.debug("a child died with %s: %s", child.exitcode, printed)
        raise _death(child.exitcode, late.is_set(), seconds, memory, printed)
    kind, value = outcome
    if kind == "error":
        raise value
    return value


def run_many(
    function: Callable[..., Any],
    list_of_args: Sequence[tuple[Any, ...]],
    jobs: int,
    *,
    sizes: Sequence[int] = (),
    memory: int = MEMORY,
) -> Iterator[Any]:
    """Yield `function(*args)` for each `args`, in order, with up to `jobs` children at a time.

    A rejection is yielded in the place of the result, not raised: the other files go on.
    """

    def run(index: int) -> Any:
        try:
            size = sizes[index] if sizes else 0
            return run_limited(function, *list_of_args[index], size=size, memory=memory)
        except RejectedFile as error:
            return error

    with ThreadPoolExecutor(max(1, jobs)) as pool:
        # Not all at once: results waiting for their turn are held in memory.
        ahead = max(1, jobs) + 1
        waiting = [pool.submit(run, index) for index in range(min(ahead, len(list_of_args)))]
        for index in range(len(list_of_args)):
            yield waiting.pop(0).result()
            if index + ahead < len(list_of_args):
                waiting.append(pool.submit(run, index + ahead))


def prepare(*modules: str) -> None:
    """Start the fork server if it is not there, with `modules` loaded as well; return at once.

    It loads them while this process goes on, so a command that is about to read calls this first.
    """
    PRELOADED.extend(name for name in modules if name not in PRELOADED)
    if _can_fork():
        _serve_forks()


def _can_fork() -> bool:
    return resource is not None and "forkserver" in multiprocessing.get_all_start_methods()


def _in_process(function: Callable[..., Any], *args: Any) -> Any:
    """Return `function(*args)` without a child, where the system has none (Windows)."""
    try:
        return function(*args)
    except MemoryError as error:
        raise reject("memori_habis", batas="-") from error


def _start(target: Callable[..., None], args: tuple[Any, ...]) -> Any:
    """Return a started child of the fork server."""
    _serve_forks()
    child = multiprocessing.get_context("forkserver").Process(target=target, args=args, daemon=True)
    child.start()
    return child


def _serve_forks() -> None:
    """Start the fork server if it is not there, in an environment of its own."""
    with _starting:
        before = {name: os.environ.get(name) for name in ENVIRONMENT}
        os.environ.update(ENVIRONMENT)
        try:
            loaded = [name for name in sorted(sys.modules) if name.startswith(PACKAGE)]
            multiprocessing.get_context("forkserver").set_forkserver_preload([*PRELOADED, *loaded])
            forkserver.ensure_running()
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def _work(
    sender: Connection,
    output: str,
    memory: int,
    seconds: int,
    function: Callable[..., Any],
    args: tuple[Any, ...],
) -> None:
    """Do the child's part: limit itself, compute, hand over the result, and leave at once."""
    handle = os.open(output, os.O_WRONLY | os.O_APPEND)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    try:
        _limit(memory, seconds)
        outcome = _compute(function, args)
        with os.fdopen(os.dup(sender.fileno()), "wb") as pipe:
            pickle.dump(outcome, pipe, protocol=5)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    # Leave without tidying: the memory goes back as a whole.
    os._exit(0)


def _compute(function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "result", function(*args)
    except BudgetPipelineError as error:
        return "error", error
    except MemoryError:
        raise
    except BaseException as error:
        # A fault of the program itself: one file is lost, the log keeps what a developer needs.
        rejection = reject("pembaca_gagal", sebab=f"{type(error).__name__}: {error}"[:200])
        rejection.add_note(traceback.format_exc())
        return "error", rejection


def _limit(memory: int, seconds: int) -> None:
    """Limit this process: `memory` bytes of its own, `seconds` of processor time, no core dump.

    Its own is what it allocates; of mapped files the system can take the pages back.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    with contextlib.suppress(OSError, ValueError):
        _, resident, _, _, _, own, _ = map(int, Path("/proc/self/statm").read_text().split())
        page = os.sysconf("SC_PAGE_SIZE")
        # What is allocated already is there for free; what may come on top must fit beside it.
        allowed = own * page + memory - resident * page
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, allowed))


def _receive(receiver: Connection) -> tuple[str, Any] | None:
    """Return what the child handed over, or None when it died before it could."""
    try:
        with os.fdopen(os.dup(receiver.fileno()), "rb") as pipe:
            outcome: tuple[str, Any] = pickle.load(pipe)
    except (EOFError, pickle.UnpicklingError):
        return None
    return outcome


def _stop(child: Any, late: threading.Event) -> None:
    late.set()
    child.kill()


def _death(exitcode: int, late: bool, seconds: int, memory: int, printed: str) -> RejectedFile:
    """Return the rejection that tells why a child died."""
    if late or exitcode == -signal.SIGXCPU:
        return reject("waktu_habis", detik=seconds)
    # Rust says so and aborts; Python raises MemoryError and leaves with a status of its own.
    if exitcode == OUT_OF_MEMORY or "memory allocation of" in printed:
        return reject("memori_habis", batas=f"{memory / 1e9:.1f} GB")
    cause = signal.Signals(-exitcode).name if exitcode < 0 else f"status {exitcode}"
    return reject("pembaca_berhenti", sebab=cause)
