"""The only reader of content/support.yml, and of holidays.lock.yml next to it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from helpcentre.errors import Finding, FindingsError, HelpCentreError, not_utf8
from helpcentre.marked_yaml.loading import Document, load
from helpcentre.marked_yaml.validation import validate
from helpcentre.support.checks.channels import channel_findings
from helpcentre.support.checks.holidays import stale_lock, unknown_drops
from helpcentre.support.checks.notices import notice_findings
from helpcentre.support.checks.references import RULE
from helpcentre.support.checks.schedules import schedule_findings
from helpcentre.support.checks.topics import topic_findings
from helpcentre.support.field_types import YEARS
from helpcentre.support.holiday_lock import damaged_lock, read_lock
from helpcentre.support.holidays import HolidayCalendar, HolidaySet, LockedSet
from helpcentre.support.model import LOCK, Support, SupportFile
from helpcentre.support.raw_yaml import as_mapping
from helpcentre.support.zones import force_tzdata

__all__ = ["Support", "load_support", "parse_support", "parse_time"]


def parse_support(text: str, path: str, lock_text: str | None = None, *, check_lock: bool = True) -> Support:
    """Return the support file of `text`; `path` is its name in messages, `lock_text` the lock next to it, if any.

    Raises FindingsError with all errors at once. `check_lock=False` accepts a lock older than the file, to renew it.
    """
    version = force_tzdata()
    document = load(text, path, keep_twice=True)
    findings: list[Finding] = []
    file = None
    try:
        file = validate(SupportFile, document, rule=RULE)
    except FindingsError as error:
        findings += error.findings
    for check in (schedule_findings, channel_findings, topic_findings, notice_findings):
        findings += check(document)
    locked, holidays, holiday_findings = _load_holidays(document, lock_text, check_lock=check_lock)
    findings += holiday_findings
    if findings or file is None:
        raise FindingsError(findings)
    return Support(file, document, holidays, locked, version)


def _valid_sets(document: Document) -> dict[str, HolidaySet]:
    """Return the holiday sets that can be read: an error elsewhere must not hide what is wrong with the lock."""
    sets = {}
    for name, raw in as_mapping(as_mapping(document.value).get("holidays")).items():
        with suppress(ValidationError):
            sets[str(name)] = HolidaySet.model_validate(raw)
    return sets


def _load_holidays(
    document: Document, lock_text: str | None, *, check_lock: bool
) -> tuple[Mapping[str, LockedSet] | None, dict[str, HolidayCalendar], list[Finding]]:
    """Return the lock, the holidays of each set, and what is wrong with the lock or between the two."""
    sets = _valid_sets(document)
    lock_path = str(Path(document.path).with_name(LOCK))
    locked = None
    findings: list[Finding] = []
    if lock_text is not None:
        try:
            locked = read_lock(lock_text, lock_path)
        except FindingsError as error:
            findings += error.findings
    calendars = {name: HolidayCalendar(rule, (locked or {}).get(name)) for name, rule in sets.items()}
    if check_lock and locked is not None:
        findings += stale_lock(sets, locked, document, LOCK)
    if check_lock:
        findings += unknown_drops(sets, calendars, document)
    return locked, calendars, findings


def load_support(path: Path, *, name: str | None = None, check_lock: bool = True) -> Support:
    """Read support.yml and the lock next to it; `name` is the name of the file in messages (default: the path)."""
    shown = name or str(path)
    text = _read_text(path, shown)
    lock, shown_lock = path.with_name(LOCK), str(Path(shown).with_name(LOCK))
    unreadable: list[Finding] = []
    lock_text = None
    try:
        lock_text = _read_text(lock, shown_lock) if lock.exists() else None
    except FindingsError as error:
        unreadable = [*damaged_lock(shown_lock, error.findings).findings]
    try:
        support = parse_support(text, shown, lock_text, check_lock=check_lock)
    except FindingsError as error:
        raise FindingsError([*unreadable, *error.findings]) from None
    if unreadable:
        raise FindingsError(unreadable)
    return support


def _read_text(path: Path, shown: str) -> str:
    """Return the text of a file; raises HelpCentreError with the reason if it cannot be read."""
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        inside = Path(shown) / "support.yml"
        raise HelpCentreError(f"{shown} is a folder. Give the file in it, for example {inside}.") from None
    except (FileNotFoundError, NotADirectoryError):
        raise HelpCentreError(f"{shown}: file not found. Create it, or give its path.") from None
    except OSError as error:
        raise HelpCentreError(f"{shown}: the file cannot be read ({error.strerror})") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FindingsError([not_utf8(shown, error, RULE)]) from None


def parse_time(text: str, local: ZoneInfo) -> datetime:
    """Return a date and time in UTC: `2026-12-24T13:00+01:00`, `…Z`, or (without a zone) the local time of `local`."""
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        raise HelpCentreError(
            f"'{text}' is not a valid date and time. Use, for example, 2026-12-24T13:00Z or 2026-12-24T13:00+01:00."
        ) from None
    if not YEARS[0] <= value.year <= YEARS[1]:
        raise HelpCentreError(f"'{text}' is out of range. Use a year from {YEARS[0]} to {YEARS[1]}.")
    return (value if value.tzinfo else value.replace(tzinfo=local)).astimezone(UTC)
