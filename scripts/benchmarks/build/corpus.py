"""A site of any size with helpcentre's usual parts, the same for the same seed.

    PYTHONPATH=scripts .venv/bin/python -m benchmarks.build.corpus FOLDER --articles 1000 [--seed 1] [--corpus DIR]

The text is made up: words of syllables, as frequent as words are (Zipf's law), in articles as long as those of real
help centres (median about 370 words, one in ten above 1,400), with links, lists, tables and admonitions. With
`--corpus`, it is that of DIR/*.LANG.jsonl.gz (docs/search.md explains the format).
"""

import argparse
import gzip
import json
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

KINDS = {"faq": "faq", "troubleshooting": "troubleshooting", "guides": "guide", "policies": "policy"}
"""The kind of the articles in each folder."""
SHARES = (55, 20, 22, 3)
"""The number of articles in each folder, of a hundred."""
TOPICS = ("orders", "delivery", "returns", "payments", "account", "products", "security", "devices")
_FUNCTION_WORDS = ("the", "to", "you", "your", "and", "of", "in", "a", "for", "is", "if", "on", "we", "it", "with")
_ONSETS = ("b", "br", "c", "cl", "d", "dr", "f", "g", "gr", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v")
_RIMES = ("a", "an", "ar", "e", "el", "en", "er", "i", "in", "ist", "o", "on", "or", "u", "unt", "y")
_WORDS = 12_000
_SIMPLE = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
"""Headings whose anchor is known without Markdown."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article below a heading: its paragraphs in Markdown."""

    heading: str
    paragraphs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Text:
    """An article before it is a file: `slug` has no folder, `asks` are customers' words."""

    slug: str
    title: str
    asks: Sequence[str]
    sections: Sequence[Section]


class Writer:
    """Makes up texts from a seeded generator."""

    def __init__(self, random_numbers: random.Random) -> None:
        self.random = random_numbers
        syllables = [onset + rime for onset in _ONSETS for rime in _RIMES]
        words: dict[str, None] = {}
        while len(words) < _WORDS:
            words["".join(self.random.choices(syllables, k=self.random.choice((2, 2, 3))))] = None
        self._words = list(words)
        self._weights = list(accumulate(1 / (rank + 20) for rank in range(_WORDS)))

    def words(self, count: int) -> list[str]:
        """Return content words, frequent ones more often."""
        return self.random.choices(self._words, cum_weights=self._weights, k=count)

    def rare_words(self, count: int) -> list[str]:
        """Return words that few articles have, for titles."""
        return self.random.sample(self._words[_WORDS // 6 :], count)

    def sentence(self) -> str:
        """Return a sentence of 6 to 22 words, nearly half of them function words."""
        words = self.words(self.random.randint(6, 22))
        mixed = [self.random.choice(_FUNCTION_WORDS) if self.random.random() < 0.42 else word for word in words]
        return " ".join(mixed).capitalize() + "."

    def paragraph(self) -> str:
        """Return one to five sentences, some words of them bold."""
        text = " ".join(self.sentence() for _ in range(self.random.randint(1, 5)))
        return f"**{self.words(1)[0].capitalize()}**: {text}" if self.random.random() < 0.15 else text

    def block(self) -> str:
        """Return a paragraph, a list, an admonition or a table."""
        chance = self.random.random()
        if chance < 0.72:
            return self.paragraph()
        if chance < 0.88:
            mark = self.random.choice(("1.", "-"))
            return "\n".join(f"{mark} {self.sentence()}" for _ in range(self.random.randint(2, 6)))
        if chance < 0.95:
            return f"!!! note\n    {self.sentence()}"
        rows = [" | ".join(self.words(3)) for _ in range(self.random.randint(2, 6))]
        return "\n".join([f"| {rows[0]} |", "| --- | --- | --- |", *(f"| {row} |" for row in rows[1:])])

    def sections(self) -> Iterator[Section]:
        """Yield the sections of an article; the first has no heading."""
        wanted = int(min(4000, max(40, self.random.lognormvariate(5.9, 1.0))))
        written, heading = 0, ""
        while written < wanted:
            blocks = [self.block() for _ in range(self.random.randint(2, 5))]
            written += sum(len(block.split()) for block in blocks)
            yield Section(heading, blocks)
            heading = " ".join(self.rare_words(self.random.randint(2, 4))).capitalize()


def make_up_texts(count: int, seed: int) -> list[Text]:
    """Return `count` articles that depend on `seed` only."""
    writer = Writer(random.Random(seed))
    texts = []
    for number in range(count):
        words = writer.rare_words(4)
        title = f"How do I {words[0]} the {' '.join(words[1:])}?"
        asks = [" ".join(words[::-1]), f"{words[0]} {words[2]} {words[3]}"]
        texts.append(Text(f"{'-'.join(words[:3])}-{number}", title, asks, list(writer.sections())))
    return texts


def read_texts(folder: Path, language: str, count: int) -> list[Text]:
    """Return at most `count` articles of a corpus, in its order."""
    [path] = folder.glob(f"*.{language}.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line, _ in zip(lines, range(count), strict=False)]
    return [
        Text(
            record["id"].replace("/", "-").replace("_", "-").lower(),
            record["title"],
            record["keywords"][:5],
            [Section(part["h"], _escape(part["text"]).split("\n\n")) for part in record["sections"]],
        )
        for record in records
    ]


def _escape(text: str) -> str:
    """Return plain text as Markdown: indented lines are not code, and signs have no meaning."""
    plain = text.replace("<", "&lt;").replace("*", "\\*")
    return "\n".join(re.sub(r"^#", r"\#", line.strip()) for line in plain.splitlines())


def write_site(folder: Path, texts: Sequence[Text], seed: int, *, contract: str = "warning") -> None:
    """Write mkdocs.yml, the support file and the articles into `folder`, which is emptied first.

    `contract` is the severity of an ask that does not find its article.
    """
    shutil.rmtree(folder, ignore_errors=True)
    numbers = random.Random(seed)
    folders = numbers.choices(list(KINDS), weights=SHARES, k=len(texts))
    topics = [numbers.choice(TOPICS) for _ in texts]
    paths = [f"{place}/{text.slug}.md" for place, text in zip(folders, texts, strict=True)]
    for position, text in enumerate(texts):
        links = [numbers.randrange(len(texts)) for _ in range(numbers.randint(1, 6))]
        body = _body_of(text, [_link_to(texts[link], paths[link], numbers) for link in links])
        front = {
            "title": text.title, "kind": KINDS[folders[position]], "topics": [topics[position]],
            "asks": list(text.asks), "owner": "support-team", "reviewed": "2026-11-01",
        }  # fmt: skip
        _write_page(folder / "content/en" / paths[position], front, body)
    for place, kind in KINDS.items():
        _write_page(folder / f"content/en/{place}/index.md", {"title": f"All: {kind}", "kind": "page"}, "")
    _write_page(folder / "content/en/index.md", {"title": "How can we help?", "kind": "page"}, "Search or choose.\n")
    blocks = "/// channels\n///\n\n/// hours\n///\n"
    _write_page(folder / "content/en/contact.md", {"title": "Contact us", "kind": "page"}, blocks)
    (folder / "content/support.yml").write_text(SUPPORT, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG.format(contract=contract), encoding="utf-8")


def _body_of(text: Text, links: Sequence[str]) -> str:
    blocks = []
    for section in text.sections:
        blocks += [f"## {section.heading}"] if section.heading else []
        blocks += section.paragraphs
    last = " ".join(f"See also {link}." for link in links)
    return "\n\n".join([*blocks, last]) + "\n"


def _link_to(text: Text, path: str, numbers: random.Random) -> str:
    """Return a link to a page, one in three to one of its headings."""
    headings = [section.heading for section in text.sections if _SIMPLE.fullmatch(section.heading)]
    anchor = f"#{numbers.choice(headings).lower().replace(' ', '-')}" if headings and numbers.random() < 0.33 else ""
    return f"[{text.title.rstrip('?').removeprefix('How do I ')}](../{path}{anchor})"


def _write_page(path: Path, front: dict[str, object], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    path.write_text("\n".join(["---", *lines, "---", "", body]), encoding="utf-8")


CONFIG = """site_name: Measured
site_url: https://help.example.org/
docs_dir: content
theme: {{name: material, font: false}}
plugins:
  - helpcentre/languages: {{default: en, languages: []}}
  - helpcentre/articles: {{frame: helpcentre}}
  - helpcentre/hours
  - helpcentre/channels
  - helpcentre/search: {{contract: "{contract}"}}
  - helpcentre/feedback: {{collector_url: "/"}}
markdown_extensions:
  - helpcentre.markdown_blocks
  - admonition
  - attr_list
  - tables
  - toc: {{permalink: false}}
validation:
  nav: {{omitted_files: ignore}}
  links: {{not_found: ignore, anchors: ignore}}
"""
SUPPORT = """version: 1
default_time_zone: Europe/Rome
schedules:
  office:
    weekly: {mon-fri: ["09:00-13:00", "14:00-18:00"]}
channels:
  phone:
    kind: phone
    label: {en: Phone}
    number: "+39 06 9480 2210"
    schedule: office
    languages: [en]
    response: {mode: live, wait: 3m}
  email:
    kind: email
    label: {en: E-mail}
    address: help@example.org
    schedule: office
    languages: [en]
    response: {mode: async, promise: 4h, clock: working}
topics:
""" + "".join(f"  {topic}: {{label: {{en: {topic.capitalize()}}}, recommend: [email]}}\n" for topic in TOPICS)


def main() -> None:
    """Write a site."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="real articles instead of made-up ones")
    options = parser.parse_args()
    if options.corpus:
        texts = read_texts(options.corpus, "en", options.articles)
    else:
        texts = make_up_texts(options.articles, options.seed)
    write_site(options.folder, texts, options.seed, contract="off" if options.corpus else "error")


if __name__ == "__main__":
    main()
