"""The fields for a text of one's own, and the questions at the end of a lesson."""

import pytest

from analysis.teach import show_checks, show_own_text


@pytest.fixture
def box():
    box = show_own_text()
    for field in (box.children[0], box.children[2]):
        field.value = ""
    return box


def test_what_was_pasted_stays_when_all_cells_run_again(box):
    box.children[0].value = "It snowed."
    assert show_own_text().articles(otherwise="It rained.")["text"].item() == "It snowed."


def test_a_wrong_path_is_told_under_the_fields(box):
    box.children[2].value = "no/such/file.txt"
    assert box.articles(otherwise="It rained.")["text"].item() == "It rained."
    told = box.children[3].value
    assert "no/such/file.txt" in told
    assert "was expected" in told or "were expected" in told
    box.children[2].value = ""
    box.articles(otherwise="It rained.")
    assert box.children[3].value == ""


@pytest.mark.parametrize("lesson", [f"{n:02}" for n in range(9)])
def test_each_lesson_has_three_questions_whose_answers_have_hints(lesson):
    html = show_checks(lesson).data
    assert html.count("<li>") == 3
    assert html.count("<details ") >= 6
    assert html.count('class="answer right"') == 3


def test_a_lesson_without_questions_is_told():
    with pytest.raises(ValueError, match=r"There are no questions .+ was expected\. Try"):
        show_checks("99")
