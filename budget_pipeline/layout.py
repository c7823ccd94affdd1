"""Where things stand: the site's templates and metadata, and the release that is current.

Templates and metadata lie at the root of a checkout, or in the package.
"""

from pathlib import Path

CURRENT = "current"
CURRENT_TEXT = "current.txt"
_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def current_release(published: Path) -> Path | None:
    """Return the folder of the current release, or None where none can be read.

    The link `current` counts before the line of text in `current.txt`, which stands in for it
    where there are no links; publish/shelf.py switches in an order that keeps this true.
    """
    link = published / CURRENT
    try:
        return link.resolve(strict=True)
    except OSError:
        if link.is_symlink():
            return None
    try:
        folder = published / (published / CURRENT_TEXT).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return folder.resolve() if folder.is_dir() else None


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
