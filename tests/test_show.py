"""Show: marks that overlap, texts that mean harm, charts that say their numbers, pages that stand alone."""

import base64
import html
import re
from itertools import combinations
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import (
    analyse,
    articles_from_text,
    describe,
    describe_findings,
    new_axes,
    plot_speakers,
    show_article,
    show_chart,
    show_findings,
    show_passages,
    show_table,
    write_report,
)
from analysis.show import article as article_module
from analysis.show.export import export_page
from analysis.show.marks import Mark, figure_text
from analysis.show.style import COLOURS, DARK, SERIES

VOID = re.compile(r"<(/?)(mark|a|p|span|div|fieldset|label|legend|small)\b[^>]*>")


def text_of(markup: str) -> str:
    body = markup[markup.index('<div class="who-text"') :]
    return html.unescape(re.sub(r"<[^>]*>", "", body))


def is_nested(markup: str) -> bool:
    opened = []
    for closing, name in VOID.findall(markup):
        if not closing:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


spans = st.tuples(st.integers(0, 39), st.integers(1, 40)).filter(lambda span: span[0] < span[1])


@given(st.lists(spans, max_size=8))
@settings(max_examples=60, deadline=None)
def test_marks_may_overlap_in_any_way(given_spans):
    text = "Rain fell <all> night & the river’s up.!"
    marks = sorted(
        (Mark(a, b, "hedges", "hedge", f"{a}-{b}", "why") for a, b in given_spans),
        key=lambda m: (m[0], -m[1]),
    )
    drawn = "".join(article_module._marked(text, 0, len(text), marks))
    assert is_nested(drawn)
    assert html.unescape(re.sub(r"<[^>]*>", "", drawn)) == text
    assert sorted(re.findall('data-tag="([^"]*)"', drawn)) == sorted(mark.tag for mark in marks)


def test_marked_stretch_is_what_the_span_says():
    text = "At least 12 people were killed in the flood, Ann Lee said. It may rise."
    drawn = show_article(analyse(articles_from_text(text))).data
    assert text_of(drawn) == text
    assert is_nested(drawn)
    tag = drawn.index('data-tag="at least 12 killed"')
    assert text_of(drawn[:tag].rpartition("<a ")[0]) in {"At least 12", "12"}


def test_quotation_over_paragraphs_is_marked_in_both():
    text = "“It rained,” Ann Lee said.\n\n“It rained all day.\n\n“Then the wall went,” she said."
    drawn = show_article(analyse(articles_from_text(text))).data
    assert text_of(drawn) == text
    assert is_nested(drawn)
    assert drawn.count("<mark class=") - drawn.count('class="key"') >= 3


@pytest.mark.parametrize(
    "text", ["", "...", "“”", "<p>", "\x00\u202e", "a\r\nb", "“" * 500, "It rained. " * 3]
)
def test_odd_texts_are_shown_as_they_are(text):
    drawn = show_article(analyse(articles_from_text(text))).data
    assert is_nested(drawn)
    shown = text_of(drawn)
    assert shown == re.sub("[\x00\u202e]", "\N{REPLACEMENT CHARACTER}", text) or (
        not text and shown == "No words."
    )


def test_unknown_article_is_named():
    with pytest.raises(ValueError, match="'nope'"):
        show_article(analyse(articles_from_text("It rained.")), "nope")


def test_sentences_have_ids_without_spaces():
    articles = articles_from_text("It rained.", article_id='my "news" 1')
    drawn = show_article(analyse(articles)).data
    (anchor,) = re.findall(r'id="([^"]*)"', drawn)
    assert " " not in anchor
    table = show_table(pd.DataFrame({"sentence_id": ['my "news" 1.001']})).data
    assert "%22" in re.search(r'href="#([^"]*)"', table)[1]


def test_what_comes_from_an_article_cannot_be_markup():
    evil = "<a href=x onclick=y>"
    quotes = pd.DataFrame({"article_id": ["a"], "sentence_id": ["a.001"], "start": [0], "end": [2]})
    quotes = quotes.assign(
        text="It", kind="direct", cue=evil, speaker=evil, rule=evil, speaker_name=evil, speaker_kind="named"
    )
    tables = analyse(articles_from_text("It rained.", article_id="a")) | {"quotes": quotes}
    for shown in (show_findings(tables), show_article(tables), show_table(quotes, evil)):
        assert evil not in shown.data
        assert html.escape(evil) in shown.data
    assert evil in " ".join(describe_findings(tables))
    assert evil not in show_chart(describe(new_axes(evil), caption=evil, table=quotes)).data


def test_figures_and_their_bounds_in_words():
    nan = float("nan")
    assert figure_text(10e6, 10e6, "approx") == "about 10,000,000"
    assert figure_text(nan, 12, "at_most") == "at most 12"
    assert figure_text(3, 3, "exact") == "3"
    assert figure_text(12, nan, "vague") == "12 or more"


def test_passages_keep_to_their_paragraph():
    articles = articles_from_text(
        "First paragraph.\nIt rained all day long, and then it rained again.\nLast one."
    )
    tables = analyse(articles)
    shown = show_passages(tables["tokens"].query("text == 'day'"), articles, context=12).data
    assert "<mark>day</mark> long, and …" in shown
    assert "paragraph" not in shown
    shown = show_passages(tables["tokens"], articles, most=2).data
    assert shown.count("<li>") == 2
    assert "more passages" in shown


def test_passages_need_evidence():
    with pytest.raises(ValueError, match="'article_id'"):
        show_passages(pd.DataFrame({"n": [1]}), articles_from_text("It rained."))


def test_tables_say_what_is_missing():
    table = pd.DataFrame({"speaker": ["Reed", None], "n": [1200.0, float("nan")], "sure": [True, False]})
    shown = show_table(table).data
    assert "1,200" in shown
    assert "nobody named" in shown
    assert shown.count('scope="row"') == 2
    assert "yes" in shown


def test_chart_says_its_numbers_and_carries_its_data():
    table = pd.DataFrame(
        {"speaker": ["Reed", None], "direct": [31, 0], "indirect": [3, 12], "n": [34, 12], "total": [99, 99]}
    )
    shown = show_chart(plot_speakers(table)).data
    alt = html.unescape(re.search('alt="([^"]*)"', shown)[1])
    assert "34 of 46" in alt
    assert "nobody named" in alt
    assert "<details>" in shown
    svg = base64.b64decode(re.search('base64,([^"]*)', shown)[1]).decode()
    assert len(svg) < 20_000
    assert not re.search(r"(?:href|src)=[\"']?https?:", svg)


def test_same_chart_twice_is_the_same_to_the_byte():
    table = pd.DataFrame({"speaker": ["Reed"], "direct": [31], "indirect": [3], "n": [34], "total": [99]})
    assert show_chart(plot_speakers(table)).data == show_chart(plot_speakers(table)).data


def lightness(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((lightness(one), lightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_stay_apart_in_grey_and_on_both_grounds():
    assert set(COLOURS.values()) <= set(DARK)
    for one, other in combinations(SERIES[:4], 2):
        assert contrast(one, other) > 1.25
    for name in ("ink", "quiet"):
        assert contrast(COLOURS[name], "#faf7f1") >= 4.5
        assert contrast(DARK[COLOURS[name]], "#15171b") >= 4.5
    for colour in SERIES[:3]:
        assert contrast(colour, "#fffdf9") > 3
        assert contrast(DARK[colour], "#1b1e23") > 3


def page_of(*outputs: str, code: bool = False) -> str:
    new = nbformat.v4
    cells = [
        new.new_code_cell("x = 1", outputs=[new.new_output("display_data", {"text/html": o})])
        for o in outputs
    ]
    cells = [new.new_markdown_cell("# Who speaks?\n\n## One\n\n## Two & three\n\n## Four"), *cells]
    return export_page(new.new_notebook(cells=cells), "lesson", "Lesson 01", code=code)


def test_page_stands_alone():
    page = page_of(show_article(analyse(articles_from_text("It rained."))).data)
    assert page.count("<h1") == page.count("<main") == page.count("<style>") == 1
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"?(?:https?:)?//", page)
    assert 'lang="en"' in page
    contents = re.findall(r'<li><a href="#([^"]*)">', page)
    assert contents == re.findall(r'<h2 id="([^"]*)">', page)
    assert len(contents) == 3


def test_markup_in_a_heading_stays_text():
    cells = [
        nbformat.v4.new_markdown_cell(
            "# Is <b>this</b> *so*?\n\n<img src=x onerror=alert(1)>\n\n## A <i>b</i>"
        )
    ]
    page = export_page(nbformat.v4.new_notebook(cells=cells), "lesson", "<u>")
    assert not re.search("<(?:b|i|u|img)[ >]", page)
    assert "<em>so</em>" in page


def test_page_shows_code_only_where_asked():
    assert "highlight" not in page_of("<p>1</p>").split("<main")[1]
    assert "highlight" in page_of("<p>1</p>", code=True).split("<main")[1]


def test_report_takes_one_article(tmp_path):
    articles = pd.concat([articles_from_text("It rained.", "a"), articles_from_text("It rained.", "b")])
    with pytest.raises(ValueError, match="exactly one"):
        write_report(articles, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["It rained.", "“Yes,” said Ann Lee. “No,” said Bo Reed.\x07\n\nTwelve people died."]
)
def test_report_on_any_text(text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = write_report(articles_from_text(text, article_id="../odd name?"), tmp_path / "pages")
    assert page == tmp_path / "pages" / Path("who-says-so-odd-name.html")
    assert "Who says what in this article?" in page.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["pages", page.name]
