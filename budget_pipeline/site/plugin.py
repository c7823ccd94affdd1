"""The hooks through which Datasette learns of our pages; the work is done elsewhere."""

import logging
from collections.abc import Callable
from typing import Any

from datasette import NotFound, hookimpl
from datasette.views.base import DatasetteError

from budget_pipeline.site.freshness import fresh
from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import Handler, find_routes
from budget_pipeline.site.security import guard
from budget_pipeline.site.site import site_of
from budget_pipeline.site.summaries import attach

log = logging.getLogger(__name__)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Register every page found in pages/."""
    return [(pattern, _view(handler)) for pattern, handler in find_routes()]


@hookimpl
def extra_template_vars(datasette: Any, request: Any) -> dict[str, Any]:
    """Give every template, Datasette's own included, our words."""
    return Page(datasette, request).words if request else {}


@hookimpl
def prepare_connection(conn: Any, database: str, datasette: Any) -> None:
    """Make the summary tables known where a release was made without them."""
    if database == "data":
        attach(conn, getattr(datasette, "budget_summaries", None))


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[..., Any]:
    """Guard every answer, and say how long it may be kept."""

    def address() -> str:
        return str(site_of(datasette).settings.get("alamat") or "")

    # Datasette asks for the wrapper before build_app has told it of the site.
    return lambda app: guard(fresh(app, lambda: datasette.budget_mark), address)


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[..., Any]:
    """Answer an error with a page of ours that says what to do and nothing about the machine."""

    async def answer() -> Any:
        return await error_page(Page(datasette, request), exception)

    return answer


async def error_page(page: Page, exception: Exception) -> Any:
    """Return the page that answers `exception`; what nobody foresaw is logged, not shown."""
    status = 404 if isinstance(exception, NotFound) else getattr(exception, "status", 500)
    if isinstance(exception, DatasetteError) and status == 500:
        status = 400  # Datasette's own word on what was asked, a sort by no column for one
    foreseen = status != 500 and bool(exception.args)
    if not foreseen:
        log.error("%s %s", page.request.method, page.request.path, exc_info=exception)
    message = getattr(exception, "message", None) or (exception.args[0] if foreseen else "")
    return await page.html("error.html", status, status=status, pesan=str(message), judul="")


def _view(handler: Handler) -> Callable[..., Any]:
    """Return the view of a page; its 404 is answered here, since Datasette would first guess at the address."""

    async def view(datasette: Any, request: Any) -> Any:
        page = Page(datasette, request)
        try:
            return await handler(page)
        except NotFound as error:
            return await error_page(page, error)

    view.__name__ = getattr(handler, "__name__", "view")
    return view
