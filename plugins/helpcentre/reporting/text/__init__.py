"""The report and its parts in words: sentences, plain text, Markdown and CSV."""
