"""The items that readers of a planted world send on a day: votes, comments, searches, contact clicks, ratings; bots."""

import random
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time

from troubleshooting import RUNS_PER_VOTE, WEAK, walk
from words import ASKED, COMMENTS, GAPS, HOSTILE, REWORDED, SPAM
from world import YEAR, Truth, World, poisson

from helpcentre.articles.troubleshooter import Troubleshooter
from helpcentre.collector.intake.spam import comment_signals
from helpcentre.collector.items import QUARANTINED, Item
from helpcentre.collector.store.issues import Draft
from helpcentre.collector.store.store import Store
from helpcentre.contract.manifest import Manifest, ManifestArticle

CONTACT_AFTER_NO = 0.12
CHANNEL_OF = {"en": "email", "it": "phone-it", "id": "whatsapp", "et": "form"}
CSAT = (3, 4, 7, 16, 38, 32)  # of a hundred readers, who give 0, 1, … 5
NPS = (2, 1, 1, 2, 2, 5, 7, 14, 22, 24, 20)  # and 0, 1, … 10
REASONS = ("unclear", "didnt_work", "outdated", "missing", "other")
BOT_DAYS = range(YEAR - 20, YEAR - 16)
HOUR = 3_600_000


class Readers:
    """A crowd with one source of chance; `day` gives the items of one day, oldest first."""

    def __init__(
        self, world: World, seed: int, troubleshooters: Mapping[tuple[str, str], Troubleshooter], *, views: bool
    ) -> None:
        self.world, self.views, self.troubleshooters = world, views, troubleshooters
        self.seed = seed
        self.chance = random.Random(seed)
        self.chances: dict[str, random.Random] = {}
        self.hostile = list(HOSTILE)
        self.filed: dict[str, list[bytes]] = {}
        self.aside = 0  # items sent that belong into quarantine

    def day(self, number: int, midnight: int, site: Manifest) -> list[Item]:
        """Return what is sent on day `number`, which begins at `midnight` (Unix ms)."""
        items: list[Item] = []
        for article in site.articles:
            truth = self.world.of(article.id, article.language)
            self._take_chance_of(f"{article.id}/{article.language}")
            items += self._about(article, truth, number, midnight)
            if (article.id, article.language) in self.troubleshooters:
                self._take_chance_of(f"runs/{article.id}/{article.language}")
                items += self._runs(article, truth, midnight)
        self._take_chance_of("searches and ratings")
        items += self._searches(number, midnight, site)
        items += self._ratings(midnight)
        if number in BOT_DAYS:
            items += self._bots(midnight, site)
        self.aside += sum(item.state == QUARANTINED for item in items)
        parents_first = {"vote": 0, "search": 0}
        return sorted(items, key=lambda item: (item.occurred, parents_first.get(item.kind, 1)))

    def _take_chance_of(self, name: str) -> None:
        """Draw from a separate source for each article, so that one more article changes no other."""
        self.chance = self.chances.setdefault(name, random.Random(f"{self.seed}/readers/{name}"))

    def file_issues(self, store: Store, day: Callable[[int], date]) -> None:
        """File a few of the comments, as a support lead would have."""
        plans = (
            ("troubleshooting/payment-declined", "it", "Card payments fail with 3-D Secure", 1, "open"),
            ("faq/when-refund", "et", "Say when the money is back on the card", 2, "planned"),
            ("troubleshooting/return-label-problem", "en", "Step 3 names a button that is gone", 2, "fixed"),
        )
        for place, (article, language, title, severity, status) in enumerate(plans):
            when = datetime.combine(day(YEAR - 38 + 8 * place), time(10), tzinfo=UTC)
            linked = self.filed.get(f"{article} {language}", [])[-5:]
            draft = Draft(title, "content", severity, "open", article, language, "content-team")
            number = store.open_issue(draft, linked, int(when.timestamp() * 1000))
            if status != "open":
                store.change_issue(number, int(when.timestamp() * 1000) + 86_400_000, status=status)

    def _item(self, kind: str, language: str, midnight: int, **more: object) -> Item:
        at = midnight + int(24 * HOUR * min(0.999, max(0.0, self.chance.gauss(0.58, 0.17))))
        identity = bytearray(self.chance.randbytes(16))
        identity[6], identity[8] = identity[6] & 0x0F | 0x40, identity[8] & 0x3F | 0x80
        return Item(bytes(identity), kind, language, at, at, **more)  # type: ignore[arg-type]

    def _about(self, article: ManifestArticle, truth: Truth, number: int, midnight: int) -> list[Item]:
        items = []
        if self.views:
            items += [
                self._item("view", article.language, midnight, article=article.id)
                for _ in range(poisson(truth.rate * 40, self.chance))
            ]
        for _ in range(poisson(truth.rate, self.chance)):
            helped = self.chance.random() < truth.share(number)
            vote = self._vote(article, truth, midnight, helped=helped)
            items.append(vote)
            items += self._comment(vote, truth, number)
            if not helped and self.chance.random() < CONTACT_AFTER_NO:
                channel = CHANNEL_OF.get(article.language, "email")
                items.append(self._item("contact", article.language, midnight, article=article.id, channel=channel))
        return items

    def _vote(self, article: ManifestArticle, truth: Truth, midnight: int, *, helped: bool) -> Item:
        where = {"article": article.id, "version": article.version}
        if helped:
            return self._item("vote", article.language, midnight, value=1, **where)
        lot = self.chance.random()
        reason = truth.reason if lot < 0.5 else self.chance.choice(REASONS) if lot < 0.8 else ""
        if truth.story == "good" and lot > 0.95:
            reason = "wrong_page"
        heading = ""
        if article.headings and self.chance.random() < 0.4:
            worst = article.headings[len(article.headings) // 2]
            heading = (worst if self.chance.random() < 0.6 else self.chance.choice(article.headings)).id
        return self._item("vote", article.language, midnight, value=0, reason=reason, heading=heading, **where)

    def _comment(self, vote: Item, truth: Truth, number: int) -> list[Item]:
        likely = 0.03 if vote.value else 0.16
        if self.chance.random() >= likely:
            return []
        pool = COMMENTS[vote.language]
        said = pool["yes"] if vote.value else pool.get(vote.reason or "other", pool["other"])
        text = self.chance.choice(said)
        if truth.story == "bad" and number > YEAR - 12 and self.hostile:
            text = self.hostile.pop()
        item = self._item("comment", vote.language, 0, article=vote.article, version=vote.version, text=text)
        item.occurred = item.received = vote.occurred + 40_000
        item.parent = vote.id
        for signal in comment_signals(text):
            item.quarantine(signal)
        if not item.signals and vote.value == 0:
            self.filed.setdefault(f"{vote.article} {vote.language}", []).append(item.id)
        return [item]

    def _runs(self, article: ManifestArticle, truth: Truth, midnight: int) -> list[Item]:
        """Return the runs of an article's troubleshooter, each in its last revision."""
        key, items = (article.id, article.language), []
        for _ in range(poisson(truth.rate * RUNS_PER_VOTE, self.chance)):
            steps, outcome, revision = walk(self.troubleshooters[key], WEAK.get(key, ""), self.chance)
            run = {"steps": " ".join(steps), "outcome": outcome, "revision": revision}
            items.append(
                self._item(
                    "troubleshooter", article.language, midnight, article=article.id, version=article.version, **run
                )
            )
        return items

    def _searches(self, number: int, midnight: int, site: Manifest) -> list[Item]:
        """Return searches as pages send them: see `tests/browser/test_signals.py`."""
        items = []
        titles = {(article.id, article.language): article.title for article in site.articles}
        for language, wordings, weekly, ago in GAPS:
            if YEAR - number <= ago:
                for _ in range(poisson(weekly / 7, self.chance)):
                    items += self._failed(language, wordings, midnight)
        for language, query, article in ASKED:
            if self.chance.random() < 0.06:
                failed = self._search(language, midnight, "refined", text=query, results=0)
                again = self._search(
                    language, midnight, "clicked", text=REWORDED[language], results=4, clicked=article, parent=failed.id
                )
                again.received = again.occurred = failed.occurred + 15_000
                items += [failed, again]
        for language, share in (("en", 9.0), ("it", 7.0), ("id", 4.0), ("et", 3.0)):
            for _ in range(poisson(share, self.chance)):
                article = self.chance.choice(self.world.truths).article
                if self.chance.random() < 0.85:
                    items.append(self._search(language, midnight, "clicked", results=5, clicked=article))
                else:
                    text = titles.get((article, language), article)
                    items.append(self._search(language, midnight, "abandoned", results=5, text=text))
        return items

    def _search(self, language: str, midnight: int, outcome: str, **more: object) -> Item:
        return self._item("search", language, midnight, outcome=outcome, revision=1, **more)

    def _failed(self, language: str, wordings: tuple[str, ...], midnight: int) -> list[Item]:
        query = self.chance.choices(wordings, [1 / (place + 1) for place in range(len(wordings))])[0]
        first = self._search(language, midnight, "abandoned", text=query, results=0)
        first.missing = int(self.chance.random() < 0.15)
        if self.chance.random() >= 0.35:
            return [first]
        again = self.chance.choice(wordings)
        second = self._search(language, midnight, "abandoned", text=again, results=0, parent=first.id)
        second.received = second.occurred = first.occurred + 20_000
        if again == query:  # the same words again are the same search
            return [first]
        first.outcome = "refined"
        return [first, second]

    def _ratings(self, midnight: int) -> list[Item]:
        items = []
        for _ in range(poisson(1.1, self.chance)):
            value = self.chance.choices(range(6), CSAT)[0]
            items.append(self._item("csat", self._any_language(), midnight, value=value))
        for _ in range(poisson(0.6, self.chance)):
            value = self.chance.choices(range(11), NPS)[0]
            items.append(self._item("nps", self._any_language(), midnight, value=value))
        return items

    def _any_language(self) -> str:
        return self.chance.choices(("en", "it", "id", "et"), (40, 32, 16, 12))[0]

    def _bots(self, midnight: int, site: Manifest) -> list[Item]:
        """Return a burst of No votes on one good article and some spam: all set aside by the collector's signals."""
        target = next(one for one in site.articles if (one.id, one.language) == ("faq/invoice", "en"))
        items = []
        for _ in range(25):
            vote = self._item("vote", "en", midnight, article=target.id, version=target.version, value=0)
            vote.quarantine("visitor_budget")
            items.append(vote)
        for text in SPAM:
            vote = self._item("vote", "en", midnight, article=target.id, version=target.version, value=0)
            comment = self._item("comment", "en", 0, article=target.id, version=target.version, text=text)
            comment.parent, comment.occurred = vote.id, vote.occurred + 1000
            comment.received = comment.occurred
            vote.quarantine("honeypot")
            for signal in comment_signals(text):
                comment.quarantine(signal)
            items += [vote, comment]
        return items
