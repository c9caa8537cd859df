"""`helpcentre report --changed REV`: the evidence for the articles a branch touches, for its pull request."""

import json
import sys
from pathlib import Path

from helpcentre.articles.model import Article
from helpcentre.commands.changed_files import changed_files
from helpcentre.commands.site_content import read_site
from helpcentre.language.strings import Strings
from helpcentre.reporting.report_model import Gap, Report, Row
from helpcentre.reporting.text import formats
from helpcentre.reporting.text.json_values import row_json
from helpcentre.reporting.text.markdown_table import escape_markdown
from helpcentre.reporting.text.plain_text import list_facts


def print_changed(
    report: Report, gaps: tuple[Gap, ...], revision: str, config_file: Path, form: str, words: Strings
) -> None:
    """Print the evidence about every article that differs from a revision, as text, json or markdown."""
    docs, articles = read_site(config_file)
    changed = {path for path in changed_files(revision, docs) if path.suffix == ".md"}
    touched = [one for one in articles if (docs / one.path).resolve() in changed]
    found = [(one, report.row(one.id, one.language)) for one in touched if one.kind.is_article]
    if report.language:
        found = [(one, row) for one, row in found if one.language == report.language]
    if form == "json":
        rows = [row_json(row) for _, row in found if row]
        without = [{"article": one.id, "language": one.language} for one, row in found if not row]
        print(json.dumps({"rows": rows, "without_answers": without}, ensure_ascii=False, indent=1))
        return
    sys.stdout.write(_write_evidence(found, gaps, words, markdown=form == "markdown"))


def _write_evidence(
    found: list[tuple[Article, Row | None]], gaps: tuple[Gap, ...], words: Strings, *, markdown: bool
) -> str:
    head, item = ("### ", "- ") if markdown else ("", "  ")
    shown = escape_markdown if markdown else formats.plain
    lines = [f"## {words['report.changed']}" if markdown else words["report.changed"], ""]
    if not found:
        lines.append(words["report.changed_none"])
    for article, row in found:
        lines.append(f"{head}{shown(f'{article.title} ({article.id}, {article.language})')}")
        if markdown:
            lines.append("")
        facts = list_facts(row, words) if row else [words["report.no_answers"]]
        facts += [
            f"{words['report.gaps.title']}: “{gap.query}” {gap.readers}"
            for gap in gaps
            if (gap.likely, gap.language) == (article.id, article.language)
        ]
        lines += [*(f"{item}{shown(line)}" for line in facts), ""]
    return "\n".join(lines).rstrip("\n") + "\n"
