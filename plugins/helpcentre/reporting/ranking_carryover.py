"""What answers to an older text still say about the text as it is now.

An edit neither keeps the old rating (the edit was made to change it) nor throws it away (most of the text is the
same). Old answers count by how alike the texts are, to the eighth power, and never for more than 20 answers together:
of the rules simulated (ignore the edit, start anew, carry over) this had the smallest error when 10, 50 or 90 % of
edits change anything. And the past is believed only as far as the present agrees with it: once the new answers
contradict the old ones, the old ones fade, so that a spoilt article is not kept up by its good old days.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpcentre.articles.versions import similarity
from helpcentre.reporting.ranking import Answers
from helpcentre.reporting.records import Version
from helpcentre.reporting.statistics import probability_above
from helpcentre.reporting.verdicts import unchanged

POWER = 8
MOST = 20.0
_WORDS_A_SHINGLE = 3


@dataclass(frozen=True, slots=True)
class Earlier:
    """The answers to an earlier text, and how alike it is to the text now (1 for the same text)."""

    alike: float
    answers: Answers


def share_of_words_kept(resemblance: float) -> float:
    """Turn the resemblance of two sketches (of three-word shingles) into the share of words that stayed.

    A shingle survives if its three words do, so with a share w of words kept s = w^3 of the shingles are common, and
    their Jaccard resemblance is J = s / (2 - s).
    """
    shingles = 2 * resemblance / (1 + resemblance)
    return float(shingles ** (1 / _WORDS_A_SHINGLE))


def carried(now: Answers, earlier: Iterable[Earlier]) -> Answers:
    """Return what earlier answers, the newest text first, lend to the `now` ones: at most 20 in all.

    Each text is believed as far as it agrees with everything newer, so that of a text mended twice only the time since
    the first mending counts.
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
    """Return how far old answers may be believed beside new ones: 1 while both may be of one share, 0 if surely not.

    Four times the smaller tail of P(now > then), at most 1; both sides under the same sceptical prior.
    """
    if not now.total or not then.total:
        return 1.0
    prior = unchanged(now, then)
    above = probability_above(prior.plus(*now), prior.plus(*then))
    return min(1.0, 4 * min(above, 1 - above))


def history(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Return the texts of one article and language, oldest first; the same order on every machine."""
    return tuple(sorted(versions, key=lambda one: (one.first_seen, one.version)))


def lent(
    now: str,
    texts: Sequence[Version],
    totals: Mapping[str, Answers],
    in_window: Mapping[str, Answers],
) -> Answers:
    """Return what all answers but those of the window to the text `now` lend to it.

    `texts` are the known versions, `totals` all answers each ever had, `in_window` those of the window. An answer of
    the window to an older text is lent like an older one.
    """
    sketches = {text.version: text.sketch for text in texts}
    mine = sketches.get(now, "")
    known = [text.version for text in reversed(texts) if text.version != now]
    order = [now, *known, *sorted(set(totals).difference(known, [now]))]
    earlier = []
    for version in order:
        total = totals.get(version, Answers())
        recent = in_window.get(version, Answers()) if version == now else Answers()
        rest = Answers(max(0.0, total.yes - recent.yes), max(0.0, total.no - recent.no))
        if rest.total:
            alike = 1.0 if version == now else share_of_words_kept(similarity(mine, sketches.get(version, "")))
            earlier.append(Earlier(alike, rest))
    return carried(in_window.get(now, Answers()), earlier)
