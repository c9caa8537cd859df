"""The words of a link say where it leads, even to people who hear only the links of a page."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

VAGUE = {
    "en": "here|click here|click|this|this link|this page|link|more|read more|learn more|see more|more info|"
    "more information|details|continue|go|page|website|tap here",
    "it": "qui|clicca qui|clicca|cliccando qui|questo|questo link|questa pagina|link|leggi|leggi di più|leggi tutto|"
    "scopri di più|continua|vai|maggiori informazioni|altro|di più|dettagli|pagina|sito",
    "id": "di sini|disini|klik di sini|klik disini|klik|ini|tautan ini|link ini|halaman ini|tautan|link|selengkapnya|"
    "baca selengkapnya|lihat selengkapnya|lanjut|lainnya|info lebih lanjut|detail",
    "et": "siin|siit|siia|kliki siia|kliki siin|klõpsa siia|klõpsa siin|vajuta siia|vajuta siin|see|see link|"
    "see leht|link|loe|loe edasi|loe rohkem|loe lähemalt|rohkem|edasi|lisainfo|vaata siit",
    "de": "hier|hier klicken|klicken sie hier|klick hier|dieser link|link|mehr|mehr lesen|weiterlesen|weiter|"
    "mehr infos",
    "fr": "ici|cliquez ici|cliquer ici|ce lien|lien|lire la suite|en savoir plus|plus|suite|cette page",
    "es": "aquí|haz clic aquí|haga clic aquí|clic aquí|este enlace|enlace|más|leer más|saber más|ver más",
    "pt": "aqui|clique aqui|este link|link|mais|leia mais|saiba mais|ver mais",
    "nl": "hier|klik hier|deze link|link|meer|lees meer|lees verder|meer informatie",
}
"""By language, the words of links that say nothing, without their case and signs."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links whose words could be those of any link, in the language of the page or in English."""
    vague = _words_of(page.article.language) | _words_of("en")
    for link in placed_links(page, site):
        words = re.sub(r"[^\w\s]+", "", link.words or "").casefold().strip()
        if words in vague:
            yield link.finding(f"'{link.words}' does not say where the link leads; name the page or the topic")


def _words_of(language: str) -> frozenset[str]:
    return frozenset(VAGUE.get(language.split("-")[0], "").split("|")) - {""}


RULE = Rule("link-text-vague", "warning", per_page(check))
