"""Lessons: packs that stand alone, keys that fit their texts, hostile articles that stay text, work read back."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis import analyse, articles_from_text
from analysis.measure.unheard import find_unheard
from analysis.resources import SURE
from analysis.teach import write_pack
from analysis.teach.keys import TASKS, apply_key, compare_with_key, find_answers, key_answers
from analysis.teach.lessons import list_lessons, read_lesson, reading_age
from analysis.teach.pages import pack_pages

ROOT = Path(__file__).parent.parent
OLDER = ("first_article", "kestrin_local", "kestrin_official", "kestrin_wire")  # not written for this
HOSTILE = "“</script><script>alert(1)</script>” & <!-- said Ann Lee. \u2028 The <b>regime</b> fell."


def own(name: str) -> str:
    return (ROOT / "data/lessons" / name / "lesson.toml").read_text("utf-8")


def told(page: str) -> dict:
    return json.loads(re.search(r'id="lesson-data">(.*?)</script>', page, re.DOTALL)[1])


def test_a_pack_is_three_small_files_that_ask_nobody(tmp_path):
    pages = write_pack("first_article", tmp_path)
    assert [page.name for page in pages] == ["student.html", "teacher.html", "worksheet.html"]
    for page in pages:
        html = page.read_text("utf-8")
        assert len(html.encode()) < 150_000
        assert not re.search(r'(src|srcset|action)="(?!data:)', html)
    assert write_pack("first_article", tmp_path) == pages


def test_a_pack_is_written_over_nobodys_files(tmp_path):
    (tmp_path / "teacher.html").write_text("mine", "utf-8")
    with pytest.raises(ValueError, match="is not as this program wrote it"):
        write_pack("first_article", tmp_path)
    assert (tmp_path / "teacher.html").read_text("utf-8") == "mine"


def test_one_script_runs_by_its_hash_and_an_article_cannot_end_the_data(tmp_path):
    source = tmp_path / "hostile.txt"
    source.write_text(HOSTILE, "utf-8")
    lesson = read_lesson(source)
    page = pack_pages(lesson, analyse(lesson.articles))["student"]
    assert page.count("<script>") == 1
    assert page.count("</script>") == 2
    assert page.count("'sha256-") == 1
    assert told(page)["text"] == lesson.text


def test_what_the_student_does_not_see_is_only_data():
    lesson = read_lesson("first_article")
    page = pack_pages(lesson, analyse(lesson.articles))["student"]
    before = page.partition('<script type="application/json"')[0]
    assert "<mark" not in before
    assert {row["task"] for row in told(page)["found"]} <= {task.name for task in TASKS}


@pytest.mark.parametrize("name", list_lessons())
def test_key_stands_in_its_text_and_is_told_where_the_tool_differs(name):
    lesson = read_lesson(name)
    key = key_answers(lesson.text, lesson.key or ())
    assert all(lesson.text[row.start : row.end] == row.text for row in key.itertuples())
    tables = analyse(lesson.articles)
    apart = compare_with_key(lesson, tables)
    assert set(apart["mistake"]) <= {"missed", "not in the key", "another source"}
    assert len(apart) < len(key) + len(find_answers(tables))


@pytest.mark.parametrize("name", list_lessons())
def test_nobody_whom_the_key_hears_is_never_heard(name):
    lesson = read_lesson(name)
    mended = apply_key(lesson, analyse(lesson.articles))
    assert not len(mended["problems"])
    unheard = find_unheard(mended)["name"]
    key = key_answers(lesson.text, lesson.key)
    heard = key[key["task"] == "speech"]["who"].dropna().str.split("/").str[0]
    assert not set(heard) & set(unheard)


def test_without_a_key_the_pack_says_so_and_tells_what_is_in_the_text(tmp_path):
    text = "“It rained,” said Ann Lee. The council of Ambry criticised the pipe. Bob Marsh was blamed."
    write_pack(articles_from_text(text), tmp_path)
    teacher = (tmp_path / "teacher.html").read_text("utf-8")
    assert "Nobody has checked this" in teacher
    assert "Named and never heard, as far as the tool sees: Bob Marsh." in teacher
    sure = find_answers(analyse(articles_from_text(text))).set_index("text")["sure"]
    assert (
        sure["It rained,"] == SURE != sure["the pipe"]
    )  # “criticised” is followed by a thing, a rule that errs
    assert f"council of Ambry; {sure['the pipe']}" in teacher
    assert "Nobody has checked this" in (tmp_path / "worksheet.html").read_text("utf-8")


def test_an_answer_of_the_key_on_paper_has_the_number_of_its_paragraph():
    lesson = read_lesson(articles_from_text("The sun rose.\n\n“It rained,” said Ann Lee."))
    page = pack_pages(lesson, analyse(lesson.articles))["worksheet"]
    assert "<strong>2</strong> “It rained,”" in page
    assert "<li><b>2</b> It rained, – <strong>Ann Lee</strong></li>" in page


def test_about_one_passage_in_ten_is_wrong():
    told = re.search(
        r"(\d+) in 100 passages given were right,\s+(\d+) in 100 found",
        (ROOT / "README.md").read_text("utf-8"),
    )  # on articles that were read for the first time, as a class's own is
    assert all(87 <= int(n) <= 95 for n in told.groups())
    assert "about one passage in ten" in read_lesson("council").told["unknown_errors"]


@pytest.mark.parametrize("name", [name for name in list_lessons() if name not in OLDER])
def test_texts_are_as_long_and_as_hard_as_a_lesson_asks(name):
    lesson = read_lesson(name)
    assert 250 <= len(lesson.text.split()) <= 350
    assert 13 <= reading_age(lesson.text) <= 17
    assert 12.5 <= reading_age(lesson.second.get("text", lesson.text)) <= 17


@pytest.mark.parametrize("name", list_lessons())
def test_what_the_teacher_quotes_stands_in_the_text(name):
    lesson = read_lesson(name)
    quoted = re.findall("“([^”…]+)", " ".join(lesson.told["missed"])) if "missed" in own(name) else []
    assert [words for words in quoted if words.lower() not in lesson.text.lower()] == []


def test_a_lesson_takes_one_article(tmp_path):
    for n in (1, 2):
        (tmp_path / f"{n}.txt").write_text("It rained.", "utf-8")
    with pytest.raises(ValueError, match=r"There are 2 articles; one was expected, for a lesson. Try"):
        read_lesson(tmp_path)


def test_no_words_and_no_people_are_a_lesson_all_the_same():
    lesson = read_lesson(articles_from_text("…"))
    assert told(pack_pages(lesson, analyse(lesson.articles))["student"])["found"] == []


def test_key_says_what_was_denied_asked_or_not_said():
    text = (
        "Ada Holt denied moving the ramp. “I was at home,” Holt said. Ben Marsh did not say who paid for it."
    )
    found = find_answers(analyse(articles_from_text(text)))
    speech = found[found["task"] == "speech"].set_index("text")["status"]
    assert speech["moving the ramp"] == "denied"
    assert speech.dropna().tolist() == ["denied", "not said"]
    lesson = read_lesson(pd.DataFrame({"text": [text]}))
    assert "Ada Holt (denied)" in pack_pages(lesson, analyse(lesson.articles))["worksheet"]


def test_pack_beside_another_carries_the_name_of_its_article(tmp_path):
    for name, words in (("ferry", "“It sank,” Ann Lee said."), ("bridge", "“It fell,” Bo Dorn said.")):
        (tmp_path / f"{name}.txt").write_text(words)
        for _ in range(2):
            pages = write_pack(tmp_path / f"{name}.txt", tmp_path / "pack")
    assert [page.name for page in pages] == [
        f"{kind}-bridge.html" for kind in ("student", "teacher", "worksheet")
    ]
    assert len(list((tmp_path / "pack").iterdir())) == 6


def test_no_lesson_on_a_text_that_is_not_english():
    german = (
        "Der Damm bei Holm brach am Montag in der Nacht, und zwei Straßen standen unter Wasser, sagte die Stadt. "
        * 3
    )
    with pytest.raises(ValueError, match="seems to be in German; an English one was expected"):
        read_lesson(articles_from_text(german))


def test_a_giver_of_figures_is_called_as_the_source_is_and_listed_once():
    text = (
        "“It is dry,” said the club. A club report put the cost at £40 a year. The club counted 12 dry wells."
    )
    lesson = read_lesson(articles_from_text(text))
    tables = analyse(lesson.articles)
    who = find_answers(tables).query("task == 'figures'")["who"]
    assert not who.str.match("A|The").any()
    names = pack_pages(lesson, tables)["worksheet"].partition("Named in the text:")[2].partition("</p>")[0]
    listed = [name.strip(" .").removeprefix("the ") for name in re.sub("<[^>]+>", "", names).split(",")]
    assert len(listed) == len(set(listed))
