"""The report and its parts in words and for machines: sentences, plain text, Markdown, CSV and JSON values."""
