"""Guess the language of a text by its commonest words."""

import re
from collections.abc import Mapping

MOST_FREQUENT: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """
            the of and to in is you that it for on are with as your be at this have from or by not but what
            all were we when can there an which their if will each how do our my has more no been its would
            them they than who may any these some could into only other then after use where does he she was
            had his her
            """,
        "it": """
            il di che e la è per un in non sono con una da come anche più ma gli le della del dei delle nel
            alla al ci si lo se puoi tuo tua hai ti questo questa quando dopo prima dove chi cosa perché
            ogni tutti essere fare può ho nella dal dalla sul sulla alle agli nei i l'ordine tuoi nostro
            nostra senza entro oppure già
            """,
        "id": """
            yang dan di untuk dengan dari pada ke ini itu dalam tidak akan atau anda kami kamu bisa dapat
            juga adalah sudah karena jika saya ada oleh setelah sebelum lebih saat kita agar belum harus
            hanya secara bila telah seperti tanpa apa bagaimana kapan mana semua setiap lagi hingga sampai
            antara kalau nya masih tersebut
            """,
        "et": """
            ja on ei et see ka kui mis oma siis või aga ning selle kas sa seda meie sinu te kuid veel pärast
            enne saab oled olla nii mida kuidas pole ole kus ma mille nende neid sul sulle meile juba iga
            kõik üks kaks üle vaid sest teie selleks millal välja tagasi kohta jooksul ega
            """,
        "de": """
            der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an
            werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war
            haben nur oder aber vor zur bis ihr
            """,
        "fr": """
            de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se le ce il sont
            avec aux ou vous votre nous cette mais comme son ses être avez peut être votre vos dans
            l'article d'un c'est où
            """,
        "es": """
            de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha
            me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta
            desde está tu puedes
            """,
        "pt": """
            de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu
            sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos seus
            quem nas me você pode
            """,
        "nl": """
            de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij nog uit naar
            heeft worden door ze wordt of je over kan deze wat hebben meer al was kunt u uw geen dit
            """,
        "fi": """
            ja on ei että se myös kun mutta tai hän ovat oli joka sen mitä niin kuin voi jos ole sekä sitä
            vain jo nyt olla voit tämä kanssa sinun jälkeen ennen ovat
            """,
        "sv": """
            och att det som en på är av för med den till inte om ett men var jag från vi så kan när man
            eller du har ska din ditt efter utan
            """,
        "da": """
            og at det der en på er af for med til ikke om et men var jeg fra vi så kan når man eller du
            har skal din dit efter uden ikke dine dig ved hvis også vil være blev
            """,
        "no": """
            og at det som en på er av for med til ikke om et men var jeg fra vi så kan når man eller du
            har skal din ditt etter uten ikke dine deg ved hvis også vil være ble
            """,
    }.items()
}
"""The commonest words of each language, those that carry no topic."""
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)*(?!\w)")
FEWEST_WORDS = 25
"""A shorter text may be all names and numbers, unless most of its words are common ones."""
FEWEST_CLEAR_WORDS = 10


def guess_language(text: str, expected: str) -> str | None:
    """Return the language of `text` if it is clearly not `expected`; None if it may be, or if it cannot be guessed.

    Clearly: at least one word in eight is among the commonest of the other language, and three times as many as of
    the expected one. In a text of less than `FEWEST_WORDS`, one word in three and five times as many.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    expected = expected.split("-")[0]
    if len(words) < FEWEST_CLEAR_WORDS or expected not in MOST_FREQUENT:
        return None
    hits = {language: sum(word in known for word in words) for language, known in MOST_FREQUENT.items()}
    best = max(hits, key=lambda language: (hits[language], language == expected))
    least_share, least_ratio = (8, 3) if len(words) >= FEWEST_WORDS else (3, 5)
    clear = hits[best] * least_share >= len(words) and hits[best] >= least_ratio * max(1, hits[expected])
    return best if best != expected and clear else None
