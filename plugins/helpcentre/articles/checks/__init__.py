"""The checks of articles, one rule per file, each with a code."""
