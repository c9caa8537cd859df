"""Notes to oneself and filler text are not for readers: TODO, FIXME, TBC, lorem ipsum, [insert price]."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_PLACEHOLDERS = (
    "PRICE|NAME|DATE|TIME|E-?MAIL|PHONE|ADDRESS|AMOUNT|NUMBER|COMPANY|LINK|TEXT|PLACEHOLDER|PREZZO|NOME|DATA|ORARIO"
    "|INDIRIZZO|NUMERO|IMPORTO|TELEFONO|HARGA|NAMA|TANGGAL|ALAMAT|JUMLAH|HIND|NIMI|KUUPÄEV|AADRESS|SUMMA"
)
_NOTE = re.compile(
    r"\b(?:TODO|FIXME|TBD|TBC|XXX)\b(?!-)|\b[Ll]orem [Ii]psum\b"
    r"|(?<=[ (\u00a0])\?\?\?+(?!\w)|(?<!\w)XX(?=[ \u00a0]?(?:€|EUR|[Ee]uro|%))"
    r"|\b(?:DA FARE|BELUM SELESAI|AKAN DIISI|TÄITA|POOLELI|NOCH OFFEN|À FAIRE)\b"
    r"|\((?:to be (?:completed|confirmed|defined|written)|work in progress"
    r"|da (?:completare|definire|confermare|verificare|scrivere)|in lavorazione"
    r"|(?:akan|perlu) (?:diisi|dilengkapi)|belum selesai|täita|lõpetamata|pooleli)\)"
    r"|%[A-ZÀ-Ž]{3,}%"
    rf"|(?<!\[)\[(?:[A-ZÀ-Ž]+[ _])*(?:{_PLACEHOLDERS})(?:[ _][A-ZÀ-Ž]+)*\](?![(\[:])"
    r"|\[(?:[Ii]nsert|INSERT|[Aa]dd|[Ww]rite|[Ii]nserire|[Ii]nserisci|[Ll]isa|[Ss]isipkan|[Mm]asukkan) "
    r"[^\[\]\n]{2,40}\](?!\()"
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield notes and filler in the text, the title and the description."""
    for offset, found in page.find_in_prose(_NOTE):
        yield page.in_body(offset, _explain_note(found[0]))
    for key, text in (("title", page.article.title), ("description", page.article.front.description or "")):
        note = _NOTE.search(text)
        if note:
            yield page.in_front((key,), f"{key}: {_explain_note(note[0])}")


def _explain_note(text: str) -> str:
    return f"readers see '{text}'; finish the text, or remove it"


RULE = Rule("unfinished-text", "warning", per_page(check))
