"""Random edits: a build that takes over from earlier ones makes the bytes, or the errors, of a clean build."""

import logging
import random
import shutil

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config

from helpcentre.errors import HelpCentreError

SUPPORT = """\
version: 1
default_time_zone: Europe/Rome
schedules:
  desk: {{weekly: {{mon-fri: ["09:00-{hour}:00"]}}}}
channels:
  mail:
    kind: email
    address: help@example.com
    schedule: desk
    response: {{mode: async, promise: 4h, clock: working}}
topics: {{pay: {{label: {{en: "Paying {hour}", it: Pagare}}}}, delivery: {{label: {{en: Delivery, it: Consegna}}}}}}
"""
WORDS = ("card", "parcel", "refund", "door", "garden", "window", "linen", "invoice", "courier", "basket")
EDITS = {}


def edit(function):
    EDITS[function.__name__] = function
    return function


def articles(site):
    return sorted((site.folder / "content").glob("*/faq/*.md"))


def text(dice, title=None, topics=True):
    words = " ".join(dice.choices(WORDS, k=12))
    front = f"title: {title or dice.choice(WORDS).capitalize()} {dice.randrange(99)}?\nkind: faq\n"
    front += f"topics: [{dice.choice(['pay', 'delivery'])}]\n" if topics and dice.random() < 0.7 else ""
    front += f"description: About the {dice.choice(WORDS)}\n" if dice.random() < 0.3 else ""
    block = "\n/// hours\n///\n" if dice.random() < 0.2 else ""
    return f"---\n{front}---\n\n{words}.\n\n## {dice.choice(WORDS).capitalize()}\n\n{words}\n{block}"


@edit
def change_a_text(site, dice):
    path = dice.choice(articles(site))
    path.write_text(path.read_text(encoding="utf-8") + f"\nAnother {dice.choice(WORDS)}.\n", encoding="utf-8")


@edit
def change_first_words(site, dice):
    path = dice.choice(articles(site))
    front, _, body = path.read_text(encoding="utf-8").partition("---\n\n")
    path.write_text(f"{front}---\n\nAt first a {dice.choice(WORDS)}. {body}", encoding="utf-8")


@edit
def write_again(site, dice):
    dice.choice(articles(site)).write_text(text(dice), encoding="utf-8")


@edit
def add_a_page(site, dice):
    site.write({f"{dice.choice(['en', 'it'])}/faq/{dice.choice(WORDS)}.md": text(dice)})


@edit
def delete_a_page(site, dice):
    if len(articles(site)) > 3:
        dice.choice(articles(site)).unlink()


@edit
def rename_a_page(site, dice):
    path = dice.choice(articles(site))
    path.rename(path.with_name(f"{dice.choice(WORDS)}-{dice.randrange(99)}.md"))


@edit
def link_two_pages(site, dice):
    path, other = dice.choice(articles(site)), dice.choice(articles(site))
    link = f"../../{other.relative_to(site.folder / 'content').as_posix()}"
    path.write_text(path.read_text(encoding="utf-8") + f"\nSee [there]({link}).\n", encoding="utf-8")


@edit
def make_an_error(site, dice):
    path = dice.choice(articles(site))
    path.write_text(path.read_text(encoding="utf-8").replace("kind: faq", "kind: fqa", 1), encoding="utf-8")


@edit
def correct_errors(site, dice):
    for path in articles(site):
        path.write_text(path.read_text(encoding="utf-8").replace("kind: fqa", "kind: faq"), encoding="utf-8")


@edit
def change_the_support_file(site, dice):
    site.write({"support.yml": SUPPORT.format(hour=dice.randrange(10, 19))})


@edit
def change_the_strings(site, dice):
    site.write({"strings/en.yml": f'"frame.contact": "Contact {dice.choice(WORDS)}"\n'})


@edit
def change_a_file(site, dice):
    site.write({"media/notes.txt": dice.choice(WORDS)})


@edit
def sort_a_folder(site, dice):
    names = dice.sample(["hook", "lamp", "rack"], k=2)
    pages = {
        f"en/shop/{name}.md": f"---\ntitle: A {name}\nkind: guide\n---\n\nOurs.\n" for name in ("hook", "lamp", "rack")
    }
    links = " ".join(f"[{name}]({name}.md)" for name in names)
    site.write(pages | {"en/shop/index.md": f"---\ntitle: Shop\nkind: page\n---\n\n{links}\n"})


@edit
def change_the_demand(site, dice):
    row = f'{{"article": "{dice.choice(["shop/hook", "shop/lamp"])}", "language": "en", "yes": 3, "no": 0}}'
    site.write({"report.json": f'{{"rows": [{row}]}}'})


@edit
def change_the_shared_text(site, dice):
    word = dice.choice(WORDS)
    site.write(
        {
            "variables.yml": f"thing: {word}\n",
            "snippets/thing.md": f"This is a {dice.choice(WORDS)}.\n",
            "en/faq/thing.md": '---\ntitle: "A {{ thing }}?"\nkind: faq\n---\n\n/// snippet | thing\n///\n',
        }
    )


@edit
def change_the_settings(site, dice):
    site.settings["copyright"] = dice.choice(WORDS)
    site.settings["extra"] = {"helpcentre": {"brand": {"accent": f"#8a3a{dice.randrange(10, 99)}"}}}


@edit
def change_the_languages(site, dice):
    languages = dice.choice([["it"], ["it", "et"], ["it", "id"]])
    site.settings["plugins"] = [
        {"helpcentre/languages": {"default": "en", "languages": languages}},
        *site.settings["plugins"][1:],
    ]


@edit
def change_the_extensions(site, dice):
    site.settings["markdown_extensions"] = [
        *("helpcentre.markdown_blocks", "attr_list"),
        {"toc": {"permalink": dice.choice([True, False])}},
    ]


def outcome(site, build):
    """Return the files of the site after a build, or the message of its errors."""
    try:
        build()
    except HelpCentreError as error:
        return str(error)
    return site.published()


def build_cleanly(site, build):
    """Return the outcome of a build without anything of earlier ones."""
    for name in (".cache", "site"):
        (site.folder / name).rename(site.folder / f"{name}.kept")
    try:
        return outcome(site, build)
    finally:
        for name in (".cache", "site"):
            shutil.rmtree(site.folder / name, ignore_errors=True)
            (site.folder / f"{name}.kept").rename(site.folder / name)


def differences(one, other):
    if isinstance(one, str) or isinstance(other, str):
        return [] if one == other else [one, other]
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_the_links_of_the_index_of_a_folder_sort_its_pages_on_other_pages_too(site):
    dice = random.Random(3)
    sort_a_folder(site, dice)
    site.build(strict=False)
    before = site.html("shop/rack/index.html")
    sort_a_folder(site, dice)
    site.build(strict=False)

    assert site.html("shop/rack/index.html") != before
    assert differences(site.published(), build_cleanly(site, lambda: site.build(strict=False))) == []


@pytest.mark.full
def test_after_any_edit_a_build_makes_the_site_of_a_clean_one(site, rounds, monkeypatch):
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    site.settings["plugins"] = [*site.settings["plugins"], "helpcentre/hours", "helpcentre/channels"]
    dice, config = random.Random(11), str(site.folder / "mkdocs.yml")
    site.write({"support.yml": SUPPORT.format(hour=17)})
    site.build(strict=False)
    for number in range(rounds(6, 500)):
        names = dice.choices(sorted(EDITS), k=dice.choice([1, 1, 2]))
        for name in names:
            EDITS[name](site, dice)

        warm = outcome(site, lambda: site.build(strict=False))

        assert differences(warm, build_cleanly(site, lambda: site.build(strict=False))) == [], names
        if number % 25 == 5 and not isinstance(warm, str):
            assert differences(warm, build_cleanly(site, lambda: build_with_mkdocs(load_config(config)))) == [], names
