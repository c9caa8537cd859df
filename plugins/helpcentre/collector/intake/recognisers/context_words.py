"""The words in front of a number that say what it is, in the languages of readers, for use in regular expressions."""

import re


def any_of(words: str) -> str:
    """Return a pattern for any of the expressions, which a vertical bar between spaces or a new line parts.

    The longest is tried first. A space in an expression is any gap.
    """
    listed = [word.strip() for word in re.split(r" \| |\n", words) if word.strip()]
    return "(?:" + "|".join(word.replace(" ", r"\s+") for word in sorted(listed, key=len, reverse=True)) + ")"


NUMBER_SIGNS = r"n\.?[ro°º]?|no|nr|num|number|numero|nomor|number on|id|code|codice|kode|kood|is|è|adalah|on|:|#|="
"""The signs and words that may come between the name of a number and the number: `n.`, `no`, `#`, `is` …"""

VAT_AND_IDENTITY = any_of(r"""
    p\.?\s?iva | partita iva | vat(?:\s(?:no|number|id))? | npwp | nik | nomor induk(?:\skependudukan)? | isikukood
    (?:reg|registri)kood | kmkr | codice fiscale | c\.?\s?f\.? | ssn | tax id | steuer-?id | dni | nie | nif | bsn
    pesel
""")
DOCUMENT = any_of(r"""
    passport | passaporto | paspor | pass(?:i|inumber)? | reisepass | passeport | pasaporte | paspoort | paszport
    carta d['’]identit[aà] | carta identit[aà] | c\.?i\.?e? | id[\s-]?(?:card|kaart|kaardi) | identity card
    kartu identitas | kartu keluarga | ktp | sim | driving licen[cs]e | patente | juhi(?:luba|loa) | personalausweis
""")
PLATE = any_of(r"""
    targa(?:to|ta)? | (?:number\s|licen[cs]e\s)?plate | plat(?:\snomor)? | nopol | pelat | numbrim[aä]rk
    auto number | kennzeichen | immatriculation | matr[ií]cula | kenteken | rejestracyjny
""")
PARCEL = any_of(r"""
    tracking | tracciamento | spedizione | ldv | lettera di vettura | (?:no\.?\s?)?resi | awb
    j[aä]lgimis(?:number|kood) | saadetise?(?:number)? | paki(?:kood|number) | sendungsnummer | parcel | shipment
    collo | paket
""")
ORDER = any_of(r"""
    order | ordine | ord\. | pesanan | orderan | invoice | inv | fattura | faktur | tellimus(?:e|t|es)?
    tellimuse\s?number | arve | ticket | tiket | pratica | customer | cliente | pelanggan
    kliendi\s?(?:number|kood) | bestellung | commande | pedido | encomenda | zam[oó]wieni[ea]
""")
SECURITY_CODE = any_of(r"""
    cvv2? | cvc2? | cv2 | otp | pin | puk | sms[\s-]?(?:code|kood) | codice (?:di\ssicurezza|otp|sms)
    kode (?:otp|verifikasi|keamanan) | verification code | security code | turvakood | kinnituskood
""")
PASSWORD = any_of(r"""
    password | passwort | mot de passe | contrase[nñ]a | senha | wachtwoord | has[lł]o | kata sandi | parool
    salas[oõ]na | pwd
""")
PHONE = any_of(r"""
    tel | telp | telepon | telepono | telefono | telefon | phone | call me (?:at|on) | mobile | mob | cell
    cellulare | hp | wa | whatsapp | fax | nomor | helista
""")
PRODUCT = any_of(r"""
    article | articolo | art | item | sku | ean(?:-?13|-?8)? | gtin | upc | isbn | asin | mpn | bar\s?code
    codice a barre | ribakood | model | modello | mudel | tipe | type | tipo | product(?:\scode)? | prodotto
    produk | kode produk | kode barang | barang | toode | tootekood | artikkel | artikel | codice articolo
    codice prodotto | cod | ref | part(?:\snumber)? | lot(?:to)?
""")
ERROR = any_of(r"""
    error | errore | galat | kesalahan | eror | viga | vea(?:kood|teade) | fehler | erreur | http | status | stop
    code | codice | kode | kood | exception
""")
VERSION = any_of(r"""
    v | ver | version | versione | versi | versioon | release | build | firmware | fw | app | update | windows | win
    mac\s?os | os x | i(?:pad)?os | android | linux | chrom(?:e|ium) | firefox | safari | edge | opera | browser
    driver | kernel
""")
STANDARD = any_of(r"""
    en | iso | iso/iec | en iso | iec | din | uni | sni | evs | evs-en | cei | bs | astm | ieee | law | legge
    d\.?\s?lgs | dpr | decreto | regolamento | reg | direttiva | directive | regulation | direktiiv | määrus
    seadus | uu | pp | peraturan | permen | undang-undang | \((?:ue|eu|el)\)
""")
CURRENCY = any_of(r"""
    € | \$ | £ | ¥ | ₹ | kr | zł | pln | chf | rp\.? | idr | eur | usd | gbp | euro | euros | eurot | rupiah | ribu
    rb | juta | jt | dollars? | cents? | senti | centesimi
""")
UNIT = any_of(r"""
    cm | mm | m | km | in | inch(?:es)? | ft | kg | g | gr | l | ml | cl | mah | wh | kwh | w | v | hz | khz | mhz
    k | lm | lumen | gb | mb | kb | px | dpi | rpm | ° | % | "
""")
DIGITS_IN_WORDS = any_of(r"""
    zero | oh | one | two | three | four | five | six | seven | eight | nine | uno | due | tre | quattro | cinque
    sei | sette | otto | nove | nol | kosong | satu | dua | tiga | empat | lima | enam | tujuh | delapan | sembilan
    null | üks | kaks | kolm | neli | viis | kuus | seitse | kaheksa | üheksa
""")
