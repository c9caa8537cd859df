"""The printed results of a run, and the part of docs/search.md that it writes."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from .run import Part
from .tables import as_markdown, as_text, notes, tables

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Head:
    """The facts about a run: its command (or those of its parts), day, machine, articles by language, queries, seconds.

    Articles are their number and their fingerprint.
    """

    commands: list[str]
    day: str
    machine: str
    corpus: dict[str, tuple[int, str]]
    queries: int
    seconds: float

    def lines(self) -> list[str]:
        """Return it in words."""
        corpus = ", ".join(f"{language} {number} ({mark})" for language, (number, mark) in self.corpus.items())
        return [
            f"{self.day}: {'; '.join(self.commands)}",
            f"{self.queries} judged queries; articles (and their fingerprint): {corpus}",
            f"{self.machine}; the whole run took {self.seconds / 60:.0f} min",
        ]


def machine(chromium: str) -> str:
    """Return cores, load and versions in words."""
    load = os.getloadavg()[1]
    return f"{os.cpu_count()} cores, load {load:.1f}, Chromium {chromium}, Python {platform.python_version()}"


def text(head: Head, parts: Sequence[Part], more: Sequence[Part]) -> str:
    """Return the whole run for a terminal."""
    return "\n".join([*head.lines(), "", as_text(tables(parts, more)), *notes([*parts, *more])])


def markdown(head: Head, parts: Sequence[Part], more: Sequence[Part]) -> str:
    """Return the whole run in Markdown."""
    rest = head.lines()[1:]
    said = notes([*parts, *more])
    lines = [
        f"Measured on {head.day} by",
        "",
        *(f"    {command}" for command in head.commands),
        "",
        *(f"{line}.  " for line in rest),
        "",
    ]
    return "\n".join([*lines, as_markdown(tables(parts, more)), *(f"- {note}" for note in said)]).rstrip() + "\n"


def keep(path: Path, head: Head, parts: Sequence[Part], more: Sequence[Part]) -> None:
    """Write every figure of a run as JSON."""
    whole = {"head": asdict(head), "parts": [asdict(each) for each in parts], "more": [asdict(each) for each in more]}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")


def read(paths: Sequence[Path]) -> tuple[Head, list[Part], list[Part]]:
    """Return the runs that `keep` wrote as one: of other languages, or of other engines in the same languages."""
    runs = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    heads = [Head(**each["head"]) for each in runs]
    whole = Head(
        [command for head in heads for command in head.commands],
        max(head.day for head in heads),
        heads[0].machine,
        {language: summary for head in heads for language, summary in head.corpus.items()},
        sum({tuple(head.corpus): head.queries for head in heads}.values()),
        sum(head.seconds for head in heads),
    )
    found, more = ([Part(**part) for each in runs for part in each[key]] for key in ("parts", "more"))
    languages = list(whole.corpus)
    return whole, sorted(found, key=lambda part: languages.index(part.language)), more


def write(path: Path, head: Head, parts: Sequence[Part], more: Sequence[Part]) -> None:
    """Put the run between the two marks of a page; raises ValueError without them."""
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path}: there is no {BEGIN} … {END}")
    path.write_text(f"{before}{BEGIN}\n\n{markdown(head, parts, more)}\n{END}{after}", encoding="utf-8")
