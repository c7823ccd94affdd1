"""Where the site's templates and metadata stand: at the root of a checkout, or in the package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def templates_dir() -> Path:
    """Return the folder of Jinja templates.

    A wheel carries it as ``budget_pipeline/site/templates``; a checkout keeps it at its root.
    """
    return _first("templates")


def metadata_path() -> Path:
    """Return the path of Datasette's ``metadata.yml``, found as the templates are."""
    return _first("metadata.yml")


def _first(name: str) -> Path:
    """Return the packaged path where it exists, else the one in the checkout.

    The packaged path comes first: beside an installed package lies site-packages, where
    a folder called ``templates`` could be anybody's.
    """
    packaged = _PACKAGE / "site" / name
    return packaged if packaged.exists() else _CHECKOUT / name
