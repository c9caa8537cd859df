"""WebVTT captions, read strictly: what a player would drop in silence is an error with its line.

The subset is what captions need: a header, notes, cues with identifiers, settings and simple tags
(W3C WebVTT, 2019). Times are milliseconds.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpcentre.errors import Finding, FindingsError

RULE = "captions"
_TIMING = re.compile(r"^(?P<start>\S+)[ \t]+-->[ \t]+(?P<end>\S+)(?P<settings>[ \t].*)?$")
_STAMP = re.compile(r"^(?:(?P<h>\d{2,}):)?(?P<m>[0-5]\d):(?P<s>[0-5]\d)\.(?P<ms>\d{3})$")
_TAG = re.compile(r"<[^>]*>")
_SAID_BY = re.compile(r"<v(?:\.[^ >]*)? +(?P<name>[^>]+)>")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: when (milliseconds), what, and by whom where the file says."""

    start: int
    end: int
    text: str
    speaker: str | None = None


def parse_captions(text: str, path: str) -> Sequence[Cue]:
    """Return the cues of a WebVTT file in order; raises FindingsError with every mistake at its line."""
    lines = text.removeprefix("\ufeff").splitlines()
    findings: list[Finding] = []
    cues: list[Cue] = []
    if not lines or not re.match(r"^WEBVTT(?:[ \t]|$)", lines[0]):
        findings.append(Finding(path, 1, 1, "captions begin with a line that says WEBVTT; add it", RULE))
    for number, line in enumerate(lines, start=1):
        if "-->" not in line:
            continue
        words = _words(lines, number)
        cue = _cue(line, words, number, path, findings)
        if cue is None:
            continue
        if cues and cue.start < cues[-1].start:
            findings.append(Finding(path, number, 1, "this caption begins before the one above it; sort them", RULE))
        cues.append(cue)
    if not findings and not cues:
        findings.append(Finding(path, 1, 1, "there is no caption in this file; write at least one", RULE))
    if findings:
        raise FindingsError(findings)
    return tuple(cues)


def transcript(cues: Sequence[Cue], pause: int = 2000) -> Sequence[tuple[int, str]]:
    """Return (start in milliseconds, paragraph): a new one after `pause` of silence, another voice, or a minute."""
    paragraphs: list[tuple[int, list[str]]] = []
    before: Cue | None = None
    for cue in cues:
        new = before is None or cue.start - before.end > pause or cue.speaker != before.speaker
        if new or cue.start - paragraphs[-1][0] > 60_000:
            paragraphs.append((cue.start, []))
        paragraphs[-1][1].append(cue.text)
        before = cue
    return tuple((start, " ".join(words)) for start, words in paragraphs)


def _words(lines: Sequence[str], timing: int) -> list[str]:
    words = []
    for line in lines[timing:]:
        if not line.strip() or "-->" in line:
            break
        words.append(line)
    return words


def _cue(line: str, words: list[str], number: int, path: str, findings: list[Finding]) -> Cue | None:
    match = _TIMING.match(line)
    start, end = (_stamp(match["start"]), _stamp(match["end"])) if match else (None, None)
    if start is None or end is None:
        message = f"'{line.strip()}' is no time span; write 00:00:01.000 --> 00:00:04.500"
        findings.append(Finding(path, number, 1, message, RULE))
        return None
    if end <= start:
        findings.append(Finding(path, number, 1, "this caption ends before it begins; swap or mend its times", RULE))
        return None
    if not words:
        findings.append(Finding(path, number, 1, "this caption has no words; write them or take its times out", RULE))
        return None
    raw = " ".join(words)
    voice = _SAID_BY.search(raw)
    text = " ".join(html.unescape(_TAG.sub("", raw)).split())
    return Cue(start, end, text, voice["name"].strip() if voice else None)


def _stamp(text: str) -> int | None:
    match = _STAMP.match(text)
    if match is None:
        return None
    hours, minutes, seconds = int(match["h"] or 0), int(match["m"]), int(match["s"])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(match["ms"])
