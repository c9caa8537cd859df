"""Give an article the customers' own words: a query goes into the front matter's `asks:`, all else stays as it is."""

from helpcentre.articles.edit import with_item


def accept(text: str, query: str, path: str) -> str:
    """Return the article's source with `query` among its `asks`; unchanged if it is there already.

    `path` names the file in messages. Raises FindingsError for front matter that cannot be read, HelpCentreError for
    a file without any.
    """
    return with_item(text, "asks", query, path)
