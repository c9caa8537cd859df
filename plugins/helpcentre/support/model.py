"""The whole of content/support.yml as one pydantic model; all sections but `version` and `schedules` are optional."""

from typing import Annotated, Literal

from pydantic import Field

from helpcentre.support.channel_model import Channel, Notice, Topic, Unsupported
from helpcentre.support.hours_model import HolidaySet, Part, Schedule, TimeZone


class SupportFile(Part):
    """The whole of support.yml."""

    version: Literal[1]
    default_time_zone: TimeZone | None = None
    horizon_days: Annotated[int, Field(ge=1, le=1000)] = 400
    holidays: dict[str, HolidaySet] = Field(default_factory=dict)
    schedules: Annotated[dict[str, Schedule], Field(min_length=1)]
    channels: dict[str, Channel] = Field(default_factory=dict)
    unsupported: Unsupported | None = None
    topics: dict[str, Topic] = Field(default_factory=dict)
    notices: list[Notice] = Field(default_factory=list)
