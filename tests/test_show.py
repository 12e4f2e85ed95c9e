"""Show: marks that overlap, texts that mean harm, tables that say what is missing, pages that stand alone."""

import html
import re
from urllib.parse import unquote

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import (
    analyse,
    articles_from_text,
    find_quotes,
    plot_bars,
    show_article,
    show_passages,
    show_section,
    show_table,
)
from analysis.show import article as article_module
from analysis.show.export import export_page
from analysis.show.page import anchor, escape, sentence_link
from analysis.show.words import Mark, figure_text

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
    drawn = "".join(article_module._marked(text, 0, len(text), marks, False))
    assert is_nested(drawn)
    assert html.unescape(re.sub(r"<[^>]*>", "", drawn)) == text
    assert sorted(re.findall('data-tag="([^"]*)"', drawn)) == sorted(mark.tag for mark in marks)


def test_marked_stretch_is_what_the_span_says():
    text = "At least 12 people were killed in the flood, Ann Lee said. It may rise."
    drawn = show_article(analyse(articles_from_text(text))).data
    assert text_of(drawn) == text
    assert is_nested(drawn)
    tag = drawn.index('data-tag="at least 12 dead"')
    assert text_of(drawn[:tag].rpartition("<span ")[0]) in {"At least 12", "12"}


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


def test_sentences_have_ids_of_their_own_that_links_reach():
    names = ["a b", "a_b", "a  b", 'my "news" 1', "<i>", "été.1", "50%20", "a/b?c#d&e", "\ud800"]
    ids = [anchor(name) for name in names]
    assert len(set(ids)) == len(names)
    assert not re.search(r"[\s<>\"'&]", "".join(ids))
    for name, target in zip(names, ids, strict=True):
        assert unquote(re.search(r'href="#([^"]*)"', sentence_link(name))[1]) == target


def test_what_comes_from_an_article_cannot_be_markup():
    evil = "<a href=x onclick=y>"
    quotes = pd.DataFrame({"article_id": ["a"], "sentence_id": ["a.001"], "start": [0], "end": [2]})
    quotes = quotes.assign(
        text="It", kind="direct", cue=evil, speaker=evil, rule=evil, speaker_name=evil, speaker_kind="named"
    ).assign(status="said")
    tables = analyse(articles_from_text("It rained.", article_id="a"))
    tables |= {"quotes": quotes, "tokens": tables["tokens"].assign(voice=evil, voice_kind="direct")}
    for shown in (show_section(tables, "in short"), show_article(tables), show_table(quotes, evil)):
        assert evil not in shown.data
        assert escape(evil) in shown.data
    assert evil not in plot_bars(quotes.assign(n=1), "speaker_name", "cue", evil)._repr_html_()


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


def test_a_text_leads_to_its_sentence_and_no_id_is_in_sight():
    shown = show_table(pd.DataFrame({"sentence_id": ["a.001"], "text": ["It <rained>"]})).data
    assert '<a href="#s-a.001">It &lt;rained&gt;</a>' in shown
    assert "a.001" not in re.sub(r"<[^>]*>", "", shown)


def test_an_empty_table_is_one_line():
    assert show_table(pd.DataFrame({"text": []}), "Hedges").data == '<p class="none">Hedges: none.</p>'


def markdown(source: str, *tags: str) -> dict:
    return {"cell_type": "markdown", "source": source, "metadata": {"tags": list(tags)}}


def page_of(*outputs: str, code: bool = False) -> str:
    cells = [markdown("# Who speaks?\n\n## One\n\n## Two & three\n\n## Four")]
    for output in outputs:
        shown = {"output_type": "display_data", "data": {"text/html": output}}
        cells.append({"cell_type": "code", "source": "x = 1", "outputs": [shown]})
    return export_page(cells, "lesson", "Lesson 01", code=code)


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
    page = export_page(
        [markdown("# Is <b>this</b> *so*?\n\n<img src=x onerror=alert(1)>\n\n## A <i>b</i>")], "lesson", "<u>"
    )
    assert not re.search("<(?:b|i|u|img)[ >]", page)
    assert "<em>so</em>" in page


def test_a_folded_section_ends_where_the_next_begins():
    cells = [
        markdown("# A?"),
        markdown("## Tone\n\nAdded up.", "folded"),
        markdown("More."),
        markdown("## End"),
    ]
    page = export_page(cells, "report", "")
    inside = re.search(
        r'<summary><h2>Tone</h2></summary>\s*<div id="Tone">(.*?)</div></details>', page, re.DOTALL
    )[1]
    assert "Added up." in inside
    assert "More." in inside
    assert "End" not in inside


def test_page_shows_code_only_where_asked():
    assert "highlight" not in page_of("<p>1</p>").split("<main")[1]
    assert "highlight" in page_of("<p>1</p>", code=True).split("<main")[1]


def test_a_table_in_a_notebook_has_its_style_with_it_and_on_a_page_not():
    shown = show_table(pd.DataFrame({"speaker": ["Reed"], "words": [31]}))
    assert "text-align: right" in shown._repr_html_()
    assert "<style" not in shown.data


def test_a_day_is_told_without_its_midnight():
    days = pd.DataFrame({"day": pd.to_datetime(["2025-05-13", None])})
    assert "2025-05-13</th>" in show_table(days).data


def test_a_bound_is_said_in_words():
    assert "at least</td>" in show_table(pd.DataFrame({"text": ["many"], "bound": ["at_least"]})).data


def test_passages_show_the_columns_that_are_asked_for():
    articles = articles_from_text("“It rained,” Ann Lee said.")
    quotes = find_quotes(articles)
    assert "Ann Lee, quoted (said)" in show_passages(quotes, articles).data
    assert "direct" not in show_passages(quotes, articles, columns=[]).data
    assert "speaker: Ann Lee</p>" in show_passages(quotes, articles, columns=["speaker"]).data
