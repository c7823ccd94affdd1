"""What the documents say is what the program does."""

import re

import yaml

from budget_pipeline.cli import main
from budget_pipeline.extract.profiles import HERE, KEYS, load_layouts
from budget_pipeline.extract.settings import KEYS as SETTINGS
from budget_pipeline.issues import catalogue
from budget_pipeline.schema.read import load_schema
from tests.conftest import ROOT
from tests.readme_blocks import README, commands, with_blocks


def test_the_generated_blocks_of_the_readme_are_current() -> None:
    text = README.read_text(encoding="utf-8")
    assert with_blocks(text) == text, "run: python -m tests.readme_blocks"


def test_every_command_and_option_has_help() -> None:
    for path, command in commands(main, "budget-pipeline"):
        assert command.help, path
        for option in command.params:
            if option.param_type_name == "option" and option.name != "help":
                assert getattr(option, "help", None), f"{path} {option.name}"


def test_the_readme_names_every_target_of_make() -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.M)
    readme = README.read_text(encoding="utf-8")
    assert {"demo", "test"} < set(targets)
    assert [name for name in targets if name != "help" and f"`make {name}`" not in readme] == []


def test_every_column_is_described_in_both_languages() -> None:
    for table in load_schema().tables.values():
        for column in table.columns:
            for words in (column.title, column.description):
                assert words.id.strip(), f"{table.name}.{column.name}"
                assert words.en.strip(), f"{table.name}.{column.name}"


def test_the_guide_names_every_setting_of_sumber_yml_and_every_key_of_a_profile() -> None:
    guide = (ROOT / "docs" / "panduan-staf.md").read_text(encoding="utf-8")
    for name in SETTINGS:
        assert f"`{name}`" in guide, name
    profile = (ROOT / "docs" / "profil.md").read_text(encoding="utf-8")
    for name in sorted(KEYS):
        assert f"`{name}`" in profile, name


def test_every_shipped_layout_names_its_source_and_recognises_something() -> None:
    for layout in load_layouts(load_schema()):
        if not layout.generic:
            assert layout.source, layout.name
            assert layout.require or layout.positions or layout.spread or layout.require_columns, (
                layout.name
            )


def test_a_layout_file_is_called_after_its_layout_or_its_system() -> None:
    names = {
        yaml.safe_load(path.read_text(encoding="utf-8"))["name"] for path in HERE.glob("*.yml")
    }
    assert len(names) == len(list(HERE.glob("*.yml")))


def test_every_message_says_the_same_in_both_languages() -> None:
    for code, message in catalogue().items():
        assert message.id.strip(), code
        assert message.en.strip(), code
        blanks = [set(re.findall(r"{(\w+)}", text)) for text in (message.id, message.en)]
        assert blanks[0] == blanks[1], code


def test_relative_links_of_the_documents_lead_somewhere() -> None:
    for document in [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
