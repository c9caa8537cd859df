"""Rules about images and everything else that a page loads."""

from helpcentre.articles.checks.images import alt_file_name, alt_missing, content_blocked, image_heavy, image_missing

RULES = (image_missing.RULE, content_blocked.RULE, image_heavy.RULE, alt_missing.RULE, alt_file_name.RULE)
