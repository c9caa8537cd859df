"""A translation has the steps and answers of its source's troubleshooter, under the same ids."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.troubleshooter import Troubleshooter
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield missing and additional steps and answers, unless the translation is known to be out of date."""
    source = site.source_of(page)
    if source is None or site.is_behind(page) or not (source.troubleshooters and page.troubleshooters):
        return
    path, own, other = source.article.path, page.troubleshooters[0], source.troubleshooters[0]
    for name in [name for name in other.by_id if name not in own.by_id]:
        question = other.by_id[name].question
        message = f"{path} has the step '{question}' and this translation does not; add it with {{#{name}}}"
        yield page.at_line(own.line, 0, message)
    for name, step in own.by_id.items():
        if name not in other.by_id:
            yield page.at_line(step.line, step.column, f"{path} has no step '{name}'; use the ids of its steps")
    yield from _compare_answers(page, path, own, other)


def _compare_answers(page: CheckedPage, path: str, own: Troubleshooter, other: Troubleshooter) -> Iterator[Finding]:
    for name in [name for name in own.by_id if name in other.by_id]:
        step, original = own.by_id[name], other.by_id[name]
        for target in [target for target in original.targets if target not in step.targets]:
            message = f"in {path}, an answer of this step leads to '#{target}'; add it here"
            yield page.at_line(step.line, step.column, message)
        for answer in step.answers:
            if answer.target not in original.targets:
                message = f"in {path}, no answer of the step '{name}' leads to '#{answer.target}'; use its answers"
                yield page.at_line(answer.line, answer.column, message)


RULE = Rule("translation-steps", "warning", per_page(check), needs_front_matter=True)
