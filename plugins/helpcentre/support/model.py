"""The whole of content/support.yml: `SupportFile` as written, `Support` with its holidays and compiled calendars.

All sections but `version` and `schedules` are optional.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from helpcentre.errors import Finding, HelpCentreError, did_you_mean
from helpcentre.marked_yaml import Document
from helpcentre.support.calendar import Calendar, DayPlan, compile_schedule, day_plan
from helpcentre.support.channel_model import Channel, Notice, Topic, Unsupported
from helpcentre.support.checks.channels import site_languages
from helpcentre.support.holidays import HolidayDays, LockedSet
from helpcentre.support.schedule_model import HolidaySet, Schedule, StrictModel, TimeZone
from helpcentre.support.zones import zone

LOCK = "holidays.lock.yml"


class SupportFile(StrictModel):
    """The whole of support.yml."""

    version: Literal[1]
    default_time_zone: TimeZone | None = None
    horizon_days: Annotated[int, Field(ge=1, le=3660)] = 400
    holidays: dict[str, HolidaySet] = Field(default_factory=dict)
    schedules: Annotated[dict[str, Schedule], Field(min_length=1)]
    channels: dict[str, Channel] = Field(default_factory=dict)
    unsupported: Unsupported | None = None
    topics: dict[str, Topic] = Field(default_factory=dict)
    notices: list[Notice] = Field(default_factory=list)


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

    def plan_for(self, name: str, day: date) -> DayPlan:
        """Return what a schedule does on a local day (closures not yet cut out)."""
        schedule = self.schedule(name)
        return day_plan(schedule, day, self._holiday_on(schedule))

    def calendar(self, name: str, now: datetime) -> Calendar:
        """Return the compiled schedule for `horizon_days` from the local day before `now` (an instant with a zone)."""
        first = now.astimezone(self.zone(name)).date() - timedelta(days=1)
        key = (name, first)
        if key not in self._compiled:
            self._compiled[key] = self.compile(name, first, self.file.horizon_days)
        return self._compiled[key]

    def compile(self, name: str, first: date, days: int) -> Calendar:
        """Return the compiled schedule for `days` local days from `first` on."""
        schedule = self.schedule(name)
        return compile_schedule(schedule, self.zone(name), self._holiday_on(schedule), first=first, days=days)

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
