"""A window against the one before it: how much of the change of the share of Yes is a shift between groups.

A total can fall although no group fell, when answers move to a group that was always lower (Simpson's paradox). The
change is the sum of two parts, exactly (E. M. Kitagawa, "Components of a difference between two rates", Journal of the
American Statistical Association 50, 1955): for a group with the share w of all answers and the share p of Yes,

    within   (w0 + w1) / 2 * (p1 - p0)              readers of the group were helped more or less often
    mix      (w1 - w0) * ((p0 + p1) / 2 - P)        the group became a larger or smaller part of all

where P is the mean of the total shares before and now; it makes the mix of one group readable without changing the sum.
A group that has answers in one of the windows only cannot have become better or worse: all of its change is mix.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.records import ArticleKey, ArticleRecord, ReportRows, VoteCount
from helpcentre.reporting.vote_counts import sum_answers

GROUPINGS = ("language", "kind", "topic", "owner")
LONGEST = 92  # days: twice as many are read as single days


class Group(NamedTuple):
    """The answers of one group before and now, and its parts of the change of the total (0.02: 2 points)."""

    name: str
    before: Answers
    now: Answers
    within: float
    mix: float


@dataclass(frozen=True, slots=True)
class PeriodComparison:
    """A window against the one of the same length before it, by `grouping`; groups with most answers come first."""

    grouping: str
    before: Answers
    now: Answers
    groups: tuple[Group, ...]

    @property
    def change(self) -> float:
        """The difference of the shares of Yes."""
        return _share(self.now) - _share(self.before)

    @property
    def within(self) -> float:
        """The part of the change that happened within groups."""
        return sum(group.within for group in self.groups)

    @property
    def mix(self) -> float:
        """The part of the change that is a shift of answers between groups."""
        return sum(group.mix for group in self.groups)


def compare_with_period_before(rows: ReportRows, since: date, until: date, grouping: str) -> PeriodComparison | None:
    """Compare the days `since` to `until` with as many days before; None if either has no answers.

    `rows` must hold the votes of both windows by day.
    """
    first, last = since.toordinal(), until.toordinal()
    start = first - (last - first + 1)
    before = [vote for vote in rows.votes if start <= vote.day < first]
    now = [vote for vote in rows.votes if first <= vote.day <= last]
    totals = sum_answers(before), sum_answers(now)
    if not (totals[0].total and totals[1].total):
        return None
    names = _name_groups(rows.articles, grouping)
    groups = _compare(_group(before, names), _group(now, names), *totals)
    return PeriodComparison(grouping, *totals, tuple(sorted(groups, key=lambda one: (-one.now.total, one.name))))


def _name_groups(articles: Iterable[ArticleRecord], grouping: str) -> dict[ArticleKey, str]:
    return {(article.article, article.language): _name_group(article, grouping) for article in articles}


def _name_group(article: ArticleRecord, grouping: str) -> str:
    if grouping == "topic":  # the first: an article counts once
        return article.topics[0] if article.topics else ""
    return str(getattr(article, grouping) or "")


def _group(votes: Iterable[VoteCount], names: Mapping[ArticleKey, str]) -> dict[str, Answers]:
    members: dict[str, list[VoteCount]] = defaultdict(list)
    for vote in votes:
        members[names.get((vote.article, vote.language), "")].append(vote)
    return {name: sum_answers(own) for name, own in members.items()}


def _compare(
    before: Mapping[str, Answers], now: Mapping[str, Answers], total_before: Answers, total_now: Answers
) -> list[Group]:
    middle = (_share(total_before) + _share(total_now)) / 2
    found = []
    for name in before.keys() | now.keys():
        old, new = before.get(name, Answers()), now.get(name, Answers())
        if not (old.total or new.total):
            continue  # nothing but readers who were looking for something else
        old_weight, new_weight = old.total / total_before.total, new.total / total_now.total
        old_share = _share(old if old.total else new)
        new_share = _share(new if new.total else old)
        within = (old_weight + new_weight) / 2 * (new_share - old_share)
        mix = (new_weight - old_weight) * ((old_share + new_share) / 2 - middle)
        found.append(Group(name, old, new, within, mix))
    return found


def _share(answers: Answers) -> float:
    return answers.yes / answers.total
