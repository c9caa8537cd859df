"""Rules about what is left of drafts, merges, skeletons and other generators."""

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

RULES = (
    merge_conflict.RULE,
    keys_as_text.RULE,
    body_empty.RULE,
    skeleton_text.RULE,
    unfinished_text.RULE,
    template_code.RULE,
    foreign_markup.RULE,
    diagram_code.RULE,
)
