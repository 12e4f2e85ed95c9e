"""Mark-up with a record for each entry: feeds (RSS, Atom) and the formats of agencies (NITF, NewsML-G2); and subtitles.

`data/formats/news_markup.csv` says where each keeps what. Who speaks in subtitles is known only where they say so.
"""

from collections.abc import Iterator

from lxml import etree, html

from ...resources import need, own_rows, pattern, why
from ..plain import decode_text
from .html_text import is_html, text_of_html
from .registry import SHORT, Found

_FORMATS = {"rdf": "rss", "newsitem": "newsml", "newsmessage": "newsml", "newsml": "newsml1"}
_PAUSE = 2.0  # seconds after which a new paragraph begins, where a sentence has ended


def read_news_markup(data: bytes, name: str) -> Iterator[Found]:
    """Give the records of the entries or items in one file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    try:
        tree = etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    root = "" if tree is None else etree.QName(tree).localname.lower()
    rows = [row for row in own_rows("formats/news_markup.csv") if row["format"] == _FORMATS.get(root, root)]
    layout = need(rows, "unknown mark-up", name)
    for number, item in enumerate(need(tree.xpath(layout[0]["item"]), "no entry", name), 1):
        yield _item(item, layout, f"{name}: item {number}")
    if parser.error_log and b"</" not in data.strip()[-40:]:
        yield ValueError(why("feed cut off", name))


def _item(item: etree._Element, layout: list[dict], name: str) -> Found:
    record = {row["field"]: _value(item, row["path"], row["field"] == "text") for row in layout}
    if not record["text"]:
        return ValueError(why("entry without text", name, title=record["title"] or "without a title"))
    if layout[0]["format"] in ("rss", "feed") and len(record["text"].split()) < SHORT:
        record["source_note"] = "The summary that the feed gives, not the whole article."
    return record


def _value(item: etree._Element, path: str, is_text: bool) -> str | None:
    """Give what the first of the alternatives of a path finds, as one line or, a text, one paragraph a line."""
    for one in path.split(" | "):
        for found in item.xpath(one):
            value = _text(found) if is_text else " ".join(text_of_html(_all_of(found)).split())
            if value:
                return value
    return None


def _all_of(found: object) -> str:
    return "".join(found.itertext()) if isinstance(found, etree._Element) else str(found)


def _text(found: etree._Element) -> str:
    if len(found):  # mark-up within mark-up
        for one in found.iter():
            if isinstance(one.tag, str):
                one.tag = etree.QName(one).localname.lower()
        return text_of_html(html.fromstring(etree.tostring(found, encoding="unicode")))
    value = _all_of(found)
    return text_of_html(value) if is_html(value) else value.strip()


def read_subtitles(data: bytes, name: str) -> dict:
    """Give the record of subtitles, a line for each speaker and pause; words shown again and sounds are left out."""
    text, encoding = decode_text(data, name)
    paragraphs: list[str] = []
    ended, shown, speaking = 0.0, "", ""
    for start, end, line in _cues(text.removeprefix("\ufeff").splitlines()):
        said = pattern("speaker").search(line)
        speaker = (said[1] or said[2]).strip() if said else ""
        words = " ".join(pattern("subtitle tag").sub("", pattern("speaker").sub("", line)).split())
        if not words or words == shown or pattern("sound").fullmatch(words):
            continue
        shown = words
        turns = speaker not in ("", speaking) or pattern("turn").match(words)
        paused = start - ended > _PAUSE and paragraphs and pattern("ended").search(paragraphs[-1])
        ended, speaking = end, speaker or speaking
        if turns or paused or not paragraphs:
            paragraphs.append((f"{speaker}: " if speaker else "") + words.lstrip("-–> "))
        else:
            paragraphs[-1] += f" {words}"
    return {"text": "\n".join(need(paragraphs, "no subtitles", name)), "encoding": encoding}


def _cues(lines: list[str]) -> Iterator[tuple[float, float, str]]:
    """Give each line of each cue with the times when the cue begins and ends, and nothing from outside of cues."""
    times = None
    for line in lines:
        if match := pattern("times").match(line.strip()):
            parts = [int(part or 0) for part in match.groups()]
            begin, end = (h * 3600 + m * 60 + s + t / 1000 for h, m, s, t in (parts[:4], parts[4:]))
            times = begin, end
        elif not line.strip():
            times = None
        elif times:
            yield *times, line
