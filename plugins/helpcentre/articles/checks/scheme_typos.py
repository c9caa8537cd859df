"""Web addresses with an error in their first letters."""

import re

_SLASHES = re.compile(r"(?P<scheme>https?)(?:(?::(?!//[^/])|;)/*|//:?/*|\.//)(?P<rest>[^/].*)", re.IGNORECASE)
_MISSPELT = re.compile(r"(?P<scheme>(?!ssh:)(?=[hps]*t)(?=[hts]*p)[htps]{3,8}|hxxps?):/*(?P<rest>.*)", re.IGNORECASE)
_BARE = re.compile(
    r"(?:www\.[\w-]+\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|eu|io|info|ee|it|id|de|fr|es|co\.uk)(?:/|$))", re.IGNORECASE
)


def correct_address(href: str) -> str | None:
    """Return the web address that was probably meant by `href`; None if `href` is fine or something else."""
    slashes = _SLASHES.fullmatch(href)
    if slashes:
        return f"{slashes['scheme'].lower()}://{slashes['rest']}"
    misspelt = _MISSPELT.fullmatch(href)
    if misspelt and misspelt["scheme"].lower() not in ("http", "https"):
        return f"https://{misspelt['rest']}"
    return f"https://{href}" if _BARE.match(href) else None
