"""Rules about the structure of the text: headings, lists, tables, code, blocks and tags."""
