"""Render templates in one go: everything they show has been read before, so nothing in them has to wait.

Datasette's own environment makes every loop and every macro of a template a chain of asynchronous generators.
"""

from typing import Any

from jinja2 import Environment, Template


class WholeTemplate(Template):
    """A template that Datasette may await although it is rendered at once."""

    async def render_async(self, *args: Any, **values: Any) -> str:
        """Return the rendered text."""
        return self.render(*args, **values)


def at_once(environment: Environment) -> Environment:
    """Return Datasette's environment, its loaders, filters and globals, for templates that await nothing.

    Templates are part of the installed program: nobody changes them while it runs.
    """
    made = environment.overlay(enable_async=False, auto_reload=False)
    made.template_class = WholeTemplate
    return made
