"""The only reader of content/support.yml (and of holidays.lock.yml beside it)."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from helpcentre.errors import Finding, FindingsError, HelpCentreError, not_utf8
from helpcentre.marked_yaml import Document, load, validate
from helpcentre.support.checks.channels import channel_findings
from helpcentre.support.checks.schedules import RULE, hours_findings, mapping
from helpcentre.support.field_types import YEARS
from helpcentre.support.holiday_lock import damaged, read_lock
from helpcentre.support.holidays import HolidayDays, LockedSet, stale_lock, unknown_drops
from helpcentre.support.model import LOCK, Support, SupportFile
from helpcentre.support.schedule_model import HolidaySet
from helpcentre.support.zones import force_tzdata

__all__ = ["Support", "load_support", "parse_support", "parse_time"]


def parse_support(text: str, path: str, lock_text: str | None = None, *, check_lock: bool = True) -> Support:
    """Return the support file of `text`; `path` names it in messages, `lock_text` is the lock beside it, if any.

    Raises FindingsError with every mistake at once. `check_lock=False` accepts a lock older than the file, to renew it.
    """
    version = force_tzdata()
    document = load(text, path, keep_twice=True)
    findings: list[Finding] = []
    file = None
    try:
        file = validate(SupportFile, document, rule="support")
    except FindingsError as error:
        findings += error.findings
    findings += hours_findings(document)
    findings += channel_findings(document)
    locked, days, more = _holidays(_valid_sets(document), document, lock_text, check_lock=check_lock)
    findings += more
    if findings or file is None:
        raise FindingsError(findings)
    return Support(file, document, days, locked, version)


def _valid_sets(document: Document) -> dict[str, HolidaySet]:
    """Return the holiday sets that can be read: a mistake elsewhere must not hide what is wrong with the lock."""
    sets = {}
    for name, raw in mapping(mapping(document.value).get("holidays")).items():
        with suppress(ValidationError):
            sets[str(name)] = HolidaySet.model_validate(raw)
    return sets


def _holidays(
    sets: Mapping[str, HolidaySet], document: Document, lock_text: str | None, *, check_lock: bool
) -> tuple[dict[str, LockedSet] | None, dict[str, HolidayDays], list[Finding]]:
    lock_path = str(Path(document.path).with_name(LOCK))
    locked = None
    findings: list[Finding] = []
    if lock_text is not None:
        try:
            locked = read_lock(lock_text, lock_path)
        except FindingsError as error:
            findings += error.findings
    days = {name: HolidayDays(rule, (locked or {}).get(name)) for name, rule in sets.items()}
    if check_lock and locked is not None:
        findings += stale_lock(sets, locked, document, LOCK)
    return locked, days, findings + (unknown_drops(sets, days, document) if check_lock else [])


def load_support(path: Path, *, name: str | None = None, check_lock: bool = True) -> Support:
    """Read support.yml and the lock beside it; `name` is how messages call the file (default: the path as given)."""
    called = name or str(path)
    text = _read(path, called)
    lock = path.with_name(LOCK)
    lock_called = str(Path(called).with_name(LOCK))
    broken: list[Finding] = []
    lock_text = None
    try:
        lock_text = _read(lock, lock_called) if lock.exists() else None
    except FindingsError as error:
        broken = [*damaged(lock_called, error.findings).findings]
    try:
        support = parse_support(text, called, lock_text, check_lock=check_lock)
    except FindingsError as error:
        raise FindingsError([*broken, *error.findings]) from None
    if broken:
        raise FindingsError(broken)
    return support


def _read(path: Path, called: str) -> str:
    """Return the text of a file, or raise in words what is in the way."""
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        inside = Path(called) / "support.yml"
        raise HelpCentreError(f"{called}: this is a folder; give the file in it, such as {inside}") from None
    except (FileNotFoundError, NotADirectoryError):
        raise HelpCentreError(f"{called}: there is no such file; write one, or give its place") from None
    except OSError as error:
        raise HelpCentreError(f"{called}: this file cannot be read ({error.strerror})") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FindingsError([not_utf8(called, error, RULE)]) from None


def parse_time(text: str, local: ZoneInfo) -> datetime:
    """Return the UTC instant of `2026-12-24T13:00+01:00`, `…Z`, or (without a zone) of the clock in `local`."""
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        raise HelpCentreError(
            f"'{text}' is no instant; write one such as 2026-12-24T13:00Z or 2026-12-24T13:00+01:00"
        ) from None
    if not YEARS[0] <= value.year <= YEARS[1]:
        raise HelpCentreError(f"'{text}' is too far away; write a year from {YEARS[0]} to {YEARS[1]}")
    return (value if value.tzinfo else value.replace(tzinfo=local)).astimezone(UTC)
