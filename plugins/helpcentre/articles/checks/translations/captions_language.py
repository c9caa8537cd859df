"""Captions are in the language that their file name says."""

from collections.abc import Iterator

from helpcentre.articles.captions import read_captions
from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.rule import Rule
from helpcentre.articles.checks.translations.language_guess import guess_language
from helpcentre.errors import Finding


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield caption files whose words are clearly in another language."""
    for path, text in sorted(site.captions.items()):
        own = path.removesuffix(".vtt").rsplit(".", 1)[-1]
        cues = read_captions(text, path).cues
        found = guess_language(" ".join(cue.text for cue in cues), own) if own in site.languages.all else None
        if found:
            message = f"these captions look like '{found}', not '{own}'; translate them, or rename the file"
            yield Finding(path, cues[0].line + 1, 1, message)


RULE = Rule("captions-language", "warning", check)
