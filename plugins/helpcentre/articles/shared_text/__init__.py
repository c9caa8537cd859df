"""Text that is written once and read on many pages: variables and snippets."""
