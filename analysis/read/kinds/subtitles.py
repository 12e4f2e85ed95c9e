"""Subtitles (.vtt, .srt): their words without times; who speaks only where they say so."""

import re
from collections.abc import Iterator

from ...resources import why
from ..plain import decode_text

_TIMES = re.compile(r"(?:(\d+):)?(\d\d?):(\d\d)[.,](\d{1,3})\s*-->\s*(?:(\d+):)?(\d\d?):(\d\d)[.,](\d{1,3})")
_SPEAKER = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}", re.IGNORECASE)
_SOUND = re.compile(r"[\[(♪][^\])♪]*[\])♪]|[♪♫ ]+")
_TURN = re.compile(r"[-–]|>>|[A-Z][A-Z.'’ -]{1,40}(?: \([\w -]{1,30}\))?: ")
_ENDS = re.compile(r"[.?!…][\"'”’)\]]*$")
_PAUSE = 2.0  # seconds after which a new paragraph begins, where a sentence has ended


def read_subtitles(data: bytes, name: str) -> dict:
    """Give the record of subtitles: a paragraph for each speaker, and after each pause behind a sentence.

    A line that is shown again, as live captions do, is taken once; sounds in brackets are left out. `<v Ida Brandt>`
    becomes "Ida Brandt: ", and "BRANDT: " begins a paragraph.
    """
    text, encoding = decode_text(data, name)
    paragraphs: list[str] = []
    ended, shown, speaking = 0.0, "", ""
    for start, end, line in _cues(text.removeprefix("\ufeff").splitlines()):
        speaker = match[1].strip() if (match := _SPEAKER.search(line)) else ""
        words = " ".join(_TAG.sub("", line).split())
        if not words or words == shown or _SOUND.fullmatch(words):
            continue
        shown = words
        turns = speaker not in ("", speaking) or _TURN.match(words)
        paused = start - ended > _PAUSE and paragraphs and _ENDS.search(paragraphs[-1])
        ended, speaking = end, speaker or speaking
        if turns or paused or not paragraphs:
            paragraphs.append((f"{speaker}: " if speaker else "") + words.lstrip("-–> "))
        else:
            paragraphs[-1] += f" {words}"
    if not paragraphs:
        raise ValueError(why("no subtitles", name))
    return {"text": "\n".join(paragraphs), "encoding": encoding}


def _cues(lines: list[str]) -> Iterator[tuple[float, float, str]]:
    """Give each line of each cue with the times when the cue begins and ends, and nothing from outside of cues."""
    times = None
    for line in lines:
        if match := _TIMES.match(line.strip()):
            parts = [int(part or 0) for part in match.groups()]
            begin, end = (h * 3600 + m * 60 + s + t / 1000 for h, m, s, t in (parts[:4], parts[4:]))
            times = begin, end
        elif not line.strip():
            times = None
        elif times:
            yield *times, line
