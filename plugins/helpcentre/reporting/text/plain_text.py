"""The report as plain text for a terminal, and the sections that its Markdown form shares."""

from collections.abc import Iterator, Mapping, Sequence

from helpcentre.language.strings import Strings
from helpcentre.reporting.changes import find_edited, find_helped, find_worse
from helpcentre.reporting.report_model import Gap, Report, Row
from helpcentre.reporting.statistics.prior import ENOUGH
from helpcentre.reporting.text import formats
from helpcentre.reporting.text import sentences as say

COMMENTS_SHOWN, REASONS_SHOWN, HEADINGS_SHOWN = 2, 4, 3
LISTED = 10  # rows of a band shown on one line each before the rest is only counted
GAPS_SHOWN = 3


def as_text(report: Report, words: Strings, gaps: Sequence[Gap] = (), *, whole: bool = False) -> str:
    """Return the report as text: what to fix and what changed, then what to watch; `whole` lists every article."""
    lines = [
        " · ".join(part for part in (words["report.title"], report.site, say.period(report, words.language)) if part),
        " · ".join(glance(report, words)),
    ]
    places = {(row.article, row.language): place for place, row in enumerate(report.rows, 1)}
    if not report.rows:
        lines += ["", words["report.empty"]]
    for head, section in list_sections(report, words, gaps, whole=whole):
        lines += ["", head.upper(), *(line for row in section for line in _write_entry(row, words, places))]
    target = words.text("report.target", share=formats.percent(report.target, words.language))
    lines += ["", f"{target}. {words[f'report.readers_from.{report.readers_from}']}", words["report.legend"]]
    return "\n".join(lines) + "\n"


def glance(report: Report, words: Strings) -> list[str]:
    """Return the figures that a lead needs first, each as `label: number`."""
    counts = {
        "report.glance.act": len(report.band("act")),
        "report.got_worse": len(find_worse(report)),
        "report.glance.helped": len(find_helped(report)),
    }
    found = [f"{words[key]}: {n}" for key, n in counts.items()] if report.rows else []
    return found + ([words.text("report.quarantined", n=report.quarantined)] if report.quarantined else [])


def list_sections(
    report: Report, words: Strings, gaps: Sequence[Gap], *, whole: bool
) -> Iterator[tuple[str, Sequence[Row | str]]]:
    """Yield each section's heading with its content: rows to show in full, or finished lines."""
    acting = report.band("act")
    if acting:
        yield words["report.band.act"], acting
    if worse := find_worse(report):
        yield words["report.got_worse"], [f"  {say.place(row)}: {say.worse(row, words)}" for row in worse]
    if edits := find_edited(report):
        yield (
            words["report.did_it_help"],
            [f"  {say.place(row)}: {say.verdict(row.verdict, words)}" for row in edits if row.verdict],
        )
    if gaps:
        yield (
            words["report.gaps.title"],
            [
                f"  “{formats.plain(gap.query)}” ({gap.language}): {words.plural('report.gaps.readers', gap.readers)}"
                for gap in gaps[:GAPS_SHOWN]
            ],
        )
    yield from _list_bands(report, words, whole=whole)
    if report.silent:
        read = report.readers_from == "views"
        names = [f"  {formats.plain(one.title)} ({one.article}, {one.language})" for one in report.silent]
        head = words["report.not_read" if read else "report.no_trace"]
        yield f"{head}: {len(names)}", _shorten_lines(names, words, whole=whole) if read or whole else []


def _list_bands(report: Report, words: Strings, *, whole: bool) -> Iterator[tuple[str, Sequence[Row | str]]]:
    watched = report.band("watch")
    for key, rows, listed in (
        ("watch", [row for row in watched if not row.fine], True),
        ("fine", [row for row in watched if row.fine], False),
        ("too_little", report.band("too_little"), True),
    ):
        if rows:
            head = words[f"report.band.{key}"]
            lines = [_write_line(row, words) for row in rows]
            yield f"{head}: {len(rows)}", _shorten_lines(lines, words, whole=whole) if listed or whole else []


def _shorten_lines(lines: Sequence[str], words: Strings, *, whole: bool) -> list[str]:
    """Return the first ten lines and the number of further ones, or all lines."""
    if whole or len(lines) <= LISTED:
        return list(lines)
    return [*lines[:LISTED], f"  {words.text('report.more', n=len(lines) - LISTED)}"]


def _write_entry(row: Row | str, words: Strings, places: Mapping[tuple[str, str], int]) -> list[str]:
    if isinstance(row, str):
        return [row]
    head = f"{places[row.article, row.language]:>3}. {say.place(row)}"
    return [head, *(f"     {line}" for line in list_facts(row, words))]


def _write_line(row: Row, words: Strings) -> str:
    parts = [_write_votes(row, words)]
    if row.current.total >= ENOUGH:
        parts.insert(0, say.helpful(row, words))
    if row.reasons:
        parts.append(say.reasons(row, words, most=1))
    return f"  {say.place(row)}: {' · '.join(parts)}"


def _write_votes(row: Row, words: Strings) -> str:
    votes = words.text("report.votes", yes=row.yes, no=row.no)
    return f"{votes} · {words.text('report.wrong_page', n=row.wrong_page)}" if row.wrong_page else votes


def list_facts(row: Row, words: Strings) -> list[str]:
    """Return the facts about an article, one per line; anything unknown has no line."""
    lines = [*filter(None, [say.unhelped(row, words)]), f"{say.helpful(row, words)} · {_write_votes(row, words)}"]
    if row.trend in ("worse", "better"):
        lines.append(say.trend(row, words))
    if row.verdict:
        lines.append(say.verdict(row.verdict, words))
    if row.reasons:
        lines.append(f"{words['report.reasons']}: {say.reasons(row, words, most=REASONS_SHOWN)}")
    if row.headings:
        named = ", ".join(f"{formats.plain(text)} {n}" for _, text, n in row.headings[:HEADINGS_SHOWN])
        lines.append(f"{words['report.headings']}: {named}")
    if row.runs:
        lines.append(f"{words['report.runs']}: {say.runs(row.runs, words)}")
        lines += [
            f"{words['report.runs.weak']}: {formats.plain(one.question)}" for one in row.runs.steps if one.is_weak
        ]
    beyond = {"report.contacts": row.contact_clicks, "report.bounced": row.bounced, "report.sought": row.sought}
    if any(beyond.values()):
        lines.append(" · ".join(f"{words[key]}: {n}" for key, n in beyond.items() if n))
    if row.issues:
        lines.append(words.text("report.open_issues", issues=", ".join(f"F-{issue}" for issue in row.issues)))
    return [*lines, *(f"“{text}”" for text in _choose_quotes(row))]


def _choose_quotes(row: Row) -> list[str]:
    """Return the newest comments that say different things."""
    texts = dict.fromkeys(formats.plain(comment.text) for comment in row.comments)
    return [text for text in texts if text][:COMMENTS_SHOWN]
