"""The words that the demo's readers write and search for, per language: plain ones, typos, gaps, a few hostile ones."""

COMMENTS = {
    "en": {
        "unclear": [
            "I got lost at step three.",
            "Which button is meant? I see two of them.",
            "Too many words, where do I click?",
        ],
        "didnt_work": [
            "I did all of it twice and nothing changed.",
            "The code is still refused.",
            "The link in the mail had expired.",
        ],
        "outdated": ["The page looks different now.", "There is no such menu any more."],
        "missing": ["What if I paid with a gift card?", "Nothing about parcels to Norway."],
        "other": ["Please answer the phone!"],
        "yes": ["Short and clear, thank you.", "Solved in a minute."],
    },
    "it": {
        "unclear": ["Mi sono perso al punto tre.", "Quale pulsante? Ne vedo due.", "Troppe parole, dove devo premere?"],
        "didnt_work": ["Ho provato due volte e la carta non passa lo stesso.", "Il codice viene ancora rifiutato."],
        "outdated": ["La pagina adesso è diversa.", "Questo menu non c'è più."],
        "missing": ["E se ho pagato con Satispay?", "Non dite niente dei pacchi per la Svizzera."],
        "other": ["Rispondete al telefono, per favore!"],
        "yes": ["Chiaro, grazie.", "Risolto in un minuto."],
    },
    "id": {
        "unclear": ["Saya bingung di langkah ketiga.", "Tombol yang mana? Ada dua."],
        "didnt_work": ["Sudah dicoba dua kali, tetap gagal.", "Kodenya masih ditolak."],
        "outdated": ["Tampilannya sekarang sudah lain."],
        "missing": ["Bagaimana kalau bayar pakai QRIS?", "Berapa bea masuk untuk lampu?"],
        "other": ["Tolong balas WhatsApp saya."],
        "yes": ["Jelas, terima kasih.", "Langsung beres."],
    },
    "et": {
        "unclear": ["Kolmanda sammu juures läks segaseks.", "Millist nuppu? Neid on kaks."],
        "didnt_work": ["Proovisin kaks korda, raha ikka ei ole.", "Kood ei tööta endiselt."],
        "outdated": ["Leht näeb nüüd teistsugune välja."],
        "missing": ["Mis siis, kui maksin kinkekaardiga?", "Smart-ID kohta ei ole midagi."],
        "other": ["Palun vastake kirjadele."],
        "yes": ["Selge, aitäh.", "Sain kohe korda."],
    },
}

# Shown in the report as the plain text they are.
HOSTILE = (
    "<script>alert('report')</script> nice page",
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://evil.example/","refund")',
    "[click me](javascript:alert(1)) @everyone #1",
    "\u202eesrever si siht",
)

SPAM = (
    "Cheap watches http://deals.example http://more.example http://again.example",
    "asdfghjkl qwertyuiop",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
)

# Questions no article answers: language, wordings (forms, typos), searches a week, days ago it began.
GAPS = (
    ("en", ("student discount", "discounts for students", "student discoun", "discount for student"), 6.0, 120),
    ("en", ("gift wrapping", "gift wrap", "wrap gifts"), 4.0, 60),
    ("en", ("wholesale prices", "wholesale price"), 1.5, 200),
    ("it", ("pagare con satispay", "satispay", "pagamento satispay"), 5.0, 90),
    ("it", ("ritiro in negozio", "ritirare in negozio", "ritiri in negozio"), 3.0, 45),
    ("id", ("bayar pakai qris", "pembayaran qris", "qris"), 3.0, 75),
    ("et", ("smart-id sisselogimine", "smart-id", "smart-idga sisse logida"), 2.5, 50),
    ("et", ("pakiautomaadi vahetamine", "vaheta pakiautomaati", "pakiautomaat"), 2.0, 30),
)

# Words of customers that an article answers, though the search did not find it: language, query, article.
ASKED = (
    ("en", "card keeps bouncing", "troubleshooting/payment-declined"),
    ("it", "la carta rimbalza", "troubleshooting/payment-declined"),
    ("id", "kartu selalu ditolak bank", "troubleshooting/payment-declined"),
    ("et", "pangakaart tõrgub", "troubleshooting/payment-declined"),
)

# … and what the same readers tried next, which finds it.
REWORDED = {
    "en": "payment declined",
    "it": "pagamento rifiutato",
    "id": "pembayaran ditolak",
    "et": "makse ei lähe läbi",
}
