"""The option `checks` of `helpcentre/articles`: the rules that run, and the severity of their findings."""

from collections.abc import Collection, Mapping
from typing import Any, Literal, get_args

from helpcentre.errors import HelpCentreError, did_you_mean

Level = Literal["off", "warning", "error"]
Levels = Mapping[str, Level]


def parse_levels(value: Any, known: Collection[str], where: str) -> Levels:
    """Return the level of each code in an option such as `{link-vague: off}`; `where` names the option in messages.

    YAML reads a bare `off` as false, which counts as off. Raises HelpCentreError with every error in it.
    """
    if not value:
        return {}
    if not isinstance(value, Mapping):
        raise HelpCentreError(f"{where}: keys with their values belong here; write {{CODE: off}}")
    levels: dict[str, Level] = {}
    problems = []
    for code, written in value.items():
        level: Any = "off" if written is False else written
        if code not in known:
            problems.append(f"{where}: there is no check '{code}'{did_you_mean(str(code), known)}")
        elif level not in get_args(Level):
            problems.append(f"{where}: {code}: write off, warning or error (found {written!r})")
        else:
            levels[str(code)] = level
    if problems:
        raise HelpCentreError("\n".join(problems))
    return levels
