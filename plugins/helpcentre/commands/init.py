"""`helpcentre init`: a new site that can be built and served at once."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from helpcentre.commands.ci_files import ci_files
from helpcentre.commands.editor_files import editor_files, schema_path
from helpcentre.commands.starter_text import StarterText, starter_text
from helpcentre.errors import FindingsError, HelpCentreError
from helpcentre.language.builtin import closest_codes
from helpcentre.language.locales import locale
from helpcentre.language.strings import strings
from helpcentre.support.load import parse_support

SUPPORT = """# When customers reach you, how, and by when they have an answer (docs/hours.md, docs/channels.md).
version: 1
default_time_zone: {zone}
schedules:
  office:
    weekly: {{mon-fri: ["09:00-13:00", "14:00-18:00"]}} # a missing day is closed
channels:
  email:
    kind: email
    address: "{address}"
    schedule: office
    languages: [{languages}]
    response: {{mode: async, promise: 8h, clock: working}}
"""


def run(
    folder: Path,
    name: str | None,
    languages: Sequence[str],
    zone: str,
    address: str,
    today: date,
    ci: str | None = None,
) -> list[Path]:
    """Write a site into `folder` and return its files; its name is, by default, *help centre* in the first language.

    `ci` is the CI whose files are written too: a key of `CI_FILES`.
    Raises HelpCentreError if a language, the time zone or the address is not valid, and if a file already exists.
    """
    support = support_yml(languages, zone, address)
    validate_options(languages, support)
    files = {
        "mkdocs.yml": mkdocs_yml(name or starter_text(languages[0])["name"], languages),
        "content/support.yml": f"# yaml-language-server: $schema=../{schema_path('support')}\n{support}",
        **editor_files(),
        **(ci_files(ci) if ci else {}),
        ".gitignore": "site/\ndata/\n.cache/\n",
    }
    for code in languages:
        files |= write_pages(code, name, today)
    there = [path for path in files if (folder / path).exists()]
    if there:
        raise HelpCentreError(f"{folder / there[0]} already exists; nothing was written. Choose an empty folder.")
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return [folder / path for path in files]


def support_yml(languages: Sequence[str], zone: str, address: str) -> str:
    """Return the support file of a new site: one channel, and hours in the team's time zone."""
    return SUPPORT.format(zone=zone, address=address, languages=", ".join(languages))


def validate_options(languages: Sequence[str], support: str) -> None:
    """Raise HelpCentreError with everything wrong in the languages and the support file of a new site."""
    for code in languages:
        locale(code)
    twice = next((code for code in languages if languages.count(code) > 1), "")
    if twice:
        raise HelpCentreError(f"--language: '{twice}' is given twice. Name each language once.")
    try:
        parse_support(support, "content/support.yml")
    except FindingsError as error:
        messages = "\n".join(finding.message for finding in error.findings)
        raise HelpCentreError(f"{messages}\nNothing was written.") from None


def write_pages(language: str, name: str | None, today: date) -> dict[str, str]:
    """Return the pages of a new site in one language, by their paths: home, contact, and one question."""
    words, text = strings(language), starter_text(language)
    hours = f"## {words['hours.title']}\n\n/// hours\n///"
    pages = {
        "index.md": _page_text(name or text["name"], text["home"]),
        "contact.md": _page_text(words.plain("frame.contact"), f"{text['contact']}\n\n/// channels\n///\n\n{hours}"),
        "faq/index.md": _page_text(words.plain("section.faq"), text["faq"]),
        "faq/how-to-reach-us.md": _article_text(text, hours, today),
    }
    return {f"content/{language}/{path}": page for path, page in pages.items()}


def _article_text(text: StarterText, hours: str, today: date) -> str:
    asks = json.dumps(text["asks"], ensure_ascii=False)
    front = (
        f"{_dump_yaml({'title': text['question'], 'kind': 'faq'})}asks: {asks}\nreviewed: {today}\nreview_every: 180d\n"
    )
    return f"---\n{front}---\n\n{text['answer']}\n\n{hours}\n\n{text['more']}\n"


def mkdocs_yml(name: str, languages: Sequence[str], extensions: Sequence[str | Mapping[str, Any]] = ()) -> str:
    """Return the settings of a new site; `extensions` of Python-Markdown replace its `toc`."""
    default, *others = languages
    settings = {
        "site_name": name,
        "site_url": EnvironmentValue("HELPCENTRE_SITE_URL", "https://help.example.com/"),
        "docs_dir": "content",
        "theme": {"name": "material", "font": False},
        "plugins": [
            {"helpcentre/languages": {"default": default, "languages": others}},
            {"helpcentre/articles": {"frame": "helpcentre"}},
            "helpcentre/hours",
            "helpcentre/channels",
            "helpcentre/search",
            {"helpcentre/feedback": {"collector_url": EnvironmentValue("HELPCENTRE_COLLECTOR_URL", "/")}},
        ],
        "markdown_extensions": [
            "helpcentre.markdown_blocks",
            "admonition",
            "attr_list",
            "tables",
            *(extensions or [_choose_toc(languages)]),
        ],
        "validation": {
            "nav": {"omitted_files": "ignore"},
            "links": {"not_found": "ignore", "anchors": "ignore"},
        },
    }
    return _dump_yaml(settings)


def _page_text(title: str, body: str) -> str:
    return f"---\n{_dump_yaml({'title': title, 'kind': 'page'})}---\n\n{body}\n"


def _choose_toc(languages: Sequence[str]) -> str | dict[str, Any]:
    """Return `toc`, with ids that have the letters of every script if a language is not written in Latin letters.

    Otherwise the ids of such headings would be numbers, which change with every heading that is added.
    """
    is_latin = all(any(each.endswith("-Latn") for each in closest_codes(code)) for code in languages)
    return "toc" if is_latin else {"toc": {"slugify": HeadingIds()}}


class HeadingIds:
    """The function that makes ids of headings as most generators do, with the letters of every script."""


class EnvironmentValue(NamedTuple):
    """A setting that an environment variable can change."""

    name: str
    default: str


class _Dumper(yaml.SafeDumper):
    """Writes settings, with the tags that MkDocs reads as environment variables and calls of Python functions."""


def _represent_heading_ids(dumper: yaml.SafeDumper, _: HeadingIds) -> yaml.Node:
    tag = "tag:yaml.org,2002:python/object/apply:pymdownx.slugs.slugify"
    return dumper.represent_mapping(tag, {"kwds": {"case": "lower"}})


def _represent_environment_value(dumper: yaml.SafeDumper, value: EnvironmentValue) -> yaml.Node:
    return dumper.represent_sequence("!ENV", list(value), flow_style=True)


_Dumper.add_representer(HeadingIds, _represent_heading_ids)
_Dumper.add_representer(EnvironmentValue, _represent_environment_value)


def _dump_yaml(value: Mapping[str, Any]) -> str:
    return str(yaml.dump(dict(value), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000))
