"""Documents: from Word files (.docx) and PDFs to text.

Takes the bytes of a file, gives a record with the text, one paragraph (Word) or printed line (PDF) a line.
It cannot read scanned pages, columns that run into each other, footnotes apart from text, or locked files.
"""

import io
import logging
import zipfile

from .problems import LIMITS, Limits


def read_document(data: bytes, name: str, limits: Limits = LIMITS) -> dict:
    """Give the record, `text` alone, of a Word document (tables cell by cell, without notes) or a PDF.

    Raises ValueError, or what the reading library raises, where the file is over a limit, damaged or locked.
    """
    text = _word_text(data, limits) if data.startswith(b"PK") else _pdf_text(data, limits)
    if not text.strip():
        raise ValueError(
            f"{name} holds no text, perhaps pictures of pages; a document with text was expected. "
            "Run a text recognition (OCR) over it first."
        )
    return {"text": text}


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
