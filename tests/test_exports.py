"""Exports of news databases: one row per article, with what the export says of each, and nothing of it as text."""

import contextlib
import io
import time

import pytest

from analysis.read.articles import read_articles
from analysis.read.kinds.exports import articles_in
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


def test_titles_in_two_lines_other_languages_and_missing_texts(tmp_path):
    lines = """
        Suchbegriffe: Damm | Dokument 1 von 3 | Die Laterne | 3. März 2020 Dienstag | Der Damm bricht;
        | Zwei Straßen unter Wasser | AUTOR: Ida Brandt | LÄNGE: 30 Wörter | Der Damm brach. | SPRACHE: DEUTSCH
        | Dokument 2 von 3 | Die Laterne | 4. März 2020 Mittwoch | Ohne Text | LÄNGE: 3 Wörter | SPRACHE: DEUTSCH
        | Dokument 3 von 3 | Die Laterne | 5. März 2020 | Fähren | LÄNGE: 3 Wörter | Keine fährt. | SPRACHE: DEUTSCH
    """.strip().split("|")
    with pytest.warns(UserWarning, match=r"article 2 \(Ohne Text\) has no text"):
        articles = read_articles(saved(tmp_path, "laterne.txt", "\n\n".join(line.strip() for line in lines)))
    assert articles["title"].tolist() == ["Der Damm bricht; Zwei Straßen unter Wasser", "Fähren"]
    assert articles["published"].tolist() == ["2020-03-03", "2020-03-05"]
    assert articles["text"].tolist() == ["Der Damm brach.", "Keine fährt."]


@pytest.mark.parametrize(
    "text", ["\n" * 300_000, "_" * 300_000, "Title:\n" * 20_000, "1 of " * 60_000, "AN " * 90_000]
)
def test_hostile_text_takes_no_time(text):
    begun = time.perf_counter()
    with contextlib.suppress(ValueError):
        list(articles_in(text, "hostile"))
    assert time.perf_counter() - begun < 5
