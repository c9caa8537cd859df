"""The days of a notice, in words."""

from helpcentre.language.dates import full_day
from helpcentre.language.strings import Strings
from helpcentre.support.channel_model import Notice


def notice_days(notice: Notice, words: Strings) -> str:
    """Return the first and the last day of a notice, in words."""
    start, end = (full_day(time.date(), words.language_of("notices.days")) for time in (notice.start, notice.to))
    return words.text("notices.days", start=start, end=end)
