"""E-mail addresses: written plainly, in disguise (`anna (at) …`, `&#64;`), and spelled out in readers' languages."""

import re
from collections.abc import Iterator

from helpcentre.collector.intake.recognisers.folded_text import TAKEN, Span, spans_of

EMAIL = "[email]"
_WORD = rf"[^\s<>{TAKEN}\ue000-\uf8ff]"
_START = rf"(?<!{_WORD})"  # a word is tried from its beginning only, or a long one costs its length squared
_AT = r"(?:@|%40|&#0*64;|&#x0*40;|&commat;)"
_HOST = rf"(?:[^\s<>@.,;:!?{TAKEN}]+\.)+[^\s<>@{TAKEN}]{{2,}}"
_PART = rf"[^\s<>@.,;:!?{TAKEN}]+"
_TOP_LEVEL = (
    r"(?:com|org|net|info|biz|edu|gov|eu|it|ee|id|de|at|ch|fr|be|es|pt|br|nl|pl|co|uk|us|ca|au|nz|in|jp|cn|tw|hk|kr|th|sg"
    r"|my|ru|ua|fi|se|no|dk|lv|lt|cz|sk|hu|ro|bg|gr|tr|hr|si|rs|ie|lu|mt|cy|is|il|ae|sa|eg|ma|za|mx|ar|cl|io|me|tv|cc|app"
    r"|dev|shop|online|site|xyz|mail)"
)
_WRITTEN = re.compile(
    rf'"[^"\n{TAKEN}]{{1,64}}"{_AT}{_WORD}+'  # "anna bella"@example.com
    rf"|{_START}[^\s<>@{TAKEN}]+?{_AT}{_WORD}+"
    rf"|{_START}[^\s<>@{TAKEN}]+[ ]?{_AT}[ ]?(?:{_HOST}|{_PART} ?\. ?{_TOP_LEVEL}(?!\w))",
    re.IGNORECASE,
)
_BRACKETED_AT = r"[(\[{<_\-] ?(?:at|ät|a|chiocciola|arroba|arobase|małpa) ?[)\]}>_\-]"
_BRACKETED = re.compile(rf"{_START}{_WORD}+? ?{_BRACKETED_AT} ?{_WORD}{{2,}}", re.IGNORECASE)
_DOT = r"(?:dot|punto|titik|punkt|point|ponto|punt|kropka|نقطة|دوت|ドット|点|點)"
_CLEAR_AT = r"(?:chiocciola|ät|ätt|arroba|arobase|arobas|małpa|apenstaartje|klammeraffe|آت|アットマーク|アット|艾特)"
_LOCAL = rf"{_START}{_PART}(?:(?:\.| {_DOT} ){_PART}){{0,4}}"
_SPELLED_HOST = rf"{_PART}(?: {_DOT} {_PART}){{0,2}} {_DOT} {_TOP_LEVEL}(?!\w)"
_SPELLED = re.compile(  # “joe at example dot com” and “joe.doe at example.com”, but not “bought it at example.com”
    rf"{_LOCAL} (?:at|et) {_SPELLED_HOST}"
    rf"|{_LOCAL} {_CLEAR_AT} (?:{_SPELLED_HOST}|{_HOST})"
    rf"|{_START}(?=[^\s@]*[._\-\d])[^\s<>@,;:!?{TAKEN}]+ (?:at|et) {_HOST}",
    re.IGNORECASE,
)


def find_email_addresses(text: str) -> Iterator[Span]:
    """Yield the e-mail addresses in a folded text."""
    yield from spans_of(_WRITTEN, text, EMAIL)
    yield from spans_of(_BRACKETED, text, EMAIL)
    yield from spans_of(_SPELLED, text, EMAIL)
