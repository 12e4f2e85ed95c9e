"""PDF: the text of its pages, one printed line a line; not of scanned pages, nor of a locked file."""

import io
import logging

from ..problems import LIMITS


def read_pdf(data: bytes, name: str) -> dict:
    """Give the record, `text` alone, of a PDF; ValueError where it is over a limit, damaged, locked or without text."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"%%EOF" not in data[-2048:]:
        raise ValueError("its end is missing")
    texts: list[str] = []
    for page in PdfReader(io.BytesIO(data)).pages:
        texts.append(page.extract_text())
        if len(texts) > LIMITS.pages or len(texts[-1]) > LIMITS.characters:
            raise ValueError(
                f"it has more than {LIMITS.pages:,} pages or {LIMITS.characters:,} characters on one"
            )
    text = "\n".join(texts)
    if not text.strip():
        raise ValueError(
            f"{name} holds no text, perhaps pictures of pages; a document with text was expected. "
            "Run a text recognition (OCR) over it first."
        )
    return {"text": text}
