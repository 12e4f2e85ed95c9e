"""Output: what is ours is written again, what is the reader's is left alone, and what is there is whole."""

import errno
from pathlib import Path

import pytest

from analysis import output
from analysis.output import choose_page, is_our_page, write_new, write_page, write_whole

HTML = "<!DOCTYPE html>\n<html>\n<head>\n<title>A page</title>\n</head><body>{}</body></html>\n"


def page(out, source="a.txt", words="It rained.", **options) -> Path:
    return write_page(choose_page(out, "page", [source], **options), HTML.format(words))


def test_our_page_is_written_again(tmp_path):
    first = page(tmp_path)
    assert page(tmp_path, words="It rained again.") == first
    assert "rained again" in first.read_text("utf-8")
    assert is_our_page(first)
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_pages_of_two_sources_never_share_a_name(tmp_path):
    names = [page(tmp_path / "out", tmp_path / folder / "story.txt").name for folder in ("a", "b", "c", "a")]
    assert names[:3] == ["page.html", "page-2.html", "page-3.html"]


def test_source_is_known_by_its_place_not_by_where_the_command_was_typed(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("It rained.")
    first = page(tmp_path, tmp_path / "in/a.txt")
    monkeypatch.chdir(tmp_path / "in")
    assert page("..", "a.txt").resolve() == first
    assert str(tmp_path) not in first.read_text("utf-8")


def test_page_that_is_not_ours_is_left_alone(tmp_path):
    theirs = tmp_path / "page.html"
    for content in (b"", b"my notes", HTML.format("mine").encode(), b"\xff" * 2000):
        theirs.write_bytes(content)
        with pytest.raises(ValueError, match="--force"):
            page(tmp_path)
        with pytest.raises(ValueError, match="--force"):
            page(theirs)
        assert theirs.read_bytes() == content
    assert page(theirs, force=True) == theirs
    assert is_our_page(theirs)


def test_page_that_was_changed_by_hand_is_the_readers(tmp_path):
    ours = page(tmp_path)
    ours.write_text(ours.read_text("utf-8").replace("It rained.", "It rained. (I doubt it.)"), "utf-8")
    with pytest.raises(ValueError, match="not as this program wrote it"):
        page(tmp_path)
    assert "I doubt it" in ours.read_text("utf-8")


def test_named_page_of_another_source_is_kept_and_the_new_one_numbered(tmp_path):
    named = page(tmp_path / "x.html", "a.txt")
    assert page(named, "b.txt").name == "x-2.html"
    assert page(named, "a.txt") == named
    assert page(named, "b.txt").name == "x-2.html"


@pytest.mark.parametrize("name", ["new.txt", "tables.csv", "in/page.docx"])
def test_a_folder_is_not_called_like_a_file(tmp_path, name):
    with pytest.raises(ValueError, match="looks like the name of a file"):
        choose_page(tmp_path / name, "page", ["a.txt"])
    assert list(tmp_path.iterdir()) == []


def test_link_is_replaced_and_its_target_kept(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "page.html").symlink_to(tmp_path / "mine.txt")
    page(tmp_path, force=True)
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("place", ["file", "file/deeper", "file/page.html"])
def test_file_in_the_way_of_a_folder_is_named(tmp_path, place):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ValueError, match="cannot be the folder for the output"):
        choose_page(tmp_path / place, "page", ["a.txt"])
    assert (tmp_path / "file").read_text() == "mine"


def test_full_disk_leaves_the_old_file_whole(tmp_path, monkeypatch):
    ours = page(tmp_path)
    before = ours.read_bytes()

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        page(tmp_path, words="It rained again.")
    assert ours.read_bytes() == before
    assert list(tmp_path.iterdir()) == [ours]


def test_long_names_can_be_written(tmp_path):
    path = tmp_path / f"{'é' * 120}.html"
    assert write_whole(path, b"x").read_bytes() == b"x"


def test_sheet_that_was_filled_in_is_not_written_over(tmp_path):
    sheet = write_new(tmp_path / "sheet.csv", b"rater,rating\n")
    assert write_new(sheet, b"rater,rating\n") == sheet
    sheet.write_bytes(b"rater,rating\nAnn,negative\n")
    with pytest.raises(ValueError, match="filled in"):
        write_new(sheet, b"rater,rating\n")
    with pytest.raises(ValueError, match="filled in"):
        write_new(sheet, b"")


def test_tables_as_csv_are_not_put_beside_those_of_another_run(tmp_path):
    (tmp_path / output.RUN).touch()
    with pytest.raises(ValueError, match="holds the tables of another run"):
        output.check_tables(tmp_path, ["quotes"], force=False)
    output.check_tables(tmp_path, ["quotes"], force=True)
