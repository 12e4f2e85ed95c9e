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
        ("Bo Marsh has been approached for comment.", {"Bo Marsh": "approached for comment"}),
        ("Owner Bo Marsh, 71, declined to comment.", {"Bo Marsh": "declined to comment"}),
        (
            "Neither the bank nor Ann Lee returned calls.",
            dict.fromkeys(("bank", "Ann Lee"), "Neither the bank nor Ann Lee returned"),
        ),
        ("Police did not immediately respond. Bo Marsh left.", {"police": "did not immediately respond"}),
        ("Ann Lee said she did not respond.", {}),  # she is heard
        (
            "The Harbour Union (HU) and the Trade Department did not reply.",
            dict.fromkeys(("Harbour Union", "Trade Department"), "did not reply"),
        ),
        (
            "The owner, Bo Marsh, now at a rival yard, declined to comment.",
            {"Bo Marsh": "declined to comment"},
        ),
        (
            "Neither Bo Marsh nor his lawyer, Di Price, could be reached.",
            dict.fromkeys(
                ("Bo Marsh", "Di Price"), "Neither Bo Marsh nor his lawyer, Di Price, could be reached"
            ),
        ),
        (
            "Hexby Rail said it was safe. A spokesperson for Hexby Rail declined to comment.",
            {"a spokesperson for Hexby Rail": "declined to comment"},
        ),
        (
            "The ride’s owner, Bo Marsh of Marsh Amusements, declined to comment. His attorney wrote a letter.",
            {"Bo Marsh": "declined to comment"},
        ),
        ("The skipper, Bo Marsh, left without speaking to reporters.", {"Bo Marsh": "without speaking to"}),
    ],
)
def test_asked_without_an_answer(text, asked):
    unheard = find_unheard(analyse(articles_from_text(text))).dropna(subset=["asked"])
    assert {k.lower(): v for k, v in zip(unheard["name"], unheard["asked"], strict=True)} == {
        k.lower(): v for k, v in asked.items()
    }


def test_a_newspaper_that_is_only_told_something_is_not_left_out():
    unheard = find_unheard(
        analyse(articles_from_text("“It rained,” Ann Lee told the Zarn Gazette. Bo Marsh left."))
    )
    assert unheard["name"].tolist() == ["Bo Marsh"]


@pytest.mark.parametrize(
    "text",
    [
        "Owen Pratt died in May. Bo Marsh left.",
        "The late Owen Pratt had built it. Bo Marsh left.",
        "Owen Pratt, who was killed in the fire, had built it. Bo Marsh left.",
        "They mourned the death of Owen Pratt. Owen Pratt built it. Bo Marsh left.",
        "ZARN, May 3 (Delta Wire) - Bo Marsh left the hall.",
        "It was published in the Zarn Journal of Weather. Bo Marsh left.",
    ],
)
def test_who_could_not_reply_is_not_left_out(text):
    assert find_unheard(analyse(articles_from_text(text)))["name"].tolist() == ["Bo Marsh"]


@pytest.mark.parametrize(
    "text",
    [
        "Dan Reese in Hexby\n\nThe mill burned down. Bo Marsh left.",
        "Dan Reese, Transport Reporter\n\nThe mill burned down. Bo Marsh left.",
        "The mill burned down. Bo Marsh left.\nPhotographs by Dan Reese",
        "Bo Marsh left under the Land Registration Act. Storm Edda passed, and the CALM-3 study was read.",
        "Ida Holt, Ph.D., of Hexby, wrote it, Ida Holt said. Bo Marsh left.",
    ],
)
def test_writers_laws_storms_and_pieces_of_names_are_not_left_out(text):
    assert find_unheard(analyse(articles_from_text(text)))["name"].tolist() == ["Bo Marsh"]


def test_the_outlet_of_an_article_is_not_left_out():
    articles = articles_from_text("Read more in the Zarn Gazette. Bo Marsh left.").assign(
        outlet="Zarn Gazette"
    )
    assert find_unheard(analyse(articles))["name"].tolist() == ["Bo Marsh"]


def test_places_and_workplaces_and_writers_are_not_left_unheard():
    text = (
        "By Dan Reese\n\nThe mill at Hexby burned down above Oxley. “We ran,” said Ida Holt of the Fenwick Institute. "
        "The owner, Bo Marsh, was in Hexby, near Oxley. The UN left, and the U.N. left its cars.\n"
    )
    unheard = find_unheard(analyse(articles_from_text(text)))
    assert unheard["name"].tolist() == ["Bo Marsh", "UN"]


def test_only_what_is_shown_to_be_a_person_or_a_body_is_left_unheard():
    text = (
        "Tern inquiry opens\n\nOna Belk in Sandwick\n\n“It sank,” said harbour master Una Orr. Red Tide means danger. "
        "She read the Harbours Act aloud. The Marine Survey Office has the log. A diver, Jo Holm, wept. They wrote on "
        "WhatsApp and told the Sandwick Herald. The master knew Ada Fell, and Eva Rook was shot dead."
    )
    unheard = find_unheard(analyse(articles_from_text(text)))
    assert unheard["name"].tolist() == ["Marine Survey Office", "Jo Holm", "Ada Fell"]


def test_whoever_is_heard_inside_a_longer_name_is_heard():
    text = "Researchers at Oxley University said bees can count. Oxley University has a hive. Bo Marsh has another."
    assert find_unheard(analyse(articles_from_text(text)))["name"].tolist() == ["Bo Marsh"]


@pytest.mark.parametrize(
    "text",
    [
        "Bo Marsh left. Nilufa used to say a prayer when she rowed.",
        "Bo Marsh left. The card was Green. She gave it back, and her friend held Green too.",
        "Bo Marsh left. The Fenwick Harbour Board voted on Friday. Board secretary Ida Holt said it was late.",
        "Bo Marsh left. The Trade Department is hiring. A department spokesman said it was late.",
        "Bo Marsh left. He wrote to the Fenwick Harbour Board and spoke at the Zarn City Council.",
        "Bo Marsh left. The Roads, Rivers & Harbours Office wept.",
        "Bo Marsh left. A study by the Fenwick Institute found two more. The Fenwick Institute grew.",
        "“It rained,” Ida Holt said. “I like rain,” she told The Zarn Gazette. Bo Marsh left.",
        "Bo Marsh left. It was paid for by the late Mr Owen Pratt, who liked boats. Owen Pratt gave it.",
        "Bo Marsh left. The Harbour Union’s Ida Holt wept. Ida Holt said it was late.",
        "Bo Marsh left. It was late, according to the Trade Department.",
        "Bo Marsh left. Owen Pratt, who resigned in May with a sum, has denied it. This report by Delta Wire is free.",
        "Bo Marsh left. A teacher, Dr Owen Pratt, who ran to help, was shot dead. Owen Pratt ran the school.",
        "Bo Marsh left. It rained in Hexby Local Government Area.",
        "Bo Marsh left. The Fenwick Harbour Board is “looking into the matter”.",
        "Bo Marsh left. HEXBY BUREAU: It rained. He drove off in a Toyota.",
        "Bo Marsh left. Owen Pratt’s body lay in the yard. They buried the memory of Jo Holm.",
        "Bo Marsh left. The goat, known to the village as Rita, ate it. They gave her water.",
        "Bo Marsh left. Hexby Council must pay £2m. Its solicitor, Ida Holt, said it would appeal.",
        "Bo Marsh left. Jo Holm met her in the kitchen, where it rained.",
        "Bo Marsh left. Rain has come to Hexby again, and with it the geese. (Jo Holm)",
        "Bo Marsh left. It rained after a Federal Reserve cut, and the Corn Exchange clock struck.",
        "Bo Marsh left. Ida Holt of the Fenwick Institute was late. Ida Holt said so.",
        "Bo Marsh left. The Trade Department (TD) and Harbour Union (HU) said it was late.",
        "Bo Marsh left. Flight HX417 landed. He wept, and his bag was on flight HX417.",
        "Bo Marsh left. Fenwick Foods grew its soup. Fenwick Foods Ltd grew. “It is safe,” Fenwick Foods said.",
        "Bo Marsh left. The head of the Hexby police, Captain Ida Holt, confirmed that it rained. Ida Holt wept.",
    ],
)
def test_whoever_speaks_under_another_name_or_is_only_spoken_to_is_not_left_unheard(text):
    assert find_unheard(analyse(articles_from_text(text)))["name"].tolist() == ["Bo Marsh"]


def test_whoever_was_asked_is_shown_where_it_says_so():
    unheard = find_unheard(analyse(articles_from_text("Bo Marsh left. Bo Marsh did not respond.")))
    assert unheard["start"].tolist() == [15]


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
    unheard = find_unheard(analyse(articles_from_text(f"{text} Its owner, Bo Marsh, left town.")))
    assert unheard["name"].tolist() == ["Bo Marsh"]


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
        analyse(articles_from_text(f"{text} It is late. It rained. Its owner, Bo Marsh, left town."))
    )
    assert unheard["name"].tolist() == ["Bo Marsh"]


def test_whoever_is_accused_or_acts_is_left_unheard():
    text = (
        "Bo Marsh was accused of theft. It was built by the Fenwick Harbour Board. The Trade Department left."
    )
    names = find_unheard(analyse(articles_from_text(text)))["name"].tolist()
    assert names == ["Bo Marsh", "Fenwick Harbour Board", "Trade Department"]
