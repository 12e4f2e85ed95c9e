"""What a text says of itself: found, told as found, and nobody's words."""

import time

import pytest

from analysis import analyse, articles_from_text
from analysis.read.furniture import dateline_end, found_in_text, kind_of_line

PROSE = (
    "HOLM, Arden (Reuters) - The minister said that the dam would be mended by the summer, and that nobody had to "
    "leave.\n“We had no warning,” said Odette Varga, the mayor of the town. “He told us nothing.”\n"
)
ARTICLE = (
    f"Dam breaks at Holm\nBy Danny Okafor\nMarch 3, 2020\n\n{PROSE}Photo: Ida Brandt/The Lantern\nRead more\n"
)


def test_it_is_found_and_told_as_found():
    article = articles_from_text(ARTICLE).iloc[0]
    assert (article["title"], article["byline"], article["published"]) == (
        "Dam breaks at Holm",
        "Danny Okafor",
        "2020-03-03",
    )
    assert article["source_note"] == "Found in the text: headline, byline, date."
    assert article["text"] == ARTICLE


def test_what_is_stated_is_not_found_again(tmp_path):
    from analysis import read_articles

    (tmp_path / "a.txt").write_text(ARTICLE)
    article = read_articles(tmp_path / "a.txt", title="Holm", outlet="The Lantern", author="M. Lind").iloc[0]
    assert article[["title", "outlet", "byline", "published"]].tolist() == [
        *("Holm", "The Lantern", "M. Lind", "2020-03-03")
    ]
    with pytest.raises(TypeError, match="colour"):
        read_articles(tmp_path / "a.txt", colour="red")


def test_it_is_nobodys_words():
    tables = analyse(articles_from_text(ARTICLE))
    assert tables["sentences"]["kind"].tolist()[:4] == ["heading", "byline", "date", "dateline"]
    assert not tables["quotes"]["text"].str.contains("HOLM|Reuters|Okafor").any()
    assert not tables["people"]["text"].str.contains("Okafor").any()
    assert set(tables["quotes"]["text"]) >= {"We had no warning,", "He told us nothing."}


@pytest.mark.parametrize(
    "text", ["", "It rained.", "They came for four months of wages.\nBy noon it was over.", "x " * 60]
)
def test_a_bare_text_says_nothing_of_itself(text):
    assert found_in_text(text) == {}


@pytest.mark.parametrize(
    "text", ["By " + "A " * 5000, "A" * 9000, "HOLM, " * 2000, "(" * 5000, "By A, " * 30, "A-" * 79]
)
def test_hostile_lines_take_no_time(text):
    begun = time.perf_counter()
    kind_of_line(text), dateline_end(text), found_in_text(text)
    assert time.perf_counter() - begun < 1
