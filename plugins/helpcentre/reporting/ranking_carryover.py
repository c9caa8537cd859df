"""The weight that answers to an older text still have for the current one.

An edit neither keeps the old rating (it was made to change it) nor throws it away (most of the text is the same). Old
answers count by the similarity of the texts, to the eighth power, and never for more than 20 answers together. Of the
rules simulated (ignore the edit, start again, carry over) this one had the smallest error whether 10, 50 or 90% of
edits change anything. Old answers are believed only as far as new ones agree with them: once the new ones contradict
them they fade, so that good old days do not keep up the rating of a spoilt article.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpcentre.articles.similarity import share_of_words_kept, similarity
from helpcentre.reporting.answers import Answers
from helpcentre.reporting.records import Version
from helpcentre.reporting.statistics.comparison import probability_above
from helpcentre.reporting.statistics.prior import no_change_prior

POWER = 8
MOST = 20.0


@dataclass(frozen=True, slots=True)
class EarlierText:
    """The answers to an earlier text, and its similarity to the current one (1: the same text)."""

    alike: float
    answers: Answers


def carry_over(now: Answers, earlier: Iterable[EarlierText]) -> Answers:
    """Return the answers that earlier texts, the newest first, lend to those of `now`: at most 20 in all.

    Each text is believed as far as it agrees with everything newer: of a text that was fixed twice, only the time since
    the first fix counts.
    """
    yes = no = 0.0
    newer = now
    for one in earlier:
        belief = agreement(newer, one.answers)
        weight = belief * one.alike**POWER
        offered = weight * one.answers.total
        part = weight * min(1.0, (MOST - yes - no) / offered) if offered else 0.0
        yes, no = yes + part * one.answers.yes, no + part * one.answers.no
        newer = Answers(newer.yes + belief * one.answers.yes, newer.no + belief * one.answers.no)
    return Answers(yes, no)


def agreement(now: Answers, then: Answers) -> float:
    """Return how far old answers may be believed next to new ones, from 1 (one share may explain both) down to 0.

    It is four times the smaller tail of P(now > then), at most 1; both sides under the same sceptical prior.
    """
    if not now.total or not then.total:
        return 1.0
    prior = no_change_prior(now, then)
    above = probability_above(prior.plus(*now), prior.plus(*then))
    return min(1.0, 4 * min(above, 1 - above))


def carry_over_article(
    now: str,
    same: Collection[str],
    texts: Sequence[Version],
    totals: Mapping[str, Answers],
    in_window: Mapping[str, Answers],
) -> Answers:
    """Return the answers lent to the text `now` by all answers except those of the window to that text.

    `same` are the versions that hardly differ from `now`, itself included; `texts` the known versions, oldest first;
    `totals` all answers each version ever had; `in_window` those of the window. An answer of the window to an older
    text is lent like an older answer.
    """
    sketches = {text.version: text.sketch for text in texts}
    mine = sketches.get(now, "")
    known = [text.version for text in reversed(texts) if text.version != now]
    order = [now, *known, *sorted(set(totals).difference(known, [now]))]
    earlier = []
    for version in order:
        total = totals.get(version, Answers())
        recent = in_window.get(version, Answers()) if version in same else Answers()
        rest = Answers(max(0.0, total.yes - recent.yes), max(0.0, total.no - recent.no))
        if rest.total:
            alike = 1.0 if version == now else share_of_words_kept(similarity(mine, sketches.get(version, "")))
            earlier.append(EarlierText(alike, rest))
    current = [in_window[version] for version in same if version in in_window]
    return carry_over(Answers(sum(one.yes for one in current), sum(one.no for one in current)), earlier)
