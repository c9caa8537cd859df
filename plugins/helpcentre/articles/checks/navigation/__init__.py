"""Rules about the ways that lead to a page."""

from helpcentre.articles.checks.navigation import page_orphaned

RULES = (page_orphaned.RULE,)
