"""What counts as personal data in a text, one kind per file, and what looks like it but is harmless.

Every recogniser takes the text as `folded_text.fold` makes it and yields spans of it. None of them recognises names of
people or streets: no rule does that reliably in several languages.
"""
