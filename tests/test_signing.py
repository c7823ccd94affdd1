"""A release is signed when a key is given, as the real minisign makes and accepts signatures."""

import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from budget_pipeline.cli import main
from budget_pipeline.publish.signing import KEY
from tests.small_files import lra, write_csv


@dataclass(frozen=True)
class Keys:
    """A pair of keys without a password: files, and the public key as text."""

    secret: Path
    public: Path

    @property
    def text(self) -> str:
        return self.public.read_text(encoding="ascii").splitlines()[1]


def make_keys(folder: Path) -> Keys:
    if shutil.which("minisign") is None:
        pytest.skip("no minisign on this machine (on Debian: apt-get install minisign)")
    folder.mkdir()
    keys = Keys(folder / "rahasia.key", folder / "umum.pub")
    command = ["minisign", "-G", "-W", "-s", str(keys.secret), "-p", str(keys.public)]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return keys


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return make_keys(tmp_path / "kunci")


def run(*arguments: object, key: Path | None = None) -> Result:
    environment = {KEY: str(key) if key else None}
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


def publish(folder: Path, key: Path | None) -> Path:
    write_csv(folder / "raw" / "lra.csv", lra())
    result = run("import", folder / "raw", "--published", folder / "out", key=key)
    assert result.exit_code == 0, result.output
    return (folder / "out" / "current").resolve()


def test_real_minisign_accepts_the_signature_of_a_release(tmp_path: Path, keys: Keys) -> None:
    release = publish(tmp_path, keys.secret)
    result = subprocess.run(
        ["minisign", "-V", "-P", keys.text, "-m", str(release / "SHA256SUMS")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"rilis {release.name}" in result.stdout
    assert stat.S_IMODE((release / "SHA256SUMS.minisig").stat().st_mode) == 0o444


def test_verify_checks_the_signature_against_a_key_or_its_file(tmp_path: Path, keys: Keys) -> None:
    publish(tmp_path, keys.secret)
    for given in (keys.text, keys.public):
        result = run("verify", "--published", tmp_path / "out", "--public-key", given)
        assert (result.exit_code, "tanda tangan: 1" in result.output) == (0, True), result.output
    stranger = make_keys(tmp_path / "lain")
    result = run("verify", "--published", tmp_path / "out", "--public-key", stranger.text)
    assert result.exit_code == 5
    assert "SHA256SUMS.minisig" in result.output


def test_changed_signature_or_changed_sums_are_found(tmp_path: Path, keys: Keys) -> None:
    release = publish(tmp_path, keys.secret)
    for name in ("SHA256SUMS.minisig", "SHA256SUMS"):
        path = release / name
        whole = path.read_bytes()
        path.chmod(0o644)
        path.write_bytes(whole.replace(b"A", b"B") if name.endswith("minisig") else whole + b"\n")
        result = run("verify", "--published", tmp_path / "out", "--public-key", keys.text)
        assert result.exit_code == 5, name
        assert "SHA256SUMS.minisig:" in result.output, name
        path.write_bytes(whole)


def test_release_without_signature_fails_where_one_is_asked_for(tmp_path: Path, keys: Keys) -> None:
    publish(tmp_path, None)
    assert run("verify", "--published", tmp_path / "out").exit_code == 0
    result = run("verify", "--published", tmp_path / "out", "--public-key", keys.text)
    assert result.exit_code == 5
    assert "tidak ditandatangani" in result.output


def test_same_release_and_key_give_the_same_signature(tmp_path: Path, keys: Keys) -> None:
    one, two = publish(tmp_path / "satu", keys.secret), publish(tmp_path / "dua", keys.secret)
    name = "SHA256SUMS.minisig"
    assert one.name == two.name
    assert (one / name).read_bytes() == (two / name).read_bytes()


def test_a_key_given_later_signs_the_release_that_is_there_already(
    tmp_path: Path, keys: Keys
) -> None:
    before = publish(tmp_path, None)
    assert not (before / "SHA256SUMS.minisig").exists()
    after = publish(tmp_path, keys.secret)
    assert after == before
    result = run("verify", "--published", tmp_path / "out", "--public-key", keys.text)
    assert result.exit_code == 0, result.output


def test_nothing_is_published_unsigned_when_the_key_cannot_be_used(
    tmp_path: Path, keys: Keys
) -> None:
    write_csv(tmp_path / "raw" / "lra.csv", lra())
    result = run(
        "import", tmp_path / "raw", "--published", tmp_path / "out", key=tmp_path / "tidak-ada"
    )
    assert result.exit_code == 1
    assert "tidak dapat ditandatangani" in result.output
    assert not (tmp_path / "out" / "current").exists()


def test_missing_program_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    write_csv(tmp_path / "raw" / "lra.csv", lra())
    result = run("import", tmp_path / "raw", "--published", tmp_path / "out", key=tmp_path / "k")
    assert result.exit_code == 1
    assert "Program minisign tidak ada" in result.output
