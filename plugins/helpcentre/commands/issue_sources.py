"""The sources of issues for `helpcentre triage`: a database, or a running collector asked with a token (as in CI)."""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from helpcentre.collector.store.store import Store
from helpcentre.errors import HelpCentreError
from helpcentre.reporting.records import Issue
from helpcentre.reporting.text.issues import issue_from_json

TIMEOUT_SECONDS = 30
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class IssueSource(Protocol):
    """Issues that can be read and given another status."""

    def issues(self) -> list[Issue]:
        """Return every issue."""

    def change(self, issue: int, status: str) -> bool:
        """Change the status of an issue; return whether there is one of this number."""


class DatabaseIssues:
    """The issues of an open database."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def issues(self) -> list[Issue]:
        """Return every issue."""
        return list(self.store.issues(datetime.now(UTC)))

    def change(self, issue: int, status: str) -> bool:
        """Change the status of an issue; return whether there is one of this number."""
        return self.store.change_issue(issue, int(datetime.now(UTC).timestamp() * 1000), status=status)


class CollectorIssues:
    """The issues of a running collector; `token` needs the scope moderate to change anything."""

    def __init__(self, address: str, token: str) -> None:
        parts = urllib.parse.urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise HelpCentreError(
                f"--collector {address}: use an https address, so that the key never crosses the network unencrypted."
            )
        if not token:
            raise HelpCentreError(
                f"--collector {address}: the key is missing. Put it into HELPCENTRE_TOKEN; "
                "make one with helpcentre token add ci --scope moderate."
            )
        self.address, self.token = address.rstrip("/"), token

    def issues(self) -> list[Issue]:
        """Return every issue."""
        path = "/reports/triage?form=json"
        try:
            return [issue_from_json(one) for one in json.loads(self._send_request(path))["issues"]]
        except (ValueError, KeyError, TypeError):
            raise HelpCentreError(f"{self.address}{path}: the response is not a list of issues.") from None

    def change(self, issue: int, status: str) -> bool:
        """Change the status of an issue; return whether there is one of this number."""
        if issue not in {one.issue for one in self.issues()}:
            return False
        self._send_request(f"/reports/issues/{issue}", {"status": status})
        return True

    def _send_request(self, path: str, form: Mapping[str, str] | None = None) -> bytes:
        body = urllib.parse.urlencode(form).encode() if form is not None else None
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json", "User-Agent": "helpcentre"}
        request = urllib.request.Request(f"{self.address}{path}", body, headers)  # noqa: S310 - scheme checked
        try:
            with urllib.request.build_opener(_NoRedirects).open(request, timeout=TIMEOUT_SECONDS) as response:
                return bytes(response.read())
        except urllib.error.HTTPError as error:
            error.close()
            if form is not None and error.code == 303:  # done; a browser would now show the page of issues
                return b""
            raise HelpCentreError(f"{self.address}{path}: {_explain_status(error.code)}") from None
        except (urllib.error.URLError, OSError) as error:
            raise HelpCentreError(f"{self.address}{path}: {_explain_failure(error)}") from None


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A handler that follows no redirect, because the token is meant for this address only."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _explain_status(code: int) -> str:
    reasons = {
        401: "the key is unknown or has expired. Make one with helpcentre token add ci --scope moderate.",
        403: "the key is read-only. Make one with --scope moderate.",
        404: "there are no reports here. Give the address of the site at which /reports/ works, without /reports.",
        429: "too many wrong keys. Try again in a minute.",
    }
    return reasons.get(code, f"the collector responded with status {code}.")


def _explain_failure(error: OSError) -> str:
    """Return why a connection failed in plain words, without an error number."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return f"no response within {TIMEOUT_SECONDS} seconds."
    if isinstance(reason, ConnectionRefusedError):
        return "the connection was refused. Is the collector running?"
    return f"{getattr(reason, 'strerror', None) or reason}."
