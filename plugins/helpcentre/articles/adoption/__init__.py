"""Markdown written for other generators, as pages of a help centre: layout, front matter, markup, links and topics."""
