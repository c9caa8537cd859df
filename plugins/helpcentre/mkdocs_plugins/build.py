"""The state of one build under MkDocs, which the six plugins share."""

from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from helpcentre.site.site import Site


@dataclass
class Build:
    """One build: the context of the site, and what MkDocs has made so far."""

    site: Site
    files: Files | None = None
    nav: Navigation | None = None
    env: Environment | None = None
    done: set[str] = field(default_factory=set)

    def begins(self, step: str) -> bool:
        """Return whether `step` is still to be done; after this it counts as done."""
        if step in self.done:
            return False
        self.done.add(step)
        return True


def hc_of(context: Any) -> dict[str, Any] | None:
    """Return what our templates show, from the context of a template; None if it has not been set yet."""
    found: dict[str, Any] | None = context.get("hc")
    return found


def set_hc(context: Any, hc: dict[str, Any]) -> None:
    """Put what our templates show into the context of a template."""
    context["hc"] = hc
