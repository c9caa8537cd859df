"""The report in words: one sentence for each figure, in the reader's language; text, Markdown and pages share them."""

from datetime import date

from babel.numbers import format_decimal, format_percent

from helpcentre.language.dates import date_locale, long_date, short_day
from helpcentre.language.strings import Strings
from helpcentre.reporting.answers import Answers
from helpcentre.reporting.edit_effect import EditEffect
from helpcentre.reporting.report import Report, Row
from helpcentre.reporting.statistics.prior import ENOUGH

DASH = "–"
MOVEMENT_SHOWN = 0.02


def percent(share: float | None, language: str) -> str:
    """Return a share as a percentage, whole or, below 1%, with two decimals; a dash for None.

    0.996 is 99% and 0.00001 is 0.01%: only all is 100%, and only none is 0%.
    """
    if share is None:
        return DASH
    locale = date_locale(language)
    if 0 < share < 0.01:
        pattern = str(locale.percent_formats[None].pattern).replace("#,##0", "#,##0.##")
        return str(format_percent(max(0.0001, share), format=pattern, locale=locale))
    hundredths = min(99, round(share * 100)) if share < 1 else 100
    return str(format_percent(hundredths / 100, locale=locale))


def number(value: float, language: str, digits: int = 0) -> str:
    """Return a number in the language's own digits and separators."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(round(value, digits), format=pattern, locale=date_locale(language)))


def period(report: Report, language: str) -> str:
    """Return the days of the report."""
    return days(report.since, report.until, language)


def days(first: date, last: date, language: str) -> str:
    """Return a span of days."""
    return f"{long_date(first, language)} – {long_date(last, language)}"


def title(row: Row) -> str:
    """Return an article's title and language."""
    return f"{row.title} ({row.language})"


def place(row: Row) -> str:
    """Return an article's title, id and language."""
    return f"{plain(row.title)} ({row.article}, {row.language})"


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
        share=percent(row.share, language),
        low=percent(row.low, language),
        high=percent(row.high, language),
    )


def change(verdict: EditEffect, words: Strings) -> str:
    """Return `before 41% (87) → since 2 November 78% (23)`."""
    language = words.language
    return words.text(
        "report.verdict.change",
        before=_format_share(verdict.before, language),
        n_before=int(verdict.before.total),
        date=day(verdict.since.date(), language),
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
        return words.text("report.verdict.too_early", date=day(effect.first_look, words.language))
    return words.text("report.verdict.not_enough", n=int(effect.after.total), needed=effect.needed)


def effect_of_edit(effect: EditEffect, words: Strings) -> str:
    """Return `+14 points (90%: +5 to +22) · before 54% (90) → since 2 November 70% (58)` and what it leaves out."""
    if min(effect.before.total, effect.after.total) < ENOUGH:
        return change(effect, words)
    low, high = (points(bound, words.language) for bound in effect.effect.interval)
    size = words.plural("report.verdict.effect", abs(round(100 * effect.effect.mean)), low=low, high=high,
                        points=points(effect.effect.mean, words.language))  # fmt: skip
    parts = [size, change(effect, words)]
    if abs(effect.movement) >= MOVEMENT_SHOWN:
        parts.append(words.text("report.verdict.movement", points=points(effect.movement, words.language)))
    if effect.edits > 1:
        parts.append(words.plural("report.verdict.series", effect.edits))
    return " · ".join(parts)


def points(share: float, language: str) -> str:
    """Return a difference of shares in points, with its sign."""
    whole = round(100 * share)
    return f"{'+' if whole > 0 else '−' if whole < 0 else '±'}{number(abs(whole), language)}"


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
    sure = words.text("report.verdict.sure", sure=percent(row.trend_sure, words.language))
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


def day(moment: date, language: str) -> str:
    """Return a day without its year: `2 November`."""
    return short_day(moment, language)


def plain(text: str) -> str:
    """Return a reader's words on one line, without control characters that a terminal would obey."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _format_share(answers: Answers, language: str) -> str:
    if answers.total < ENOUGH:
        return DASH
    return percent(answers.yes / answers.total, language)
