"""The findings on single pages, kept from one run to the next as long as nothing they depend on has changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.recorded_site import AnswerLog, RecordedSite
from helpcentre.articles.checks.rule import PerPage, Rule
from helpcentre.errors import Finding

Answer = tuple[str, str, str]
"""The way something was asked and its key (see `recorded_site.Question`), and a fingerprint of the answer."""


@dataclass(frozen=True, slots=True)
class PageResult:
    """The findings on a page whose fingerprint is `digest`, and everything else that they depend on.

    `sound` are the answers of the site without the pages whose front matter was refused, if there are such pages.
    """

    digest: str
    answers: Sequence[Answer]
    sound: Sequence[Answer]
    findings: Sequence[Finding]


@dataclass
class PageResults:
    """The results of an earlier run with the same rules and levels, and those of this one, by page."""

    digests: Mapping[str, str]
    """A fingerprint of the text and the outline of every page of the site."""
    earlier: Mapping[str, PageResult] = field(default_factory=dict)
    found: dict[str, PageResult] = field(default_factory=dict)

    def find(self, rules: Sequence[Rule], site: CheckedSite) -> Iterator[Finding]:
        """Yield what breaks one of `rules`, each of which checks pages separately, on every page of `site`."""
        whole, without_refused = RecordedSite(AnswerLog(site, self.digests)), site.without_refused_pages()
        sound = whole if without_refused is site else RecordedSite(AnswerLog(without_refused, self.digests))
        for path, page in site.pages.items():
            known = self.earlier.get(path)
            if known is None or known.digest != self.digests[path] or not _still_holds(known, whole, sound):
                known = self._check_page(rules, page, whole, sound)
            self.found[path] = known
            yield from known.findings

    def _check_page(
        self, rules: Sequence[Rule], page: CheckedPage, whole: RecordedSite, sound: RecordedSite
    ) -> PageResult:
        findings: list[Finding] = []
        whole.log.answers.clear()
        sound.log.answers.clear()
        for rule in rules:
            if isinstance(rule.check, PerPage) and not (rule.needs_front_matter and page.refused):
                found = rule.check.check(page, sound if rule.needs_front_matter else whole)
                findings += [replace(finding, rule=rule.code) for finding in found]
        of_sound = () if sound is whole else _list_answers(sound)
        return PageResult(self.digests[page.article.path], _list_answers(whole), of_sound, findings)


def _list_answers(site: RecordedSite) -> Sequence[Answer]:
    return [(way, key, answer) for (way, key), answer in site.log.answers.items()]


def _still_holds(known: PageResult, whole: RecordedSite, sound: RecordedSite) -> bool:
    """Return whether both sites answer as they did; without refused pages they are the same."""
    return all(whole.log.answer((way, key)) == answer for way, key, answer in known.answers) and all(
        sound.log.answer((way, key)) == answer for way, key, answer in known.sound
    )
