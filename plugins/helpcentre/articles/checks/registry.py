"""Every rule, in the order in which their findings are made, and the two ways to run them.

A build runs the rules of severity "error", whose breach harms readers; `helpcentre check` runs all of them. Each is
explained in docs/checks.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.front_matter import (
    asks_missing,
    asks_shared,
    comment_swallows_text,
    description_long,
    description_repeated,
    entry_repeated,
    key_of_another_kind,
    markup_as_text,
    publication_dates,
    related_not_an_article,
    related_unknown,
    review_overdue,
    title_capitals,
    title_long,
    title_not_a_question,
    title_shared,
    topic_unknown,
)
from helpcentre.articles.checks.images import alt_file_name, alt_missing, content_blocked, image_heavy, image_missing
from helpcentre.articles.checks.leftovers import (
    body_empty,
    diagram_code,
    foreign_markup,
    keys_as_text,
    merge_conflict,
    skeleton_text,
    template_code,
    unfinished_text,
)
from helpcentre.articles.checks.links import (
    anchor_dead,
    link_address_missing,
    link_as_text,
    link_bare,
    link_contact,
    link_dead,
    link_local,
    link_no_longer_published,
    link_not_yet_published,
    link_other_language,
    link_private,
    link_redirected,
    link_scheme,
    link_script,
    link_text_address,
    link_text_missing,
    link_text_vague,
    link_untranslated,
    reference_undefined,
    reference_unused,
)
from helpcentre.articles.checks.media import (
    captions_after_end,
    captions_broken,
    captions_doubtful,
    file_empty,
    file_left_over,
    file_type_wrong,
    media_unused,
    video_duration,
    video_file_missing,
    video_heavy,
)
from helpcentre.articles.checks.navigation import file_name, page_orphaned
from helpcentre.articles.checks.page_findings import PageResults
from helpcentre.articles.checks.privacy import personal_data
from helpcentre.articles.checks.rule import PerPage, Rule
from helpcentre.articles.checks.rule_severities import Level, Levels
from helpcentre.articles.checks.shared_text import (
    snippet_kind,
    snippet_unknown,
    snippet_unused,
    variable_unknown,
    variable_unused,
)
from helpcentre.articles.checks.structure import (
    backtick_unclosed,
    block_unclosed,
    block_unknown,
    comment_unclosed,
    end_tag_stray,
    fence_indented,
    fence_unclosed,
    heading_bold,
    heading_empty,
    heading_level,
    heading_repeated,
    heading_style,
    heading_underlined,
    heading_unspaced,
    id_repeated,
    list_as_text,
    list_flattened,
    list_number,
    markdown_in_html,
    table_as_text,
    table_cells,
    tag_unclosed,
    tag_unknown,
)
from helpcentre.articles.checks.suppressions import INVALID, UNUSED, apply_allowances
from helpcentre.articles.checks.translations import (
    captions_language,
    language_wrong,
    translation_behind,
    translation_id,
    translation_kind,
    translation_links,
    translation_numbers,
    translation_parts,
    translation_sections,
    translation_source_missing,
    translation_steps,
    translation_topics,
    translation_untranslated,
)
from helpcentre.articles.checks.troubleshooters import (
    troubleshooter_answer,
    troubleshooter_dead_end,
    troubleshooter_loop,
    troubleshooter_repeated,
    troubleshooter_step_id,
    troubleshooter_unreachable,
)
from helpcentre.articles.checks.words import (
    promise_vague,
    punctuation,
    term_avoided,
    text_garbled,
    word_misspelt,
    word_repeated,
)
from helpcentre.errors import Finding

FRONT_MATTER_RULES: tuple[Rule, ...] = (
    topic_unknown.RULE,
    related_unknown.RULE,
    related_not_an_article.RULE,
    key_of_another_kind.RULE,
    entry_repeated.RULE,
    comment_swallows_text.RULE,
    title_not_a_question.RULE,
    title_long.RULE,
    description_long.RULE,
    asks_missing.RULE,
    asks_shared.RULE,
    review_overdue.RULE,
    publication_dates.RULE,
    title_shared.RULE,
    description_repeated.RULE,
    markup_as_text.RULE,
    title_capitals.RULE,
)
"""Rules about our own keys, which a site without `helpcentre/articles` does not have."""
RULES: tuple[Rule, ...] = (
    *FRONT_MATTER_RULES,
    # what is left of drafts, merges, skeletons and other generators
    merge_conflict.RULE,
    keys_as_text.RULE,
    body_empty.RULE,
    skeleton_text.RULE,
    unfinished_text.RULE,
    template_code.RULE,
    foreign_markup.RULE,
    diagram_code.RULE,
    # variables and snippets
    variable_unknown.RULE,
    variable_unused.RULE,
    snippet_unknown.RULE,
    snippet_unused.RULE,
    snippet_kind.RULE,
    # the structure of the text: headings, lists, tables, code, blocks and tags
    heading_level.RULE,
    heading_empty.RULE,
    heading_unspaced.RULE,
    heading_repeated.RULE,
    heading_bold.RULE,
    heading_style.RULE,
    heading_underlined.RULE,
    fence_unclosed.RULE,
    fence_indented.RULE,
    comment_unclosed.RULE,
    block_unknown.RULE,
    block_unclosed.RULE,
    tag_unclosed.RULE,
    tag_unknown.RULE,
    end_tag_stray.RULE,
    list_as_text.RULE,
    list_flattened.RULE,
    list_number.RULE,
    markdown_in_html.RULE,
    table_as_text.RULE,
    table_cells.RULE,
    id_repeated.RULE,
    backtick_unclosed.RULE,
    # troubleshooters: every path leads to an end
    troubleshooter_step_id.RULE,
    troubleshooter_repeated.RULE,
    troubleshooter_answer.RULE,
    troubleshooter_dead_end.RULE,
    troubleshooter_loop.RULE,
    troubleshooter_unreachable.RULE,
    # links: where they lead, how they are written, and what they say
    link_dead.RULE,
    anchor_dead.RULE,
    link_not_yet_published.RULE,
    link_no_longer_published.RULE,
    link_as_text.RULE,
    reference_undefined.RULE,
    link_address_missing.RULE,
    link_text_missing.RULE,
    link_scheme.RULE,
    link_script.RULE,
    link_local.RULE,
    link_contact.RULE,
    link_text_vague.RULE,
    link_other_language.RULE,
    link_untranslated.RULE,
    link_redirected.RULE,
    link_bare.RULE,
    link_private.RULE,
    link_text_address.RULE,
    reference_unused.RULE,
    # images and everything else that a page loads
    image_missing.RULE,
    content_blocked.RULE,
    image_heavy.RULE,
    alt_missing.RULE,
    alt_file_name.RULE,
    # translations
    translation_behind.RULE,
    translation_source_missing.RULE,
    translation_id.RULE,
    translation_kind.RULE,
    translation_topics.RULE,
    translation_sections.RULE,
    translation_numbers.RULE,
    translation_links.RULE,
    language_wrong.RULE,
    captions_language.RULE,
    translation_untranslated.RULE,
    translation_parts.RULE,
    translation_steps.RULE,
    # videos, captions and other files
    video_file_missing.RULE,
    captions_broken.RULE,
    captions_doubtful.RULE,
    captions_after_end.RULE,
    file_empty.RULE,
    video_heavy.RULE,
    media_unused.RULE,
    file_left_over.RULE,
    file_type_wrong.RULE,
    video_duration.RULE,
    # the ways that lead to a page
    page_orphaned.RULE,
    file_name.RULE,
    # data that should not be published
    personal_data.RULE,
    # words and signs: garbled, misspelt, written twice, promising too much
    text_garbled.RULE,
    word_misspelt.RULE,
    word_repeated.RULE,
    punctuation.RULE,
    promise_vague.RULE,
    term_avoided.RULE,
)
CODES: Mapping[str, Level] = {rule.code: rule.severity for rule in RULES} | {INVALID: "error", UNUSED: "warning"}
"""Every code with its default level."""


def check_build(site: CheckedSite, levels: Levels | None = None) -> Iterator[Finding]:
    """Yield the errors, at which a build stops; `levels` are those of the option `checks`."""
    chosen = {code: "off" if level == "warning" else level for code, level in {**CODES, **(levels or {})}.items()}
    yield from check_all(site, chosen)


def check_all(site: CheckedSite, levels: Levels | None = None, results: PageResults | None = None) -> Iterator[Finding]:
    """Yield everything that breaks a rule, without what a comment in the page allows with a reason.

    `results` has those of an earlier run of the same rules, and takes those of this one: what holds is not searched
    for again.
    """
    chosen = {**CODES, **(levels or {})}
    for finding in apply_allowances(_run_rules(site, chosen, results), site.pages.values(), CODES):
        level = chosen[finding.rule]
        if level != "off":
            yield finding if finding.severity == level else replace(finding, severity=level)


def _run_rules(site: CheckedSite, levels: Mapping[str, Level], results: PageResults | None) -> Iterator[Finding]:
    sound = site.without_refused_pages()
    left_out = () if site.strict else FRONT_MATTER_RULES
    rules = [rule for rule in RULES if levels[rule.code] != "off" and rule not in left_out]
    if results is not None:
        yield from results.find([rule for rule in rules if isinstance(rule.check, PerPage)], site)
        rules = [rule for rule in rules if not isinstance(rule.check, PerPage)]
    for rule in rules:
        for finding in rule.check(sound if rule.needs_front_matter else site):
            yield replace(finding, rule=rule.code)
