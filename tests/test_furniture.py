"""What a text says of itself: found, told as found, and nobody's words."""

import time

import pytest

from analysis import analyse, articles_from_text
from analysis.read.furniture import dateline_end, found_in_text, read_line
from analysis.read.lexicons import BUILT_IN
from analysis.resources import read_rules

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
    read_line(text), dateline_end(text), found_in_text(text)
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    "kicker", ["EXCLUSIVE", "REVIEW AND INTERVIEW", "The long read", "World", "Opinion\n\nHolm"]
)
def test_the_headline_stands_below_the_words_of_its_section(kicker):
    assert found_in_text(f"{kicker}\n\n{ARTICLE}")["title"] == "Dam breaks at Holm"


def test_a_headline_of_such_words_and_others_is_one():
    assert (
        found_in_text(f"WORLD NEWS OF HOLM\n{ARTICLE.partition(chr(10))[2]}")["title"] == "WORLD NEWS OF HOLM"
    )


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("15.55 GMT", "date"),
        ("6:02 AM", "date"),
        ("15.55 metres", None),
        ("1.10", None),
        (
            "CAPTION: " + "The wall of the dam above Holm as it stood in spring. " * 4 + "Picture: submitted",
            "caption",
        ),
        ("The wall: " + "it stood above Holm for a hundred years, and longer. " * 4, None),
        ("Words and pictures by Rosie Lund", "byline"),
        ("By our science writer, aboard the Aurora Dawn", "byline"),
        ("By our count it was the ninth.", None),
        ("View in browser", "link"),
        ("Embargoed until noon on Monday", "link"),
        ("Bram Kolk, science editor", "byline"),
        ("Editor and owner", None),
        ("Photographs by Rosie Lund", "caption"),
    ],
)
def test_lines_around_the_prose(line, kind):
    assert read_line(line).kind == kind


@pytest.mark.parametrize(
    "row", [row for row in read_rules("line_kinds") if row["kind"] != "part"], ids=lambda row: row["rule"]
)
def test_a_line_is_of_its_kind_in_the_example_and_not_in_the_counter_example(row):
    assert read_line(row["example"], BUILT_IN, head=True).kind == row["kind"]
    assert read_line(row["counter_example"], BUILT_IN, head=True).kind != row["kind"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Rosie Lund, Staff Writer, and Bram Kolk, Contributing Writer", "Rosie Lund and Bram Kolk"),
        ("Rosie Lund Farming correspondent", "Rosie Lund"),
        ("From Rosie Lund in Port Holm", "Rosie Lund"),
        ("Rosie Lund/Courier Writer", "Rosie Lund"),
        ("By Rosie Lund and Bram Kolk for The Marl Courier", "Rosie Lund and Bram Kolk"),
        ("By our farming writer, on the Aurora", "our farming writer"),
    ],
)
def test_a_byline_names_nobodys_place_or_title(line, names):
    assert read_line(line, BUILT_IN)[1:] == ("byline", names)


@pytest.mark.parametrize(
    "between",
    [
        "Ida Brandt\nThu 14 Oct 2021 05.00 BST\n\n",
        "Ida Brandt, 14 October 2021\n",
        "Two streets under water\n\n",
    ],
)
def test_a_headline_stands_above_a_name_or_another_line_of_the_head(between):
    found = found_in_text(f"Dam breaks at Holm\n{between}{PROSE}")
    assert found["title"] == "Dam breaks at Holm"
    assert found.get("published") == ("2021-10-14" if "14" in between else None)


def test_a_paragraph_that_is_wrapped_has_no_headline():
    text = "The dam above Holm broke on the night to\nMonday, when it had rained for\nnine days. " + PROSE
    assert "title" not in found_in_text(text)


def test_a_byline_gives_names_and_day():
    line = "By Danny Okafor | Updated 3:15 PM ET, March 4, 2020"
    found = found_in_text(ARTICLE.replace("By Danny Okafor\nMarch 3, 2020", line))
    assert (found["byline"], found["published"]) == ("Danny Okafor", "2020-03-04")


PASTED = (
    "Skip to main content\nThe Holm Courier\nSign in\nSubscribe\nWeather: 11°C, light rain\nHome > News > Valley\n\n"
    "The dam that nobody mended\n\nRosie Rooke\n\n"
    "HOLM | The minister said that the dam would be mended by the summer, and that nobody in the valley had to leave "
    "before the winter. He said 40 houses were dry.\n\nShare on Facebook\n(Reporting by staff; Editing by A. Coles)\n"
    "($1 = 612 crowns)\nMost read\n1. A lynx in my bath, says vicar\nComments (12)\nPete 2 hours ago\n"
    "They killed 14 of my sheep, said Ann Lee.\n© 2026 Holm Newspapers. All rights reserved.\n"
)


def test_the_menu_and_the_foot_of_a_page_that_was_pasted_are_no_article():
    tables = analyse(articles_from_text(PASTED))
    article = tables["articles"].iloc[0]
    assert article["title"] == "The dam that nobody mended"
    assert (article["outlet"], article["byline"]) == ("The Holm Courier", "Rosie Rooke")
    prose = tables["sentences"].query("kind == 'body'")["text"].tolist()
    assert prose == [
        "The minister said that the dam would be mended by the summer, and that nobody in the valley had to leave "
        "before the winter.",
        "He said 40 houses were dry.",
    ]
    assert tables["quotes"]["speaker_name"].tolist() == ["the minister"] * 2


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Copyright law is complex, she said.",
            "Most read no further.",
            "(He was 12.)",
            "Rosie Lund | reporter",
        ),
        *(
            "Comments were closed at noon.",
            "Share on and on.",
            "Sign in blood, he wrote.",
            "NEWS | The dam broke",
        ),
    ],
)
def test_lines_that_only_look_like_a_menu_are_prose(line):
    assert read_line(line).kind is None
    assert dateline_end(line) == 0


def test_a_list_within_an_article_is_not_its_foot():
    text = f"{PROSE * 2}Most read\nHe left the town in the evening. {PROSE}"
    assert analyse(articles_from_text(text))["sentences"]["kind"].tolist()[-1] == "body"


def test_an_alert_is_no_part_of_a_title():
    assert articles_from_text(f"UPDATE 3-Dam breaks at Holm\n{PROSE}")["title"][0] == "Dam breaks at Holm"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("By Øyvind Ås", {"byline": "Øyvind Ås"}),
        ("Bram Kolk\nDefence correspondent", {}),
        ("Hanna Lund in Holm\nPhotographs by Bram Kolk", {"byline": "Hanna Lund"}),
        ("Words: Rosie Lund", {"byline": "Rosie Lund"}),
        (
            "by: Rosie Lund\n\nPosted: May 4, 2021 / 02:05 PM CST",
            {"byline": "Rosie Lund", "published": "2021-05-04"},
        ),
        ("Hanna Lund and Ng Bo Lin in Holm\nHOLM BUREAU:", {"byline": "Hanna Lund and Ng Bo Lin"}),
        ("By ROSIE LUND Tuesday, 4 May 2021", {"byline": "ROSIE LUND", "published": "2021-05-04"}),
        (
            "By Rosie Lund, court reporter\nThe Holm Chronicle, 4 May 2021",
            {"byline": "Rosie Lund", "published": "2021-05-04"},
        ),
    ],
)
def test_who_wrote_stands_below_the_headline(head, said):
    found = found_in_text(f"The wall gives way\n{head}\n\n{PROSE}")
    assert said.items() <= found.items()
    assert found["title"] == "The wall gives way"


@pytest.mark.parametrize(
    "above",
    [
        "PRESS RELEASE\nStrictly embargoed until 6 am\n",
        "For immediate release\n4 May 2021\n",
        "Home | News | Sport\n",
        "Forwarded many times\nBREAKING\n",
        "MEDIA RELEASE - EMBARGOED UNTIL 00:01 Friday 6 March 2021\n",
        "The Holm Chronicle          Tuesday 4 May 2021\n",
    ],
)
def test_what_stands_above_the_headline_is_none(above):
    below = "\n4 hrs ago\n\nShare\n\nThree streets of Holm were flooded in the night.\n\nRead more: Why walls break\n"
    assert (
        found_in_text(f"{above}\nThe wall gives way\n{below}{ARTICLE.partition(chr(10))[2]}")["title"]
        == "The wall gives way"
    )


def test_a_caption_below_the_byline_is_no_headline_of_a_pasted_page():
    caption = "A heap of wet stone lies in the lane at dawn\nThe wall on Monday. Photograph: Joe Kerr/PA\n\n"
    found = found_in_text(
        f"Skip to content\nMenu\nNEWS | VALLEY\n\nThe wall gives way at Holm\n\nBy Rosie Lund, Court reporter\n"
        f"Monday 3 May 2021 06:12, updated 9 hours ago\n\nShare\n\n{caption}{PROSE}"
    )
    assert found["title"] == "The wall gives way at Holm"
    assert (found["byline"], found["published"]) == ("Rosie Lund", "2021-05-03")


@pytest.mark.parametrize(
    "begin",
    ["HOLM, Arden, 4 May 2021 – ", "HOLM/TARN, May 4, 2021 (Newsline) - "],
)
def test_a_dateline_gives_the_day(begin):
    found = found_in_text(f"The wall gives way\n\n{begin}{PROSE}")
    assert (found["title"], found["published"]) == ("The wall gives way", "2021-05-04")
    assert dateline_end(f"{begin}{PROSE}") == len(begin)


def test_a_number_before_a_dash_is_no_day():
    assert "published" not in found_in_text(f"The wall gives way\n\nHOLM 12 streets – {PROSE}")


def test_what_stands_behind_the_end_of_a_press_release_is_no_prose():
    about = "About Holm Walls\nHolm Walls has built 600 walls since 1931, "
    about += "in the valley and beyond it, for towns and for farms, and for the railways of the north."
    text = f"The wall gives way\n\n{PROSE * 3}\n\n-ENDS-\n\nContact: Ida Brandt\n{about}\n"
    kinds = analyse(articles_from_text(text))["sentences"].set_index("text")["kind"]
    assert set(kinds[kinds.index.str.contains("Contact|1931")]) == {"link"}


def test_a_headline_stands_first_where_links_stand_below_it():
    head = "The wall gives way at Holm\n\n3 hours ago\n\nShare\n\nSave\n\nRosie Lund\n\nHolm News, Tarn\n\n"
    caption = "Getty Images A heap of wet stone in a lane\n\nThe lane on Monday morning\n\n"
    assert found_in_text(f"{head}{caption}{PROSE}")["title"] == "The wall gives way at Holm"


def test_what_is_said_is_no_headline_and_who_signs_a_letter_wrote_no_article():
    turns = "JO LUND, HOST: Why did the dam break at Holm?\nIDA BRANDT: Nobody knows.\nLUND: And the water?\n"
    assert "title" not in found_in_text(
        turns + "BRANDT: It rose for three days, and then it went down again.\n" * 3
    )
    letter = "Sir – The dam at Holm broke since nobody looked after it, as I wrote to you a year ago.\n"
    assert "byline" not in found_in_text(
        f"Letters to the editor\n{letter}Anna Lund\nHolm\n{letter}Ben Marsh\nMarl\n"
    )
