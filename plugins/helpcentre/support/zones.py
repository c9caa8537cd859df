"""Time zones from the pinned PyPI `tzdata`, never from the machine the site is built on.

`zoneinfo` prefers the system's copy, which on long-lived distributions is months behind: the same site would then show
different hours on different machines.
"""

import importlib.metadata
import zoneinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo


def force_tzdata() -> str:
    """Make every later `ZoneInfo` come from PyPI's tzdata and return its version, such as `2026.6`."""
    if zoneinfo.TZPATH:
        zoneinfo.reset_tzpath(to=())
        ZoneInfo.clear_cache()
        zone.cache_clear()
    return tzdata_version()


@cache
def tzdata_version() -> str:
    """Return the version of the installed tzdata distribution."""
    return importlib.metadata.version("tzdata")


@cache
def zone_names() -> frozenset[str]:
    """Return every zone name that tzdata knows."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


@cache
def zone(name: str) -> ZoneInfo:
    """Return the zone of an IANA name that `zone_names` holds."""
    return ZoneInfo(name)
