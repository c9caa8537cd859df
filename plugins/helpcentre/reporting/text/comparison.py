"""A window against the one before it, in words and as JSON."""

from typing import Any

from helpcentre.language.strings import Strings
from helpcentre.reporting.answers import Answers
from helpcentre.reporting.period_comparison import Group, PeriodComparison
from helpcentre.reporting.statistics.prior import ENOUGH
from helpcentre.reporting.text import formats


def share_text(answers: Answers, language: str) -> str:
    """Return the share of Yes; with fewer than 5 answers no percentage is shown."""
    return formats.percent(answers.yes / answers.total if answers.total >= ENOUGH else None, language)


def summary(found: PeriodComparison, words: Strings) -> str:
    """Return the change of the total and its two parts in a sentence."""
    language = words.language
    return words.text(
        "report.compare.change",
        now=share_text(found.now, language),
        before=share_text(found.before, language),
        change=formats.points(found.change, language),
        within=formats.points(found.within, language),
        mix=formats.points(found.mix, language),
    )


def comparison_text(found: PeriodComparison | None, words: Strings) -> str:
    """Return the comparison as text, with a line for each group; None is a period without answers."""
    if found is None:
        return f"{words['report.compare.title']}\n  {words['report.no_answers']}\n"
    lines = [words["report.compare.title"], f"  {summary(found, words)}"]
    return "\n".join([*lines, *(f"  {_describe_group(group, words)}" for group in found.groups)]) + "\n"


def _describe_group(group: Group, words: Strings) -> str:
    language = words.language
    before, now = (formats.number(one.total, language) for one in (group.before, group.now))
    parts = [
        f"{share_text(group.before, language)} → {share_text(group.now, language)}",
        words.text("report.compare.answers", before=before, now=now),
        f"{words['report.compare.within']}: {formats.points(group.within, language)}",
        f"{words['report.compare.mix']}: {formats.points(group.mix, language)}",
    ]
    return f"{formats.plain(group.name) or formats.DASH}: {' · '.join(parts)}"


def comparison_json(found: PeriodComparison) -> dict[str, Any]:
    """Return the comparison as JSON; changes are differences of shares (0.02: 2 points)."""
    return {
        "grouping": found.grouping,
        **_sides(found.before, found.now),
        "change": round(found.change, 4),
        "within": round(found.within, 4),
        "mix": round(found.mix, 4),
        "groups": [
            {
                "name": group.name,
                **_sides(group.before, group.now),
                "within": round(group.within, 4),
                "mix": round(group.mix, 4),
            }
            for group in found.groups
        ],
    }


def _sides(before: Answers, now: Answers) -> dict[str, Any]:
    return {name: {"yes": int(one.yes), "no": int(one.no)} for name, one in (("before", before), ("now", now))}
