"""Reading: from every kind of source to the articles table, and one clear sentence where that is not possible."""

import csv
import hashlib
import io
import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.read import sources
from analysis.read.articles import articles_from_text, read_articles, stream_articles
from analysis.read.copies import mark_copy, open_index, sketch_of
from analysis.read.plain import decode_text, mend_text
from analysis.read.problems import LIMITS
from analysis.tables import COLUMNS

ROOT = Path(__file__).parent.parent
STORY = (
    "The river rose in the night, and by noon the lower streets were under water. “We had an hour,” said the mayor. "
    "Two bridges were closed. Volunteers carried sandbags to the hospital until the evening, when the rain ended."
)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_first_article_is_read_byte_for_byte():
    row = read_articles(ROOT / "data/articles/sochi.txt").iloc[0]
    digest = hashlib.sha256(row["text"].encode(row["encoding"])).hexdigest()
    assert digest == "fe9003615461028accb1d434ffe3e9223b2ba07f4dbd20170fdebc6fe30e77ba"
    assert (row["article_id"], row["published"], row["encoding"]) == ("sochi", "2017-11-21", "utf-8")
    assert "inferred" in row["source_note"]
    assert row[["title", "outlet", "byline", "url", "copy_of"]].isna().all()


def test_folder_gives_every_article_with_what_is_known_of_it():
    table = read_articles(ROOT / "data/articles")
    assert table["article_id"].tolist() == ["sochi", "local", "official", "wire"]
    constructed = table[table["event"] == "kestrin-mine-constructed"]
    assert len(constructed) == 3
    assert constructed["outlet"].str.endswith("(constructed)").all()
    assert constructed["source_note"].str.startswith("Constructed for teaching").all()
    assert constructed["text"].str.split().str.len().between(300, 400).all()
    assert table["copy_of"].isna().all()


def test_form_is_the_same_for_one_article_and_for_many(tmp_path):
    many = read_articles(ROOT / "data/articles")
    for one in (articles_from_text(STORY), read_articles(write(tmp_path / "a.txt", STORY))):
        assert tuple(one.columns) == COLUMNS["articles"]
        assert one.dtypes.tolist() == many.dtypes.tolist()


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_encoding_is_detected_lossless_and_reported(tmp_path, encoding, found):
    text = f"{STORY}\r\nThe café stayed open.\n\rNobody slept.\n"
    path = write(tmp_path / "flood.txt", text.encode(encoding))
    row = read_articles(path).iloc[0]
    assert (row["text"], row["encoding"]) == (text, found)
    assert row["text"].encode(row["encoding"]) == path.read_bytes()


def test_a_short_western_text_full_of_accents_is_read_as_western(tmp_path):
    text = (
        "“It’s naïf,” said Loïc Béranger, "
        "who owns the café by the harbour wall, and Gaëlle agreed with him over a long dinner with the neighbours."
    )
    row = read_articles(write(tmp_path / "facade.txt", text.encode("cp1252"))).iloc[0]
    assert (row["text"], row["encoding"]) == (text, "cp1252")


def test_the_cells_of_a_table_are_no_page_numbers():
    assert mend_text("Buses in an hour\n14\nnone\n6") == "Buses in an hour\n14\nnone\n6"
    assert mend_text("They said it would go\n\n12\n\non as it was.") == "They said it would go\non as it was."


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_bytes_are_decoded_without_loss_or_refused(data):
    try:
        text, encoding = decode_text(data)
    except ValueError:
        return
    if not encoding.startswith(("utf-16", "utf-32")):  # which give little-endian bytes
        assert text.encode(encoding) == data


def test_ids_are_unique_and_made_from_file_names(tmp_path):
    for name in ("North/Storm Warning.txt", "South/storm-warning.txt", "South/flood.txt"):
        write(tmp_path / name, f"{STORY} {name}")
    assert read_articles(tmp_path)["article_id"].tolist() == [
        "north-storm-warning",
        "flood",
        "south-storm-warning",
    ]


def test_files_of_one_name_are_called_by_their_folders(tmp_path):
    for name in ("a/story.txt", "b/story.txt", "c/court.txt"):
        write(tmp_path / name, f"{STORY} {name}")
    several = read_articles([tmp_path / "a/story.txt", tmp_path / "b/story.txt", tmp_path / "c/court.txt"])
    assert several["article_id"].tolist() == ["a-story", "b-story", "court"]
    assert read_articles(tmp_path)["article_id"].tolist() == ["a-story", "b-story", "court"]


def test_a_folder_without_anything_to_read_names_its_files(tmp_path):
    for name in ("a.txt", "b.txt", "in/c.jpg"):
        write(tmp_path / name, b"\0\0")
    with pytest.raises(
        ValueError,
        match=r"a\.txt holds NUL.*Nor could be read: b\.txt, in.c\.jpg \(2\)",
    ):
        list(stream_articles(tmp_path, on_problem=lambda _problem: None))


def test_what_holds_no_text_is_named_as_it_was_given(tmp_path):
    write(tmp_path / "bad/empty.txt", " ")
    with pytest.raises(ValueError, match=r"bad.empty\.txt holds no article text"):
        read_articles(tmp_path / "bad/empty.txt")


def test_a_day_that_is_stated_is_a_day(tmp_path):
    path = write(tmp_path / "a.txt", STORY) or tmp_path / "a.txt"
    assert read_articles(path, published="3 March 2020")["published"].item() == "2020-03-03"
    assert read_articles(path, published="2020-03")["published"].item() == "2020-03"
    for wrong in ("yesterday", "2020-13", "20 March"):
        with pytest.raises(ValueError, match="is not a day"):
            read_articles(path, published=wrong)


def test_several_sources_give_one_table(tmp_path):
    for name in ("a/story.txt", "b/story.txt"):
        write(tmp_path / name, STORY)
    table = read_articles([tmp_path / "a/story.txt", tmp_path / "b"])
    assert table["article_id"].tolist() == ["story", "story-2"]
    assert table["copy_of"].tolist()[1] == "story"


def test_copies_are_marked_and_kept(tmp_path):
    other = "A court in the capital fined the company for selling meters that counted too much, a judge said on Friday."
    write(tmp_path / "a.txt", STORY)
    write(tmp_path / "b.txt", "By our reporter\n" + STORY)
    write(tmp_path / "c.txt", other)
    write(tmp_path / "d.txt", STORY.replace("“", '"').replace("”", '"').upper())
    table = read_articles(tmp_path).set_index("article_id")
    assert table["copy_of"].dropna().to_dict() == {"b": "a", "d": "a"}


def test_copies_are_found_at_the_likeness_that_is_promised():
    words = [f"w{n}" for n in range(300)]
    index = open_index()
    mark_copy(index, "first", sketch_of(" ".join(words)))
    near = [" ".join([*words[:270], *(f"x{k}_{n}" for n in range(30))]) for k in range(40)]
    far = [" ".join([*words[:120], *(f"y{k}_{n}" for n in range(180))]) for k in range(40)]
    assert sum(mark_copy(index, f"near{k}", sketch_of(text)) == "first" for k, text in enumerate(near)) >= 38
    assert sum(mark_copy(index, f"far{k}", sketch_of(text)) == "first" for k, text in enumerate(far)) <= 1


def test_links_to_folders_are_not_followed(tmp_path):
    write(tmp_path / "in/a.txt", STORY)
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    assert read_articles(tmp_path / "in")["article_id"].tolist() == ["a"]
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    with pytest.raises((ValueError, FileNotFoundError), match="expected"):
        read_articles(tmp_path / "ring")


def test_a_workbook_that_calls_itself_csv_is_read_apart(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        sources, "read_apart", lambda *told, name: [asked.append(name), *told[0](*told[1:])][1:]
    )
    pd.DataFrame({"text": [STORY]}).to_excel(tmp_path / "a.xlsx", index=False)
    assert len(read_articles((tmp_path / "a.xlsx").rename(tmp_path / "a.csv"))) == 1
    assert len(read_articles(write(tmp_path / "b.csv", "title,text\nA,It rained.\n"))) == 1
    assert asked == ["a.csv"]


def test_standard_input_is_read(monkeypatch):
    class Stdin:
        buffer = io.BytesIO(STORY.encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    assert read_articles("-")[["article_id", "text"]].values.tolist() == [["stdin", STORY]]


ROWS = pd.DataFrame(
    {
        "Headline": ["Flood", "Court"],
        "Publication": ["The Lantern", None],
        "Date": ["2024-03-01", "2024-03-02"],
        "Body": [STORY, "The court sat.\r\nIt rose."],
        "Pages": [1, 2],
    }
)


@pytest.mark.parametrize(
    "kind", ["csv", "semicolons.csv", "tsv", "json", "jsonl", "ndjson", "parquet", "xlsx", "cp1252.csv"]
)
def test_tables_are_read_by_their_usual_names(tmp_path, kind):
    path = tmp_path / f"export.{kind}"
    separator = {"semicolons.csv": ";", "tsv": "\t"}.get(kind, ",")
    if kind.endswith(("csv", "tsv")):
        ROWS.to_csv(path, index=False, sep=separator, encoding="cp1252" if "cp1252" in kind else "utf-8")
    elif kind == "parquet":
        ROWS.to_parquet(path)
    elif kind == "xlsx":
        ROWS.to_excel(path, index=False)
    else:
        ROWS.to_json(path, orient="records", lines=kind != "json")
    table = read_articles(path)
    lost = "_x000D_|\r" if kind == "xlsx" else "(?!)"  # as its writer, with or without lxml, has a line end
    read, written = (
        text.str.replace(lost, "", regex=True).tolist() for text in (table["text"], ROWS["Body"])
    )
    assert read == written
    assert table["title"].tolist() == ["Flood", "Court"]
    assert table["outlet"].fillna("").tolist() == ["The Lantern", ""]
    assert table["published"].tolist() == ["2024-03-01", "2024-03-02"]
    assert table["article_id"].str.startswith("export-").all() or kind.count(".")
    assert tuple(table.columns)[: len(COLUMNS["articles"])] == COLUMNS["articles"]


def test_text_column_can_be_named_and_ids_are_taken_over(tmp_path):
    path = write(tmp_path / "t.csv", "id,text,words\n7,short,a long text\n7,short,another\n")
    table = read_articles(path, text_column="words")
    assert table["text"].tolist() == ["a long text", "another"]
    assert table["article_id"].tolist() == ["7", "7-2"]


def test_folder_of_tables_is_read_as_one(tmp_path):
    for number in (0, 1):
        ROWS.iloc[[number]].to_parquet(tmp_path / f"part-{number}.parquet")
    assert read_articles(tmp_path)["title"].tolist() == ["Flood", "Court"]


def test_a_file_of_a_few_words_without_a_sentence_is_told(tmp_path):
    (tmp_path / "list.txt").write_text("eggs\nmilk\nbread\n")
    (tmp_path / "story.txt").write_text("It rained.")
    with pytest.warns(UserWarning, match=r"list\.txt holds a few words and no sentence") as told:
        assert len(read_articles(tmp_path)) == 2
    assert len(told) == 1


def test_rows_without_text_are_told(tmp_path):
    path = write(tmp_path / "t.jsonl", '{"text": null}\n\n{"text": "It rained."}\n{"text": "half \\ud800"}\n')
    with pytest.warns(UserWarning, match="t-1 holds no article text"):
        articles = read_articles(path)
    assert articles["text"].tolist() == ["It rained.", "half �"]
    assert [one.article_id for one in articles.attrs["problems"]] == ["t-1"]


def test_word_documents_and_pdfs_are_read(tmp_path):
    from docx import Document

    document = Document()
    document.add_paragraph("The café closed.")
    document.add_paragraph("Nobody was hurt.")
    document.save(tmp_path / "a.docx")
    write(tmp_path / "b.pdf", small_pdf("Nobody was hurt."))
    table = read_articles(tmp_path)
    assert table["text"].str.strip().tolist() == ["The café closed.\nNobody was hurt.", "Nobody was hurt."]
    assert table["encoding"].isna().all()


def small_pdf(words: str) -> bytes:
    """Give a PDF of one page, written by hand."""
    drawing = f"BT /F1 12 Tf 40 100 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 5\n0000000000 65535 f \n" + table + end


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "nul.txt": b"Two men\0were hurt.",
    "binary.txt": bytes(range(256)) * 40,
    "mixed.txt": "The café – ".encode() + "said “no”".encode("cp1252"),
    "long.txt": b"a " * (LIMITS.characters // 2 + 1),
    "cut.pdf": small_pdf("Nobody was hurt.")[:-60],
    "pictures.pdf": small_pdf(""),
    "not.docx": b"PK\x03\x04 no document",
    "cut.parquet": b"PAR1 and nothing more",
    "not.xlsx": b"PK\x03\x04 no workbook",
    "no_text.csv": b"name,pages\nFlood,3\n",
    "no_rows.csv": b"",
    "quote.csv": b'text\n"never closed\n',
    "cut.jsonl": b'{"text": "It',
    "list.json": b"[1, 2]\n",
    "numbers.jsonl": b"1\n2\n",
    "old.rtf": b"{\\rtf1 It rained.",
    "mixed.csv": b"text\n" + "café\n".encode() + "“no”\n".encode("cp1252"),
    "empty.csv": b"text\n\n",
    "page.html": b"<html><head><title>x</title></head><body></body></html>",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_in_three_parts(tmp_path, name):
    with pytest.raises(ValueError, match=r"(?s)(expected|columns are).*\. \S") as caught:
        read_articles(write(tmp_path / name, BAD[name]))
    assert (
        name in str(caught.value) or "utf-8" in str(caught.value) or name.split(".")[0] in str(caught.value)
    )


def test_missing_files_and_empty_folders_are_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nowhere\.txt"):
        read_articles(tmp_path / "nowhere.txt")
    with pytest.raises(FileNotFoundError, match=r"nowhere\.csv"):
        read_articles(tmp_path / "nowhere.csv")
    with pytest.raises(ValueError, match="holds no article"):
        read_articles(tmp_path)


def test_wrong_text_column_lists_the_columns(tmp_path):
    path = write(tmp_path / "t.csv", "title,text\na,b\n")
    with pytest.raises(ValueError, match="no column 'body'; its columns are: 'title', 'text'"):
        read_articles(path, text_column="body")


def test_file_without_permission_is_named(tmp_path, monkeypatch):
    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt", STORY)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ValueError, match=r"a\.txt.*Permission denied"):
        read_articles(path)


def test_one_bad_file_of_many_is_reported_or_raised(tmp_path):
    write(tmp_path / "a.txt", STORY)
    write(tmp_path / "b.txt", b"\0\0")
    problems = []
    kept = list(stream_articles(tmp_path, on_problem=problems.append))
    assert [record["article_id"] for record in kept] == ["a"]
    assert [(one.article_id, one.source, one.stage) for one in problems] == [("b", "b.txt", "read")]
    assert problems[0].advice.startswith("If it is a document")
    with pytest.warns(UserWarning, match="Not read: b.txt holds NUL"):
        table = read_articles(tmp_path)
    assert table["article_id"].tolist() == ["a"]
    assert [one.article_id for one in table.attrs["problems"]] == ["b"]


def test_strings_that_cannot_be_written_are_cleaned_where_they_enter(tmp_path):
    assert articles_from_text("half \ud83d and \0")["text"].item() == "half � and �"
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text(STORY)
    (tmp_path / os.fsdecode(b"caf\xe8.txt")).write_bytes(b"\0")
    problems = []
    (record,) = stream_articles(tmp_path, on_problem=problems.append)
    assert record["article_id"] == "caf"
    assert "caf�.txt holds NUL" in problems[0].problem


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_only_regular_files_are_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ValueError, match="no regular file"):
        read_articles(tmp_path / "pipe.txt")
    write(tmp_path / "a.txt", STORY)
    with pytest.warns(UserWarning, match=r"pipe\.txt"):
        assert read_articles(tmp_path)["article_id"].tolist() == ["a"]


def test_files_of_a_folder_that_are_not_read_are_told(tmp_path):
    for name in (
        "a.txt",
        "table.csv",
        "old.rtf",
        "picture.jpg",
        ".hidden",
        "page.html",
        "page_files/part.js",
    ):
        write(tmp_path / name, STORY)
    problems = []
    list(stream_articles(tmp_path, on_problem=problems.append))
    assert sorted(one.article_id for one in problems) == ["old", "page", "picture", "table"]


def test_every_article_that_is_described_exists():
    with (ROOT / "data/articles.csv").open(encoding="utf-8", newline="") as handle:
        described = {row["article_id"] for row in csv.DictReader(handle)}
    assert described == {path.stem for path in (ROOT / "data/articles").rglob("*.txt")}


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("He saidÂ â€œnoâ€\x9d to ZoÃ«.", "He said\xa0“no” to Zoë."),
        ("Tea &amp; toast &#8211; &quot;free&quot;", 'Tea & toast – "free"'),
        ("Ça va, “Zoë” & co; AT&T &copy", "Ça va, “Zoë” & co; AT&T &copy"),
    ],
)
def test_garbled_letters_and_entities_are_mended_and_nothing_else(stored, read):
    assert articles_from_text(stored)["text"].item() == read


def test_a_folder_that_may_not_be_read_costs_itself(tmp_path, monkeypatch):
    write(tmp_path / "a.txt", "It rained.")
    (tmp_path / "locked").mkdir()
    scan, may = os.scandir, os.access

    def refused(place=None):
        if str(place).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", refused)
    monkeypatch.setattr(
        os, "access", lambda place, how: not str(place).endswith("locked") and may(place, how)
    )
    with pytest.warns(UserWarning, match=r"'.*locked' cannot be read \(Permission denied\)"):
        assert read_articles(tmp_path)["text"].tolist() == ["It rained."]
    with pytest.raises(ValueError, match=r"locked' cannot be read"):
        read_articles(tmp_path / "locked")


def test_of_several_sources_one_that_holds_nothing_costs_itself(tmp_path):
    names = ("one.txt", "two.txt", "none.txt")
    for name in names:
        (tmp_path / name).write_text("" if name == "none.txt" else f"It rained in {name[:3]}.")
    with pytest.warns(UserWarning, match=r"Not read: .*none\.txt"):
        articles = read_articles([tmp_path / name for name in names])
    assert articles["article_id"].tolist() == ["one", "two"]
    assert len(articles.attrs["problems"]) == 1
    with pytest.raises(ValueError, match=r"none\.txt"):
        read_articles([tmp_path / "none.txt"] * 2)
    with pytest.raises(ValueError, match="given twice; each source once was expected"):
        read_articles(["-", "-"])
