"""By which names a collector that only this machine can reach may be asked.

A page of a stranger can give its own name the address 127.0.0.1 (DNS rebinding) and then read what answers there.
Such a request carries the stranger's name as its Host; an address or `localhost` cannot be given away like that.
"""

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit


def is_ours(host: str, origins: Iterable[str]) -> bool:
    """Tell whether a Host header names an address, this machine, or one of our own origins; browsers always send it."""
    if not host:
        return True
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ip_address(name)
    except ValueError:
        return name in {urlsplit(origin).hostname for origin in origins}
    return True
