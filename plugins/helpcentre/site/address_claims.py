"""The claims of one build in the map of addresses: files and pages first, then machine files, redirects last."""

from collections.abc import Mapping

from helpcentre.articles.checks.checked_site import CheckedPage
from helpcentre.articles.model import Article
from helpcentre.errors import Finding
from helpcentre.site.addresses import RULE, Addresses, Owner, OwnerKind
from helpcentre.site.files import Origin, SiteFile
from helpcentre.site.machine_files import has_plain_text, machine_files
from helpcentre.site.output_paths import CRAWLER_RULES, REDIRECTS, copy_path
from helpcentre.site.site import Site

COLLECTOR_ROUTES = ("feedback/v1", "reports", "healthz", "readyz", "metrics")
"""The paths that the collector answers; on the site's own origin nothing else can be published there."""
_WRITTEN_INSTEAD = (CRAWLER_RULES, REDIRECTS)
"""Files that a writer may write instead of the build, because what is in them is a decision about the host."""
_EVERYTHING_WRITTEN = (OwnerKind.PAGE, OwnerKind.FILE, OwnerKind.PLACEHOLDER, OwnerKind.REDIRECT)


def claim_addresses(site: Site, content_files: Mapping[str, str] | None = None) -> None:
    """Claim every address of the site, add an error for each claimed twice, and store the map as `site.addresses`.

    `content_files` are the files that the site has because of its pages: their paths, and how messages call them.
    """
    addresses = site.addresses = Addresses()
    _reserve_folders(site, addresses)
    for file in sorted((one for one in site.files if one.published), key=_precedence_of):
        if not site.pages.is_generated(file.path):
            addresses.claim(file.output, _owner_of_file(file))
    for path, name in site.pages.generated.items():
        addresses.claim(_output_of(site, path), Owner(OwnerKind.GENERATED, name))
    for path, missing in site.pages.placeholders.items():
        language = site.languages.of(path)
        name = f"the page for readers of '{language}' that {missing.path} is not translated"
        addresses.claim(_output_of(site, path), Owner(OwnerKind.PLACEHOLDER, name, missing.path, 1, 1))
    own = {file.output for file in site.files if file.published and file.origin is Origin.CONTENT}
    machine = machine_files(site.options, has_support=site.support is not None) | dict(content_files or {})
    for path, name in machine.items():
        if path not in _WRITTEN_INSTEAD or path not in own:
            addresses.claim(path, Owner(OwnerKind.GENERATED, name))
    for article in site.pages.articles() if has_plain_text(site.options) else ():
        addresses.claim(copy_path(article.url), Owner(OwnerKind.GENERATED, f"the copy of {article.path} as text"))
    if site.options.articles and site.options.articles.redirects:
        for article in site.pages:
            _claim_redirects(site, article)
    site.findings.extend(addresses.findings)


def _reserve_folders(site: Site, addresses: Addresses) -> None:
    """Keep the folders of the build, the theme and the collector."""
    against = (OwnerKind.REDIRECT,)
    addresses.reserve_folder("helpcentre", Owner(OwnerKind.GENERATED, "the files that the build writes"), against)
    addresses.reserve_folder("assets", Owner(OwnerKind.GENERATED, "the scripts and styles of the theme"), against)
    if site.options.collector_url == "/" and site.options.root_path == "/":
        for route in COLLECTOR_ROUTES:
            addresses.reserve_folder(route, Owner(OwnerKind.GENERATED, "the collector"), _EVERYTHING_WRITTEN)


def _precedence_of(file: SiteFile) -> tuple[bool, bool]:
    """Return the order of claims: what writers wrote before the rest, pages before other files."""
    return (file.origin is not Origin.CONTENT, not file.is_page)


def _owner_of_file(file: SiteFile) -> Owner:
    if file.origin is not Origin.CONTENT:
        made_by = "the theme" if file.origin is Origin.THEME else "a plugin"
        return Owner(OwnerKind.GENERATED, f"{file.path} (of {made_by})")
    if file.is_page:
        return Owner(OwnerKind.PAGE, file.path, file.path, 1, 1)
    return Owner(OwnerKind.FILE, file.path, file.path)


def _output_of(site: Site, path: str) -> str:
    return site.output_of(site.languages.of(path), site.languages.slug(path))


def _claim_redirects(site: Site, article: Article) -> None:
    """Claim the old addresses of a page; one in the folder of another language is an error."""
    page = CheckedPage(article)
    for number, old in enumerate(article.front.redirect_from):
        place = page.in_front(("redirect_from", number), "", RULE)
        language = _language_folder(site, article, old)
        if language:
            site.findings.append(_in_language(place, old, language))
            continue
        owner = Owner(OwnerKind.REDIRECT, article.path, article.path, place.line, place.column, old)
        site.addresses.claim(site.output_of(article.language, old), owner)


def _language_folder(site: Site, article: Article, old: str) -> str | None:
    """Return the language whose folder an old path begins with, if it leads out of the language of its page.

    Pages of the default language may have been below its own folder once (`en/faq/pay`): no page is there now.
    """
    if not site.languages.folders:
        return None
    head = old.split("/", 1)[0].lower()
    known = {code.lower(): code for code in site.languages.all}
    own = article.language == site.languages.default and head == article.language.lower()
    return None if own else known.get(head)


def _in_language(place: Finding, old: str, language: str) -> Finding:
    rest = old.partition("/")[2] or "faq/old-name"
    message = (
        f"redirect_from: '{old}' begins with the folder of the language '{language}'. "
        f"Write the old path without the language, for example '{rest}'."
    )
    return Finding(place.path, place.line, place.column, message, RULE)
