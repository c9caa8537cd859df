"""The redirects as rules for servers, which answer with 301: `_redirects` (Cloudflare, Netlify) and a map for nginx."""

from collections.abc import Iterator
from urllib.parse import quote

from helpcentre.articles.model import Article
from helpcentre.site.addresses import OwnerKind, address_of
from helpcentre.site.output_paths import REDIRECTS, REDIRECTS_NGINX
from helpcentre.site.site import Site


def has_redirects(site: Site) -> bool:
    """Return whether the site writes any redirect."""
    is_on = site.options.articles is not None and site.options.articles.redirects
    return is_on and any(article.front.redirect_from for article in site.pages)


def owned_redirects(site: Site) -> Iterator[tuple[str, Article]]:
    """Yield (output path, page) of each old address that leads to its page, and is not claimed by anything else."""
    for article in site.pages:
        for old in article.front.redirect_from:
            path = site.output_of(article.language, old)
            owner = site.addresses.owner_of(path)
            if owner is not None and owner.kind is OwnerKind.REDIRECT and owner.source == article.path:
                yield path, article


def redirect_rules(site: Site) -> Iterator[tuple[str, str]]:
    """Yield (path, content) of both files, if the site has redirects; the rules are in the order of the old addresses.

    Addresses are paths of the host: they begin with the path of a site that is published below one.
    """
    if not has_redirects(site):
        return
    root = site.options.root_path
    rules = sorted((path, root + article.url) for path, article in owned_redirects(site))
    lines = [f"{quote(root + address_of(path))} {quote(target, safe='/%')} 301\n" for path, target in rules]
    yield REDIRECTS, "".join(dict.fromkeys(lines))
    yield REDIRECTS_NGINX, "".join(_nginx_lines(root, rules))


def _nginx_lines(root: str, rules: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of a `map $uri`: nginx compares decoded paths, whatever the case of their letters."""
    seen = set()
    for path, target in rules:
        address = root + address_of(path)
        for old in dict.fromkeys((address, address.rstrip("/"), root + path)):
            if old.lower() not in seen:
                seen.add(old.lower())
                yield f'"{_escape_path(old)}" "{quote(target, safe="/%")}";\n'


def _escape_path(path: str) -> str:
    """Return a path for double quotes in nginx's configuration."""
    return path.replace("\\", "\\\\").replace('"', '\\"')
