"""Rules about front matter."""

from helpcentre.articles.checks.front_matter import (
    asks_missing,
    asks_shared,
    comment_swallows_text,
    description_long,
    description_repeated,
    entry_repeated,
    key_of_another_kind,
    related_not_an_article,
    related_unknown,
    review_overdue,
    title_long,
    title_not_a_question,
    title_shared,
    topic_unknown,
)

RULES = (
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
    title_shared.RULE,
    description_repeated.RULE,
)
