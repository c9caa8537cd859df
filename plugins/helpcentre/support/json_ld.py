"""Channels and hours as schema.org data, and back again."""

from typing import Any

from helpcentre.support.model import Support


def contact_points(support: Support, language: str) -> list[dict[str, Any]]:
    """Return a `ContactPoint` for every channel that is answered."""
    return []
