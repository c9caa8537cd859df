"""The places that a theme has for the parts of our plugins, or the template that hides one."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpcentre.site.site import Site


@dataclass(frozen=True, slots=True)
class _Slot:
    """The ways a part is shown: by a partial of Material that ours replaces, or directly by our partials or data."""

    partial: str
    direct: re.Pattern[str]
    include: str
    """Our partial that a template can include."""


SLOTS = {
    "hours": _Slot(
        "partials/copyright.html",
        re.compile(r"helpcentre/hours|\bhc\.hours\b"),
        "partials/helpcentre/hours_footer.html",
    ),
    "channels": _Slot(
        "partials/feedback.html",
        re.compile(r"(?:helpcentre/|\bhc\.)(?:channels|still_stuck|notices)"),
        "partials/helpcentre/still_stuck.html",
    ),
    "feedback": _Slot(
        "partials/feedback.html",
        re.compile(r"helpcentre/feedback|\bhc\.feedback\b"),
        "partials/helpcentre/feedback.html",
    ),
}


def find_missing_slots(site: Site, theme: str, folders: Sequence[Path], ours: Path) -> list[str]:
    """Return a message for the parts that the theme does not show, none in our own frame.

    `folders` are those of the templates, the first has precedence; `ours` is the one of this package.
    """
    wanted = list(_parts_in_use(site))
    if site.options.frame or not wanted:
        return []
    templates = _effective_templates(folders)
    texts = {
        name: path.read_text(encoding="utf-8", errors="replace")
        for name, path in templates.items()
        if not path.is_relative_to(ours)
    }
    nowhere, messages = [], []
    for part in wanted:
        slot = SLOTS[part]
        if any(slot.direct.search(text) for text in texts.values()):
            continue
        if not any(slot.partial in text for text in texts.values()):
            nowhere.append(f"helpcentre/{part}")
        elif slot.partial in texts:
            messages.append(
                f"{templates[slot.partial]} replaces the place of helpcentre/{part}, so pages do not show it; "
                f"add {{% include '{slot.include}' %}} to that file"
            )
    if nowhere:
        messages.insert(0, f"{theme} has no place for {', '.join(nowhere)}; use the Markdown blocks: docs/plugins.md")
    return messages


def _parts_in_use(site: Site) -> Iterator[str]:
    """Yield the plugins in use that give pages something to show."""
    options = site.options
    if options.hours and site.support is not None:
        yield "hours"
    if options.channels and site.support is not None:
        yield "channels"
    if options.collector_url is not None:
        yield "feedback"


def _effective_templates(folders: Sequence[Path]) -> Mapping[str, Path]:
    """Return each template by its name: the file in the first of the folders that has it."""
    found: dict[str, Path] = {}
    for top in folders:
        for folder, names, files in os.walk(top):
            names[:] = [name for name in names if not name.startswith(".")]  # Material's .icons: thousands
            for name in files:
                path = Path(folder, name)
                if name.endswith(".html"):
                    found.setdefault(path.relative_to(top).as_posix(), path)
    return found
