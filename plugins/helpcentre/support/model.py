"""The whole of content/support.yml: `SupportFile` as written, `Support` with its holidays and compiled calendars."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from helpcentre.errors import Finding, HelpCentreError, did_you_mean
from helpcentre.marked_yaml.loading import Document
from helpcentre.support.calendar import Calendar, compile_schedule, local_to_minute
from helpcentre.support.channel_model import Channel, Notice, Topic, Unsupported
from helpcentre.support.field_types import StrictModel, TimeZone
from helpcentre.support.holidays import HolidayCalendar, HolidaySet, LockedSet
from helpcentre.support.raw_yaml import site_languages
from helpcentre.support.schedule_model import DayPlan, HolidayOn, Schedule, day_plan
from helpcentre.support.zones import zone

LOCK = "holidays.lock.yml"


class SupportFile(StrictModel):
    """The sections of support.yml; all but `version` and `schedules` are optional."""

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
    """A valid support.yml with its holidays, on which all other modules work."""

    file: SupportFile
    document: Document
    holidays: Mapping[str, HolidayCalendar]
    lock: Mapping[str, LockedSet] | None
    tzdata: str
    _compiled: dict[tuple[str, date], Calendar] = field(default_factory=dict, repr=False)

    @property
    def schedules(self) -> Mapping[str, Schedule]:
        """The schedules by name, in the order of the file."""
        return self.file.schedules

    @property
    def channels(self) -> Mapping[str, Channel]:
        """The channels by name, in the order of the file, which is their order everywhere on the site."""
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
        """Every language that a channel answers in or a topic has a label in, sorted."""
        return site_languages(self.document.value)

    def schedule(self, name: str) -> Schedule:
        """Return a schedule; raises HelpCentreError for an unknown name."""
        if name not in self.schedules:
            known = ", ".join(self.schedules)
            hint = did_you_mean(name, self.schedules) or f"; use one of {known}"
            raise HelpCentreError(f"{self.document.path} has no schedule '{name}'{hint}")
        return self.schedules[name]

    def zone(self, name: str) -> ZoneInfo:
        """Return the time zone of a schedule."""
        return zone(self.schedule(name).time_zone or self.file.default_time_zone or "UTC")

    def plan_for(self, name: str, day: date) -> DayPlan:
        """Return the ranges of a schedule on a local day; closures are not subtracted."""
        schedule = self.schedule(name)
        return day_plan(schedule, day, self._holiday_lookup(schedule))

    def calendar(self, name: str, now: datetime) -> Calendar:
        """Return the compiled schedule for `horizon_days` from the local day before `now` (with a time zone)."""
        first = now.astimezone(self.zone(name)).date() - timedelta(days=1)
        key = (name, first)
        if key not in self._compiled:
            self._compiled[key] = self.compile(name, first, self.file.horizon_days)
        return self._compiled[key]

    def compile(self, name: str, first: date, days: int) -> Calendar:
        """Return the compiled schedule for `days` local days from `first` on."""
        closures = [(closure.start, closure.to) for closure in self.schedule(name).closures]
        return compile_schedule(
            lambda day: self.plan_for(name, day).ranges, closures, self.zone(name), first=first, days=days
        )

    def _holiday_lookup(self, schedule: Schedule) -> HolidayOn:
        return self.holidays[schedule.holidays.use].on if schedule.holidays else lambda _: None

    def notice_minutes(self, notice: Notice) -> tuple[int, int]:
        """Return the epoch minutes [from, to) in which a notice is active; its times are of the default time zone."""
        local = zone(self.file.default_time_zone or "UTC")
        return local_to_minute(notice.start, local, last=False), local_to_minute(notice.to, local, last=True)

    @property
    def supported_channels(self) -> list[str]:
        """The names of the channels that are answered, in the site's order."""
        return [name for name, channel in self.channels.items() if channel.supported]

    @property
    def contact_form(self) -> str:
        """The name of the channel that is the site's own contact form; empty if it has none."""
        return next((name for name in self.supported_channels if self.channels[name].contact_form), "")

    def horizon_findings(self, now: datetime) -> Iterator[Finding]:
        """Yield a warning for each holiday set that the lock does not hold up to the horizon at `now`."""
        local = now.astimezone(zone(self.file.default_time_zone or "UTC")).date()
        years = range(local.year, (local + timedelta(days=self.file.horizon_days)).year + 1)
        for name, calendar in self.holidays.items():
            missing = calendar.unlocked(years)
            if missing:
                gap = f"has no dates for '{name}' in {', '.join(map(str, missing))}"
                line, column = self.document.place(("holidays", name), of_key=True)
                message = f"{LOCK} {'does not exist' if self.lock is None else gap}; unreviewed dates are used. "
                message += "Run: helpcentre holidays --update"
                yield Finding(self.document.path, line, column, message, "holidays", "warning")
