"""The report in words: one sentence for each figure, in the reader's language; text, Markdown and pages share them."""

from datetime import date

from helpcentre.language.strings import Strings
from helpcentre.reporting.answers import Answers
from helpcentre.reporting.report_model import EditEffect, Gap, Report, Row, TroubleshooterRuns
from helpcentre.reporting.statistics.prior import ENOUGH
from helpcentre.reporting.text import formats

MOVEMENT_SHOWN = 0.02


def period(report: Report, language: str) -> str:
    """Return the days of the report."""
    return formats.days(report.since, report.until, language)


def title(row: Row) -> str:
    """Return an article's title and language."""
    return f"{row.title} ({row.language})"


def place(row: Row) -> str:
    """Return an article's title, id and language."""
    return f"{formats.plain(row.title)} ({row.article}, {row.language})"


def votes(answers: Answers, words: Strings) -> str:
    """Return `Yes: 18 · No: 31`."""
    return words.text("report.votes", yes=int(answers.yes), no=int(answers.no))


def band(row: Row, words: Strings) -> str:
    """Return the name of a row's band; an article that probably reaches the target "works well"."""
    return words["report.band.fine" if row.fine else f"report.band.{row.band}"]


def unhelped(row: Row, words: Strings) -> str:
    """Return how many readers per month left without an answer; "" if none did and the article works well."""
    if row.unhelped_rounded_down == 0:
        return "" if row.fine else words["report.unhelped.none"]
    return words.plural("report.unhelped", row.unhelped_rounded_down)


def helpful(row: Row, words: Strings) -> str:
    """Return the share with its interval; with fewer than 5 answers no percentage is shown."""
    if row.current.total < ENOUGH:
        return words["report.helpful_few"]
    language = words.language
    return words.text(
        "report.helpful",
        share=formats.percent(row.share, language),
        low=formats.percent(row.low, language),
        high=formats.percent(row.high, language),
    )


def change(verdict: EditEffect, words: Strings) -> str:
    """Return `before 41% (87) → since 2 November 78% (23)`."""
    language = words.language
    return words.text(
        "report.verdict.change",
        before=_format_share(verdict.before, language),
        n_before=int(verdict.before.total),
        date=formats.day(verdict.since.date(), language),
        after=_format_share(verdict.after, language),
        n_after=int(verdict.after.total),
    )


def verdict(effect: EditEffect, words: Strings) -> str:
    """Return the verdict on an edit in one line."""
    separator = " · " if effect.outcome == "not_enough" else ": "
    return f"{outcome(effect, words)}{separator}{effect_of_edit(effect, words)}"


def outcome(effect: EditEffect, words: Strings) -> str:
    """Return the verdict on an edit alone, or why there is none yet."""
    if effect.outcome != "not_enough":
        return words[f"report.verdict.{effect.outcome}"]
    if effect.through < effect.first_look:
        return words.text("report.verdict.too_early", date=formats.day(effect.first_look, words.language))
    return words.text("report.verdict.not_enough", n=int(effect.after.total), needed=effect.needed)


def effect_of_edit(effect: EditEffect, words: Strings) -> str:
    """Return `+14 points (90%: +5 to +22) · before 54% (90) → since 2 November 70% (58)` and what it leaves out."""
    if min(effect.before.total, effect.after.total) < ENOUGH:
        return change(effect, words)
    low, high = (formats.points(bound, words.language) for bound in effect.effect.interval)
    size = words.plural("report.verdict.effect", abs(round(100 * effect.effect.mean)), low=low, high=high,
                        points=formats.points(effect.effect.mean, words.language))  # fmt: skip
    parts = [size, change(effect, words)]
    if abs(effect.movement) >= MOVEMENT_SHOWN:
        parts.append(words.text("report.verdict.movement", points=formats.points(effect.movement, words.language)))
    if effect.edits > 1:
        parts.append(words.plural("report.verdict.series", effect.edits))
    return " · ".join(parts)


def trend(row: Row, words: Strings) -> str:
    """Return `Getting worse: 86% (98) in the 13 weeks before → 52% (40) in the last 5 weeks, probability 99%`."""
    return f"{words[f'report.trend.{row.trend}']}: {change_of_trend(row, words)}"


def change_of_trend(row: Row, words: Strings) -> str:
    """Return the shares that a trend compares, with its probability."""
    new, old = row.windows
    change = words.text(
        "report.trend.change",
        before=_format_share(old, words.language),
        n_before=int(old.total),
        old=row.trend_weeks[1],
        after=_format_share(new, words.language),
        n_after=int(new.total),
        new=row.trend_weeks[0],
    )
    sure = words.text("report.verdict.sure", sure=formats.percent(row.trend_sure, words.language))
    return f"{change}, {sure}"


def worse(row: Row, words: Strings) -> str:
    """Return why an article is among those that got worse: its last edit, or else its trend."""
    if row.verdict is not None and row.verdict.outcome == "worse":
        return verdict(row.verdict, words)
    return trend(row, words)


def reason(code: str, words: Strings) -> str:
    """Return the words of a reason's code; an unknown code stays as it is."""
    return words.get(f"feedback.reason.{code}", code)


def reasons(row: Row, words: Strings, most: int | None = None) -> str:
    """Return `It's hard to understand 12, It is out of date 6`, the `most` frequent ones."""
    return ", ".join(f"{reason(code, words)} {n}" for code, n in row.reasons[:most])


def runs(found: TroubleshooterRuns, words: Strings) -> str:
    """Return how the runs of a troubleshooter ended: `Began: 40 · solved: 25 · went to contact: 6 · gave up: 9`."""
    counts = {name: getattr(found, name) for name in ("entered", "solved", "contacted", "stopped")}
    return words.text("report.runs.total", **{name: formats.number(n, words.language) for name, n in counts.items()})


def gap_counts(gap: Gap, today: date, words: Strings) -> str:
    """Return how many readers asked, how many tried other words, and for how long."""
    parts = [words.plural("report.gaps.readers", gap.readers)]
    if gap.reworded:
        parts.append(words.text("report.gaps.reworded", n=gap.reworded))
    if gap.missing:
        parts.append(words.text("report.gaps.missing", n=gap.missing))
    if gap.abandoned:
        parts.append(words.text("report.gaps.abandoned", n=gap.abandoned))
    if gap.contacted:
        parts.append(words.text("report.gaps.contacted", n=gap.contacted))
    parts.append(words.plural("report.gaps.age", (today - gap.first).days + 1))
    return " · ".join(parts)


def gap_decision(gap: Gap, words: Strings) -> str:
    """Return what was decided about a gap, why, and whether it helped; "" for a new one."""
    if gap.state == "new" or gap.decided is None:
        return ""
    parts = [words[f"report.gaps.state.{gap.state}"], formats.day(gap.decided, words.language)]
    parts += [formats.plain(part) for part in (gap.answer, gap.reason) if part]
    parts.append(words.text("report.gaps.since", n=gap.readers_since))
    if gap.helped is not None:
        parts.append(words["report.gaps.helped" if gap.helped else "report.gaps.not_helped"])
    return " · ".join(parts)


def _format_share(answers: Answers, language: str) -> str:
    if answers.total < ENOUGH:
        return formats.DASH
    return formats.percent(answers.yes / answers.total, language)
