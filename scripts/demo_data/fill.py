"""Fill a database with a year of a planted world, through the store the collector writes to.

scripts/demo-data [--database sqlite:///data/feedback.db] [--until 2026-11-22] [--seed 1] [--truth FILE] [--views]

The report is headed by the `site_name` of the file in --config, as after the first `helpcentre serve`.
"""

import argparse
import json
import random
import re
import sys
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from events import events
from markdown.extensions.toc import slugify
from mkdocs.utils.yaml import yaml_load
from msgspec import structs
from readers import CSAT, NPS, Readers
from words import ASKED, GAPS
from world import World, make_world

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Library, Source
from helpcentre.articles.read import read_library
from helpcentre.articles.troubleshooter import find_troubleshooters
from helpcentre.collector.store.opening import open_store, sqlite_path
from helpcentre.collector.store.store import Store
from helpcentre.contract.manifest import Heading, Manifest, ManifestArticle, ManifestSite
from helpcentre.errors import HelpCentreError

LANGUAGES = Languages("en", ("en", "it", "id", "et"))
CHANNELS = ("email", "phone-it", "whatsapp", "form")
ATTACKED = "en/faq/invoice.md"  # see `Readers._bots`
HEADING = re.compile(r"^(?:##|###)\s+(.+?)\s*(?:\{#([\w-]+)[^}]*\})?$", re.MULTILINE)


@dataclass(frozen=True)
class Demo:
    """The year to write: its last day, the seed, and the name of the site, which is the heading of the report."""

    until: date
    seed: int
    views: bool = False
    site_name: str = "Brightlane"

    def day(self, number: int) -> date:
        """Return day `number` of the year, 0 to 364."""
        return self.until - timedelta(days=364 - number)


@dataclass(frozen=True)
class Planted:
    """The truth about every article, and the number of items that bots and the like sent."""

    world: World
    aside: int


def read_content(content: Path) -> Library:
    """Return the articles in a content folder."""
    files = sorted(content.rglob("*.md"))
    sources = [(Source(path.relative_to(content).as_posix(), path.read_text(encoding="utf-8")), None) for path in files]
    return read_library(sources, LANGUAGES)


def site_manifest(library: Library, name: str) -> Manifest:
    """Return the manifest of the articles, of a site of this name."""
    articles = tuple(
        ManifestArticle(
            id=one.id, language=one.language, version=one.version, url=one.url, title=one.title, kind=one.kind.value,
            sketch=one.sketch, topics=one.topics, owner=one.front.owner, reviewed=one.reviewed,
            headings=tuple(Heading(name or slugify(text, "-"), text) for text, name in HEADING.findall(one.body)),
        )
        for one in sorted(library.articles, key=lambda one: (one.id, one.language))
        if one.kind.is_article
    )  # fmt: skip
    site = ManifestSite(name=name, default_language="en", languages=LANGUAGES.all)
    return Manifest(site=site, articles=articles, channels=CHANNELS)


def manifests(final: Manifest, world: World) -> list[tuple[int, Manifest]]:
    """Return the site as it was from each day on which a text changed; the last one is the current site."""
    days = sorted({0, *(phase.start for truth in world.truths for phase in truth.phases if phase.edit)})
    return [
        (day, structs.replace(final, articles=tuple(as_of(one, world, day) for one in final.articles))) for day in days
    ]


def as_of(article: ManifestArticle, world: World, day: int) -> ManifestArticle:
    """Return an article with the text that it had on a day: older texts share about two thirds of their shingles."""
    truth = world.of(article.id, article.language)
    behind = truth.text(10_000) - truth.text(day)
    if behind == 0:
        return article
    older = blake2b(f"{article.version}{behind}".encode(), digest_size=8).hexdigest()
    return structs.replace(article, version=older, sketch=older_sketch(article.sketch, older))


def older_sketch(sketch: str, name: str) -> str:
    """Return a sketch in which a fifth of the values are others, drawn from the same range."""
    chance = random.Random(name)
    values = [int(sketch[start : start + 8], 16) for start in range(0, len(sketch), 8)]
    changed = set(chance.sample(range(len(values)), max(1, len(values) // 5)))
    kept = [value for place, value in enumerate(values) if place not in changed]
    new = [chance.randrange(max(values)) for _ in changed]
    return "".join(f"{value:08x}" for value in sorted({*kept, *new}))


def fill(store: Store, demo: Demo, content: Path) -> Planted:
    """Write the year; returns what was planted."""
    library = read_content(content)
    final = structs.replace(site_manifest(library, demo.site_name), events=events(demo.until))
    world = make_world([(one.id, one.language) for one in final.articles], demo.seed)
    stages = dict(manifests(final, world))
    troubleshooters = {
        (one.id, one.language): found[0] for one in library.articles if (found := find_troubleshooters(one.body))
    }
    readers = Readers(world, demo.seed, troubleshooters, views=demo.views)
    standing = final
    for number in range(365):
        midnight = int(datetime.combine(demo.day(number), time(), tzinfo=UTC).timestamp() * 1000)
        if number in stages:
            standing = stages[number]
            store.learn(standing, midnight + 6 * 3_600_000)
        store.write(readers.day(number, midnight, standing))
    readers.file_issues(store, demo.day)
    return Planted(world, readers.aside)


def truth(planted: Planted) -> dict[str, Any]:
    """Return what the report should find: shares 0 to 1, days from 0 to 364, answers per day."""
    return {
        "articles": [asdict(replace(one, rate=round(one.rate, 4))) for one in planted.world.truths],
        "gaps": [{"language": one[0], "wordings": one[1], "weekly": one[2], "days_ago": one[3]} for one in GAPS],
        "asked": [{"language": one[0], "query": one[1], "article": one[2]} for one in ASKED],
        "csat": sum(CSAT[4:]) / sum(CSAT),
        "nps": 100 * (sum(NPS[9:]) - sum(NPS[:7])) / sum(NPS),
        "quarantined": planted.aside,
    }


def name_in(config: Path) -> str:
    """Return the `site_name` of a mkdocs.yml."""
    try:
        with config.open(encoding="utf-8") as file:
            return str(yaml_load(file)["site_name"])
    except OSError as error:
        raise HelpCentreError(f"--config {config}: it cannot be read: {error.strerror}") from None


def options() -> argparse.Namespace:
    """Return the options; raises HelpCentreError if the database already exists or the content is not a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="sqlite:///data/feedback.db")
    parser.add_argument("--until", type=date.fromisoformat, default=datetime.now(UTC).date())
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--truth", type=Path, help="write what was planted to this JSON file")
    parser.add_argument("--views", action="store_true", help="count page views too")
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--config", type=Path, help="the mkdocs.yml that names the site")
    found = parser.parse_args()
    if not found.content.is_dir():
        raise HelpCentreError(f"--content {found.content}: there is no such folder; name one such as content")
    if not (found.content / ATTACKED).is_file():
        message = f"there is no {ATTACKED} in it, which bots attack in the made-up year; name a folder such as content"
        raise HelpCentreError(f"--content {found.content}: {message}")
    if found.database.startswith("sqlite:"):
        path = sqlite_path(found.database)
        if path.exists():
            raise HelpCentreError(f"{path} already exists. Delete it, or name another with --database sqlite:///…")
        path.parent.mkdir(parents=True, exist_ok=True)
    return found


def main() -> None:
    """Read the options, fill, and say what to do next."""
    wanted = options()
    demo = Demo(wanted.until, wanted.seed, wanted.views)
    if wanted.config:
        demo = replace(demo, site_name=name_in(wanted.config))
    with open_store(wanted.database) as store:
        planted = fill(store, demo, wanted.content)
    if wanted.truth:
        text = json.dumps(truth(planted), ensure_ascii=False, indent=1) + "\n"
        wanted.truth.write_text(text, encoding="utf-8")
    truths = planted.world.truths
    print(f"A year of answers about {len(truths)} articles and languages is in {wanted.database}. Planted:")
    for one in truths:
        if one.story != "good":
            print(f"  {one.story:<15} {one.article} ({one.language})")
    print("Look at it: .venv/bin/helpcentre report")
    print("In the browser: make the key you sign in with (.venv/bin/helpcentre token add NAME --scope moderate),")
    print("then scripts/serve, and open http://127.0.0.1:8000/reports/")


if __name__ == "__main__":
    try:
        main()
    except HelpCentreError as error:
        sys.exit(str(error))
