"""Documents: from .docx and .pdf files to text.

Takes a path, gives a record with the text, one paragraph (.docx) or printed line (.pdf) a line.
It cannot read scanned pages, columns that run into each other, footnotes apart from text, or locked files.
"""

import logging
import zipfile
from pathlib import Path


def read_docx(path: str | Path) -> dict:
    """Give the record of a Word document: its paragraphs, in order, one a line; tables and notes are left out.

    Raises ValueError where the file is damaged or locked, or the extra `documents` is not installed.
    """
    try:
        from docx import Document

        return {"text": "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)}
    except ImportError:
        raise _extra_missing(path) from None
    except (KeyError, ValueError, zipfile.BadZipFile, OSError, SyntaxError) as error:
        raise _damaged(path, "Word document", error) from None


def read_pdf(path: str | Path) -> dict:
    """Give the record of a PDF: the text of its pages, in order.

    Raises ValueError where the file is cut off, damaged or locked, where its pages are pictures, or the extra
    `documents` is not installed.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise _extra_missing(path) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = [page.extract_text() for page in PdfReader(path, strict=True).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise _damaged(path, "PDF", error) from None
    text = "\n".join(pages)
    if not text.strip():
        raise ValueError(
            f"{str(path)!r} holds pictures of pages and no text; a PDF with text was expected. "
            "Run a text recognition (OCR) over it first."
        )
    return {"text": text}


def _damaged(path: str | Path, kind: str, error: Exception) -> ValueError:
    reason = str(error).split("\n")[0] or type(error).__name__
    return ValueError(
        f"{str(path)!r} cannot be read ({reason}); a complete, unlocked {kind} was expected. "
        "Open it in its own program and save it again, or save it as .txt."
    )


def _extra_missing(path: str | Path) -> ValueError:
    return ValueError(
        f"{str(path)!r} needs more software than is installed; text or HTML needs none. "
        "Type: pip install 'who-says-so[documents]'"
    )
