"""The sentences of *In short* and *What to ask*: none tells of the article what it does not say."""

import csv
import html
import re
from pathlib import Path

import pytest

from analysis import analyse, articles_from_text, show_section
from analysis.show.words import called


def said(text: str, section: str) -> str:
    return html.unescape(
        re.sub(r"<[^>]*>", "", show_section(analyse(articles_from_text(text)), section).data)
    )


def asked(text: str) -> list[str]:
    drawn = show_section(analyse(articles_from_text(text)), "questions").data
    raised = re.findall(r'<li data-asks="(.+?)"(?: hidden)?>(.*?)</li>', drawn)
    return [html.unescape(re.sub(r"<[^>]*>", "", words)) for _, words in raised]


def test_every_row_of_the_words_of_pages_has_its_three_fields():
    with (Path(__file__).parent.parent / "data/page_words.csv").open(encoding="utf-8", newline="") as file:
        assert {len(row) for row in csv.reader(file)} == {3}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Eight deaths were seen in one arm of the trial.", "8 dead"),
        ("The flood of 1931 killed 40 people.", "40 dead"),
        ("Police said two people were hurt. Four fled.", "one on the word"),
        ("Police said two people were hurt.", "One figure, on the word of a source"),
        (
            "Two hurt in Holm\n\nAt least two people were hurt in a fire in Holm, police said.",
            "harmed: at least 2 injured (",
        ),
        ("Police said two people were hurt. Medics said nine fled.", "all on the word of a source"),
        ("The department warned of floods. “Stay in,” the department said.", "is the department"),
        ("A minister of the government left. The opposition met.", ""),
        (
            "“It rained on us all day and all night,” Ann Lee said. Bob Marsh said it was dry in Holm.",
            "Of two sources with 14 words, most is heard from Ann Lee (9), then from Bob Marsh (5).",
        ),
        (
            "“It rained on us all day,” said Ann Lee. Bob Marsh said it was dry here in Holm.",
            "most is heard from Ann Lee (6) and Bob Marsh (6).",
        ),
        (
            "“It rained on us all day and night,” the Welsh import said. Ann Lee was late. Bob Marsh said it was dry.",
            "Two sources are heard, with",
        ),
        (
            "The regime fell, and the government met.",
            "One contested label, in the article’s own words “regime”",
        ),
    ],
)
def test_what_is_said_in_short(text, told):
    short = said(text, "in short")
    assert told.lower() in short.lower() if told else "contested" not in short
    assert "killed" not in short


@pytest.mark.parametrize(
    "text",
    [
        "Three patients died in one arm, and one patient in the other.",  # nobody gives either
        "Police said two of the gunmen died. Medics said the toll was 19 people dead.",  # of one kind
        "Medics said 14 people were killed in the fire. The toll of this year is 300 dead, the army said.",
        "Medics said 14 people were killed. Three of the bodies have no name, a nurse said.",
        "Residents said 24 people were killed. The monitor has documented 111 people killed in such raids.",
        "Medics said 14 people were killed. A higher toll of 29 dead was written on the wall.",  # by whom?
        "Medics said 14 people were killed. Three more people died overnight, a nurse said.",  # added
        "Six die in Holm\n\nAt least six people were killed, police said. Medics put the dead at six.",
    ],
)
def test_no_two_figures_are_set_against_each_other_that_may_both_be_right(text):
    assert not any("Could both be right?" in question for question in asked(text))


def test_two_tolls_of_one_event_are_set_against_each_other():
    text = "The ministry said 12 people were killed. The union said at least 40 people were killed."
    assert asked(text)[0] == (
        "12 or at least 40 dead? The first is given by the ministry, the second by the union. Could both be right?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "If the bodies of the six miners are not recovered, the pit will close.",
        "Nine people would be killed, Ida Holm warned.",
        "Nine people will be arrested on Monday.",
    ],
)
def test_nobody_is_told_as_harmed_whom_no_harm_has_come_to(text):
    assert "people harmed" not in said(text, "in short")


@pytest.mark.parametrize(
    "text",
    [
        "The novel opens with the murder of eight nuns.",
        "The court jailed 11 men for killing six tourists.",
        "Rescuers pulled eight bodies from the rubble.",
        "Ida Holm lost nine relatives in the flood.",
    ],
)
def test_who_counted_is_not_asked_where_it_is_plain(text):
    assert not any("Who counted" in question for question in asked(text))


def test_what_was_agreed_is_no_hearsay():
    assert any("by whom?" in question for question in asked("It is said that the mill will close."))
    assert not any(
        "by whom?" in question for question in asked("It was also agreed that the mill will close.")
    )


def test_a_toll_is_set_against_the_least_of_another():
    text = "At least 14 people were killed, police said. The clinic said it had counted 19 dead."
    assert asked(text)[0].startswith("At least 14 or 19 dead? The first is given by police")


def test_a_part_of_a_toll_is_not_told_beside_it_and_a_toll_of_long_ago_is_not_asked_of():
    text = "A ferry sank, police said. Police said 30 people died, four of them children."
    assert "30 dead (according to police)." in said(text, "in short")
    assert any("Who counted 9 dead" in q for q in asked("Nine people were killed in the dam."))
    assert not any(
        "Who counted" in q for q in asked("It is the worst since nine were killed in Holm in 1994.")
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A government official met the opposition.", "government"),
        ("The firm denies a cover-up at the mill.", "cover-up"),
        ("He stopped short of calling it a regime.", "regime"),
    ],
)
def test_a_word_that_is_advised_or_denied_is_not_asked_of(text, word):
    assert not any("own word" in question for question in asked(text))
    assert any("Who would use another one here, and which?" in q for q in asked(f"{text} The junta left."))


def test_of_a_number_nobody_asks_for_the_exact_words():
    text = "Rents rose 9% in May, according to the Bureau of Tides."
    assert not any("only retold" in question for question in asked(text))
    assert any("only retold" in question for question in asked(text.replace("rose 9% in May", "will fall")))


def test_whoever_is_quoted_under_another_name_is_not_only_retold():
    text = "It was dry, according to the Bureau of Tides. “It rained,” the bureau said."
    assert not any("only retold" in question for question in asked(text))
    assert any("The Bureau of Tides is only retold" in q for q in asked(text.partition(" “")[0]))
    text = "The Tide Workers Union said it was wet. “It rained,” said Ida Holm, its secretary."
    assert not any("only retold" in question for question in asked(text))
    for whose in ("its clerk Ida Holm", "Ida Holm, the union's clerk", "Ida Holm of the Tide Workers Union"):
        text = f"The Tide Workers Union said it was wet. “It rained,” said {whose}."
        assert not any("only retold" in question for question in asked(text))
    text = "In a statement, Grey Heron Care said it had closed. “It was hard,” the statement said."
    assert not any("only retold" in question for question in asked(text))
    text = "The Tide Workers Union said it was wet. Pay is low, and their union calls it “an insult”."
    assert not any("only retold" in question for question in asked(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two clerks were dismissed on Monday, and the mill fell.", "“Two clerks were dismissed on Monday”"),
        ("Staff were told to go home.", "“Staff were told to go home”"),
        ("Families who left when the bank gave way were told to wait.", ""),
        ("On Monday, the old wall was sold and left.", ""),
        ("Upon being told, the mayor laughed.", ""),
        ("The clerks will be dismissed.", ""),
        ("The clerks are dismissed.", ""),
        ("Nine people were killed when the dam burst.", ""),
        ("Nine people were killed when a rebel shell hit the hall.", "“Nine people were killed”"),
        ("Ann Lee asked whether the clerk was dismissed.", ""),
        ("Union leaders were locked in talks.", ""),
        ("Villagers were told to leave by the army.", ""),
        ("Three reporters were arrested at the harbour.", "“Three reporters were arrested at the harbour”"),
        ("A boy of 16 was arrested on suspicion of theft.", ""),
        ("Denham was ordered to pay £600 to the shop.", ""),
        ("Two men were arrested after police raided a flat.", ""),
    ],
)
def test_a_passive_is_asked_of_with_its_clause(text, words):
    passives = [question for question in asked(text) if "by whom?" in question]
    assert [question.partition(":")[0] for question in passives] == ([words] if words else [])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Two people close to the talks said they had failed.", "two people close to the talks"),
        ("“It is over,” one senior city official said.", "one senior city official"),
        ("The bridge is safe, experts say.", "experts"),
        ("A clerk said it rained.", ""),
        ("A spokesman for the mill said it rained.", ""),
        ("The people of Hexby said it rained. Ann Lee said so.", ""),
    ],
)
def test_whose_name_is_left_out_is_asked(text, source):
    nameless = [question for question in asked(text) if "No name stands behind" in question]
    assert [question.split("“")[1].split("”")[0] for question in nameless] == ([source] if source else [])


def test_a_number_of_the_headline_has_been_counted_by_who_gives_it_below():
    text = "26 die as boat sinks off Hexby\n\nAt least 26 people died off Hexby on Friday, rescue officials said."
    assert not any("Who counted" in question for question in asked(text))
    assert any("Who counted 26 dead" in question for question in asked(text.partition("\n")[0]))
    assert not any(
        "Who counted" in question for question in asked("A higher toll, of 29 dead, was given in Hexby.")
    )


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("The Federal Mint is new. Gold rose, the Federal Mint said.", "Federal Mint", "the Federal Mint"),
        ("Ann Lee left. “No,” Ann Lee said.", "Ann Lee", "Ann Lee"),
        ("The rebel-run health ministry said nine died.", "health ministry", "the health ministry"),
        ("A firm closed.", "firm", "the firm"),
        ("Police left. Police said it rained.", "Police", "police"),
        ("The man at home hit Grace. Grace said no.", "Grace", "Grace"),
        ("A clerk at the mill said no.", "A clerk at the mill", "a clerk at the mill"),
        ("Mill prices rose, court records show.", "court records", "court records"),
    ],
)
def test_a_name_keeps_the_article_that_it_has_in_the_text(text, name, told):
    assert called(analyse(articles_from_text(text)))(name) == told
