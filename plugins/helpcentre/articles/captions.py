"""WebVTT captions, read strictly: anything that a player would silently drop is a finding with its line.

The subset is what captions need: a header, notes, cues with identifiers, settings and simple tags
(W3C WebVTT, 2019). Times are milliseconds.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from helpcentre.errors import Finding, FindingsError, Severity

RULE = "captions-broken"
EXAMPLE = "00:00:01.000 --> 00:00:04.500"
_LINE_END = re.compile(r"\r\n|\n|\r")
_HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
_NOT_A_CUE = re.compile(r"(?P<name>NOTE|STYLE|REGION)(?:[ \t].*)?")
_TIMING = re.compile(r"[ \t]*(?P<start>\S+)[ \t]+-->[ \t]+(?P<end>\S+)(?:[ \t].*)?")
_STAMP = re.compile(r"(?:(?P<h>[0-9]{2,4}):)?(?P<m>[0-5][0-9]):(?P<s>[0-5][0-9])\.(?P<ms>[0-9]{3})")
_LIKE_TIMING = re.compile(
    r"[ \t]*[0-9][0-9:.,]{4,}[ \t]*[-=–—]{1,3}>?[ \t]*[0-9][0-9:.,]{4,}(?:[ \t]+[a-z]+:\S+)*[ \t]*"
)
_LOOSE_TIMING = re.compile(r"[ \t]*([0-9:.,]+)[ \t]*(?:[-=–—]{1,3}>?|→)[ \t]*([0-9:.,]+)(?P<settings>[ \t].*)?")
_TAG = re.compile(r"<[^>]*>")
_VOICE = re.compile(r"<v(?:\.[^ >]*)? +(?P<name>[^>]+)>")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: times (milliseconds), text, and the speaker if the file names one; `line` is that of its times."""

    start: int
    end: int
    text: str
    speaker: str | None = None
    line: int = 0


@dataclass
class Captions:
    """The cues of a file in order, and everything that is wrong with it."""

    path: str
    cues: list[Cue] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def report(self, line: int, message: str, severity: Severity = "error") -> None:
        """Add a finding."""
        self.findings.append(Finding(self.path, line, 1, message, RULE, severity))


def parse_captions(text: str, path: str) -> Sequence[Cue]:
    """Return the cues of a WebVTT file in order; raises FindingsError with every error at its line."""
    found = read_captions(text, path)
    errors = [finding for finding in found.findings if finding.severity == "error"]
    if errors:
        raise FindingsError(errors)
    return tuple(found.cues)


def read_captions(text: str, path: str) -> Captions:
    """Return the cues of a WebVTT file, with errors (a player drops something) and warnings (it may be intended)."""
    captions = Captions(path)
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    if not _HEADER.fullmatch(lines[0]):
        captions.report(1, "captions begin with a line that says WEBVTT; add it")
    for first, block in _split_blocks(lines):
        if first == 1 and _HEADER.fullmatch(block[0]):
            _read_header(captions, block)
        else:
            _read_block(captions, block, first)
    if not captions.findings and not captions.cues:
        captions.report(1, "there is no caption in this file; write at least one")
    return captions


def transcript(cues: Sequence[Cue], pause: int = 2000) -> Sequence[tuple[int, str]]:
    """Return (start in milliseconds, paragraph): a new one after `pause` of silence, another speaker, or a minute."""
    paragraphs: list[tuple[int, list[str]]] = []
    before: Cue | None = None
    for cue in cues:
        new = before is None or cue.start - before.end > pause or cue.speaker != before.speaker
        if new or cue.start - paragraphs[-1][0] > 60_000:
            paragraphs.append((cue.start, []))
        paragraphs[-1][1].append(cue.text)
        before = cue
    return tuple((start, " ".join(words)) for start, words in paragraphs)


def _split_blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the first line, lines) of each block; an empty line or the times of a next cue end one."""
    block: list[str] = []
    for number, line in enumerate(lines, start=1):
        next_cue = "-->" in line and any("-->" in earlier for earlier in block)
        if block and (not line or next_cue):
            yield number - len(block), block
            block = []
        if line:
            block.append(line)
    if block:
        yield len(lines) - len(block) + 1, block


def _read_header(captions: Captions, block: list[str]) -> None:
    if any("-->" in line for line in block):
        captions.report(2, "write an empty line between WEBVTT and the first caption; players drop it without one")
        _read_block(captions, block[1:], 2)


def _read_block(captions: Captions, block: list[str], first: int) -> None:
    timing = next((position for position, line in enumerate(block) if "-->" in line), None)
    note = _NOT_A_CUE.fullmatch(block[0])
    if note:
        if timing is not None:
            captions.report(first + timing, f"a {note['name']} cannot contain -->; write it in another way")
    elif timing is None:
        _report_lost_text(captions, block, first)
    else:
        if timing > 1:
            captions.report(first, "only one line may come before the times of a caption; players drop the others")
        cue = _read_cue(captions, block[timing], block[timing + 1 :], first + timing)
        if cue is not None:
            captions.cues.append(cue)


def _report_lost_text(captions: Captions, block: list[str], first: int) -> None:
    """Report a block without times: a wrong arrow, or text that an empty line cut off its caption."""
    timing = next((position for position, line in enumerate(block) if _LIKE_TIMING.fullmatch(line)), None)
    if timing is not None:
        captions.report(first + timing, _explain_timing(block[timing]))
    elif captions.cues:
        message = "players drop this text because the empty line above ends the caption; remove the empty line"
        captions.report(first, message, "warning")
    else:
        captions.report(first, f"players drop this text because it has no times; write {EXAMPLE} above it", "warning")


def _read_cue(captions: Captions, timing: str, words: list[str], number: int) -> Cue | None:
    match = _TIMING.fullmatch(timing)
    start, end = (_parse_stamp(match["start"]), _parse_stamp(match["end"])) if match else (None, None)
    raw = " ".join(words)
    if start is None or end is None:
        captions.report(number, _explain_timing(timing))
    elif end <= start:
        captions.report(number, "this caption ends before it starts; swap or correct the times")
    elif not raw.strip():
        captions.report(number, "this caption has no words; write them, or remove its times")
    else:
        _report_order(captions, start, number)
        voice = _VOICE.search(raw)
        text = " ".join(html.unescape(_TAG.sub("", raw)).split())
        return Cue(start, end, text, voice["name"].strip() if voice else None, number)
    return None


def _explain_timing(line: str) -> str:
    """Return what is wrong with a line of times, with the times as they must be written if they can be guessed."""
    loose = _LOOSE_TIMING.fullmatch(line)
    stamps = [stamp.replace(",", ".") for stamp in loose.groups()[:2]] if loose else []
    guessed = bool(loose) and all(_parse_stamp(stamp) is not None for stamp in stamps)
    remedy = " --> ".join(stamps) + ((loose and loose["settings"]) or "").rstrip() if guessed else EXAMPLE
    return f"'{line.strip()}' is not a valid time span; write {remedy}"


def _report_order(captions: Captions, start: int, number: int) -> None:
    previous = captions.cues[-1] if captions.cues else None
    if previous and start < previous.start:
        captions.report(number, "this caption starts before the one above it; sort them")
    elif previous and start < previous.end:
        seconds = (previous.end - start) / 1000
        message = f"this caption overlaps the one on line {previous.line} by {seconds:g} s; start it later"
        captions.report(number, message, "warning")


def _parse_stamp(text: str) -> int | None:
    match = _STAMP.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = int(match["h"] or 0), int(match["m"]), int(match["s"])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(match["ms"])
