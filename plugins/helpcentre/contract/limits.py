"""The limits and patterns of the wire contract and how it counts days; importing this loads none of its types."""

LIST_LIMIT = 20
TEXT_LIMIT = 1000
MESSAGE_TEXT_LIMIT = 5000  # characters of a message to the support team
STEPS_LIMIT = 20
STEP_LIMIT = 30
AGE_LIMIT_MS = 7 * 24 * 3600 * 1000

ARTICLE_PATTERN = r"^[a-z0-9]+([-_/][a-z0-9]+)*$"
CHANNEL_PATTERN = r"^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$"
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
UUID4_PATTERN = r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$"
LINE_PATTERN = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"
EMAIL_PATTERN = r"^[A-Za-z0-9!#$%&'*+/=^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$"
STEP_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
VERSION_PATTERN = r"^[0-9a-f]{16}$"

WRONG_PAGE = "wrong_page"  # the reason "I was looking for something else": no fault of the article

DAY_MS = 24 * 3600 * 1000
EPOCH_ORDINAL = 719163  # date(1970, 1, 1).toordinal()


def day_of(milliseconds: int) -> int:
    """Return the UTC day of a time in Unix milliseconds, as `date.toordinal()`."""
    return milliseconds // DAY_MS + EPOCH_ORDINAL


def anchored(pattern: str) -> str:
    """Return a pattern from `^` to `$` for Python, whose `$` would also match before a line feed at the end."""
    return pattern.removesuffix("$") + r"\Z"
