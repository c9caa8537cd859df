"""Rules about translations."""

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
    translation_topics,
    translation_untranslated,
)

RULES = (
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
)
