"""Where issues are kept: a database beside us, or a running collector asked with a key (what CI has)."""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from helpcentre.collector.store.base import Store
from helpcentre.errors import HelpCentreError
from helpcentre.reporting.records import Issue
from helpcentre.reporting.text.issues import issue_from_json

TIMEOUT_SECONDS = 30
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Book(Protocol):
    """Issues that can be read and given another status."""

    def issues(self) -> list[Issue]:
        """Return every issue."""

    def change(self, issue: int, status: str) -> bool:
        """Change the status of an issue; tells whether there is one of this number."""


class StoreBook:
    """The issues of an open database."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def issues(self) -> list[Issue]:
        """Return every issue."""
        return list(self.store.issues(datetime.now(UTC)))

    def change(self, issue: int, status: str) -> bool:
        """Change the status of an issue; tells whether there is one of this number."""
        return self.store.change_issue(issue, int(datetime.now(UTC).timestamp() * 1000), status=status)


class CollectorBook:
    """The issues of a running collector; `key` is a key to its reports, of scope moderate where something changes."""

    def __init__(self, address: str, key: str) -> None:
        parts = urllib.parse.urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise HelpCentreError(
                f"--collector {address}: write an https address; the key must not cross the net openly"
            )
        if not key:
            message = "the key is missing: put it into HELPCENTRE_TOKEN (helpcentre token add ci --scope moderate)"
            raise HelpCentreError(f"--collector {address}: {message}")
        self.address, self.key = address.rstrip("/"), key

    def issues(self) -> list[Issue]:
        """Return every issue."""
        found: dict[str, Any] = json.loads(self._ask("/reports/triage?form=json"))
        return [issue_from_json(one) for one in found["issues"]]

    def change(self, issue: int, status: str) -> bool:
        """Change the status of an issue; tells whether there is one of this number."""
        if issue not in {one.issue for one in self.issues()}:
            return False
        self._ask(f"/reports/issues/{issue}", {"status": status})
        return True

    def _ask(self, path: str, form: Mapping[str, str] | None = None) -> bytes:
        body = urllib.parse.urlencode(form).encode() if form is not None else None
        headers = {"Authorization": f"Bearer {self.key}", "Accept": "application/json", "User-Agent": "helpcentre"}
        request = urllib.request.Request(f"{self.address}{path}", body, headers)  # noqa: S310 - scheme checked
        try:
            with _opener().open(request, timeout=TIMEOUT_SECONDS) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            error.close()
            if form is not None and error.code == 303:  # done; where a browser would go next is of no interest
                return b""
            raise HelpCentreError(f"{self.address}{path}: {_refused(error.code)}") from None
        except (urllib.error.URLError, OSError) as error:
            raise HelpCentreError(f"{self.address}{path}: {getattr(error, 'reason', error)}") from None


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the key is meant for this address only."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_StayHere)


def _refused(code: int) -> str:
    reasons = {
        401: "the key is not known here, or it has expired; make one: helpcentre token add ci --scope moderate",
        403: "the key may only read; make one with --scope moderate",
        404: "there is no report here; write the address at which /reports/ answers, without /reports",
        429: "too many wrong keys; try again in a minute",
    }
    return reasons.get(code, f"the collector answered {code}")
