"""The comparison as a page: complete, inert, and quiet towards every other host."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from analysis import analyse, articles_from_text, read_articles, write_comparison

ROOT = Path(__file__).parent.parent
SECTIONS = (
    *("In short", "The articles", "Sources", "Words", "Figures", "The same quotation"),
    *("What several tell and what only one", "Words that one uses more"),
    *("How this could be wrong", "The text: local", "The text: official", "The text: wire"),
)


def compared(articles: pd.DataFrame, path: Path) -> str:
    return write_comparison(analyse(articles), path).read_text("utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("compare") / "new/folder/compare.html"
    return compared(read_articles(ROOT / "data/articles/same_event"), path)


def test_every_section_is_there_in_order(page):
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == list(SECTIONS)
    assert page.count("<h1") == 1


@pytest.mark.parametrize(
    "words",
    [
        *("Marta Kolin", "regime", "troublemakers", "at least 14", "The miners’ union", "19 pairs of boots"),
        "Continental Wire (constructed)",
    ],
)
def test_what_differs_can_be_read(page, words):
    assert words in page


class Links(HTMLParser):
    """Collect the ids of a page, what it links to and what it would load."""

    def __init__(self):
        super().__init__()
        self.ids, self.targets, self.loaded = set(), set(), set()

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        self.ids.add(said.get("id"))
        if tag == "a":
            self.targets.add(said.get("href") or "#")
        self.loaded.update(said[name] for name in ("src", "srcset", "data") if said.get(name))
        if tag in ("script", "link", "iframe", "object"):
            self.loaded.add(tag)


def test_page_loads_nothing_and_its_links_lead_somewhere(page):
    links = Links()
    links.feed(page)
    assert {source[:5] for source in links.loaded - {"script"}} <= {"data:"}
    assert page.count("<script") == 1  # ours, to save tables and charts
    assert {target[:1] for target in links.targets} == {"#"}
    assert {target[1:] for target in links.targets if target.startswith("#s-")} <= links.ids


def test_text_stays_text(tmp_path):
    hostile = (
        "<script>alert(1)</script> “<b>No</b>,” said Ann Lee. <img src=x onerror=alert(1)> 12 were killed."
    )
    texts = {"a": hostile, "<i>b</i> *x* [y](javascript:z)": f"{hostile} Snow fell."}
    html = compared(together(**texts), tmp_path / "c.html")
    assert html.count("<script") == 1
    for markup in ("<script>alert", "<img src=x", "<b>No", "<i>b", "<em>x", 'href="javascript'):
        assert markup not in html.replace('<img alt="', "")


def together(**texts: str) -> pd.DataFrame:
    return pd.concat([articles_from_text(text, name) for name, text in texts.items()], ignore_index=True)


def test_articles_with_nothing_to_find_can_be_compared(tmp_path):
    page = compared(together(a="It rained.", b="It rained again."), tmp_path / "c.html")
    assert "Nobody is told to have come to harm" in page
    assert "could not be made" not in page


def test_articles_of_two_events_are_not_called_one(tmp_path):
    bridge = "Two people died when the Velmar bridge fell into the Olde, police said. Ann Lee saw it fall."
    choir = "Nine singers of the cathedral choir won the Bellring prize. The soprano Ida Moss was delighted."
    again = "The Velmar bridge lies in the Olde; seven people died when it fell, Bo Reed said."
    page = compared(together(a=bridge, b=choir), tmp_path / "c.html")
    assert "same event" not in page
    assert "do not all seem to tell of one event" in page
    assert "How many dead" in page  # whoever names them wants them compared
    assert "How many dead:" not in page  # but a toll of one event stands beside no other's in short
    page = compared(together(a=bridge, b=choir, c=again), tmp_path / "c.html")
    assert "same event" not in page
    assert "How many dead" in page
    assert "of b without a counterpart" not in page
    assert "same event" in compared(together(a=bridge, c=again), tmp_path / "d.html")


def test_the_same_text_twice_is_said(tmp_path):
    with pytest.raises(ValueError, match=r"a and copy have the same text.*Leave one of them out"):
        compared(together(a="It rained. So what?", copy="It rained.\n\nSo what?"), tmp_path / "c.html")
    assert list(tmp_path.iterdir()) == []


def test_two_files_of_one_name_are_told_apart(tmp_path):
    for folder, words in (("one", "Snow fell."), ("two", "“Snow fell,” said Ann Lee.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(words, "utf-8")
    page = compared(read_articles([tmp_path / "one/story.txt", tmp_path / "two/story.txt"]), tmp_path)
    headings = re.findall(r"<h2[^>]*>The text: (.*?)</h2>", page)
    assert len(set(headings)) == 2
    assert all(heading.endswith("story") for heading in headings)


def test_one_article_is_refused(tmp_path):
    with pytest.raises(ValueError, match="at least two were expected"):
        compared(articles_from_text("It rained."), tmp_path / "c.html")


def test_a_section_that_fails_is_one_line(tmp_path):
    tables = analyse(read_articles(ROOT / "data/articles/same_event"))
    tables["casualties"] = tables["casualties"].drop(columns="hedge")
    page = write_comparison(tables, tmp_path / "c.html").read_text("utf-8")
    assert page.count("This could not be made: ") == 1  # the figures
    assert "What several tell and what only one" in page


def test_bars_of_nothing_are_not_drawn(page):
    assert not re.findall(r'<rect[^>]*width="0(?:\.0+)?%"', page)


def test_words_that_hold_a_sentence_together_set_no_article_apart(page):
    section = page[page.index('id="Words-that-one-uses-more"') :]
    alt = re.findall(r'aria-label="(Words that [^"]*)"', section)
    assert len(alt) == 3
    assert not re.search(r"[.;] (?:the|of|and|to|that|was|were): ", " ".join(alt))


def words_of(texts: dict[str, str], path: Path) -> str:
    """What a reader sees on the page that compares some texts."""
    return re.sub(r"<[^>]*>", "", compared(together(**texts), path))


def test_in_short_sets_the_leading_tolls_of_the_event_side_by_side(tmp_path):
    texts = {
        "one": "At least 14 people were killed on Monday. More than 300 people have been killed here since 2016.",
        "two": "Nine people were killed on Monday, police said. Two people were killed last June.",
    }
    page = words_of(texts, tmp_path / "c.html")
    assert "How many dead: nine in two, at least 14 in one." in page


def test_one_speaker_does_not_make_two_sentences_alike(tmp_path):
    texts = {
        "one": "Spokesman Colonel Issa Maro blamed the rebels for the fire. The market burned down on Monday.",
        "two": "Nine goats were stolen, Colonel Issa Maro, the spokesman, told reporters. The market burned down.",
    }
    page = words_of(texts, tmp_path / "c.html")
    assert "One statement seems to stand in several" in page


def test_tolls_that_both_articles_give_do_not_part_them(tmp_path):
    one = "The ministry said 32 people were killed in the mine at Hexby. The union said at least 40 people were killed."
    other = "At the mine of Hexby at least 40 people were killed, the union said. The ministry said 32 were killed."
    apart = "At the mine of Hexby 51 people were killed, the union said. In 2006, five were killed there."
    both = compared(together(a=one, b=other), tmp_path / "same.html")
    assert "How many dead: " not in re.sub(r"<[^>]*>", "", both).partition("The articles")[0]
    page = re.sub(r"<[^>]*>", "", compared(together(a=one, b=apart), tmp_path / "apart.html"))
    assert "How many dead: 32 (the ministry) and at least 40 (the union) in a, 51 in b." in page.replace(
        "The ", "the "
    )
    assert "5 dead" not in page  # of another year


def test_a_headline_gives_the_number_of_its_text_once(tmp_path):
    one = "Mine kills 32\n\nThe mine at Hexby killed 32 people, the ministry said."
    page = compared(
        together(a=one, b="The mine at Hexby killed 51 people, the union said."), tmp_path / "c.html"
    )
    assert "n = 2 figures, 2 with a source" in page


def test_tolls_of_one_time_are_set_side_by_side_where_no_article_has_others(tmp_path):
    first = (
        "Three walkers have died on the ridge at Holm since 2015, the club says. “Ice,” said Odette Varga."
    )
    second = "Odette Varga said five walkers had died on the ridge at Holm since 2015. The club will mend the path."
    tables = analyse(together(a=first, b=second))
    page = write_comparison(tables, tmp_path).read_text()
    assert "How many dead" in page
    other = analyse(together(a="The club at Holm spent £40 on 3 ropes.", b="The ropes were dear."))
    page = write_comparison(other, tmp_path, force=True).read_text()
    assert "Nobody is told to have come to harm" in page
