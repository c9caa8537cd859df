"""What a tap on a channel does: `mailto:`, RFC 3966 `tel:`, wa.me, t.me, m.me, or the shop's own page."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from babel.core import get_global

from helpcentre.language.strings import strings
from helpcentre.support.channel_model import Channel, PostalAddress
from helpcentre.support.contacts import encode, parse_email, parse_phone
from helpcentre.support.field_types import localised


@dataclass(frozen=True, slots=True)
class Placeholders:
    """What the reader was reading: filled into messages; all empty on pages without a question (home, contact)."""

    title: str = ""
    url: str = ""
    article: str = ""
    topic: str = ""


NO_PLACEHOLDERS = Placeholders()


@dataclass(frozen=True, slots=True)
class Link:
    """`href` to follow (empty: nothing to follow) and `value` to read, copy or dial on another device."""

    href: str
    value: str


def channel_link(channel: Channel, language: str, question: Placeholders = NO_PLACEHOLDERS) -> Link:
    """Return the link of a supported, valid channel for a reader of `language` with a question."""
    by_number = channel.kind == "telegram" and channel.number and not channel.username
    if channel.kind in ("phone", "whatsapp") or by_number:
        return _number(channel, language, question)
    if channel.kind == "email" or (channel.kind == "form" and not channel.url):
        return _mail(channel, language, question)
    if channel.kind == "telegram" and channel.username:
        return Link(f"https://t.me/{channel.username}", f"@{channel.username}")
    if channel.kind == "messenger" and channel.username:
        ref = "?" + urlencode({"ref": question.topic}) if question.topic else ""
        return Link(f"https://m.me/{channel.username}{ref}", f"m.me/{channel.username}")
    if channel.kind == "shop" and channel.address:
        return Link(channel.url or "", _place(channel.address))
    return _page(channel, question)


def _number(channel: Channel, language: str, question: Placeholders) -> Link:
    phone = parse_phone(channel.number or "")
    if channel.kind == "telegram":
        return Link(f"https://t.me/+{phone.digits}", phone.international)
    if channel.kind == "whatsapp":
        text = filled(localised(channel.text, language), question) or filled(
            strings(language)["channels.draft"], question
        )
        draft = f"?text={encode(text)}" if text else ""
        return Link(f"https://wa.me/{phone.digits}{draft}", phone.international)
    at_home = home_country(language) == phone.region
    return Link(phone.uri, phone.national if at_home else phone.international)


def _mail(channel: Channel, language: str, question: Placeholders) -> Link:
    address = parse_email(str(channel.address))
    words = strings(language)
    parts = {
        "subject": headed(localised(channel.subject, language), question)
        or headed(words["channels.subject"], question),
        "body": filled(localised(channel.body, language) or words["channels.body"], question),
    }
    query = "&".join(f"{name}={encode(text)}" for name, text in parts.items() if text)
    return Link(f"mailto:{quote(address, safe='@')}" + (f"?{query}" if query else ""), address)


def _page(channel: Channel, question: Placeholders) -> Link:
    url = channel.url or ""
    if not url:
        return Link("", f"@{channel.username}" if channel.username else "")
    host = urlsplit(url).netloc
    asked = {name: value for name, value in (("topic", question.topic), ("article", question.article)) if value}
    # only pages of this site are known to understand what we add
    if asked and not host:
        url += ("&" if "?" in url else "?") + urlencode(asked)
    return Link(url, host)


def _place(address: PostalAddress | str) -> str:
    if isinstance(address, str):
        return address
    town = " ".join(part for part in (address.postal_code, address.locality) if part)
    return f"{address.street}, {town}, {address.country}"


def filled(template: str, question: Placeholders) -> str:
    """Return `template` with {title}, {url}, {article} and {topic} filled in.

    Where there is no value, the line it stands in goes; a text of one line that lacks one is empty.
    """
    lines = [line for line in template.splitlines() if not re.search(_missing(question), line)]
    return "\n".join(_filled(line, question) for line in lines).strip("\n")


def headed(template: str, question: Placeholders) -> str:
    """Return the subject of a mail: `[Help] {title}` without a title is `[Help]`, `Help: {title}` is `Help`.

    Empty where the words would not stand alone without what is missing, as those of `Help with {title} please`.
    """
    parts = re.split(_missing(question), template)
    words = [n for n, part in enumerate(parts) if any(map(str.isalnum, part))]
    if len(parts) == 1:
        return _filled(template, question)
    if len(words) != 1:
        return ""
    text = _filled(parts[words[0]], question).strip()
    # a sign on the side of the gap says that what is left was never part of a sentence with it
    if (words[0] < len(parts) - 1 and text[-1].isalnum()) or (words[0] > 0 and text[0].isalnum()):
        return ""
    text = text.rstrip(_OPENING) if words[0] < len(parts) - 1 else text
    return text.lstrip(_CLOSING) if words[0] > 0 else text


_PLACE = re.compile(r"\{(title|url|article|topic)\}")
_JOINING = " :;,.·|/+&–—-"
_OPENING = _JOINING + "([«“„‘\"'"
_CLOSING = _JOINING + ")]»”’\"'?!"


def _missing(question: Placeholders) -> str:
    """Return a pattern of the placeholders that the question has no value for; one that never matches for none."""
    names = [name for name in ("title", "url", "article", "topic") if not getattr(question, name)]
    return r"\{(?:" + "|".join(names) + r")\}" if names else r"(?!)"


def _filled(text: str, question: Placeholders) -> str:
    return _PLACE.sub(lambda match: str(getattr(question, match[1])), text)


def home_country(language: str) -> str:
    """Return the country where most people read `language` (`it` is IT); CLDR's likely subtags."""
    code = language.replace("-", "_")
    if "_" in code:
        return code.rsplit("_", 1)[1].upper()
    return str(get_global("likely_subtags").get(code, "")).rsplit("_", 1)[-1]
