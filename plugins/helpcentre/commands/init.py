"""`helpcentre init`: a new site that can be built and served at once."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import yaml

from helpcentre.articles.kinds import Kind
from helpcentre.articles.skeletons import skeleton
from helpcentre.errors import HelpCentreError
from helpcentre.language.locales import locale
from helpcentre.language.strings import strings

SUPPORT = """# When customers reach you, how, and by when they have an answer (docs/hours.md, docs/channels.md).
version: 1
default_time_zone: {zone}
schedules:
  office:
    weekly: {{mon-fri: ["09:00-13:00", "14:00-18:00"]}} # a missing day is closed
channels:
  email:
    kind: email
    address: {address}
    schedule: office
    languages: [{languages}]
    response: {{mode: async, promise: 8h, clock: working}}
"""


def run(folder: Path, name: str, languages: Sequence[str], zone: str, address: str, today: date) -> list[Path]:
    """Write a site into `folder` and return its files; raises HelpCentreError if one of them already exists."""
    for code in languages:
        locale(code)
    files = dict(_list_files(name, languages, zone, address, today))
    there = [path for path in files if (folder / path).exists()]
    if there:
        raise HelpCentreError(f"{folder / there[0]} already exists; nothing was written. Choose an empty folder.")
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return [folder / path for path in files]


def _list_files(name: str, languages: Sequence[str], zone: str, address: str, today: date) -> list[tuple[str, str]]:
    found = [
        ("mkdocs.yml", _mkdocs_yml(name, languages)),
        ("content/support.yml", SUPPORT.format(zone=zone, address=address, languages=", ".join(languages))),
        (".gitignore", "site/\ndata/\n"),
    ]
    for code in languages:
        words = strings(code)
        contact = f"{words['new.stuck_text']}\n\n## {words['hours.title']}\n\n/// hours\n///\n\n/// channels\n///\n"
        found += [
            (f"content/{code}/index.md", _page_text(name, words["new.answer"])),
            (f"content/{code}/contact.md", _page_text(words["frame.contact"], contact)),
            (f"content/{code}/faq/index.md", _page_text(words["section.faq"], words["new.answer"])),
            (f"content/{code}/faq/first-question.md", skeleton(Kind.FAQ, f"{words['kind.faq']}?", words, today)),
        ]
    return found


def _mkdocs_yml(name: str, languages: Sequence[str]) -> str:
    default, *others = languages
    settings = {
        "site_name": name,
        "site_url": "https://help.example.com/",
        "docs_dir": "content",
        "theme": {"name": "material", "font": False},
        "plugins": [
            {"helpcentre/languages": {"default": default, "languages": others}},
            {"helpcentre/articles": {"frame": "helpcentre"}},
            "helpcentre/hours",
            "helpcentre/channels",
            "helpcentre/search",
            "helpcentre/feedback",
        ],
        "markdown_extensions": ["helpcentre.markdown_blocks", "admonition", "attr_list", "tables", "toc"],
        "validation": {
            "nav": {"omitted_files": "ignore"},
            "links": {"not_found": "ignore", "anchors": "ignore"},
        },
    }
    return yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)


def _page_text(title: str, body: str) -> str:
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'---\ntitle: "{escaped}"\nkind: page\n---\n\n{body}\n'
