"""Read the program's part of metadata.yml."""

from typing import Any

from budget_pipeline.errors import SchemaError
from budget_pipeline.layout import metadata_path
from budget_pipeline.pipeline.declared import read_yaml

PLUGIN = "budget-pipeline"


def site_settings() -> dict[str, Any]:
    """Return the settings of the program in metadata.yml; SchemaError when it cannot be used."""
    path = metadata_path()
    settings = read_yaml(path, path.name, SchemaError)
    place = path.name
    for key in ("plugins", PLUGIN):
        settings = _mapping(settings, place).get(key)
        place = f"{place}: {key}"
    return _mapping(settings, place)


def _mapping(value: Any, place: str) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise SchemaError(
            f"{place}: harus berupa pasangan kunci dan isi / must be keys with their values"
        )
    return value
