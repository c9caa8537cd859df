"""The articles of a small shop in Italian, the same for every test of the search."""

from helpcentre.search.documents import SearchDocument, Section
from helpcentre.search.index_writer import build_index
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.query import search
from helpcentre.search.settings import SearchSettings


def article(name, title, text="", asks=(), language="it", **more):
    sections = more.pop("sections", None) or (Section("", "", text),)
    return SearchDocument(name, language, f"{language}/{name}/", title, tuple(asks), sections=tuple(sections), **more)


SHOP = (
    article(
        "faq/how-to-return",
        "Come faccio un reso?",
        "Hai 30 giorni dalla consegna per rimandare indietro un capo. Apri Il mio account e tocca Reso.",
        ["restituire un vestito", "come faccio a rendere un articolo"],
    ),
    article(
        "faq/when-refund",
        "Quando arriva il rimborso?",
        "Il rimborso parte entro 5 giorni da quando il pacco del reso ci raggiunge.",
        ["quando mi ridate i soldi"],
    ),
    article(
        "troubleshooting/payment-declined",
        "Il pagamento viene rifiutato",
        asks=["la carta non passa"],
        sections=(
            Section("", "", "Quasi sempre la carta funziona: è la banca che ha fermato il pagamento."),
            Section("pay-402", "La banca ha bloccato il pagamento (PAY-402)", "Chiedi alla banca di autorizzarlo."),
            Section("pay-3ds", "La conferma è scaduta (PAY-3DS)", "Conferma entro 5 minuti nell'app della banca."),
        ),
    ),
    article(
        "faq/shipping-cost",
        "Quanto costa la spedizione?",
        "In Italia la spedizione costa 4,90 €. Con l'assistenza trovi la tariffa per ogni città e ogni unità.",
        ["costo di consegna"],
    ),
    article("faq/gift-cards", "Come funzionano i buoni regalo?", "Il buono regalo ha un codice come LUME-7K2P-93QX."),
    article(
        "faq/where-is-my-order",
        "Dov'è il mio ordine?",
        "Il numero, come BL-204815, è nella conferma. Segui il pacco dal tuo account.",
        ["dove sta il mio pacco", "tracciare la spedizione"],
    ),
)


def index_of(documents=SHOP, language="it", settings=None, sisters=()):
    files = build_index(documents, language, settings or SearchSettings(), sisters=sisters)

    def load(path):
        if path not in files:
            raise FileNotFoundError(path)
        return files[path]

    index = PackedIndex(language, load)
    index.files = files
    return index


def ids_of(index, query):
    """Return the ids of the articles that a query finds, best first."""
    return [index.article(hit.number)["id"] for hit in search(index, query).hits]
