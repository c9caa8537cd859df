"""Recognisers of personal data, one kind per file, and of harmless numbers that look like it.

Every recogniser takes the text as `folded_text.fold` makes it and yields spans of it. None of them recognises names of
people or streets: no rule does that reliably in several languages.
"""
