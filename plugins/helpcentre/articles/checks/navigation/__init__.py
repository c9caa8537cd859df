"""Rules about the ways that lead to a page."""

from helpcentre.articles.checks.navigation import file_name, page_orphaned

RULES = (page_orphaned.RULE, file_name.RULE)
