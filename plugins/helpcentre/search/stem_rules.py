"""Corrections to Snowball's stems: endings that it leaves on or removes wrongly.

`search-analyser.js` has the same rules. They cover words that help centres use all the time:

* Estonian: the endings of actions (`-mine`, `-mise`), results (`-us`, `-use`) and qualities (`-ne`, `-se`), the vowel
  of the genitive, and the change of grade in the last consonant, so that `tagastamine` and `tagastada`,
  `automaatse` and `automaatne`, `kauba` and `kaup` share a key.
* Indonesian: `men-` and `meng-` swallow a `t` or `k` that Snowball does not put back (`menunggu` from `tunggu`,
  `mengirim` from `kirim`), so these rules remove it from every stem; and `kembali` (to return) does not begin with the
  prefix `ke-`, nor `terima` (to receive) with `ter-`.
* Italian: `-izione` is removed as Snowball removes `-azione`, so that `spedizione` and `spedito` share a key.
"""

import re
from collections.abc import Callable

_ACTION = re.compile(r"^(.{3,}?)(?:mise|mine|misi|mis)$")
_RESULT = re.compile(r"^(.{4,}?)[td]?us[ei]?$")
_QUALITY = re.compile(r"^(.{4,}?)(?:ne|se|si)$")
_VOWEL = re.compile(r"^(.{3,})[aeiu]$")
_DOUBLE = re.compile(r"^(.{2,}([pktsnlmr]))\2$")
_GRADES = {"b": "p", "d": "t", "g": "k"}
_SWALLOWED = re.compile(r"^[kt](?=[aeiou].{3})")
_RETURN = re.compile(r"^(?:mbalik?|embalik)$")
_ITION = re.compile(r"^(.{4,})izion$")


def _correct_estonian(stem: str) -> str:
    if len(stem) < 5:
        return stem
    shorter = stem
    for ending in (_ACTION, _RESULT, _QUALITY):
        if shorter == stem:
            shorter = ending.sub(r"\1", stem)
    shorter = _VOWEL.sub(r"\1", shorter)
    shorter = shorter[:-1] + _GRADES.get(shorter[-1], shorter[-1])
    return _DOUBLE.sub(r"\1", shorter)


def _correct_indonesian(stem: str) -> str:
    return "erima" if stem == "ima" else _SWALLOWED.sub("", _RETURN.sub("embali", stem))


def _correct_italian(stem: str) -> str:
    return _ITION.sub(r"\1", stem)


STEM_RULES: dict[str, Callable[[str], str]] = {
    "estonian": _correct_estonian,
    "indonesian": _correct_indonesian,
    "italian": _correct_italian,
}
"""Snowball's algorithm to the correction of its stems."""
