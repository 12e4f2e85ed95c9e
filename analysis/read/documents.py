"""Documents: from .docx and .pdf files to text.

Takes the bytes of a file, gives a record with the text, one paragraph (.docx) or printed line (.pdf) a line.
It cannot read scanned pages, columns that run into each other, footnotes apart from text, or locked files.
"""

import io
import logging


def read_document(data: bytes, name: str) -> dict:
    """Give the record, `text` alone, of a Word document (without tables and notes) or a PDF.

    Raises ValueError where the file is cut off, damaged or locked, where the pages of a PDF are pictures, or
    where the extra `documents` is not installed.
    """
    try:
        text = _docx_text(data) if name.lower().endswith(".docx") else _pdf_text(data)
    except ImportError:
        raise ValueError(
            f"{name} needs more software than is installed; text and HTML need none. "
            "Type: pip install 'who-says-so[documents]'"
        ) from None
    except Exception as error:  # whatever the reading library raises for a damaged file
        reason = str(error).split("\n")[0] or type(error).__name__
        raise ValueError(
            f"{name} cannot be read ({reason}); a complete, unlocked document was expected. "
            "Open it in its own program and save it again, or save it as .txt."
        ) from None
    if not text.strip():
        raise ValueError(
            f"{name} holds no text, perhaps pictures of pages; a document with text was expected. "
            "Run a text recognition (OCR) over it first."
        )
    return {"text": text}


def _docx_text(data: bytes) -> str:
    from docx import Document

    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)


def _pdf_text(data: bytes) -> str:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"%%EOF" not in data[-2048:]:
        raise ValueError("its end is missing")
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
