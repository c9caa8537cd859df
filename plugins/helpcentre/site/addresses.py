"""The map of published addresses: every page, redirect, file and generated page claims its address exactly once.

An address is a path below the root of the site, as a web server sees it: `faq/pay/` for `faq/pay/index.html`, else the
path of the file. Addresses that differ only in the case of letters are one address, because Windows and macOS store
them as one file.
"""

import posixpath
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from helpcentre.errors import Finding

RULE = "one-address-one-owner"
_INDEX = "index.html"


class OwnerKind(Enum):
    """The kinds of things that are published at an address."""

    PAGE = "page"
    FILE = "file"
    GENERATED = "generated"
    PLACEHOLDER = "placeholder"
    REDIRECT = "redirect"


@dataclass(frozen=True, slots=True)
class Owner:
    """A page, file or redirect that claims an address.

    `name` is how messages call it. `source` is the file in the content folder that a writer would change, with the
    place of the claim in it (`line` 0: the file as a whole); None for files that only the build makes. `written` is the
    item of `redirect_from` as the writer wrote it.
    """

    kind: OwnerKind
    name: str
    source: str | None = None
    line: int = 0
    column: int = 0
    written: str = ""

    @property
    def place(self) -> str:
        """The name, with line and column if they are known."""
        return f"{self.name}:{self.line}:{self.column}" if self.source == self.name and self.line else self.name


@dataclass(frozen=True, slots=True)
class _Claim:
    path: str
    owner: Owner
    reserved: str = ""
    """The folder that is kept for the owner, if that is why another claim is refused."""


@dataclass(frozen=True, slots=True)
class _Reserved:
    owner: Owner
    against: frozenset[OwnerKind]


class Addresses:
    """The claims of one build, in the order in which they were made; the first to claim an address owns it."""

    def __init__(self) -> None:
        self._files: dict[str, _Claim] = {}
        self._folders: dict[str, _Claim] = {}
        self._reserved: dict[str, _Reserved] = {}
        self.findings: list[Finding] = []
        """An error for every claim that was refused."""

    def claim(self, path: str, owner: Owner) -> bool:
        """Claim the output file `path` (relative to the folder of the site) for `owner`.

        Returns whether the address was free; if not, the first owner keeps it and an error is added to `findings`.
        """
        taken = self._find_first_owner(path, owner.kind)
        if taken is not None:
            self.findings.append(_describe_conflict(path, owner, taken))
            return False
        claim = _Claim(path, owner)
        self._files[_fold_path(path)] = claim
        for folder in _parents_of(path):
            self._folders.setdefault(_fold_path(folder), claim)
        return True

    def reserve_folder(self, folder: str, owner: Owner, against: Collection[OwnerKind]) -> None:
        """Keep `folder` and everything below it for `owner`: later claims of the kinds in `against` are refused."""
        self._reserved[_fold_path(folder)] = _Reserved(owner, frozenset(against))

    def owner_of(self, path: str) -> Owner | None:
        """Return the owner of the output file `path`, None if it is free."""
        claim = self._files.get(_fold_path(path))
        return claim.owner if claim else None

    def published(self) -> Mapping[str, Owner]:
        """Return every address with its owner, in the order of the claims."""
        return {address_of(claim.path): claim.owner for claim in self._files.values()}

    def _find_first_owner(self, path: str, kind: OwnerKind) -> _Claim | None:
        """Return the claim that is in the way of a file at `path`, None if there is none."""
        key = _fold_path(path)
        for folder in (key, *_parents_of(key)):
            if folder in self._reserved and kind in self._reserved[folder].against:
                return _Claim(path, self._reserved[folder].owner, reserved=folder)
        candidates = (self._files.get(key), self._folders.get(key), *(self._files.get(one) for one in _parents_of(key)))
        return next((claim for claim in candidates if claim is not None), None)


def address_of(path: str) -> str:
    """Return the address of an output file: `faq/pay/` for `faq/pay/index.html`, empty for the home page."""
    folder, _, name = path.rpartition("/")
    return (f"{folder}/" if folder else "") if name == _INDEX else path


def _fold_path(path: str) -> str:
    return unicodedata.normalize("NFC", path).lower()


def _parents_of(path: str) -> Iterator[str]:
    while path := posixpath.dirname(path):
        yield path


def _describe_conflict(path: str, owner: Owner, first: _Claim) -> Finding:
    """Return the error of a second claim: at its own place, or at that of the first if only that has one."""
    if owner.kind is OwnerKind.REDIRECT:
        return _make_finding(owner, f"redirect_from: '{owner.written}' is {_describe_redirect(path, owner, first)}")
    if owner.source is None and first.owner.source is not None:
        message = (
            f"this file has the address {_quote_address(path)}, which is needed for {owner.name}. Rename the file."
        )
        return _make_finding(first.owner, message)
    if first.reserved:
        message = (
            f"this file has the address {_quote_address(path)}, which is kept for {first.owner.name}. Rename the file."
        )
        return _make_finding(owner, message)
    what = "the placeholder for this page" if owner.kind is OwnerKind.PLACEHOLDER else "this file"
    taken = "already belongs to" if _fold_path(first.path) == _fold_path(path) else "cannot exist next to"
    other = f"{first.owner.place}{_case_note(path, first.path)}"
    return _make_finding(
        owner, f"{what} has the address {_quote_address(path)}, which {taken} {other}. Rename one of the two."
    )


def _describe_redirect(path: str, owner: Owner, first: _Claim) -> str:
    """Return why an item of `redirect_from` is refused, and what to do."""
    other = first.owner
    same_page = other.source == owner.source
    if first.reserved:
        return f"in the folder '{first.reserved}', which is kept for {other.name}. Remove it from the list."
    if other.kind is OwnerKind.REDIRECT:
        where = "listed twice" if same_page else f"also in redirect_from of {other.place}"
        return f"{where}. Remove one of the two."
    if other.kind is OwnerKind.PLACEHOLDER:
        return f"the address of {other.name}. Give {other.source} the same path as this page."
    if _fold_path(first.path) != _fold_path(path):
        return f"an address that cannot exist next to {other.name}. Remove it from the list."
    if same_page:
        return "the address of this page itself. Remove it from the list."
    return f"already the address of {other.name}{_case_note(path, first.path)}. Remove it from the list."


def _case_note(path: str, first: str) -> str:
    """Return a remark if two paths are one only where file systems ignore case or the form of accents."""
    same = _fold_path(path) == _fold_path(first) and path != first
    return " (addresses that differ only in upper and lower case are the same)" if same else ""


def _quote_address(path: str) -> str:
    return f"'/{address_of(path)}'"


def _make_finding(owner: Owner, message: str) -> Finding:
    return Finding(owner.source or owner.name, owner.line, owner.column, message, RULE)
