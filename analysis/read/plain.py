"""Plain text: from the bytes of a file to characters, with the encoding they were written in.

Takes a file or bytes, gives text that encodes back to the same bytes (line ends are kept as they are).
It cannot tell two encodings apart where both give readable English; then the Western one is taken.
"""

import codecs
import re
from pathlib import Path

MAX_BYTES = 50_000_000
"""The largest document that is opened."""
MAX_CHARACTERS = 5_000_000
"""The longest text that one article may have; a long novel has three million characters."""

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_UTF8_WITHIN = re.compile(rb"\xe2\x80[\x90-\xbf]|\xc3[\x80-\xbf]")  # typographic marks, accented letters
_WESTERN = ("cp1252", "mac_roman")
_LIKELY = "“”‘’–—…•£€éèêëçñáàâäåíîïóôöøúüß°½©®™\u00a0"  # what English prose has beside ASCII
_HIGH = re.compile(rb"[\x80-\xff]")


def read_bytes(path: str | Path) -> bytes:
    """Give the bytes of a file.

    Raises FileNotFoundError where there is no such file, ValueError where it cannot be read or is too large.
    """
    data = read_start(path, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError(
            f"{Path(path).name} is too large; at most {MAX_BYTES:,} bytes were expected. Split it into parts."
        )
    return data


def read_start(path: str | Path, size: int = 2**20) -> bytes:
    """Give the first `size` bytes of a file; raises as `read_bytes` does."""
    try:
        with Path(path).open("rb") as handle:
            return handle.read(size)
    except FileNotFoundError:
        raise FileNotFoundError(
            f"There is no file {str(path)!r}; a text, page, document or table was expected. Check its name."
        ) from None
    except OSError as error:
        raise ValueError(
            f"{str(path)!r} cannot be read ({error.strerror}); a readable file was expected. "
            "Check its permissions and links."
        ) from None


def decode_text(data: bytes, name: str = "the text") -> tuple[str, str]:
    """Give text and the name of its encoding; `text.encode(encoding)` gives `data` again.

    Tries byte order marks, UTF-8, then, where few characters are not ASCII, the two old Western encodings, then
    all that charset-normalizer knows.
    Raises ValueError for binary data, for a mixture of encodings and where no encoding fits.

    >>> decode_text("“No,” she said".encode("cp1252"))
    ('“No,” she said', 'cp1252')
    """
    marked = _marked_encoding(data) or "utf-8"
    try:
        return data.decode(marked), marked
    except UnicodeDecodeError as error:
        return _decode_old(data, error.start, name)


def check_text(text: str, name: str) -> str:
    """Give the text as it is; raises ValueError where it is damaged or longer than one article may be."""
    if "\0" in text:
        raise ValueError(
            f"{name} holds NUL bytes and seems to be binary or damaged; plain text was expected. "
            "Save it again as text in UTF-8."
        )
    if len(text) > MAX_CHARACTERS:
        raise ValueError(
            f"{name} has {len(text):,} characters; at most {MAX_CHARACTERS:,} were expected in one article. "
            "Split it, or check that the file holds what you think."
        )
    return text


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


def _decode_old(data: bytes, place: int, name: str) -> tuple[str, str]:
    """Decode what is not UTF-8, from the byte at `place` on."""
    if b"\0" not in data and _UTF8_WITHIN.search(data):
        raise ValueError(
            f"{name} mixes UTF-8 with another encoding (byte {place:,}); one encoding was expected. "
            "Open it in an editor, mend the odd characters and save it as UTF-8."
        )
    if b"\0" not in data and len(_HIGH.findall(data)) <= max(3, len(data) * 0.03):
        found = [data.decode(encoding, "replace") for encoding in _WESTERN]
        likely = [sum(text.count(mark) for mark in _LIKELY) for text in found]
        best = likely.index(max(likely))
        if likely[best] * 2 > len(_HIGH.findall(data)) and "\ufffd" not in found[best]:
            return found[best], _WESTERN[best]
    from charset_normalizer import from_bytes

    guess = from_bytes(data).best()
    text = "" if guess is None else data.decode(guess.encoding, "replace")
    if text and text.encode(guess.encoding, "replace") == data:
        return text, guess.encoding
    raise ValueError(
        f"{name} is not text in any known encoding; plain text was expected. "
        "If it is a document, save it as .txt, .html, .docx or .pdf."
    )
