"""Every kind of file: the right number of articles with their texts, and one clear line where a file is damaged."""

import csv
import io
import json
import plistlib
import warnings
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import articles_from_text, read_articles
from analysis.read.articles import stream_articles
from analysis.read.kinds.mail import read_outlook
from analysis.read.kinds.registry import kinds
from analysis.read.problems import problem_of, reason_of
from tests.export_samples import EXPORTS
from tests.hostile_files import HEADING, ROW, cell, xlsx
from tests.kind_samples import DAY, FILES, ONE, ROWS, UNDATED, WITH_PLAN, packed
from tests.test_pages import PAGE

ROOT = Path(__file__).parent.parent
EVERY = {name: content for name, (content, _) in FILES.items()} | EXPORTS


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("name", FILES)
def test_every_kind_is_read(tmp_path, name):
    content, texts = FILES[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        articles = read_articles(saved(tmp_path, name, content))
    assert articles["text"].tolist() == texts
    assert articles["article_id"].is_unique
    first = articles.iloc[0].dropna()
    assert first.get("published") == (None if name in UNDATED else DAY)
    assert first.get("title", None if name in UNDATED else "nothing") in {"Dam", "Dam breaks at Holm", None}
    assert {first.get("byline", "D"), "By"} - {"D. Okafor", "D", "Ida Brandt", "By D"} == {"By"}


def test_a_folder_of_all_kinds_reads_every_file(tmp_path):
    for number, (name, (content, _)) in enumerate(FILES.items()):
        saved(tmp_path, f"{number:02}_{name}", content)
    problems = []
    found = list(stream_articles(tmp_path, on_problem=problems.append))
    assert problems == []
    assert len(found) == sum(len(texts) for _, texts in FILES.values())


def damaged(content: str | bytes) -> dict[str, bytes]:
    data = content if isinstance(content, bytes) else content.encode()
    return {
        "cut": data[: len(data) // 2],
        "empty": b"",
        "zeros": bytes(100_000),
        "wrong encoding": data.replace(b"e", "é".encode("cp1252") + "“".encode(), 3),
        "noise": data[: len(data) // 3] + bytes(range(256)) * 8 + data[len(data) // 3 :],
    }


@pytest.mark.parametrize("name", EVERY)
def test_damaged_files_give_rows_and_problems_or_one_line(tmp_path, name):
    for number, (_what, data) in enumerate(damaged(EVERY[name]).items()):
        problems: list = []
        path = saved(tmp_path, f"{number}{name}", data)
        try:
            rows = list(stream_articles(path, on_problem=problems.append))
        except ValueError as error:
            rows, problems = [], [problem_of("file", None, "read", str(error))]
        assert rows or problems
        for reason in map(reason_of, problems):
            assert "Traceback" not in reason
            assert "\n" not in reason.strip()
        if not data.strip(b"\0"):
            assert not rows


@pytest.mark.parametrize(
    "name", ["word.docx", "book.epub", "note.rtf", "feed.rss", "table.parquet", "lines.jsonl"]
)
@pytest.mark.parametrize("ending", [".txt", ".pdf", ".html", ".csv"])
def test_a_wrong_ending_is_seen_through_or_told(tmp_path, name, ending):
    content, texts = FILES[name]
    path = saved(tmp_path, f"file{ending}", content)
    problems: list = []
    try:
        rows = list(stream_articles(path, on_problem=problems.append))
    except ValueError:
        assert "file" in problems[0][1]
    else:
        assert [record["text"] for record in rows] == texts or problems


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        ("locked.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "without one"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "OCR"),
        ("sound.txt", b"ID3" + bytes(50), "Write its words down"),
        ("slides.pptx", None, "Save its text"),
        ("all.tar", bytes(257) + b"ustar" + bytes(300), "Unpack it"),
        ("all.txt", b"Rar!\x1a\x07\0", "Unpack it"),
        ("addresses.json", b'{"articles": [{"url": "http://x.example", "title": "Dam"}]}', "'url', 'title'"),
    ],
)
def test_what_is_not_read_is_refused_by_what_it_is(tmp_path, name, data, said):
    path = saved(tmp_path, name, packed({"ppt/presentation.xml": "<p/>"}) if data is None else data)
    with pytest.raises(ValueError, match=r"expected|columns are") as caught:
        read_articles(path)
    assert said in str(caught.value)


def test_parts_that_are_not_read_are_told(tmp_path):
    path = saved(
        tmp_path,
        "all.zip",
        packed({"a.txt": "It rained.", "b.png": b"\x89PNG\r\n", "c.xyz": "?", "d.zip": packed({})}),
    )
    with pytest.warns(UserWarning, match=r"d\.zip") as told:  # first what is lost
        articles = read_articles(path)
    assert articles["text"].tolist() == ["It rained."]
    assert [problem.stage for problem in articles.attrs["problems"]] == ["no article", "no article", "read"]
    assert (told[0].message.number, told[0].message.lost) == (3, 1)


@pytest.mark.parametrize(
    ("name", "content", "texts", "said"),
    [
        (
            "lead.json",
            json.dumps([{"headline": {"main": "Dam"}, "lead_paragraph": ONE}]),
            [ONE],
            "lead_paragraph",
        ),
        ("cut.csv", f'title,content\nDam,"{ONE} It… [+900 chars]"\n', None, "cut off, first in row 1"),
        ("some.csv", f'text,description\n"{ONE}",short\n,A dam broke.\n', [ONE, "A dam broke."], "in row 2"),
        ("letter.eml", WITH_PLAN, ["It rained."], "plan.pdf is not read"),
    ],
)
def test_what_is_not_the_whole_is_read_and_told_once(tmp_path, name, content, texts, said):
    with pytest.warns(UserWarning, match=said) as told:
        articles = read_articles(saved(tmp_path, name, content))
    assert texts is None or articles["text"].tolist() == texts
    assert len(told) == len(articles.attrs["problems"]) == 1
    assert name.endswith(".eml") or articles["source_note"].iloc[-1]


@pytest.mark.parametrize(
    ("name", "noted"),
    [("agency_nitf.xml", False), ("agency_newsml.xml", False), ("feed.rss", True), ("feed.atom", True)],
)
def test_only_what_a_feed_gives_may_be_a_summary(tmp_path, name, noted):
    notes = read_articles(saved(tmp_path, name, FILES[name][0]))["source_note"].fillna("")
    assert notes.str.contains("summary that the feed gives").all() == noted


@pytest.mark.parametrize(
    ("html", "plain", "texts"),
    [("<p>It rained.</p>", "rain", "It rained."), ("", "It snowed.", "It snowed."), (None, "Fog.", "Fog.")],
)
@pytest.mark.parametrize(
    ("header", "sender", "byline"),
    [("Ida <i@a.example>", "Bo", "Ida"), (None, "bo@b.example", "bo@b.example"), (None, "", None)],
)
def test_messages_of_outlook(monkeypatch, html, plain, texts, header, sender, byline):
    oxmsg = pytest.importorskip("oxmsg")
    headers = {"From": header} if header else {}
    saved_message = SimpleNamespace(
        message_headers=headers,
        sender=sender,
        subject="Rain\n again",
        sent_date=None,
        html_body=html,
        body=plain,
    )
    monkeypatch.setattr(oxmsg.Message, "load", lambda _file: saved_message)
    (record,) = read_outlook(b"", "rain.msg")
    assert (record["text"], record["title"], record["byline"]) == (texts, "Rain again", byline)


def test_lines_of_json_are_known_by_their_form(tmp_path):
    rows = [{"text": "It rained."}, {"text": "It snowed."}]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    assert len(read_articles(saved(tmp_path, "lines.json", lines))) == 2
    assert len(read_articles(saved(tmp_path, "list.json", json.dumps(rows, indent=1)))) == 2
    with pytest.warns(UserWarning, match=r"line 3 is not an object with named values"):
        assert len(read_articles(saved(tmp_path, "odd.jsonl", lines + "[1, 2]\n"))) == 2


def test_a_sheet_may_have_a_title_above_its_names(tmp_path):
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as book:
        pd.DataFrame([["Export of March"]]).to_excel(book, index=False, header=False)
        ROWS.to_excel(book, index=False, startrow=3)
    articles = read_articles(saved(tmp_path, "titled.xlsx", out.getvalue()))
    assert articles[["title", "text"]].values.tolist() == ROWS[["title", "text"]].values.tolist()


def test_articles_of_an_archive_are_called_after_their_files(tmp_path):
    files = {
        "a/storm.txt": "It rained.",
        "b.csv": ROWS.to_csv(index=False),
        "c.zip": packed({"fog.txt": "Fog."}),
    }
    articles = read_articles(saved(tmp_path, "all.zip", packed(files)))
    assert articles["article_id"].tolist() == ["storm", "b", "b-2", "fog"]


def test_a_table_of_too_many_columns_is_told(tmp_path):
    names = ",".join(f"c{n}" for n in range(16_384))
    with pytest.raises(ValueError, match=r"has 16,385 columns; at most 16,384 were expected"):
        read_articles(saved(tmp_path, "wide.csv", f"text,{names}\nIt rained.\n"))
    wide = {"text": "It snowed."} | {f"c{n}": n for n in range(16_384)}
    with pytest.warns(UserWarning, match="row 2 has 16,385 columns"):
        read_articles(saved(tmp_path, "wide.jsonl", '{"text": "It rained."}\n' + json.dumps(wide) + "\n"))


def test_what_would_take_long_to_find_out_is_told_before(tmp_path):
    many = json.dumps({"text": "It rained."} | {f"k{n}": n for n in range(140_000)})
    with pytest.warns(UserWarning, match="an object has 140,001 named values"):
        read_articles(saved(tmp_path, "keys.jsonl", f'{many}\n{{"text": "It rained."}}\n'))
    with pytest.raises(ValueError, match="an object has 140,001 named values"):
        read_articles(saved(tmp_path, "keys.json", f"[{many}]"))
    far = HEADING + ROW + f'<row r="1048576">{cell("XFD1048576", "far")}</row>'
    for stated in ("", '<dimension ref="A1:B2"/>', '<dimension ref="A1:XFD1048576"/>'):
        with pytest.raises(ValueError, match=r"spans 17,179,869,184 cells.*Perhaps one cell stands far off"):
            read_articles(saved(tmp_path, "far.xlsx", xlsx(far, dimension=stated)))
    near = xlsx(HEADING + ROW, dimension='<dimension ref="A1:XFD1048576"/>')
    assert len(read_articles(saved(tmp_path, "near.xlsx", near))) == 1


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("31/12/2020", ["2020-04-03", "2020-12-31", "2020-03"]),
        ("12/31/2020", ["2020-03-04", "2020-12-31", "2020-03"]),
    ],
)
def test_a_column_of_days_says_whether_the_day_comes_first(tmp_path, other, found):
    path = saved(
        tmp_path, "days.csv", f"date,text\n03/04/2020,It rained.\n{other},It snowed.\n2020-03,Fog.\n"
    )
    assert read_articles(path)["published"].tolist() == found


def test_days_that_may_be_two_stay_as_they_stand_and_are_told_once(tmp_path):
    path = saved(tmp_path, "days.csv", "date,text\n03/04/2020,It rained.\n05/04/2020,Fog.\n")
    with pytest.warns(UserWarning, match=r"days\.csv can be read in two ways \(03/04/2020") as told:
        assert read_articles(path)["published"].tolist() == ["03/04/2020", "05/04/2020"]
    assert len(told) == 1


def test_columns_are_known_in_other_languages_and_within_envelopes(tmp_path):
    german = "Titel;Datum;Quelle;Volltext\nDamm;14.10.2021;Die Laterne;It rained.\n"
    row = {
        "_source": {
            "article": {
                "title": "Dam",
                "meta": {"date": "2021-10-14"},
                "content": {"html": "<p>It rained.</p>"},
            }
        }
    }
    tagged = {"tags": [{"title": "Rain"}], "text": "It rained."}
    tables = [saved(tmp_path, "a.csv", german), saved(tmp_path, "b.jsonl", json.dumps(row) + "\n")]
    for path in tables:
        article = read_articles(path).iloc[0]
        assert (article["published"], article["text"]) == ("2021-10-14", "It rained.")
        assert article["title"] in ("Damm", "Dam")
    assert read_articles(saved(tmp_path, "c.jsonl", json.dumps(tagged) + "\n"))["title"].isna().all()


def test_a_page_that_safari_saved_is_read(tmp_path):
    page = {"WebResourceData": PAGE.encode(), "WebResourceURL": "https://lantern.example/flood"}
    content = plistlib.dumps({"WebMainResource": page}, fmt=plistlib.FMT_BINARY)
    article = read_articles(saved(tmp_path, "a.webarchive", content)).iloc[0]
    assert (article["title"], article["outlet"]) == ("Flood in Arden", "The Arden Lantern")
    with pytest.raises(ValueError, match="cannot be read"):
        read_articles(saved(tmp_path, "cut.webarchive", content[:-40]))


def test_a_message_that_was_passed_on_without_a_line_is_the_first_one(tmp_path):
    outer = (
        "From: Kai <kai@example.org>\nSubject: WG: Bridge\nDate: Sat, 16 Oct 2021 06:00:00 +0100\n\nFYI\n\n"
    )
    inner = "From: The Lantern <news@lantern.example>\nSent: Thursday, 14 October 2021 06:00\nSubject: Dam breaks\n\n"
    article = read_articles(saved(tmp_path, "a.eml", f"{outer}{inner}The dam broke.\n")).iloc[0]
    assert article[["title", "published", "text"]].tolist() == ["Dam breaks", "2021-10-14", "The dam broke."]


def test_a_newsletter_says_at_its_end_why_it_was_sent(tmp_path):
    head = "From: The Lantern <news@lantern.example>\nSubject: Fwd: RE: Dam breaks\n"
    head += "Date: Thu, 14 Oct 2021 06:00:00 +0100\n\n"
    text = "The dam broke.\nYou told us so, said the mayor.\n"
    foot = "You receive this e-mail because you signed up. Unsubscribe\nThe Lantern, Holm\n"
    article = read_articles(saved(tmp_path, "a.eml", head + text + foot)).iloc[0]
    assert (article["title"], article["text"]) == ("Dam breaks", text.strip())


def test_a_file_that_looks_like_several_articles_is_told(tmp_path):
    path = saved(
        tmp_path, "many.txt", "".join(f"Headline: Day {n}\nIt rained again in Holm.\n\n" for n in range(4))
    )
    with pytest.warns(UserWarning, match="looks like 4 articles in one file"):
        assert len(read_articles(path)) == 1


def test_the_documentation_lists_every_kind():
    lines = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
    for kind in kinds():
        if kind.endings:
            assert f"| {kind.kind} | {', '.join(kind.endings.split())} | {kind.what} |" in lines
    with (ROOT / "data/formats/kinds.csv").open(encoding="utf-8", newline="") as handle:
        assert len(list(csv.DictReader(handle))) == len(kinds())


SAID = "“We were told that it was sound,” said Nadia Brock. The parish shut the bridge on Tuesday, and two roads."
OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def test_inserted_words_stay_and_deleted_and_moved_ones_go(tmp_path):
    from docx import Document

    document = Document()
    document.add_paragraph(SAID)
    document.save(tmp_path / "draft.docx")
    with zipfile.ZipFile(tmp_path / "draft.docx") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    run = "<w:r><w:t> {}</w:t></w:r>"
    marks = f'<w:ins w:id="1">{run.format("It is open.")}</w:ins>'
    marks += f'<w:moveFrom w:id="2">{run.format("Gone.")}</w:moveFrom>'
    marks += '<w:del w:id="3"><w:r><w:delText> Shut.</w:delText></w:r></w:del></w:p>'
    files["word/document.xml"] = files["word/document.xml"].replace(b"</w:p>", marks.encode(), 1)
    article = read_articles(saved(tmp_path, "draft.docx", packed(files)))
    assert article["text"][0] == f"{SAID} It is open."


def test_notes_comments_and_deleted_words_of_an_odt_are_no_text(tmp_path):
    note = (
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
    )
    comment = "<office:annotation><text:p>Check this.</text:p></office:annotation>"
    content = (
        f"<office:document-content {OFFICE} {TEXT}><office:body><office:text><text:tracked-changes><text:p>Cut."
        f"</text:p></text:tracked-changes>"
        f"<text:p>{SAID}<text:note>{note}</text:note>{comment} So it is.</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    assert read_articles(saved(tmp_path, "a.odt", packed(files)))["text"][0] == f"{SAID} So it is."


def test_what_a_reply_quotes_is_not_its_text(tmp_path):
    head = "From: Nora Field <n@desk.example>\nSubject: Re: Bridge\nDate: Wed, 4 Mar 2026 10:12:00 +0000\n"
    head += "Content-Type: text/plain; charset=utf-8\n\n"
    quoted = "On Tue, 3 Mar 2026 at 18:02, Ed Stone <e@desk.example> wrote:\n> The mayor said it was fine.\n>\n> Ed\n"
    assert read_articles(saved(tmp_path, "a.eml", f"{head}{SAID}\n\n{quoted}"))["text"][0] == SAID
    kept = read_articles(saved(tmp_path, "b.eml", f"{head}See this:\n> {SAID}\n"))["text"][0]
    assert SAID in kept


def test_a_blog_is_exported_with_its_paragraphs_and_without_its_pages(tmp_path):
    names = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
    )
    item = "<item><title>{}</title><content:encoded><![CDATA[{}]]></content:encoded>"
    item += "<wp:post_type>{}</wp:post_type></item>"
    post = f"<!-- wp:paragraph -->\n{SAID}\n\n<em>It</em> is open.\n[caption id='a']<img src='x'> The bridge[/caption]"
    items = (
        item.format("Bridge", post, "post")
        + item.format("About", SAID, "page")
        + item.format("logo", "", "attachment")
    )
    wxr = f'<?xml version="1.0"?><rss version="2.0" {names}><channel><title>Ellow</title>{items}</channel></rss>'
    articles = read_articles(saved(tmp_path, "blog.xml", wxr))
    assert articles["text"].tolist() == [f"{SAID}\nIt is open."]


def test_a_page_that_is_placed_by_a_table_has_paragraphs(tmp_path):
    body = f"{SAID}<br><br>{SAID.replace('Nadia', 'Paul')}<br><br>{SAID.replace('Nadia', 'Ida')}"
    cell = f"<h2>Planks give way</h2>{body}"
    page = f"<html><title>Bridge</title><body><table><tr><td>{cell}</td></tr></table></body></html>"
    text = read_articles(saved(tmp_path, "forum.html", page))["text"][0]
    assert text.splitlines()[-3:] == body.split("<br><br>")
    assert "|" not in text


def test_labels_above_a_text_say_what_it_is(tmp_path):
    labels = "Title: Planks give way\nAuthor(s): Ida Brandt\nSource: The Ellow Post\nDate: 4 March 2026\n"
    text = f"{labels}\n{SAID} {SAID}\n"
    article = read_articles(saved(tmp_path, "a.txt", text)).iloc[0]
    assert article[["title", "byline", "outlet", "published"]].tolist() == [
        *("Planks give way", "Ida Brandt", "The Ellow Post", "2026-03-04")
    ]
    assert article["text"] == text


def test_a_number_is_nobodys_name(tmp_path):
    rows = json.dumps({"title": "Bridge", "author": 7, "content": SAID}) + "\n"
    assert read_articles(saved(tmp_path, "a.jsonl", rows))["byline"].isna().all()


def test_a_book_without_headings_has_the_titles_of_its_contents(tmp_path):
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Week'
        '</dc:title></metadata><manifest><item id="a" href="a.xhtml"/><item id="n" href="toc.ncx" '
        'media-type="application/x-dtbncx+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="x/c.opf"/></rootfiles></container>'
    point = "<navLabel><text>Planks give way</text></navLabel><content src='a.xhtml#p'/>"
    ncx = f"<ncx><navMap><navPoint>{point}</navPoint></navMap></ncx>"
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "x/c.opf": opf,
        "x/toc.ncx": ncx,
    }
    files["x/a.xhtml"] = f"<html><body><p>{SAID}</p></body></html>"
    assert read_articles(saved(tmp_path, "week.epub", packed(files)))["title"][0] == "Planks give way"


@pytest.mark.parametrize(
    ("copied", "text"),
    [
        ("The oﬃcers ſaw ﬁve ﬂags.", "The officers saw five flags."),
        ("″Go,″ said Bo. ＂No.＂ ❝So?❞", '"Go," said Bo. "No." “So?”'),
        ("?We can?t stay,? said Bo. ?It?s late.?", "“We can’t stay,” said Bo. “It’s late.”"),
        ("Why? Who knows?", "Why? Who knows?"),
        ("»Go,« said Bo. ›No‹ was all.", "«Go,» said Bo. ‹No› was all."),
        ("« Go », said Bo. He said: « No ».", None),
        ("News » Holm » Dams", None),
        ("「Go,」 said Bo.", "“Go,” said Bo."),
        ("\ufeff\ufeff“Go,” said Bo.", "“Go,” said Bo."),
        (
            "[4/5/21, 9:02:11 PM] Bo Lund: It rained.\n04.05.2021, 21:03 - Ann: Here too.",
            "Bo Lund: It rained.\nAnn: Here too.",
        ),
        ("At 9:02 it rained: 4/5/21 was wet.", "At 9:02 it rained: 4/5/21 was wet."),
        (
            "The wall had stood for a hun-\n\nHolm Chronicle      7\n\ndred years.",
            "The wall had stood for a hun-\ndred years.",
        ),
        (
            "The wall stood in Holm.\n12\nNobody was hurt in it.",
            "The wall stood in Holm.\nNobody was hurt in it.",
        ),
        ("Rain in four of the towns\nHolm      7\nMarl      9\nBrook     4\nwas heavy this year", None),
        ("The score\n3\nto nothing", None),
        ("<p>“Go,” said Bo.</p><p>It rained.<br>All night.</p>", "“Go,” said Bo.\nIt rained.\nAll night."),
        ("The tags <p> and </p> stand around a paragraph, she wrote.", None),
    ],
)
def test_text_as_it_is_copied(copied, text):
    assert articles_from_text(copied)["text"].item() == (copied if text is None else text)


def test_a_pasted_reply_gives_the_article_that_it_quotes(tmp_path):
    head = "From: Bo <bo@x.example>\nSent: Tuesday, 4 May 2021 09:12\nTo: Desk\nSubject: RE: Wall\n\nSee below.\n\n"
    quoted = "On Mon, Ann Kolk wrote:\n> The wall of Holm gave way. “We ran,”\n> said Öznur Lund, who lives below it.\n"
    article = read_articles(saved(tmp_path, "reply.txt", head + quoted)).iloc[0]
    assert article["text"] == "The wall of Holm gave way. “We ran,”\nsaid Öznur Lund, who lives below it."
    assert (article["title"], article["published"]) == ("Wall", "2021-05-04")


def test_marks_of_notes_are_no_words(tmp_path):
    page = "<p>It rained.<a href='#n1'><sup>[1]</sup></a> Bo<a href='#n2'>b</a> slept.</p>"
    page += "<p>A note. <a href='#r1'>↩</a></p>"
    found = read_articles(saved(tmp_path, "a.csv", f"text\n{page}"))
    assert found["text"].item() == "It rained. Bo slept.\nA note."


def test_a_day_that_says_its_order_is_not_asked_for_it(tmp_path):
    rows = "2021-05-04,It rained.\n21/06/2021,It rained again.\n05/04/2021,And again.\n"
    found = read_articles(saved(tmp_path, "days.csv", f"date,text\n{rows}"))
    assert found["published"].tolist() == ["2021-05-04", "2021-06-21", "2021-04-05"]


def test_a_problem_is_of_the_article_that_the_table_names(tmp_path):
    german = (
        "Es regnete die ganze Nacht, und die Brücke am Hafen wurde bis zum Morgen von der Polizei gesperrt."
    )
    path = saved(tmp_path, "two.csv", f'id,text\nA7,It rained all night in the town.\nA9,"{german}"\n')
    with pytest.warns(UserWarning, match="German"):
        assert [one.article_id for one in read_articles(path).attrs["problems"]] == ["A9"]


def as_workbook(*rows: tuple, hidden: str = "") -> bytes:
    """Give a workbook of these rows, with a sheet that is not shown and holds this text."""
    book, out = pytest.importorskip("openpyxl").Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    if hidden:
        book.create_sheet("old").append(["title", "text"])
        book["old"].append(["Old", hidden])
        book["old"].sheet_state = "hidden"
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("twice.csv", f'id,Text,Text\n1,"{ONE}",coded\n'.encode()),
        ("above.xlsx", as_workbook(["The Monitor"], [None], ["Asked:", "dam"], ["No.", "Text"], [1, ONE])),
        (
            "headings.xlsx",
            as_workbook(["Media\nTitle", "Full  text\n(English)"], ["Dam", ONE], hidden="It rained."),
        ),
        ("wide.txt", f"id\tTitle\tText\n1\tDam\t{ONE}\n".encode("utf-16")),
        ("excel.txt", f"sep=;\nid;Title;Text\n1;Dam;{ONE}\n".encode()),
        ("up.zip", packed({"../../dam.txt": ONE})),
        (
            "mail",
            f"From: a@b.example\nTo: c@d.example\nSubject: Dam\nDate: Mon, 4 May 2020 10:00:00 +0000\n"
            f'Content-Type: multipart/alternative; boundary="B"\n\n--B\n\n{ONE}\n--B--\n'.encode(),
        ),
    ],
)
def test_what_programs_write_around_the_texts_is_known(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    articles = read_articles(tmp_path / name)
    assert [text.strip() for text in articles["text"]] == [ONE]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("heads.csv", b"id,title,text\n", "no row below its headings"),
        (
            "none.csv",
            f"1,Dam,{ONE * 3}\n2,b,c\n".encode(),
            "'The dam at Holm broke on Monday, and two str|columns are",
        ),
        ("stray.csv", b'id,text\n1,"a"b,c\n2,"d, e"\n', "',' expected after '\"'"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_in_its_own_words(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ValueError, match=said) as caught:
        read_articles(tmp_path / name)
    assert len(str(caught.value)) < 400


PLAIN = "<p>The dam at Holm broke on Monday, and two streets were flooded for nine days.</p>"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<title>Page not found</title><h1>404</h1><p>Sorry, the page may have been moved.", "error message"),
        ("<p>We and our 12 partners store data and use tracking technologies.", "consent to cookies"),
        ("<title>A on X</title><div>JavaScript is not available.</div>", "scripts"),
    ],
)
def test_a_page_that_holds_no_article_is_said_to(tmp_path, page, said):
    (tmp_path / "page.html").write_text(f"<!doctype html><html><body>{page}</body></html>")
    with pytest.raises(ValueError, match=said):
        read_articles(tmp_path / "page.html")


def test_what_nobody_sees_on_a_page_is_not_read(tmp_path):
    hidden = "<template><p>Secret one.</p></template><div hidden><p>Secret two.</p></div>"
    (tmp_path / "page.html").write_text(f"<!doctype html><article><h1>Dam</h1>{hidden}{PLAIN * 3}</article>")
    assert "Secret" not in read_articles(tmp_path / "page.html")["text"].item()


def test_a_short_page_keeps_its_blocks_and_an_archived_one_its_address(tmp_path):
    posts = "".join(
        f"<div><time>1{n}:05</time><h3>Post {n}</h3><p>It rained, she said.</p></div>" for n in "123"
    )
    link = "<link rel=canonical href=https://web.archive.org/web/20250312/https://holm.example/dam>"
    (tmp_path / "page.html").write_text(
        f"<!doctype html><head>{link}</head><article><h1>Live: dam at Holm</h1>{posts}</article>"
    )
    article = read_articles(tmp_path / "page.html").iloc[0]
    assert article["text"].split("\n")[1:4] == ["11:05", "Post 1", "It rained, she said."]
    assert (article["url"], article["outlet"]) == ("https://holm.example/dam", "holm.example")


@pytest.mark.parametrize("lost", ["â€", "â€\ufffd", "â€?", "â€\x9d"])
def test_closing_marks_that_lost_a_byte_are_made_good(lost):
    text = articles_from_text(f"â€œWe had no warning,{lost} she said. â€œNobody came.{lost}")["text"].item()
    assert text == "“We had no warning,” she said. “Nobody came.”"


def test_a_word_document_gives_its_boxes_once_and_nothing_hidden(tmp_path):
    from docx import Document

    document = Document()
    document.add_paragraph(ONE)
    document.add_paragraph("seen").add_run("Unseen.").font.hidden = True
    document.save(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    box = "<w:r><{0}><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></{0}></w:r>"
    both = f"<w:p>{box.format('w:Choice')}{box.format('w:Fallback')}</w:p></w:body>"
    files["word/document.xml"] = files["word/document.xml"].replace(b"</w:body>", both.encode())
    (tmp_path / "a.docx").write_bytes(packed(files))
    lines = read_articles(tmp_path / "a.docx")["text"].item().split("\n")
    assert [line for line in lines if line] == [ONE, "seen", "In a box."]


def test_a_chapter_that_is_missing_costs_itself(tmp_path):
    with zipfile.ZipFile(io.BytesIO(FILES["book.epub"][0])) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    gone = next(name for name in files if name.endswith("html") and b"streets were flooded" in files[name])
    (tmp_path / "book.epub").write_bytes(packed({n: c for n, c in files.items() if n != gone}))
    with pytest.warns(UserWarning, match=f"There is no item named '{gone}'"):
        assert len(read_articles(tmp_path / "book.epub"))


def read_one(folder, name, content):
    (folder / name).write_text(content, encoding="utf-8")
    return read_articles(folder / name).iloc[0]


def test_who_speaks_in_subtitles_stands_before_the_words_too(tmp_path):
    cues = (
        "Ana Bell: Please sit down.",
        "Ana Bell: The pool stays.",
        "Jon Muir (chair): It does",
        "not, ever.",
    )
    times = (f"00:00:0{n}.000 --> 00:00:0{n}.900\n{cue}" for n, cue in enumerate(cues))
    found = read_one(tmp_path, "meeting.vtt", "WEBVTT\n\n" + "\n\n".join(times))
    assert found["text"] == "Ana Bell: Please sit down. The pool stays.\nJon Muir: It does not, ever."


@pytest.mark.parametrize("stamp", ["  00:04", " (00:04)", "\t1:00:04"])
def test_a_transcript_says_who_speaks_in_a_line_of_its_own(tmp_path, stamp):
    head = "SUMMARY KEYWORDS\nboats\n\nSPEAKERS\nNell Orr, Osei Duah\n\n"
    text = f"{head}Nell Orr{stamp}\nWho pays?\n\nOsei Duah{stamp}\nNobody.\n"
    found = read_one(tmp_path, "talk.txt", text)
    assert found["text"].split("\n") == ["", "Nell Orr: Who pays?", "", "Osei Duah: Nobody.", ""]


@pytest.mark.parametrize(
    "stamp",
    ["[17/03/2026, 08:13:50] ", "[11/02, 7:05 pm] ", "\u200e[14/2/26, 09:12:44] ", "[2024-05-01, 14:03:22] "],
)
def test_a_chat_is_read_without_what_its_program_writes(tmp_path, stamp):
    told = "Messages and calls are end-to-end encrypted. Tap."
    text = f"{stamp}Osei: \u200e{told}\n{stamp}Nell: Who?\n{stamp}Osei: \u200eimage omitted\n"
    assert read_one(tmp_path, "chat.txt", text)["text"] == "Nell: Who?\n"


def test_words_of_an_rtf_file_that_nobody_sees_are_left_out(tmp_path):
    assert read_one(tmp_path, "a.rtf", rf"{{\rtf1\ansi {ONE} {{\v Not this.}}\par}}")["text"].strip() == ONE


def test_several_authors_in_the_head_of_a_markdown_file(tmp_path):
    head = "---\ntitle: Dam\nauthor:\n  - Ida Brandt\n  - 'Bram Kolk'\ndate: 2020-03-03\n---\n\n"
    assert read_one(tmp_path, "a.md", head + ONE)["byline"] == "Ida Brandt, Bram Kolk"


def test_days_that_a_workbook_counts(tmp_path):
    read_one(tmp_path, "a.csv", f'text,date\n"{ONE}",43893\n"{ONE}",43894.5\n')
    assert read_articles(tmp_path / "a.csv")["published"].tolist() == ["2020-03-03", "2020-03-04"]


def test_captions_that_were_copied_with_their_times_are_sentences(tmp_path):
    words = (
        "good morning everyone this is the",
        "harbour of Holm and it was",
        "closed on Monday by the town",
        "which pays for it",
    )
    text = "\n".join(f"0:0{n}\n{line}" for n, line in enumerate(words)) + "\n"
    assert read_one(tmp_path, "video.txt", text)["text"].split() == " ".join(words).split()
    live = "\n".join(f"17:0{n}\nThe harbour was closed.\n" for n in range(4))
    assert read_one(tmp_path, "live.txt", live)["text"] == live


def test_mark_up_that_nobody_knows_is_not_read_as_text(tmp_path):
    with pytest.raises(ValueError, match="no mark-up of news"):
        read_one(tmp_path, "notes.enex", f'<?xml version="1.0"?><en-export><note>{ONE}</note></en-export>')


@pytest.mark.parametrize("day", ["01-Mar-2025", "1-March-2025", "28-Feb-2025 07:12PM"])
def test_days_with_a_month_between_hyphens(tmp_path, day):
    found = read_one(tmp_path, "a.csv", f'text,date\n"{ONE}",{day}\n')
    assert found["published"] in ("2025-03-01", "2025-02-28")


@pytest.mark.parametrize(
    "head",
    [
        "Von: Die Welle <n@welle.example>\nGesendet: Dienstag, 12. Mai 2026 21:45\nAn: Ida\nBetreff: WG: Dam breaks",
        "De : La Vague <n@vague.example>\nEnvoyé : mardi 12 mai 2026 21:45\nÀ : Ida\nObjet : TR: Dam breaks",
        "*From:* Wave <n@wave.example>\n*Sent:* Tuesday, May 12, 2026 9:45 PM\n*To:* Ida\n*Subject:* FW: Dam breaks",
        "--- Weitergeleitete Nachricht ---\nBetreff: Dam breaks\nDatum: Tue, 12 May 2026 21:45\nVon: Welle\nAn: Ida",
    ],
)
def test_a_message_copied_with_its_head_is_read_in_any_of_these_languages(tmp_path, head):
    for name, encoding in (("a.txt", "utf-8"), ("b.txt", "cp1252"), ("c.txt", "utf-8")):
        text = f"{head}\n\nThe dam at Holm broke, and “nobody knows why”."
        (tmp_path / name).write_bytes(
            (text.replace("\n", "\r\n") if name == "c.txt" else text).encode(encoding)
        )
        article = read_articles(tmp_path / name).iloc[0]
        assert article[["title", "published"]].tolist() == ["Dam breaks", "2026-05-12"]
        assert article["text"] == "The dam at Holm broke, and “nobody knows why”."


def test_ris_is_taken_apart(tmp_path):
    (tmp_path / "a.ris").write_text(
        "TY  - NEWS\nAU  - Brandt, Ida\nAU  - Lund, Ro\nDA  - 2026/05/12/\nPY  - 2026\nT2  - The Wave\n"
        "TI  - Dam breaks\nAB  - The dam at Holm broke.\n\nNobody was hurt.\nUR  - https://wave.example/1\nER  - \n\n"
        "TY  - NEWS\nT1  - Dam holds\nN2  - The dam at Marl held.\nJO  - The Tide\nKW  - dams\nER  - \n"
    )
    articles = read_articles(tmp_path / "a.ris")
    assert articles["text"].tolist() == ["The dam at Holm broke.\nNobody was hurt.", "The dam at Marl held."]
    assert articles["byline"].iloc[0] == "Ida Brandt and Ro Lund"
    assert articles[["title", "outlet"]].values.tolist() == [
        ["Dam breaks", "The Wave"],
        ["Dam holds", "The Tide"],
    ]
    assert articles[["published", "url"]].iloc[0].tolist() == ["2026-05-12", "https://wave.example/1"]


@pytest.mark.parametrize(
    ("above", "mark"),
    [
        (
            "Good for Monday?\n\nVon meinem iPhone gesendet\n\nAnfang der weitergeleiteten Nachricht:\n\n",
            "> ",
        ),
        ("See below!\n\n---------- Forwarded message ---------\n", ""),
        (
            "From: Bo <bo@x.example>\nSent: Friday, 9 January 2026 08:00\nTo: Ida\nSubject: FW: Well\n\nRead.\n\n",
            "",
        ),
    ],
)
def test_a_note_above_a_message_that_was_passed_on_is_no_headline(tmp_path, above, mark):
    head = "From: Odette Varga <o@holm.example>\nSubject: Well runs dry\nDate: 6 January 2026 at 10:00\nTo: Bo\n\n"
    inner = f"{head}The well of Holm ran dry.\nNobody drank."
    text = above + "".join(f"{mark}{line}\n" for line in inner.split("\n"))
    article = read_articles(saved(tmp_path, "note.txt", text)).iloc[0]
    assert article[["title", "published"]].tolist() == ["Well runs dry", "2026-01-06"]
    assert article["text"] == "The well of Holm ran dry.\nNobody drank."


def test_a_letter_in_an_article_is_no_message(tmp_path):
    prose = (
        "The letter lay in a drawer for forty years before anybody in Holm thought of reading it aloud. " * 6
    )
    text = f"{prose}\n\nFrom: the miller\nTo: the mayor\nDate: a Tuesday\n\nThe well is dry."
    assert read_articles(saved(tmp_path, "letter.txt", text))["text"].item() == text
