"""Where the manifest comes from: a folder with the built site, or its https address. The last good one is kept."""

from dataclasses import dataclass
from hashlib import blake2b
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from helpcentre.contract.manifest import Manifest, parse_manifest
from helpcentre.errors import HelpCentreError

PATH = "helpcentre/manifest.json"
SIZE_LIMIT = 64 * 1024 * 1024
TIMEOUT_SECONDS = 10


@dataclass(slots=True)
class ManifestSource:
    """Reads the manifest again when it has changed; `site` is a folder or an address."""

    site: str
    _stamp: object = None

    def read(self) -> Manifest | None:
        """Return the manifest if it is new or changed, else None. Raises HelpCentreError if it cannot be read."""
        if urlsplit(self.site).scheme in ("http", "https"):
            text = _download(self.site)
        else:
            path = Path(self.site) / PATH
            try:
                text = path.read_bytes()
            except OSError as error:
                message = f"{path}: {error.strerror or error}; build the site first (helpcentre build) or give --site"
                raise HelpCentreError(message) from None
        stamp = blake2b(text, digest_size=16).digest()
        if stamp == self._stamp:
            return None
        manifest = parse_manifest(text, f"{self.site}/{PATH}")
        self._stamp = stamp
        return manifest

    def forget(self) -> None:
        """Read the manifest as new the next time, because it could not be kept."""
        self._stamp = None


def _download(site: str) -> bytes:
    import urllib.error  # late: most collectors read a folder
    import urllib.request

    address = urljoin(site if site.endswith("/") else f"{site}/", PATH)
    parts = urlsplit(address)
    if parts.scheme != "https" and not _is_loopback(parts.hostname or ""):
        raise HelpCentreError(f"{address}: the manifest decides what is accepted, so it must come over https")
    try:
        request = urllib.request.Request(address, headers={"User-Agent": "helpcentre"})  # noqa: S310 - scheme checked
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - scheme checked
            text: bytes = answer.read(SIZE_LIMIT + 1)
            final = urlsplit(answer.geturl())
    except (OSError, ValueError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise HelpCentreError(f"{address}: cannot be read: {reason}") from None
    if final.scheme != parts.scheme:
        raise HelpCentreError(f"{address}: leads away from https; give the address it leads to")
    if len(text) > SIZE_LIMIT:
        raise HelpCentreError(f"{address}: larger than {SIZE_LIMIT // 2**20} MiB")
    return text


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
