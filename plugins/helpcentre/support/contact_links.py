"""The links of channels: `mailto:`, `tel:` (RFC 3966), wa.me, t.me, m.me, or a web page, with prefilled messages."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from babel.core import get_global

from helpcentre.language.locales import locale
from helpcentre.language.strings import Strings
from helpcentre.support.channel_model import Channel, PostalAddress
from helpcentre.support.contact_formats import encode, parse_email, parse_phone
from helpcentre.support.localised_text import localised
from helpcentre.support.placeholders import NO_PLACEHOLDERS, Placeholders

FORM_ANCHOR = "#helpcentre-message"
"""The place of the site's own contact form on the contact page of a language."""


@dataclass(frozen=True, slots=True)
class ContactLink:
    """`href` to follow (empty if there is nothing to follow) and `value` to read, copy or dial on another device."""

    href: str
    value: str


def channel_link(channel: Channel, words: Strings, placeholders: Placeholders = NO_PLACEHOLDERS) -> ContactLink:
    """Return the link of a valid, supported channel for a reader of the language of `words`."""
    by_number = channel.kind == "telegram" and channel.number and not channel.username
    if channel.kind in ("phone", "whatsapp") or by_number:
        return _number_link(channel, words, placeholders)
    if channel.kind == "email" or (channel.kind == "form" and channel.address):
        return _mail_link(channel, words, placeholders)
    if channel.kind == "telegram" and channel.username:
        return ContactLink(f"https://t.me/{channel.username}", f"@{channel.username}")
    if channel.kind == "messenger" and channel.username:
        ref = "?" + urlencode({"ref": placeholders.topic}) if placeholders.topic else ""
        return ContactLink(f"https://m.me/{channel.username}{ref}", f"m.me/{channel.username}")
    if channel.kind == "shop" and channel.address:
        return ContactLink(channel.url or "", _format_address(channel.address))
    return _page_link(channel, placeholders)


def _number_link(channel: Channel, words: Strings, placeholders: Placeholders) -> ContactLink:
    phone = parse_phone(channel.number or "")
    if channel.kind == "telegram":
        return ContactLink(f"https://t.me/+{phone.digits}", phone.international)
    if channel.kind == "whatsapp":
        text = fill_template(localised(channel.text, words.language), placeholders) or fill_template(
            words.plain("channels.draft"), placeholders
        )
        draft = f"?text={encode(text)}" if text else ""
        return ContactLink(f"https://wa.me/{phone.digits}{draft}", phone.international)
    at_home = home_country(words.language) == phone.region
    return ContactLink(phone.uri, phone.national if at_home else phone.international)


def _mail_link(channel: Channel, words: Strings, placeholders: Placeholders) -> ContactLink:
    address = parse_email(str(channel.address))
    parts = {
        "subject": fill_subject(localised(channel.subject, words.language), placeholders)
        or fill_subject(words["channels.subject"], placeholders),
        "body": fill_template(localised(channel.body, words.language) or words["channels.body"], placeholders),
    }
    query = "&".join(f"{name}={encode(text)}" for name, text in parts.items() if text)
    return ContactLink(f"mailto:{quote(address, safe='@')}" + (f"?{query}" if query else ""), address)


def _page_link(channel: Channel, placeholders: Placeholders) -> ContactLink:
    if channel.contact_form:
        return ContactLink(FORM_ANCHOR, "")
    url = channel.url or ""
    if not url:
        return ContactLink("", f"@{channel.username}" if channel.username else "")
    host = urlsplit(url).netloc
    asked = {name: value for name, value in (("topic", placeholders.topic), ("article", placeholders.article)) if value}
    # only pages of this site are known to understand what we add
    if asked and not host:
        url += ("&" if "?" in url else "?") + urlencode(asked)
    return ContactLink(url, host)


def _format_address(address: PostalAddress | str) -> str:
    if isinstance(address, str):
        return address
    town = " ".join(part for part in (address.postal_code, address.locality) if part)
    return f"{address.street}, {town}, {address.country}"


def fill_template(template: str, placeholders: Placeholders) -> str:
    """Return `template` with {title}, {url}, {article} and {topic} filled in.

    A line with a placeholder that has no value is left out.
    """
    lines = [line for line in template.splitlines() if not re.search(_missing_pattern(placeholders), line)]
    return "\n".join(_replace_placeholders(line, placeholders) for line in lines).strip("\n")


def fill_subject(template: str, placeholders: Placeholders) -> str:
    """Return the subject of an e-mail; without a title, `[Help] {title}` is `[Help]` and `Help: {title}` is `Help`.

    It is empty if the remaining words do not make a subject on their own, as in `Help with {title} please`.
    """
    parts = re.split(_missing_pattern(placeholders), template)
    words = [n for n, part in enumerate(parts) if any(map(str.isalnum, part))]
    if len(parts) == 1:
        return _replace_placeholders(template, placeholders)
    if len(words) != 1:
        return ""
    text = _replace_placeholders(parts[words[0]], placeholders).strip()
    # punctuation next to the gap shows that the remaining words are not part of one sentence with the missing ones
    if (words[0] < len(parts) - 1 and text[-1].isalnum()) or (words[0] > 0 and text[0].isalnum()):
        return ""
    text = text.rstrip(_OPENING) if words[0] < len(parts) - 1 else text
    return text.lstrip(_CLOSING) if words[0] > 0 else text


_PLACEHOLDER = re.compile(r"\{(title|url|article|topic)\}")
_JOINING = " :;,.·|/+&–—-"
_OPENING = _JOINING + "([«“„‘\"'"
_CLOSING = _JOINING + ")]»”’\"'?!"


def _missing_pattern(placeholders: Placeholders) -> str:
    """Return a pattern of the placeholders without a value; it matches nothing if all have one."""
    names = [name for name in ("title", "url", "article", "topic") if not getattr(placeholders, name)]
    return r"\{(?:" + "|".join(names) + r")\}" if names else r"(?!)"


def _replace_placeholders(text: str, placeholders: Placeholders) -> str:
    return _PLACEHOLDER.sub(lambda match: str(getattr(placeholders, match[1])), text)


def home_country(language: str) -> str:
    """Return the country of a language code (`pt-BR` is BR), or else where most people speak it (`it` is IT)."""
    parts = locale(language)
    likely = get_global("likely_subtags")
    with_script = f"{parts.language}_{parts.script}"
    return parts.territory or str(likely.get(with_script) or likely.get(parts.language, "")).rsplit("_", 1)[-1]
