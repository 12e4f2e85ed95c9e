"""Quotes: which passages are attributed, to whom, and by which rule."""

import csv
import random

import pytest

from analysis import analyse, articles_from_text, find_quotes, read_articles, read_lexicon, summarise_sources
from analysis.find.quotation.quote_marks import quoted_in
from analysis.find.quotation.quotes import quotes_in
from analysis.find.text.document import Document
from analysis.resources import read_rules
from benchmarks.ablation import without

from .case_files import CASES, cases

SOCHI = [
    ("Russian President Vladimir Putin has called for a political solution", "indirect", "BBC News"),
    ("We still have a long way to go before we achieve", "direct", "Putin"),
    ("I think that now the most important thing", "direct", "Putin"),
    ("surrender or starve", "scare", None),
    ("the Syrian government was ready to move forward", "mixed", "Al-Assad"),
    ("it would determine Syria’s course without foreign influence", "indirect", "Al-Assad"),
    ("We count on the support of Russia to ensure", "direct", "he"),
    ("Turkish and US involvement in the conflict", "indirect", "the Syrian government"),
    ("he would provide updates on the meeting", "indirect", "Putin"),
    ("Saudi Arabia, which has backed the Syrian opposition, will encourage", "indirect", None),
    ("to have been killed, the vast majority by", "indirect", None),
    ("some ten million people have been displaced", "indirect", "UN officials"),
]


@pytest.mark.parametrize("case", cases("quotes"))
def test_passage_of(case):
    found = [
        (text_of(case["text"], row), row[2], row[4] or "", row[7])
        for row in quotes_in(Document(case["text"]))
    ]
    if case["quote"]:
        assert (case["quote"], case["kind"], case["speaker"], case["rule"]) in found
    else:
        assert found == []


@pytest.mark.parametrize(
    "text", sorted({case.values[0]["text"] for case in cases("quotes") if not case.marks})
)
def test_no_other_passage_of(text):
    expected = {case.values[0]["quote"] for case in cases("quotes") if case.values[0]["text"] == text} - {""}
    assert {text_of(text, row) for row in quotes_in(Document(text))} <= expected


def test_no_text_raises_where_it_breaks_off_or_in_what_order_its_words_stand():
    shuffled = random.Random(2017)
    for text in sorted({case.values[0]["text"] for case in cases("quotes")}):
        words = text.split(" ")
        pieces = [words[:cut] for cut in range(1, len(words))] + [words[cut:] for cut in range(1, len(words))]
        pieces += [shuffled.sample(words, len(words)) for _ in range(20)]
        for piece in map(" ".join, pieces):
            assert all(0 <= row[0] < row[1] <= len(piece) for row in quotes_in(Document(piece))), piece


def test_a_quotation_in_lines_of_one_width_is_one():
    lines = (
        "The pump in the lower field stopped on the evening before",
        "the fair, and nobody noticed until the ditch ran over.",
        "",
        "\"We had two men there with shovels until four o'clock in",
        "the morning, and there was nothing left to shovel by the",
        'time that it was light," said Ann Lee, who farms beside',
        "the ditch.",
    )
    (row,) = quotes_in(Document("\n".join(lines)))
    assert (row[2], text_of("\n".join(lines), row).split()[0], row[4]) == (
        "direct",
        "We",
        "Ann Lee, who farms beside\nthe ditch",
    )


BORDERS = [row for row in read_rules("quote_borders") if row["construction"] == "border"]


def contents_of(text):
    """What is said in an example in which braces stand around it, and what is found."""
    plain = text.replace("{", "").replace("}", "")
    return text[text.index("{") + 1 : text.index("}")], [
        text_of(plain, row) for row in quotes_in(Document(plain))
    ]


@pytest.mark.parametrize("row", BORDERS, ids=lambda row: row["rule"])
def test_a_border_holds_in_its_example_and_not_in_its_counter_example(row):
    for example in filter(None, (row["example"], row["counter_example"])):
        content, found = contents_of(example)
        assert content in found, example


@pytest.mark.parametrize("row", BORDERS, ids=lambda row: row["rule"])
def test_the_example_of_a_border_needs_it(row):
    content, found = contents_of(row["example"])
    with without("quote_borders", row["rule"]):
        others = contents_of(row["example"])[1]
    assert content not in others if "tail" not in row["content"] else found != others


@pytest.mark.parametrize("row", read_rules("quote_openings"), ids=lambda row: row["rule"])
def test_an_opening_holds_in_its_example_alone_and_not_in_its_counter_example(row):
    def found(text):
        plain = text.replace("{", "").replace("}", "")
        return {(text_of(plain, quote), quote[7]) for quote in quotes_in(Document(plain))}

    content = row["example"][row["example"].index("{") + 1 : row["example"].index("}")]
    assert (content, row["rule"]) in found(row["example"])
    assert row["rule"] not in {rule for _, rule in found(row["counter_example"])}
    with without("quote_openings", row["rule"]):
        assert (content, row["rule"]) not in found(row["example"])


@pytest.mark.parametrize("case", cases("quote_status"))
def test_status_of(case):
    assert (case["quote"], case["status"]) in {
        (text_of(case["text"], row), row[8]) for row in quotes_in(Document(case["text"]))
    }


def test_nobody_is_counted_for_what_they_deny():
    articles = articles_from_text("Ann Lee denied that it rained. “It was fog,” Ann Lee said.")
    assert summarise_sources(analyse(articles))["n"].tolist() == [3]


@pytest.mark.parametrize("case", cases("quote_marks"))
def test_marks_of(case):
    found = [case["text"][quoted.start : quoted.end] for quoted in quoted_in(Document(case["text"]))]
    assert " | ".join(found) == case["expected"]


def test_sochi():
    article = read_articles("data/articles/sochi.txt")
    quotes = find_quotes(article)
    speakers = quotes["speaker"].astype(object).where(quotes["speaker"].notna(), None)
    found = list(zip(quotes["text"], quotes["kind"], speakers, strict=True))
    assert [row[1:] for row in found] == [row[1:] for row in SOCHI]
    assert all(text.startswith(begin) for (text, *_), (begin, *_) in zip(found, SOCHI, strict=True))


def test_every_rule_has_a_case_and_an_explanation():
    with (CASES / "quotes.csv").open(encoding="utf-8") as file:
        shown = {row["rule"] for row in csv.DictReader(file)} - {""}
    assert shown == set(read_lexicon("quote_rules")["term"])


def test_every_example_of_a_rule_shows_it():
    rules = read_lexicon("quote_rules")
    for rule, example in zip(rules["term"], rules["example"], strict=True):
        assert rule in {row[7] for row in quotes_in(Document(example.replace(" / ", "\n")))}, rule


def test_the_speaker_is_printed_where_it_is_said_to_be():
    text = "“We are tired,” said Ann Lee, a nurse. According to the council, nobody is."
    quotes = find_quotes(articles_from_text(text))
    spans = zip(quotes["speaker_start"], quotes["speaker_end"], quotes["speaker"], strict=True)
    assert all(text[start:end] == speaker for start, end, speaker in spans)
    assert len(quotes) == 2


@pytest.mark.parametrize(
    "piece", ['"', "“", "“a ", "'a ", "said, ", "he said that ", "and said ", "“Yes,” he said. ", "A:\n"]
)
def test_ten_thousand_of_anything_give_rows_that_hold(piece):
    text = piece * (10_000 // len(piece.split()) if piece.strip() else 1)
    for start, end, *_ in quotes_in(Document(text)):
        assert 0 <= start < end <= len(text)


def text_of(text: str, row: tuple) -> str:
    return text[row[0] : row[1]]
