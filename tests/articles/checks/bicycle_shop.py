"""A help centre without any finding, to plant faults into: a shop that hires out bicycles, in English and Italian."""

from datetime import date

from helpcentre.articles.checks.registry import check_all
from tests.articles.sample import LANGUAGES, checked

TODAY = date(2026, 11, 30)
HELMET_EN = """---
title: "Do I have to wear a helmet?"
kind: faq
id: helmet
topics: [safety]
asks: ["helmet rules"]
reviewed: 2026-10-01
related: [puncture]
---

Children up to 14 have to wear a helmet; for everybody else we advise it. Helmets cost 2 euros a day.

## Sizes

We have three sizes. See the [repair guide](../guides/puncture.md#tools), or [write to us](../contact.md).

![A red helmet on a saddle](../../media/helmet.webp)

## Children

1. Choose the smallest size.
2. Close the strap under the chin.

Bring the helmet back within 48 hours, before 18:00.
"""
HELMET_IT = """---
title: "Devo portare il casco?"
kind: faq
id: helmet
topics: [safety]
asks: ["regole del casco"]
reviewed: 2026-10-01
related: [puncture]
---

I bambini fino a 14 anni devono portare il casco; a tutti gli altri lo consigliamo. Il casco costa 2 euro al giorno.

## Taglie

Abbiamo tre taglie. Leggi la [guida alle riparazioni](../guides/puncture.md#attrezzi) o [scrivici](../contact.md).

![Un casco rosso su una sella](../../media/helmet.webp)

## Bambini

1. Scegli la taglia più piccola.
2. Chiudi il cinturino sotto il mento.

Riporta il casco entro 48 ore, prima delle 18.
"""
PUNCTURE_EN = """---
title: Mend a puncture
kind: guide
id: puncture
topics: [repairs]
asks: ["flat tyre"]
---

Take the wheel off and find the hole.

## Tools

| Tool | Price |
|---|---|
| Lever | 3 € |
| Patch | 1.50 € |
"""
PUNCTURE_IT = """---
title: Riparare una foratura
kind: guide
id: puncture
topics: [repairs]
asks: ["gomma a terra"]
---

Togli la ruota e cerca il buco.

## Attrezzi

| Attrezzo | Prezzo |
|---|---|
| Leva | 3 € |
| Toppa | 1,50 € |
"""
CHAIN_EN = """---
title: Oil the chain
kind: video
id: chain
topics: [repairs]
asks: ["squeaky chain"]
video: {file: chain, duration: 12s, recorded: 2026-05-01}
---

One drop on each link is enough.
"""
CHAIN_IT = """---
title: Oliare la catena
kind: video
id: chain
topics: [repairs]
asks: ["catena che cigola"]
video: {file: chain, duration: 12s, recorded: 2026-05-01}
---

Basta una goccia per maglia.
"""
CAPTIONS = """WEBVTT

00:00.000 --> 00:04.000
One drop on each link.

00:05.000 --> 00:11.500
Wipe off the rest.
"""
LOCK_EN = """---
title: "How do I lock the bicycle?"
kind: faq
id: lock
topics: [safety]
asks: ["lost key"]
---

Lock the frame to a stand.
"""
PAGES = {
    "en/index.md": "---\ntitle: Help\nkind: page\n---\n",
    "it/index.md": "---\ntitle: Aiuto\nkind: page\n---\n",
    "en/contact.md": "---\ntitle: Contact\nkind: page\n---\n\nWrite to us.\n",
    "it/contact.md": "---\ntitle: Contatti\nkind: page\n---\n\nScrivici.\n",
    "en/faq/helmet.md": HELMET_EN,
    "it/faq/helmet.md": HELMET_IT,
    "en/guides/puncture.md": PUNCTURE_EN,
    "it/guides/puncture.md": PUNCTURE_IT,
    "en/videos/chain.md": CHAIN_EN,
    "it/videos/chain.md": CHAIN_IT,
    "en/faq/lock.md": LOCK_EN,
}
SIZES = {
    "media/helmet.webp": 40_000,
    **{
        f"media/chain.{language}.{kind}": 90_000 for language in ("en", "it") for kind in ("webm", "mp4", "webp", "vtt")
    },
}
POLICY = {"default-src": ("'none'",), **{f"{name}-src": ("'self'",) for name in ("img", "media", "script", "style")}}
POLICY |= {"form-action": ("'self'",)}


def findings(changes=None, *, sizes=None, captions=None, levels=None, placeholders=(), **more):
    """Return (code, path, line, message) of every finding, after `changes` to the pages (None removes one).

    `placeholders` are pages that say that there is no translation yet.
    """
    pages = {path: text for path, text in (PAGES | (changes or {})).items() if text is not None}
    sizes = SIZES | (sizes or {})
    facts = {
        "sizes": sizes,
        "captions": {"media/chain.en.vtt": CAPTIONS, "media/chain.it.vtt": CAPTIONS} | (captions or {}),
        "policy": POLICY,
        "today": TODAY,
        "topics": ("safety", "repairs"),
        "site_url": "https://help.bicycles.example/",
    } | more
    site = checked(pages, files=[*sizes, *placeholders], languages=LANGUAGES, **facts)
    return sorted((one.rule, one.path, one.line, one.message) for one in check_all(site, levels))


def body_findings(body, *, page="en/faq/lock.md", **more):
    """Return (code, line of `body` from 1) of what is found in `body`, added to a page that has no translation."""
    text = PAGES[page] + "\n" + body
    first = PAGES[page].count("\n") + 2
    found = findings({page: text}, **more)
    assert {path for _, path, _, _ in found} <= {page}, found
    return [(code, line - first + 1) for code, _, line, _ in found]


def body_message(body, **more):
    """Return the words of the only finding in `body`."""
    [(_, _, _, message)] = findings({"en/faq/lock.md": LOCK_EN + "\n" + body}, **more)
    return message
