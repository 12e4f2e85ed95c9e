"""Speakers: the name of whoever is quoted."""

import pytest

from analysis import analyse, articles_from_text, find_quotes
from analysis.find.text.parse import parse
from analysis.find.who.speakers import name_speaker
from analysis.measure.unheard import find_unheard

from .case_files import cases


@pytest.mark.parametrize("case", cases("speakers"))
def test_speakers_of(case):
    articles = articles_from_text(case["text"])
    quotes = find_quotes(articles)
    named = zip(
        quotes["speaker"].fillna("-"), quotes["speaker_name"].fillna("?"), quotes["speaker_kind"], strict=True
    )
    assert " | ".join(f"{speaker} = {name} ({kind})" for speaker, name, kind in named) == case["expected"]


def test_no_quotes():
    articles = articles_from_text("It rained.")
    labelled = find_quotes(articles)
    assert labelled.empty
    assert labelled["speaker_name"].dtype == "str"


@pytest.mark.parametrize(
    ("speaker", "named"),
    [
        ("the Lagos Herald", ("Lagos Herald", "named")),  # printed with capitals, though no mention was found
        ("two people in the crowd", ("two people in the crowd", "unnamed")),
        ("it", (None, "unnamed")),
        ("Some", ("some", "unnamed")),  # a capital only because it begins the sentence
        ("Élan Ünsal", ("Élan Ünsal", "named")),
        ("a Zenith poll", ("Zenith poll", "role")),
    ],
)
def test_a_speaker_without_a_mention(speaker, named):
    assert name_speaker(parse(speaker), 0, len(speaker), []) == named


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Bob Marsh has been approached for comment.", {"Bob Marsh": "approached for comment"}),
        ("Owner Bob Marsh, 71, declined to comment.", {"Bob Marsh": "declined to comment"}),
        (
            "Neither the bank nor Ann Lee returned calls.",
            dict.fromkeys(("bank", "Ann Lee"), "Neither the bank nor Ann Lee returned"),
        ),
        (
            "Police did not immediately respond. Bob Marsh resigned.",
            {"police": "did not immediately respond"},
        ),
        ("Ann Lee said she did not respond.", {}),  # she is heard
        (
            "The Harbour Union (HU) and the Trade Department did not reply.",
            dict.fromkeys(("Harbour Union", "Trade Department"), "did not reply"),
        ),
        (
            "The owner, Bob Marsh, now at a rival yard, declined to comment.",
            {"Bob Marsh": "declined to comment"},
        ),
        (
            "Neither Bob Marsh nor his lawyer, Di Price, could be reached.",
            dict.fromkeys(
                ("Bob Marsh", "Di Price"), "Neither Bob Marsh nor his lawyer, Di Price, could be reached"
            ),
        ),
        (
            "Hexby Rail said it was safe. A spokesperson for Hexby Rail declined to comment.",
            {"a spokesperson for Hexby Rail": "declined to comment"},
        ),
        (
            "The ride’s owner, Bob Marsh of Marsh Amusements, declined to comment. His attorney wrote a letter.",
            {"Bob Marsh": "declined to comment"},
        ),
        ("The skipper, Bob Marsh, left without speaking to reporters.", {"Bob Marsh": "without speaking to"}),
    ],
)
def test_asked_without_an_answer(text, asked):
    unheard = find_unheard(analyse(articles_from_text(text))).dropna(subset=["asked"])
    assert {k.lower(): v for k, v in zip(unheard["name"], unheard["asked"], strict=True)} == {
        k.lower(): v for k, v in asked.items()
    }


def test_a_newspaper_that_is_only_told_something_is_not_left_out():
    unheard = find_unheard(
        analyse(articles_from_text("“It rained,” Ann Lee told the Zarn Gazette. Bob Marsh resigned."))
    )
    assert unheard["name"].tolist() == ["Bob Marsh"]


@pytest.mark.parametrize(
    "text",
    [
        "Owen Pratt died in May. Bob Marsh resigned.",
        "The late Owen Pratt had built it. Bob Marsh resigned.",
        "Owen Pratt, who was killed in the fire, had built it. Bob Marsh resigned.",
        "They mourned the death of Owen Pratt. Owen Pratt built it. Bob Marsh resigned.",
        "ZARN, May 3 (Delta Wire) - Bob Marsh resigned the hall.",
        "It was published in the Zarn Journal of Weather. Bob Marsh resigned.",
    ],
)
def test_who_could_not_reply_is_not_left_out(text):
    assert find_unheard(analyse(articles_from_text(text)))["name"].tolist() == ["Bob Marsh"]


@pytest.mark.parametrize(
    "text",
    [
        "Dan Reese in Hexby\n\nThe mill burned down. Bob Marsh resigned.",
        "Dan Reese, Transport Reporter\n\nThe mill burned down. Bob Marsh resigned.",
        "The mill burned down. Bob Marsh resigned.\nPhotographs by Dan Reese",
        "Bob Marsh resigned under the Land Registration Act. Storm Edda passed, and the CALM-3 study was read.",
        "Ida Holt, Ph.D., of Hexby, wrote it, Ida Holt said. Bob Marsh resigned.",
    ],
)
def test_writers_laws_storms_and_pieces_of_names_are_not_left_out(text):
    assert find_unheard(analyse(articles_from_text(text)))["name"].tolist() == ["Bob Marsh"]


def test_the_outlet_of_an_article_is_not_left_out():
    articles = articles_from_text("Read more in the Zarn Gazette. Bob Marsh resigned.").assign(
        outlet="Zarn Gazette"
    )
    assert find_unheard(analyse(articles))["name"].tolist() == ["Bob Marsh"]


def test_places_and_workplaces_and_writers_are_not_left_unheard():
    text = (
        "By Dan Reese\n\nThe mill at Hexby burned down above Oxley. “We ran,” said Ida Holt of the Fenwick Institute. "
        "The owner, Bob Marsh, was sued in Hexby, near Oxley. The UN left, and the U.N. left its guilty cars.\n"
    )
    unheard = find_unheard(analyse(articles_from_text(text)))
    assert unheard["name"].tolist() == ["Bob Marsh"]


def test_only_who_is_shown_to_be_a_person_is_left_unheard():
    text = (
        "Tern inquiry opens\n\nOna Belk in Sandwick\n\n“It sank,” said harbour master Una Orr. Red Tide means danger. "
        "She read the Harbours Act aloud. The Marine Survey Office has the log. A diver, Jo Holm, wept. They wrote on "
        "WhatsApp and told the Sandwick Herald. The council blamed Ada Fell, and Eva Rook was shot dead. The "
        "Marine Survey Office was sued by Jo Holm."
    )
    unheard = find_unheard(analyse(articles_from_text(text)))
    assert unheard["name"].tolist() == ["Jo Holm", "Ada Fell"]


def test_whoever_is_heard_inside_a_longer_name_is_heard():
    text = "Researchers at Oxley University said bees can count. Oxley University has a hive. Bob Marsh was sued."
    assert find_unheard(analyse(articles_from_text(text)))["name"].tolist() == ["Bob Marsh"]


@pytest.mark.parametrize(
    "text",
    [
        "Bob Marsh resigned. Nilufa used to say a prayer when she rowed.",
        "Bob Marsh resigned. The card was Green. She gave it back, and her friend held Green too.",
        "Bob Marsh resigned. The Fenwick Harbour Board voted on Friday. Board secretary Ida Holt said it was late.",
        "Bob Marsh resigned. The Trade Department is hiring. A department spokesman said it was late.",
        "Bob Marsh resigned. He wrote to the Fenwick Harbour Board and spoke at the Zarn City Council.",
        "Bob Marsh resigned. The Roads, Rivers & Harbours Office wept.",
        "Bob Marsh resigned. A study by the Fenwick Institute found two more. The Fenwick Institute grew.",
        "“It rained,” Ida Holt said. “I like rain,” she told The Zarn Gazette. Bob Marsh resigned.",
        "Bob Marsh resigned. It was paid for by the late Mr Owen Pratt, who liked boats. Owen Pratt gave it.",
        "Bob Marsh resigned. The Mill Union’s Ida Holt wept. Ida Holt said it was late.",
        "Bob Marsh resigned. It was late, according to the Trade Department.",
        "Bob Marsh resigned. Owen Pratt, who resigned in May with a sum, denied it. This report by Delta Wire is free.",
        "Bob Marsh resigned. A teacher, Dr Owen Pratt, who ran to help, was shot dead. Owen Pratt ran the school.",
        "Bob Marsh resigned. It rained in Hexby Local Government Area.",
        "Bob Marsh resigned. The Fenwick Harbour Board is “looking into the matter”.",
        "Bob Marsh resigned. HEXBY BUREAU: It rained. He drove off in a Toyota.",
        "Bob Marsh resigned. Owen Pratt’s body lay in the yard. They buried the memory of Jo Holm.",
        "Bob Marsh resigned. The goat, known to the village as Rita, ate it. They gave her water.",
        "Bob Marsh resigned. Hexby Council must pay £2m. Its solicitor, Ida Holt, said it would appeal.",
        "Bob Marsh resigned. Jo Holm met her in the kitchen, where it rained.",
        "Bob Marsh resigned. Rain has come to Hexby again, and with it the geese. (Jo Holm)",
        "Bob Marsh resigned. It rained after a Federal Reserve cut, and the Corn Exchange clock struck.",
        "Bob Marsh resigned. Ida Holt of the Fenwick Institute was late. Ida Holt said so.",
        "Bob Marsh resigned. The Trade Department (TD) and Harbour Union (HU) said it was late.",
        "Bob Marsh resigned. Flight HX417 landed. He wept, and his bag was on flight HX417.",
        "Bob Marsh resigned. Fenwick Foods grew its soup. Fenwick Foods Ltd grew. “It is safe,” Fenwick Foods said.",
        "Bob Marsh resigned. The head of the Hexby police, Captain Ida Holt, confirmed that it rained. Ida Holt wept.",
        "Bob Marsh resigned. Driver Bo Holt was held. He told police he had swerved, Ida Holm said. Holt was accused.",
    ],
)
def test_whoever_speaks_under_another_name_or_is_only_spoken_to_is_not_left_unheard(text):
    assert find_unheard(analyse(articles_from_text(text)))["name"].tolist() == ["Bob Marsh"]


def test_nobody_is_told_as_asked_who_is_only_a_man():
    text = "A man at the gate hung up. A man hung up. The bank did not respond. It rained, Ida Holm said."
    assert find_unheard(analyse(articles_from_text(text)))["name"].tolist() == ["a man at the gate", "bank"]


def test_who_stands_in_an_aside_was_not_asked():
    text = "Cllr Bo Marsh, whose Roads Board met in July, could not be reached. It rained, Ida Holm said."
    assert find_unheard(analyse(articles_from_text(text)))["name"].tolist() == ["Bo Marsh"]


def test_whoever_was_asked_is_shown_where_it_says_so():
    unheard = find_unheard(analyse(articles_from_text("Bob Marsh resigned. Bob Marsh did not respond.")))
    assert unheard["start"].tolist() == [20]


@pytest.mark.parametrize(
    "text",
    [
        "The victims have been identified as Ruth Vale, 19, Olaf Kvist, 44, and his sister Mona Kvist.",
        "Among the four killed were Amina Said, a nurse, and her son Yusuf Said.",
        "One of the dead was named by friends as Joseph Okello, a teacher.",
        "Tributes have been paid to Nell Orde, a nurse who loved the sea.",
        "Divers found the body of Carl Ode, a farmer, on Monday.",
    ],
)
def test_whoever_is_named_among_the_dead_is_not_asked_to_reply(text):
    unheard = find_unheard(analyse(articles_from_text(f"{text} Its owner, Bob Marsh, was fined.")))
    assert unheard["name"].tolist() == ["Bob Marsh"]


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ann Lee is not amused. “We had no word of it,” it was put, and nobody says by whom.",
        "Ann Lee, 51, was among the dead, the rail board said. She loved the sea.",
        "The board will close Lincoln Elementary. He was sad about it.",
    ],
)
def test_nobody_is_called_unheard_whose_words_may_be_there_or_who_cannot_reply(text):
    unheard = find_unheard(
        analyse(articles_from_text(f"{text} \n\nIt is late.\n\nIt rained. Its owner, Bob Marsh, was fined."))
    )
    assert unheard["name"].tolist() == ["Bob Marsh"]


def test_whoever_is_accused_or_named_twice_is_left_unheard():
    text = "Bob Marsh was accused of theft.\n\nIda Holt left.\n\nIda Holt sent the Trade Department, who refused."
    assert find_unheard(analyse(articles_from_text(text)))["name"].tolist() == ["Bob Marsh", "Ida Holt"]


@pytest.mark.parametrize(
    "text",
    [
        "Bob Marsh left.",
        "The pilot, Bob Marsh, 44, also died in the crash, and they blamed the crash on the storm.",
        "They condemned the murder of 17-year-old Bob Marsh.",
        "Bob Marsh, the surgeon, gave the cause of death as cold, and blamed nobody.",
        "Bob Marsh had for years refused to say what he saw.",
        "It was refused by Bob Marsh, the striker.\n\n“I could not feel my hands,” the Welsh import said.",
        "Six-week-old Bo Marsh was accused of crying. Bo Marsh slept.",
    ],
)
def test_nobody_is_left_unheard_who_is_named_in_passing_who_died_or_whose_words_are_there(text):
    assert find_unheard(analyse(articles_from_text(text)))["name"].tolist() == []
