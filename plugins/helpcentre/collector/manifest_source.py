"""Read the manifest from the folder of the built site or from its https address, whenever it has changed."""

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
    _digest: bytes | None = None

    def read(self) -> Manifest | None:
        """Return the manifest if it is new or changed, else None. Raises HelpCentreError if it cannot be read."""
        if urlsplit(self.site).scheme in ("http", "https"):
            text = _download_manifest(self.site)
        else:
            path = Path(self.site) / PATH
            try:
                text = path.read_bytes()
            except OSError as error:
                reason = "file not found" if isinstance(error, FileNotFoundError) else error.strerror or error
                raise HelpCentreError(
                    f"{path}: {reason}. Build the site first (helpcentre build), or give the folder or address of a "
                    "built site."
                ) from None
        digest = blake2b(text, digest_size=16).digest()
        if digest == self._digest:
            return None
        manifest = parse_manifest(text, f"{self.site}/{PATH}")
        self._digest = digest
        return manifest

    def modified(self) -> float | None:
        """Return when the manifest in a folder was last written, in Unix seconds; None if that cannot be known."""
        try:
            return (Path(self.site) / PATH).stat().st_mtime
        except OSError:
            return None

    def forget(self) -> None:
        """Read the manifest as new next time, because it could not be stored."""
        self._digest = None


def _download_manifest(site: str) -> bytes:
    import urllib.error  # late: most collectors read a folder
    import urllib.request

    address = urljoin(site if site.endswith("/") else f"{site}/", PATH)
    parts = urlsplit(address)
    if parts.scheme != "https" and not _is_loopback(parts.hostname or ""):
        raise HelpCentreError(f"{address}: use an https address. The manifest decides what is accepted.")
    try:
        request = urllib.request.Request(address, headers={"User-Agent": "helpcentre"})  # noqa: S310 - scheme checked
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - scheme checked
            text: bytes = answer.read(SIZE_LIMIT + 1)
            final = urlsplit(answer.geturl())
    except (OSError, ValueError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise HelpCentreError(f"{address} cannot be read: {reason}") from None
    if final.scheme != parts.scheme:
        raise HelpCentreError(f"{address} redirects to {final.scheme}. Use the address it redirects to.")
    if len(text) > SIZE_LIMIT:
        raise HelpCentreError(f"{address} is larger than {SIZE_LIMIT // 2**20} MiB")
    return text


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
