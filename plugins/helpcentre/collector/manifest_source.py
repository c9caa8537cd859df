"""Read the manifest from the folder of the built site or from its https address, whenever it has changed."""

from dataclasses import dataclass, field
from hashlib import blake2b
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from helpcentre.contract.manifest import Manifest, ManifestArticle, ManifestPart, join_parts, parse_manifest, parse_part
from helpcentre.errors import HelpCentreError

PATH = "helpcentre/manifest.json"
SIZE_LIMIT = 64 * 1024 * 1024
TIMEOUT_SECONDS = 10


@dataclass(slots=True)
class ManifestSource:
    """Reads the manifest again when it has changed; `site` is a folder or an address."""

    site: str
    _digest: bytes | None = None
    _parts: dict[ManifestPart, tuple[ManifestArticle, ...]] = field(default_factory=dict)
    """The parts of the manifest that was read last."""

    def read(self) -> Manifest | None:
        """Return the manifest if it is new or changed, else None. Raises HelpCentreError if it cannot be read."""
        text = self._read_file(PATH)
        digest = blake2b(text, digest_size=16).digest()
        if digest == self._digest:
            return None
        manifest = parse_manifest(text, f"{self.site}/{PATH}")
        parts = {part: self._parts.get(part) or self._read_part(part) for part in manifest.parts}
        manifest = join_parts(manifest, parts.values(), f"{self.site}/{PATH}")
        self._digest, self._parts = digest, parts
        return manifest

    def _read_part(self, part: ManifestPart) -> tuple[ManifestArticle, ...]:
        return parse_part(self._read_file(part.path), part, f"{self.site}/{part.path}")

    def _read_file(self, name: str) -> bytes:
        """Return a file of the site; raises HelpCentreError if it cannot be read."""
        if urlsplit(self.site).scheme in ("http", "https"):
            return _download(self.site, name)
        path = Path(self.site) / name
        try:
            return path.read_bytes()
        except OSError as error:
            reason = "file not found" if isinstance(error, FileNotFoundError) else error.strerror or error
            raise HelpCentreError(
                f"{path}: {reason}. Build the site first (helpcentre build), or give the folder or address of a "
                "built site."
            ) from None

    def modified(self) -> float | None:
        """Return when the manifest in a folder was last written, in Unix seconds; None if that cannot be known."""
        try:
            return (Path(self.site) / PATH).stat().st_mtime
        except OSError:
            return None

    def forget(self) -> None:
        """Read the manifest as new next time, because it could not be stored."""
        self._digest = None


def _download(site: str, name: str) -> bytes:
    import urllib.error  # late: most collectors read a folder
    import urllib.request

    address = urljoin(site if site.endswith("/") else f"{site}/", name)
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
