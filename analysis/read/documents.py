"""Documents: from Word files (.docx) and PDFs to text.

Takes the bytes of a file, gives a record with the text, one paragraph (Word) or printed line (PDF) a line.
It cannot read scanned pages, columns that run into each other, footnotes apart from text, or locked files.
"""

import io
import logging
import zipfile

from .limits import LIMITS, Limits


def read_document(data: bytes, name: str, limits: Limits = LIMITS) -> dict:
    """Give the record, `text` alone, of a Word document (tables cell by cell, without notes) or a PDF.

    Raises ValueError where the file is over a limit, cut off, damaged or locked, where the pages of a PDF are
    pictures, or where the extra `documents` is not installed.
    """
    try:
        text = _word_text(data, limits) if _is_word(data, name) else _pdf_text(data, limits)
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


def _is_word(data: bytes, name: str) -> bool:
    return data.startswith(b"PK") or (name.lower().endswith(".docx") and not data.startswith(b"%PDF"))


def _word_text(data: bytes, limits: Limits) -> str:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > limits.unpacked:
        raise ValueError(f"it unpacks to {unpacked:,} bytes, more than {limits.unpacked:,}")
    document = Document(io.BytesIO(data))
    boxes = qn("w:txbxContent")  # which stand within a paragraph, often twice
    paragraphs = (
        p for p in document.element.body.iter(qn("w:p")) if next(p.iterancestors(boxes), None) is None
    )
    return "\n".join(Paragraph(paragraph, document).text for paragraph in paragraphs)


def _pdf_text(data: bytes, limits: Limits) -> str:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"%%EOF" not in data[-2048:]:
        raise ValueError("its end is missing")
    texts: list[str] = []
    for page in PdfReader(io.BytesIO(data)).pages:
        texts.append(page.extract_text())
        if len(texts) > limits.pages or len(texts[-1]) > limits.characters:
            raise ValueError(
                f"it has more than {limits.pages:,} pages or {limits.characters:,} characters on one"
            )
    return "\n".join(texts)
