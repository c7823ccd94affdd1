"""Sign SHA256SUMS with minisign, when whoever publishes has a key, and check such a signature.

A signature covers every byte of a release, since SHA256SUMS names every file. The program `minisign` is called, so a
signature is what anybody's copy of it makes and accepts; it holds no time, so the same release and key give the same.
"""

import os
import shutil
import subprocess
from pathlib import Path

from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.publish import manifest
from budget_pipeline.publish.durable import FILE_MODE, sync

KEY = "BUDGET_PIPELINE_MINISIGN_KEY"
KEY_LENGTH = 56  # characters of a public key as minisign prints it


def secret_key() -> Path | None:
    """Return the secret key that the environment names; None where releases are not signed."""
    named = os.environ.get(KEY, "").strip()
    return Path(named) if named else None


def sign(folder: Path, release_id: str) -> None:
    """Write SHA256SUMS.minisig beside SHA256SUMS, where a key is given and there is none yet.

    BudgetPipelineError when minisign is missing or does not take the key: a release that should be signed is not
    published without.
    """
    key = secret_key()
    target = folder / manifest.SIGNATURE
    if key is None or target.is_file():
        return
    stated = ["-t", f"rilis {release_id}", "-c", "budget-pipeline"]
    files = ["-m", str(folder / manifest.SUMS), "-x", str(target)]
    result = _minisign("-S", "-s", str(key), *stated, *files)
    if result.returncode or not target.is_file():
        target.unlink(missing_ok=True)
        raise BudgetPipelineError(
            f"Rilis tidak dapat ditandatangani dengan kunci {key} ({KEY}): {_told(result)}. Kunci harus ada,"
            " terbaca, dan tanpa sandi (dibuat dengan `minisign -G -W`)."
        )
    target.chmod(FILE_MODE)
    sync(target)
    sync(folder)


def signature_problems(folder: Path, public_key: str) -> list[str]:
    """Return what is wrong with the signature of a release; `public_key` is the key itself or the path of its file."""
    if not (folder / manifest.SIGNATURE).is_file():
        return [f"{manifest.SIGNATURE} tidak ada: rilis ini tidak ditandatangani"]
    direct = len(public_key) == KEY_LENGTH and not Path(public_key).is_file()
    key = ["-P" if direct else "-p", public_key]
    files = ["-m", str(folder / manifest.SUMS), "-x", str(folder / manifest.SIGNATURE)]
    result = _minisign("-V", *key, *files)
    return [f"{manifest.SIGNATURE}: {_told(result)}"] if result.returncode else []


def _minisign(*arguments: str) -> "subprocess.CompletedProcess[str]":
    program = shutil.which("minisign")
    if program is None:
        raise BudgetPipelineError(
            "Program minisign tidak ada, padahal kunci diberikan. Pasang (Debian: apt-get install minisign)."
        )
    return subprocess.run(
        [program, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,  # away from the terminal, where it would ask for a password
    )


def _told(result: "subprocess.CompletedProcess[str]") -> str:
    lines = [line for line in (result.stderr + result.stdout).splitlines() if line.strip()]
    return lines[-1].strip() if lines else f"kode {result.returncode}"
