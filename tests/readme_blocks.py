"""The blocks of README.md that are generated: commands from their help, indicators from the catalogue.

Run `python -m tests.readme_blocks` to write them anew; tests/test_docs.py holds them to the code.
"""

from pathlib import Path

import click

from budget_pipeline.cli import main
from budget_pipeline.indicators.catalog import load_catalog
from tests.conftest import ROOT

README = ROOT / "README.md"
STATES = {"tersedia": "", "tabel": "tabel `skor`", "belum_tersedia": "belum tersedia"}


def command_block() -> str:
    """Return every command with its help, as the terminal shows it."""
    parts = []
    for path, command in commands(main, "budget-pipeline"):
        context = click.Context(command, info_name=path, max_content_width=88, terminal_width=88)
        parts.append(f"```text\n{command.get_help(context).rstrip()}\n```")
    return "\n\n".join(parts)


def commands(command: click.Command, path: str) -> list[tuple[str, click.Command]]:
    """Return the path and object of `command` and of everything below it, in listed order."""
    found = [(path, command)]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            found += commands(child, f"{path} {name}")
    return found


def indicator_block() -> str:
    """Return one table row per indicator: code, both titles, availability."""
    lines = ["| Kode | Indikator | Indicator | |", "| --- | --- | --- | --- |"]
    for item in load_catalog().indicators.values():
        lines.append(f"| {item.kode} | {item.judul.id} | {item.judul.en} | {STATES[item.status]} |")
    return "\n".join(lines)


BLOCKS = {"perintah": command_block, "indikator": indicator_block}


def with_blocks(text: str) -> str:
    """Return `text` with every generated block as the code has it now."""
    for name, generate in BLOCKS.items():
        start, end = f"<!-- {name}:mulai -->", f"<!-- {name}:selesai -->"
        head, _, rest = text.partition(start)
        _, _, tail = rest.partition(end)
        text = f"{head}{start}\n{generate()}\n{end}{tail}"
    return text


def write(path: Path = README) -> None:
    """Write the blocks into the README."""
    path.write_text(with_blocks(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
