"""The MkDocs adapters, one plugin per file: they read their options and call plain functions of `site`."""
