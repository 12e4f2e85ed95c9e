"""Lexicons: read strictly, replaced and extended by a reader's own file, and found in a text."""

import pickle
import re

import pandas as pd
import pytest

from analysis import analyse, articles_from_text, choose_lexicons, find_terms, read_lexicon
from analysis.corpus import FINDERS
from analysis.find.framing.terms import TERM_LEXICONS
from analysis.read.lexicons import BUILT_IN, list_lexicons
from analysis.resources import own_rows, pattern

from .case_files import cases

WAR = articles_from_text("The siege and the war went on. They spoke of war.")


@pytest.mark.parametrize("case", cases("terms"))
def test_terms_of(case):
    found = find_terms(articles_from_text(case["text"]), lexicon=case["lexicon"])
    shown = [f"{term} = {category}" for term, category in zip(found["term"], found["category"], strict=True)]
    assert " | ".join(shown) == case["expected"]


@pytest.mark.parametrize("case", cases("bad_lexicons"))
def test_bad_file_names_its_place(case, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(case["content"], "utf-8")
    with pytest.raises(ValueError, match=r"mine\.csv") as error:
        read_lexicon(path)
    assert case["expected"] in str(error.value)


@pytest.mark.parametrize("case", cases("good_lexicons"))
def test_file_as_spreadsheets_save_it(case, tmp_path):
    path = tmp_path / "mine.csv"
    content = case["content"].replace("\\r", "\r").replace("\\t", "\t")
    path.write_bytes(content.encode(case["encoding"]))
    rows = read_lexicon(str(path))
    assert [f"{row.term} = {row.category}" for row in rows.itertuples()] == [case["expected"]]


def test_workbook_is_told_from_a_csv(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_bytes(b"PK\x03\x04rest")
    with pytest.raises(ValueError, match="workbook"):
        read_lexicon(path)


def test_unknown_lexicon_and_missing_file():
    with pytest.raises(ValueError, match="Did you mean 'frames'"):
        read_lexicon("frame")
    with pytest.raises(FileNotFoundError, match="no_such"):
        read_lexicon("no_such.csv")


def test_every_lexicon_is_listed_and_can_be_read():
    listed = list_lexicons().set_index("lexicon")["terms"]
    assert set(TERM_LEXICONS) <= set(listed.index)
    assert [name for name in listed.index if len(read_lexicon(name)) != listed[name]] == []


def test_table_goes_wherever_a_name_goes():
    table = pd.DataFrame({"term": ["go on"], "category": ["time"]})
    found = find_terms(WAR, lexicon=table)
    assert found[["text", "lexicon", "term", "category"]].values.tolist() == [
        ["went on", "own", "go on", "time"]
    ]


def test_a_changed_table_is_looked_at_again():
    table = pd.DataFrame({"term": ["war"], "category": ["a"]})
    assert find_terms(WAR, lexicon=table)["category"].tolist() == ["a", "a"]
    table.loc[0, "category"] = "b"
    assert find_terms(WAR, lexicon=table)["category"].tolist() == ["b", "b"]


def test_table_without_categories_says_what_to_do():
    with pytest.raises(ValueError, match="no column 'category'"):
        find_terms(WAR, lexicon=pd.DataFrame({"term": ["war"]}))


def test_extending_replaces_and_strikes_out(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("term,category\nsiege,humanitarian\nspoke of war,struck out\n")
    found = find_terms(WAR, "frames", choose_lexicons(f"frames+={own}"))
    assert found[["term", "category"]].values.tolist() == [["siege", "humanitarian"], ["war", "military"]]


def test_size_of_a_lexicon_changes_no_hits():
    few = pd.DataFrame({"term": ["war", "siege"], "category": "x"})
    many = pd.concat([few, pd.DataFrame({"term": [f"w{n} x{n}" for n in range(20000)], "category": "y"})])
    assert find_terms(WAR, lexicon=many).equals(find_terms(WAR, lexicon=few))


@pytest.mark.parametrize(
    ("choice", "terms"),
    [
        ("frames={}", ["went on"]),
        ("frames+={}", ["siege", "war", "went on", "war"]),
        ("{}", ["siege", "war", "war"]),
    ],
)
def test_own_file_for_every_finder(choice, terms, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category\nwent on,time\n", "utf-8")
    found = find_terms(WAR, lexicons=choose_lexicons(choice.format(path)))
    assert found.loc[found["lexicon"] == "frames", "term"].tolist() == terms
    assert "went on" in found["term"].tolist()


def test_own_file_can_take_a_word_out_everywhere(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category\nsay,struck out\n", "utf-8")
    lexicons = choose_lexicons(f"reporting_verbs+={path}")
    assert "say" not in lexicons.terms("reporting_verbs")
    assert "claim" in lexicons.terms("reporting_verbs")


def test_choice_of_an_unknown_lexicon(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category\nwar,x\n", "utf-8")
    with pytest.raises(ValueError, match="no lexicon 'fames'"):
        choose_lexicons(f"fames={path}")


def test_two_choices_side_by_side(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category\nsay,struck out\nbomb,struck out\n", "utf-8")
    spoken = articles_from_text("Ann Lee said it rained on the bomb.")
    silent = choose_lexicons(f"reporting_verbs+={path}", f"frames+={path}")
    first, other, again = analyse(spoken), analyse(spoken, silent), analyse(spoken)
    assert (len(first["quotes"]), len(other["quotes"]), len(again["quotes"])) == (1, 0, 1)
    assert [
        len(tables["terms"].query("lexicon == 'frames' and term == 'bomb'"))
        for tables in (first, other, again)
    ] == [1, 0, 1]


def test_choice_travels_to_another_process(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category\nwar,own\n", "utf-8")
    chosen = choose_lexicons(path)
    path.unlink()
    assert pickle.loads(pickle.dumps(chosen)).terms("mine")["war"].category == "own"
    assert pickle.loads(pickle.dumps(BUILT_IN)) is BUILT_IN


def test_one_finder_that_fails_costs_its_own_table(monkeypatch):
    def fails(document):
        raise RuntimeError(document.text)

    monkeypatch.setitem(FINDERS, "terms", fails)
    tables = analyse(WAR)
    (problem,) = tables["problems"].itertuples(index=False)
    assert (problem.article_id, problem.stage) == ("pasted", "terms")
    assert problem.problem == f"RuntimeError: {WAR['text'].item()}"
    assert "please report it" in problem.advice
    assert (len(tables["terms"]), len(tables["sentences"])) == (0, 2)


@pytest.mark.parametrize("row", own_rows("formats/patterns.csv"), ids=lambda row: row["pattern"])
def test_a_pattern_is_found_in_its_example_and_not_in_its_counter_example(row):
    example, counter = (
        row[column].encode() if row["of"] == "bytes" else row[column]
        for column in ("example", "counter_example")
    )
    assert not example or pattern(row["pattern"]).search(example)
    assert not pattern(row["pattern"]).search(counter)


@pytest.mark.parametrize("row", own_rows("formats/mends.csv"), ids=lambda row: row["mend"])
def test_what_is_mended_is_found_in_its_example_and_not_in_its_counter_example(row):
    assert re.search(row["expression"], row["example"])
    assert not re.search(row["expression"], row["counter_example"])


@pytest.mark.parametrize("name", ["remarks", "border_words"])
def test_a_further_category_of_words_that_end_what_was_said_is_passed_over(name, tmp_path):
    (tmp_path / "own.csv").write_text("term,category,weight,source\ngossip,rumour,1,own\n", encoding="utf-8")
    lexicons = choose_lexicons(f"{name}+={tmp_path / 'own.csv'}")
    article = articles_from_text("The clerk said the pipe was safe, a gossip that spread.", "a")
    assert analyse(article, lexicons)["problems"].empty
