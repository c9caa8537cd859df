"""The options of `helpcentre collect`, and the settings they mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from types import MappingProxyType

from helpcentre.collector.intake.proxies import TrustedProxies
from helpcentre.collector.messages.configuration import ForwardOptions, make_receiver
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.retention import Retention
from helpcentre.contract.manifest import origin_of
from helpcentre.errors import HelpCentreError

NO_VARIABLES: Mapping[str, str] = MappingProxyType({})
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class CollectOptions:
    """The options as given; `docs/operate.md` explains them."""

    database: str
    site: str | None
    host: str = "127.0.0.1"
    port: int = 8001
    origins: tuple[str, ...] = ()
    public_url: str | None = None
    behind_proxy: tuple[str, ...] = ()
    order_pattern: str | None = None
    count_views: bool = False
    comment_days: int = 180
    item_days: int = 400
    message_days: int = 14
    forward: ForwardOptions = field(default_factory=ForwardOptions)


def make_settings(options: CollectOptions, port: int, environment: Mapping[str, str] = NO_VARIABLES) -> Settings:
    """Return the settings of a collector that listens on a port; `environment` has the secrets.

    Raises HelpCentreError for a wrong address, and for options about messages that do not fit each other.
    """
    own = {f"http://{host}:{port}" for host in LOOPBACK_NAMES} if is_loopback(options.host) else set[str]()
    if options.public_url:
        own.add(_read_origin(options.public_url))
    return Settings(
        site=options.site,
        origins=tuple(map(_read_origin, options.origins)),
        own_origins=tuple(sorted(own)),
        proxies=TrustedProxies(options.behind_proxy),
        retention=Retention(text_days=options.comment_days, item_days=options.item_days),
        order_pattern=options.order_pattern,
        count_views=options.count_views,
        receiver=make_receiver(options.forward, environment),
        message_days=options.message_days,
    )


def refuse_public_address(options: CollectOptions) -> None:
    """Refuse to listen on a public address without TLS: raise HelpCentreError."""
    if is_loopback(options.host) or options.behind_proxy:
        return
    raise HelpCentreError(
        f"--host {options.host} can be reached by others, and the collector uses plain http. Put a proxy with TLS in "
        "front of it and name its address, for example --behind-proxy 10.0.0.1 (see docs/operate.md)."
    )


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach a host."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _read_origin(address: str) -> str:
    origin = origin_of(address)
    if origin is None:
        raise HelpCentreError(f"'{address}' is not a valid origin. Use an address such as https://help.example.com.")
    return origin
