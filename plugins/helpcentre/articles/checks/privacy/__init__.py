"""Rules about data that should not be published."""

from helpcentre.articles.checks.privacy import personal_data

RULES = (personal_data.RULE,)
