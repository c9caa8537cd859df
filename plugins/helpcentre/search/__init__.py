"""Search: from plain articles to small static files, with the same ranking in Python and in the browser."""
