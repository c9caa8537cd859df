"""Rules about words: garbled, misspelt or written twice."""
