"""Exports of news databases: one row per article, with what the export says of each, and nothing of it as text."""

import io

import pytest

from analysis.read.articles import read_articles
from tests.export_samples import EXPORTS, TEXTS, TITLES


def saved(folder, name: str, content: str):
    path = folder / name
    if name.endswith(".docx"):
        from docx import Document

        document, out = Document(), io.BytesIO()
        for line in content.splitlines():
            document.add_paragraph(line)
        document.save(out)
        path.write_bytes(out.getvalue())
    else:
        path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", EXPORTS)
def test_every_layout_gives_one_row_per_article(tmp_path, name):
    articles = read_articles(saved(tmp_path, name, EXPORTS[name]))
    assert articles["title"].tolist() == list(TITLES)
    assert articles["published"].tolist() == ["2020-03-03", "2020-03-04"]
    assert [outlet.removesuffix(" (Arden)") for outlet in articles["outlet"]] == [
        "The Holm Lantern",
        "The Sound",
    ]
    assert articles["byline"].str.contains("Okafor|Lind").all()
    assert not articles["byline"].str.startswith("By ").any()
    assert articles["text"].tolist() == TEXTS
    stated = articles["length"].dropna().str.removesuffix(" words").str.removesuffix(" mots").tolist()
    assert stated == ["355", "120"] or name == "europresse_old.html"
    assert articles["article_id"].tolist() == [f"{name.split('.')[0]}-{n}" for n in (1, 2)]
    assert "problems" not in articles.attrs
