"""The only reader of content/support.yml (and of holidays.lock.yml beside it)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from helpcentre.errors import Finding, FindingsError, HelpCentreError, did_you_mean
from helpcentre.marked_yaml import Document, load, validate
from helpcentre.support.calendar import Calendar, DayPlan, compile_schedule, day_plan
from helpcentre.support.channel_model import Channel, Notice, Topic
from helpcentre.support.holidays import HolidayDays, LockedSet, stale_lock, unknown_drops
from helpcentre.support.hours_model import HolidaySet, Schedule
from helpcentre.support.lock import read_lock
from helpcentre.support.model import SupportFile
from helpcentre.support.relations import hours_findings
from helpcentre.support.routing import channel_findings, site_languages
from helpcentre.support.zones import force_tzdata, zone

LOCK = "holidays.lock.yml"


@dataclass(frozen=True)
class Support:
    """A valid support.yml with its holidays: what every other module asks."""

    file: SupportFile
    document: Document
    holidays: Mapping[str, HolidayDays]
    lock: Mapping[str, LockedSet] | None
    tzdata: str
    _compiled: dict[tuple[str, date], Calendar] = field(default_factory=dict, repr=False)

    @property
    def schedules(self) -> Mapping[str, Schedule]:
        """The schedules by name, in the order of the file."""
        return self.file.schedules

    @property
    def channels(self) -> Mapping[str, Channel]:
        """The channels by name, in the one order of the site."""
        return self.file.channels

    @property
    def topics(self) -> Mapping[str, Topic]:
        """The topics by name."""
        return self.file.topics

    @property
    def notices(self) -> list[Notice]:
        """The notices, in the order of the file."""
        return self.file.notices

    @property
    def languages(self) -> list[str]:
        """Every language the channels speak or the topics are named in."""
        return site_languages(self.document.value)

    def schedule(self, name: str) -> Schedule:
        """Return a schedule; raises HelpCentreError for a name that is not there."""
        if name not in self.schedules:
            known = ", ".join(self.schedules)
            hint = did_you_mean(name, self.schedules) or f"; write one of {known}"
            raise HelpCentreError(f"{self.document.path} has no schedule '{name}'{hint}")
        return self.schedules[name]

    def zone(self, name: str) -> ZoneInfo:
        """Return the time zone of a schedule."""
        return zone(self.schedule(name).time_zone or self.file.default_time_zone or "UTC")

    def plan(self, name: str, day: date) -> DayPlan:
        """Return what a schedule does on a local day (closures not yet cut out)."""
        schedule = self.schedule(name)
        return day_plan(schedule, day, self._holiday_on(schedule))

    def calendar(self, name: str, now: datetime) -> Calendar:
        """Return the compiled schedule for `horizon_days` from the local day before `now` (an instant with a zone)."""
        first = now.astimezone(self.zone(name)).date() - timedelta(days=1)
        key = (name, first)
        if key not in self._compiled:
            schedule = self.schedule(name)
            self._compiled[key] = compile_schedule(
                schedule, self.zone(name), self._holiday_on(schedule), first=first, days=self.file.horizon_days
            )
        return self._compiled[key]

    def _holiday_on(self, schedule: Schedule) -> "_HolidayOn":
        return _HolidayOn(self.holidays[schedule.holidays.use] if schedule.holidays else None)

    def horizon_findings(self, now: datetime) -> Iterator[Finding]:
        """Yield a warning for each holiday set whose lock ends before the horizon of `now` does (or is not there)."""
        local = now.astimezone(zone(self.file.default_time_zone or "UTC")).date()
        years = range(local.year, (local + timedelta(days=self.file.horizon_days)).year + 1)
        for name, days in self.holidays.items():
            missing = days.unlocked(years)
            if missing:
                what = "has not been frozen" if self.lock is None else f"does not hold {', '.join(map(str, missing))}"
                line, column = self.document.place(("holidays", name), of_key=True)
                message = f"{LOCK} {what} for '{name}'; unreviewed dates are used. Run: helpcentre holidays --update"
                yield Finding(self.document.path, line, column, message, "holidays", "warning")


@dataclass(frozen=True)
class _HolidayOn:
    days: HolidayDays | None

    def __call__(self, day: date) -> dict[str, str] | None:
        return self.days.on(day) if self.days else None


def parse_support(text: str, path: str, lock_text: str | None = None, *, check_lock: bool = True) -> Support:
    """Return the support file of `text`; `path` names it in messages, `lock_text` is the lock beside it if there is one.

    Raises FindingsError with every mistake at once. `check_lock=False` accepts a lock older than the file (to renew it).
    """
    version = force_tzdata()
    document = load(text, path)
    findings: list[Finding] = []
    file = None
    try:
        file = validate(SupportFile, document, rule="support")
    except FindingsError as error:
        findings += error.findings
    findings += hours_findings(document)
    findings += channel_findings(document)
    locked, days, more = _holidays(file.holidays if file else {}, document, lock_text, check_lock=check_lock)
    findings += more
    if findings or file is None:
        raise FindingsError(findings)
    return Support(file, document, days, locked, version)


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
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise HelpCentreError(f"{name or path}: there is no such file; write one, or give its place") from None
    except (OSError, UnicodeDecodeError) as error:
        raise HelpCentreError(f"{name or path}: cannot be read as UTF-8 text ({error})") from None
    lock = path.with_name(LOCK)
    lock_text = lock.read_text(encoding="utf-8") if lock.is_file() else None
    return parse_support(text, name or str(path), lock_text, check_lock=check_lock)


def as_instant(text: str, local: ZoneInfo) -> datetime:
    """Return the UTC instant of `2026-12-24T13:00+01:00`, `…Z`, or (without a zone) of the clock in `local`."""
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        raise HelpCentreError(
            f"'{text}' is no instant; write one such as 2026-12-24T13:00Z or 2026-12-24T13:00+01:00"
        ) from None
    if not 1971 <= value.year <= 2900:
        raise HelpCentreError(f"'{text}' is too far away; write a year from 1971 to 2900")
    return (value if value.tzinfo else value.replace(tzinfo=local)).astimezone(UTC)
