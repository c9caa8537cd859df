"""The address that the answer to a form without JavaScript leads to."""

from helpcentre.contract.manifest import Manifest


def page_address(named: str, anchor: str, manifest: Manifest | None, *, here: bool) -> str:
    """Return the address of a page that a form names, or of the home page if the site does not have it."""
    url = named.removeprefix("/")
    url = url if manifest and url in manifest.addresses else ""
    path = f"{manifest.base_path if manifest else ''}{url}".lstrip("/\\")
    origin = "" if here or manifest is None else manifest.origin or ""
    return f"{origin}/{path}#{anchor}"
