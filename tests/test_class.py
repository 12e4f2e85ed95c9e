"""A class: what students saved is read back whole, whatever else lies in the folder, and counted right."""

import json
import random
import re

import numpy as np
import pytest

from analysis.teach import read_answers, summarise_class, write_class
from analysis.teach.class_measures import first_to_discuss, summarise_class_agreement

TEXT = "“It rained,” said Ann Lee.\nThe regime fell, it was reported.\nNobody wept."
AROUND = "“It rained,”"


def saved(marks=(), text: str = TEXT, **more) -> dict:
    return {"format": "who-says-so answers", "article": "rain", "text": text, "marks": list(marks), **more}


def mark(words: str, task: str = "speech", who: str = "Ann Lee", **more) -> dict:
    start = TEXT.index(words)
    return {"task": task, "start": start, "end": start + len(words), "who": who, "later": False, **more}


def write(folder, works: dict[str, object]) -> None:
    for name, work in works.items():
        (folder / name).write_text(work if isinstance(work, str) else json.dumps(work), "utf-8")


@pytest.fixture
def class_of_thirty(tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    for n in range(30):
        marks = [mark(AROUND)] * (n < 24) + [mark("regime", "words", "the article itself")] * (n < 15)
        marks += [mark("Nobody wept.", "speech", "")] * (n >= 20)
        verdict = mark(AROUND) | {"by": "both", "right": "me", "reason": f"Reason {n}"}
        write(folder, {f"{n:02}.json": saved(marks, verdicts=[verdict], name=f"n{n}", exit="The rain.")})
    return folder


def test_each_passage_has_its_number(class_of_thirty):
    answers = read_answers(class_of_thirty)
    assert len(answers["students"]) == 30
    assert len(answers["problems"]) == 0
    passages = summarise_class(answers).set_index(["task", "text"])
    rain = passages.loc[("speech", "It rained,")]
    assert (rain["n"], rain["of"], rain["tool"], rain["said"]) == (24, 30, True, "Ann Lee (24)")
    assert passages.loc[("speech", "Nobody wept."), "n"] == 10
    assert first_to_discuss(summarise_class(answers)).iloc[0]["text"] == "Nobody wept."


def test_agreement_is_alpha_over_words(class_of_thirty):
    told = summarise_class_agreement(read_answers(class_of_thirty)).set_index("task")
    words = np.array([24, 24, *[0] * 9, 10, 10], dtype=float)
    differ, n = (words * (30 - words) / 29).sum(), 30 * len(words)
    alpha = 1 - differ * (n - 1) / (words.sum() * (n - words.sum()))
    assert told.loc["speech", "alpha"] == pytest.approx(alpha)
    assert told.loc["speech", "low"] <= alpha <= told.loc["speech", "high"]
    assert told.loc["figures"].isna()["alpha"]


def test_marks_made_after_comparing_are_not_counted(tmp_path):
    write(
        tmp_path, {"a.json": saved([mark(AROUND, later=True)]), "b.json": saved([mark(AROUND), mark("wept")])}
    )
    passages = summarise_class(read_answers(tmp_path)).set_index("text")
    assert passages.loc["It rained,", ["n", "of"]].tolist() == [1, 1]


def hostile(n: int, chance: random.Random) -> str | bytes:
    good = json.dumps(saved([mark(AROUND)], name=f"h{n}"))
    return chance.choice(
        (
            good[: chance.randrange(len(good))],
            good.replace('"end": 12', f'"end": {10**400}'),
            good.replace('"start": 0', '"start": -5').replace(
                "Ann Lee", "</script><img src=x onerror=alert(1)>"
            ),
            "[" * 100_000,
            "null",
            "{}",
            json.dumps(
                saved([[], None, 7, {"task": ["x"]}, mark(AROUND, task="x"), mark(AROUND) | {"end": True}])
            ),
            json.dumps(saved() | {"marks": 5}),
            json.dumps(saved(text=9)),
            json.dumps(saved(verdicts={"a": 1}, exit=["x"], name={"a": 2}, missing="\ud800 ")),
            json.dumps(saved(verdicts=[mark(AROUND) | {"right": ["x"], "by": {}, "reason": 3}])),
            json.dumps(saved([mark(AROUND, who="=cmd|' /C calc'!A0")])),
            good.encode("utf-16"),
            bytes(chance.randrange(256) for _ in range(200)),
            '{"format": "who-says-so answers", "text": "x", "marks": [NaN, Infinity, -1e999]}',
            good.replace("rained", "rai\0ned"),
            json.dumps(saved([mark(AROUND, who="Ann\0 Lee")], text=TEXT + "\0", name="\0", exit="\0x")),
            good.encode() + b"\0" * 50,
            b"\0" * 3000,
            json.dumps(saved([mark(AROUND)], article="rain-2", text="It\0 rained.\x1b[2J")),
        )
    )


def test_two_hundred_hostile_files_lose_nobody_elses_work(class_of_thirty, tmp_path):
    before = summarise_class(read_answers(class_of_thirty)).query("task == 'words'")
    chance = random.Random(7)
    for n in range(200):
        content = hostile(n, chance)
        path = class_of_thirty / f"x{n:03}.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    (class_of_thirty / "folder.json").mkdir()
    answers = read_answers(class_of_thirty)
    kept = answers["students"][answers["students"]["name"].str.fullmatch(r"n\d+")]
    assert len(kept) == 30
    assert len(answers["problems"]) > 100
    after = summarise_class(answers).query("task == 'words' and article_id == 'rain'")
    assert after[["text", "n"]].to_numpy().tolist() == before[["text", "n"]].to_numpy().tolist()
    assert answers["articles"]["article_id"].is_unique
    for page in write_class(class_of_thirty, tmp_path / "out"):
        html = page.read_text("utf-8")
        assert html.rstrip().endswith("</html>")
        assert "<img" not in html
        assert not re.search("[\x00\x1b]", html)


def test_a_class_discusses_more_than_one_task_and_each_passage_in_its_sentence(tmp_path):
    places = ("It", "rained", "said", "fell", "it was", "regime")
    for n, words in enumerate(places):
        marks = [mark(words), mark("regime" if n % 2 else "Nobody", "words")]
        write(tmp_path, {f"{n}.json": saved(marks)})
    first = first_to_discuss(summarise_class(read_answers(tmp_path)))
    assert first["task"].value_counts().max() == 2
    assert set(first["task"]) >= {"speech", "words"}
    html = write_class(tmp_path, tmp_path / "out")[0].read_text("utf-8")
    assert re.search("(<mark>|The )regime</mark> fell, it was reported\\.", html)


def test_work_that_is_there_twice_counts_once(tmp_path):
    write(tmp_path, {"a.json": saved([mark(AROUND)]), "a (1).json": saved([mark(AROUND)])})
    answers = read_answers(tmp_path)
    assert len(answers["students"]) == 1
    assert "is the same as" in answers["problems"]["problem"].item()


def test_two_articles_in_one_folder_are_two_pages(tmp_path):
    write(tmp_path, {"a.json": saved([mark(AROUND)]), "b.json": saved(text="It snowed.")})
    for force in (False, True):
        written = write_class(tmp_path, tmp_path / "out", force)
        assert [page.name for page in written] == ["class.html", "class-2.html"]


def test_a_folder_without_saved_work_is_told(tmp_path):
    write(tmp_path, {"a.json": "{"})
    with pytest.raises(ValueError, match=r"one file with problems\); files .+ were expected\. Try"):
        write_class(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match=r"\(no file with problems\)"):
        write_class(tmp_path / "empty")
    with pytest.raises(FileNotFoundError, match=r"There is no folder .+ was expected\. Try"):
        read_answers(tmp_path / "none")


def test_the_page_has_all_numbers_and_the_table(class_of_thirty, tmp_path):
    html = write_class(class_of_thirty, tmp_path)[0].read_text("utf-8")
    assert len(html.encode()) < 150_000
    assert re.search(r"alpha 0\.\d\d, ", html)
    assert 'download="class.csv"' in html
    assert "Reason 7" in html
    assert "<script" not in html
