"""A planted world: the truth about every article in every language, and how its readers behave.

All chance comes from one seed, so that the same world can be made again and every figure of the report be checked.
"""

import random
from dataclasses import dataclass, field

LANGUAGE_SHARE = {"en": 0.40, "it": 0.32, "id": 0.16, "et": 0.12}
YEAR = 365
HEARD = 1.1  # answers per day that a story needs to show within a month
WEIGHT_OF_FORTY = sum(1 / (place + 3) for place in range(40))


@dataclass(frozen=True)
class Phase:
    """A text that is live from day `start` (0: the first of the year), and its true share of helped readers."""

    start: int
    share: float
    edit: bool = True  # False: the text stayed the same and the world changed around it


@dataclass(frozen=True)
class Truth:
    """The planted truth about one article in one language; `rate` is answers per day."""

    article: str
    language: str
    story: str
    rate: float
    phases: tuple[Phase, ...]
    reason: str = "unclear"

    def share(self, day: int) -> float:
        """Return the true share of helped readers on a day."""
        return next(phase.share for phase in reversed(self.phases) if phase.start <= day)

    def text(self, day: int) -> int:
        """Return the number of the text that is live on a day, from 0."""
        return sum(phase.edit for phase in self.phases if phase.start <= day) - 1


@dataclass
class World:
    """Everything planted; `gaps` are questions no article answers: (language, wordings, searches a week, since day)."""

    truths: list[Truth] = field(default_factory=list)

    def of(self, article: str, language: str) -> Truth:
        """Return the truth of one article and language."""
        return next(one for one in self.truths if (one.article, one.language) == (article, language))


# Planned stories; the other articles are good ones of different degrees. (article, language): story.
STORIES: dict[tuple[str, str], str] = {
    ("troubleshooting/payment-declined", "it"): "bad",
    ("faq/when-refund", "et"): "bad",
    ("troubleshooting/discount-code-not-working", "en"): "bad",
    ("faq/customs-and-duties", "id"): "bad",
    ("troubleshooting/cannot-log-in", "en"): "degrading",
    ("faq/delivery-times", "it"): "degrading",
    ("troubleshooting/return-label-problem", "en"): "fixed",
    ("faq/how-to-return", "it"): "fixed",
    ("faq/gift-cards", "en"): "spoilt",
    ("guides/change-address", "en"): "edited_in_vain",
    ("faq/shipping-cost", "en"): "edited_lately",
}


def make_world(articles: list[tuple[str, str]], seed: int, answers_per_day: float = 45.0) -> World:
    """Plant a truth for every (article, language); popularity falls like 1 over rank, the same in every language.

    The articles with a story are the popular ones, and each article has a separate source of chance, so that a new
    article in the content changes nothing about the others.
    """
    names = {article for article, _ in articles}
    with_story = [name for name in dict.fromkeys(article for article, _ in STORIES) if name in names]
    ranked = with_story + sorted(
        names.difference(with_story), key=lambda name: random.Random(f"{seed}/{name}").random()
    )
    weights = {name: 1 / (place + 3) for place, name in enumerate(ranked)}
    scale = answers_per_day / WEIGHT_OF_FORTY
    world = World()
    for article, language in sorted(articles):
        rate = scale * weights[article] * LANGUAGE_SHARE.get(language, 0.1)
        world.truths.append(_truth(article, language, rate, random.Random(f"{seed}/{article}/{language}")))
    return world


def _truth(article: str, language: str, rate: float, chance: random.Random) -> Truth:
    good = min(0.97, max(0.72, chance.betavariate(16, 3)))
    story = STORIES.get((article, language), "good")
    phases: dict[str, tuple[Phase, ...]] = {
        "good": (Phase(0, good),),
        "bad": (Phase(0, 0.38 + 0.12 * chance.random()),),
        "degrading": (Phase(0, 0.86), Phase(YEAR - 40, 0.45, edit=False)),
        "fixed": (Phase(0, 0.41), Phase(YEAR - 62, 0.84)),
        "spoilt": (Phase(0, 0.85), Phase(YEAR - 58, 0.48)),
        "edited_in_vain": (Phase(0, 0.66), Phase(YEAR - 90, 0.66)),
        "edited_lately": (Phase(0, 0.62), Phase(YEAR - 3, 0.8)),
    }
    reason = chance.choice(["unclear", "didnt_work", "outdated", "missing"])
    heard = rate if story == "good" else max(rate, HEARD)
    return Truth(article, language, story, heard, phases[story], reason)


def poisson(mean: float, chance: random.Random) -> int:
    """Return a count with this mean (by exponential gaps)."""
    count, left = 0, mean
    while (left := left - chance.expovariate(1.0)) > 0:
        count += 1
    return count
