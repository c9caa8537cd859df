"""Rules about words: garbled, misspelt or written twice."""

from helpcentre.articles.checks.words import text_garbled, word_misspelt, word_repeated

RULES = (text_garbled.RULE, word_misspelt.RULE, word_repeated.RULE)
