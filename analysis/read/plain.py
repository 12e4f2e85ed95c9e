"""Plain text: from the bytes of a file to characters that encode back to them, line ends kept.

Where two encodings both give readable English, the Western one is taken.
"""

import codecs
import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from ..resources import Later, bare, need, own_rows, pattern, why

ftfy, fixes, charset_normalizer = map(Later, ("ftfy", "ftfy.fixes", "charset_normalizer"))
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    **dict.fromkeys((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),
    **dict.fromkeys((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
}
_WESTERN = ("cp1252", "mac_roman")
_LIKELY = "“”‘’–—…•£€éèêëçñáàâäåíîïóôöøúüß°½©®™\u00a0"  # what English prose has beside ASCII
_SEEN_AS = {int(row["code"], 16): row["becomes"] for row in own_rows("formats/characters.csv")}
_TURN = str.maketrans("»«›‹", "«»‹›")
_CONTROLS = bytes({*range(1, 32), 127} - set(b"\t\n\v\f\r\x1a\x1b"))
_WIDE = {"utf-32-le": (4, 0), "utf-32-be": (4, 3), "utf-16-le": (2, 0), "utf-16-be": (2, 1)}  # width, place


def clean_text(text: str) -> str:
    r"""Give the text with "�" for what is no character and can be neither written nor shown: NULs, half characters."""
    text = text.replace("\0", "\ufffd")
    return text if text.isascii() else pattern("half a character").sub("\ufffd", text)


def mend_text(text: str) -> str:
    """Give the text with letters that a wrong encoding has garbled, and with entities that were left in it, made good.

    Soft hyphens, characters without width, the marks of *emphasis*, a chat's stamps and page numbers within the prose
    are left out; of quotation marks that became "?", and of letters and marks that only look like others, it gives
    these. Other quotation marks, spaces and line ends stay.

    >>> mend_text("Itâ€™s late, says **ZoÃ«** &amp; Co")
    'It’s late, says Zoë & Co'
    """
    mends = own_rows("formats/mends.csv")
    there = {only for only in {row["only"] for row in mends} if re.search(only, text)}
    for row in mends:
        if row["only"] in there:
            text = re.sub(row["expression"], row["becomes"], text)
    text = _without_page_lines(text)
    if not text.isascii() and "\ufffd" not in text and _looks_garbled(text):
        text = ftfy.fix_encoding(text)
    text = text if text.isascii() else text.translate(_SEEN_AS)
    turned = "»" in text and pattern("turned guillemet").search(text)
    if turned and not pattern("usual guillemet").search(text):
        text = text.translate(_TURN)  # »so«, as books in German and Danish have it
    if "&" in text and "<" not in text:
        text = fixes.unescape_html(text)
    return text


def _without_page_lines(text: str) -> str:
    """Give a text without the page numbers and running heads that stand between two lines of its prose."""
    lines = text.split("\n")
    numbered = {n for n, line in enumerate(lines) if pattern("page line").fullmatch(line.strip())}
    if not numbered:
        return text
    prose = [n for n, line in enumerate(lines) if line.strip() and n not in numbered]
    left_out, goes_on = set[int](), pattern("goes on").search
    for above, below in pairwise(prose):
        between = set(range(above + 1, below))
        cell = len(lines[below].split()) < 3 and goes_on(lines[below])  # of a table
        is_prose = not cell and len(lines[above].split()) > 2
        is_prose &= not pattern("gap").search(lines[above] + lines[below])
        if 0 < len(heads := between & numbered) < 3 and is_prose:
            left_out |= between if goes_on(lines[above]) else heads  # no blank line stands within a sentence
    return "\n".join(line for n, line in enumerate(lines) if n not in left_out)


def _looks_garbled(text: str) -> bool:
    return _is_bad()(pattern("ASCII between").sub(r"\1\n\2", text))  # the rest cannot be


@cache
def _is_bad() -> Callable[[str], bool]:
    with bare("ftfy"):  # all of it is seldom needed
        from ftfy.badness import is_bad
    return is_bad


def decode_text(data: bytes, name: str = "the text") -> tuple[str, str]:
    """Give text and the name of its encoding; `text.encode(encoding)` gives `data` again.

    Tries byte order marks, UTF-16 and UTF-32 without one, UTF-8, then, where few characters are not ASCII, the two
    old Western encodings, then charset-normalizer. Raises ValueError for binary data and where no encoding fits.
    """
    marked = _marked_encoding(data) or _wide_encoding(data)
    refuse_binary(data if marked is None else b"", name)
    try:
        return data.decode(marked or "utf-8"), marked or "utf-8"
    except UnicodeDecodeError as error:
        return _decode_old(data, error.start, name)


def find_encoding(sample: bytes, name: str) -> str:
    """Give the encoding of the beginning of a large file, whose last character may be cut in two."""
    if marked := _marked_encoding(sample):
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
        return "utf-8"
    except UnicodeDecodeError as error:
        return _decode_old(sample[: sample.rfind(b"\n") + 1] or sample, error.start, name)[1]


def _marked_encoding(data: bytes) -> str | None:
    return next((encoding for bom, encoding in _BOMS.items() if data.startswith(bom)), None)


def _wide_encoding(data: bytes) -> str | None:
    """Give UTF-16 or UTF-32, where it has no mark, by where the NULs of its ASCII characters stand."""
    start = data[:4096]
    if start.count(0) * 4 < len(start):
        return None
    for encoding, (width, place) in _WIDE.items():
        if len(data) % width == 0 and start[place::width].count(0) * width < start.count(0) * 0.1:
            text = start[: len(start) // width * width].decode(encoding, "replace")
            words = sum(character.isalpha() or character.isspace() for character in text)
            if text.count("\ufffd") + text.count("\0") <= 1 and words * 2 > len(text):
                return encoding
    return None


def refuse_binary(data: bytes, name: str) -> None:
    """Raise ValueError where bytes are no text, by the NULs and control characters among them."""
    controls, nuls = len(data) - len(data.translate(None, _CONTROLS)), b"\0" in data
    what = "NUL bytes" if nuls else "control characters"
    need(not nuls and controls * 50 <= len(data), "binary", name, what=what)


def _decode_old(data: bytes, place: int, name: str) -> tuple[str, str]:
    """Decode what is not UTF-8, from the byte at `place` on."""
    need(not pattern("UTF-8 within").search(data), "mixed encodings", name, place=place)
    if len(pattern("no ASCII").findall(data)) <= max(3, len(data) * 0.06):
        found = [data.decode(encoding, "replace") for encoding in _WESTERN]
        likely = [sum(text.count(mark) for mark in _LIKELY) for text in found]
        best = likely.index(max(likely))
        if likely[best] * 2 > len(pattern("no ASCII").findall(data)) and "\ufffd" not in found[best]:
            return found[best], _WESTERN[best]
    guess = charset_normalizer.from_bytes(data[max(0, place - 1000) : place + 100_000]).best()
    if guess is not None:
        text = data.decode(guess.encoding, "replace")
        if text.encode(guess.encoding, "replace") == data:
            return text, guess.encoding
    raise ValueError(why("unknown encoding", name))
