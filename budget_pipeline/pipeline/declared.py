"""Read what people declare in YAML: a fault becomes one line with file and line number."""

from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.errors import BudgetPipelineError


def read_yaml(path: Path, shown: str, error_class: type[BudgetPipelineError]) -> Any:
    """Return the content of `path`, called `shown` in messages; `error_class` when it is no YAML."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "-"
        raise error_class(
            f"{shown}: baris {line} bukan YAML yang benar; perbaiki spasi, tanda kutip, atau titik dua"
            f" di sana / line {line} is no valid YAML: {error.problem}"
        ) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise error_class(f"{shown}: tidak dapat dibaca / cannot be read: {reason}") from error
