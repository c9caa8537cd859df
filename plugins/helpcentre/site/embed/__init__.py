"""The help centre on the pages of other sites: the `embed` block of mkdocs.yml."""
