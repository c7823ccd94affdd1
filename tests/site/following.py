"""Follow a link or send a form, and wait for the page behind it."""

from typing import Any


def follow(page: Any, target: Any) -> None:
    """Click `target` (a selector or a locator) and return once the next page stands.

    A click alone returns before the next page: what is then read may be the old page's.
    """
    with page.expect_navigation():
        (page.locator(target).first if isinstance(target, str) else target).click()
