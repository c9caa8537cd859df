"""A troubleshooter: questions with answers that lead to another question, to the solution or to the contact page.

In Markdown it is a block whose headings are its steps; each answer is a list item that is one link within the page:

    /// troubleshooter

    ## Is the plug in? {#plug}

    - [It lights up now](#solved)
    - [It stays dark](#contact)

    ///
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from helpcentre.articles.markdown_source import SourceHeading, find_headings, mask_code, plain_text

SOLVED, CONTACT = "solved", "contact"
ENDS = (SOLVED, CONTACT)
"""The ids of the two ends, which the block writes itself."""
_OPEN = re.compile(r"^[ \t]{0,3}(?P<signs>/{3,})[ \t]*troubleshooter[ \t]*$")
_HEADING_ID = re.compile(r"(?<!\{)\{:?[^{}#]*#(?P<id>[^\s{}]+)[^{}]*\}[ \t]*$")
_ANSWER = re.compile(
    r"^[ \t]{0,3}[-*+][ \t]+(?P<link>\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(#(?P<target>[^()\s]*)\))[ \t]*$"
)


@dataclass(frozen=True, slots=True)
class TroubleshooterAnswer:
    """An answer as written: `target` is the id of a step or an end; `line` and `column` count from 0 in the body."""

    text: str
    target: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class TroubleshooterStep:
    """One question with its answers; `id` is empty if its heading has none, `level` is that of its heading."""

    id: str
    question: str
    line: int
    column: int
    level: int = 2
    answers: tuple[TroubleshooterAnswer, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids that the answers lead to, each once, in order."""
        return tuple(dict.fromkeys(answer.target for answer in self.answers))

    def words_to(self, target: str) -> list[str]:
        """Return the words of the answers that lead to an id."""
        return [answer.text for answer in self.answers if answer.target == target]


@dataclass(frozen=True, slots=True)
class Troubleshooter:
    """The steps of one block, in order; readers begin at the first. `line` is that of the block, from 0."""

    line: int
    steps: tuple[TroubleshooterStep, ...] = ()

    @property
    def by_id(self) -> dict[str, TroubleshooterStep]:
        """The steps that have an id, in order; of two with the same one, the first."""
        first = {step.id: step for step in reversed(self.steps) if step.id}
        return {step.id: first[step.id] for step in self.steps if step.id}

    def find_reachable(self, start: str) -> frozenset[str]:
        """Return the ids of every step and end that answers lead to from the step `start`, and `start` itself."""
        steps = self.by_id
        found, waiting = {start}, [start]
        while waiting:
            step = steps.get(waiting.pop())
            new = [target for target in step.targets if target not in found] if step else []
            found.update(new)
            waiting += new
        return frozenset(found)

    def find_unreachable(self) -> list[TroubleshooterStep]:
        """Return the steps that no answer leads to from the first step; steps without an id are left out."""
        if not self.steps:
            return []
        reached = self.find_reachable(self.steps[0].id)
        return [step for step in self.by_id.values() if step.id not in reached]

    def find_closed_loops(self) -> list[tuple[TroubleshooterStep, ...]]:
        """Return the groups of steps that only lead to each other, each in the order of the text.

        A step without answers and an answer that leads nowhere are faults of another kind, and count as ways out.
        """
        steps = self.by_id
        loops: dict[frozenset[str], tuple[TroubleshooterStep, ...]] = {}
        for step in steps.values():
            reached = self.find_reachable(step.id)
            inside = all(one in steps and steps[one].targets for one in reached)
            if inside and all(step.id in self.find_reachable(one) for one in reached):
                loops[reached] = tuple(each for each in self.steps if each.id in reached)
        return list(loops.values())


def find_troubleshooters(body: str) -> tuple[Troubleshooter, ...]:
    """Return the troubleshooters in the Markdown of a page, in order."""
    if "troubleshooter" not in body:
        return ()
    masked = mask_code(body, inline=False)
    lines, headings = masked.split("\n"), find_headings(masked)
    return tuple(_read_block(lines, headings, first, last) for first, last in _find_blocks(lines))


def _find_blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first line of every block and the line after its last; one that is never closed has all the rest."""
    number = 0
    while number < len(lines):
        opened = _OPEN.match(lines[number])
        if opened:
            rest = range(number + 1, len(lines))
            closed = next((line for line in rest if lines[line].strip() == opened["signs"]), len(lines))
            yield number, closed
            number = closed
        number += 1


def _read_block(lines: Sequence[str], headings: Sequence[SourceHeading], first: int, last: int) -> Troubleshooter:
    inside = [heading for heading in headings if first < heading.line < last]
    steps = [heading for heading in inside if heading.level == inside[0].level]
    ends = (*(heading.line for heading in steps[1:]), last)
    return Troubleshooter(first, tuple(map(partial(_read_step, lines), steps, ends)))


def _read_step(lines: Sequence[str], heading: SourceHeading, end: int) -> TroubleshooterStep:
    found = _HEADING_ID.search(heading.text)
    answers = tuple(_read_answers(lines, heading.line + 1, end))
    return TroubleshooterStep(
        found["id"] if found else "", plain_text(heading.text), heading.line, heading.column, heading.level, answers
    )


def _read_answers(lines: Sequence[str], first: int, end: int) -> Iterator[TroubleshooterAnswer]:
    for number in range(first, end):
        found = _ANSWER.match(lines[number])
        if found:
            yield TroubleshooterAnswer(plain_text(found["text"]), found["target"], number, found.start("link"))
