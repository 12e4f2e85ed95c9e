"""Small files in every kind that is read, written by us, and the same files damaged."""

import gzip
import io
import json
import zipfile

import pandas as pd

from tests.export_samples import as_rtf

ONE = "The dam at Holm broke on Monday, and two streets were flooded."
TWO = "“We had no warning,” said Odette Varga, the mayor of the town."
THREE = (
    "Ferries to the islands will stop in March, the operator said on Tuesday, and nobody was asked about it."
)
TEXT = f"{ONE}\n{TWO}"
DAY = "2020-03-03"
PAGE = (
    "<html><head><title>Dam breaks at Holm</title><meta property='article:published_time' content='2020-03-03'/></head>"
    f"<body><article><h1>Dam breaks at Holm</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></article></body></html>"
)
ROWS = pd.DataFrame({"title": ["Dam", "Ferries"], "text": [TEXT, THREE], "date": [DAY, "2020-03-04"]})


def packed(files: dict[str, str | bytes], first: str = "") -> bytes:
    """Give an archive; a file called `first` stands in it first and uncompressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == first else None)
    return out.getvalue()


def docx() -> bytes:
    from docx import Document

    document, out = Document(), io.BytesIO()
    document.add_paragraph(ONE)
    document.add_table(1, 1).cell(0, 0).text = TWO
    document.save(out)
    return out.getvalue()


def odt() -> bytes:
    spaces = (
        "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    )
    body = f"<text:p>{ONE}</text:p><text:p><text:span>{TWO}</text:span></text:p>"
    content = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}, "mimetype")


def epub() -> bytes:
    container = "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>"
    book = (
        "<package><metadata><title>The Lantern, weekly</title><creator>D. Okafor</creator><date>2020-03-03</date></metadata>"
        "<manifest><item id='cover' href='cover.xhtml'/><item id='a' href='a.xhtml'/><item id='b' href='b.xhtml'/></manifest>"
        "<spine><itemref idref='cover'/><itemref idref='a'/><itemref idref='b'/></spine></package>"
    )
    pages = {
        "OEBPS/cover.xhtml": "<html><body><img src='c.png'/></body></html>",
        "OEBPS/a.xhtml": f"<html><body><h1>Dam</h1><p>{ONE}</p><p>{TWO}</p></body></html>",
        "OEBPS/b.xhtml": f"<html><body><h1>Ferries</h1><p>{THREE}</p></body></html>",
    }
    start = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "OEBPS/book.opf": book}
    return packed(start | pages, "mimetype")


def workbook(kind: str = "xlsx") -> bytes:
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as book:
        ROWS.iloc[:1].to_excel(book, sheet_name="2019", index=False)
        ROWS.iloc[1:].to_excel(book, sheet_name="2020", index=False)
    return out.getvalue()


def parquet() -> bytes:
    out = io.BytesIO()
    ROWS.to_parquet(out)
    return out.getvalue()


MAIL = (
    "From: Ida Brandt <ida@lantern.example>\r\nTo: all@lantern.example\r\nSubject: Dam breaks at Holm\r\n"
    "Date: Tue, 3 Mar 2020 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
)
PLAIN_MAIL = f"{MAIL}Content-Type: text/plain; charset=utf-8\r\n\r\n{ONE}\r\n{TWO}\r\n"
NEWSLETTER = (
    f"{MAIL}List-Unsubscribe: <https://lantern.example/no>\r\nContent-Type: multipart/alternative; boundary=X\r\n\r\n--X\r\n"
    f"Content-Type: text/plain\r\n\r\nshort\r\n--X\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    f"<table><tr><td><p>{ONE}</p><p>{TWO}</p></td></tr></table>\r\n--X--\r\n"
)
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://lantern.example/dam\r\nSubject: Dam\r\n"
    "Date: Tue, 3 Mar 2020 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n\r\n--B\r\nContent-Type: text/html\r\n'
    f"Content-Transfer-Encoding: 8bit\r\nContent-Location: https://lantern.example/dam\r\n\r\n{PAGE}\r\n--B--\r\n"
)
VTT = (
    "WEBVTT\n\nNOTE made by hand\n\n00:00:01.000 --> 00:00:03.000\nThe dam at Holm broke on Monday,\nand two streets "
    "were flooded.\n\n2\n00:00:04.000 --> 00:00:06.000 align:start\n<v Odette Varga>We had <i>no</i> warning.\n"
)
SRT = (
    "1\n00:00:01,000 --> 00:00:03,000\nThe dam at Holm broke on Monday,\n\n2\n00:00:03,000 --> 00:00:05,000\n"
    "and two streets were flooded.\n\n3\n00:00:09,000 --> 00:00:11,000\n“We had no warning.”\n"
)
RSS = (
    "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>The Lantern</title>"
    f"<item><title>Dam</title><link>https://lantern.example/1</link><pubDate>Tue, 03 Mar 2020 10:00:00 GMT</pubDate>"
    f"<dc:creator>D. Okafor</dc:creator><description>Short.</description><content:encoded><![CDATA[<p>{ONE}</p><p>{TWO}</p>]]>"
    f"</content:encoded></item><item><title>Ferries</title><description>&lt;p&gt;{THREE}&lt;/p&gt;</description></item>"
    "</channel></rss>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Lantern</title><entry><title>Dam</title>"
    "<link href='https://lantern.example/1'/><published>2020-03-03T10:00:00Z</published><author><name>D. Okafor</name></author>"
    f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{ONE}</p><p>{TWO}</p></div></content></entry>"
    f"<entry><title>Ferries</title><summary>{THREE}</summary></entry></feed>"
)
NITF = (
    "<nitf><head><docdata><date.issue norm='20200303T100000Z'/></docdata><pubdata name='The Lantern'/></head><body>"
    "<body.head><hedline><hl1>Dam</hl1></hedline><byline>By <person>D. Okafor</person></byline></body.head>"
    f"<body.content><p>{ONE}</p><p>{TWO}</p></body.content></body></nitf>"
)
NEWSML = (
    "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet><newsItem><itemMeta><provider><name>The Lantern</name>"
    "</provider></itemMeta><contentMeta><contentCreated>2020-03-03T10:00:00Z</contentCreated><headline>Dam</headline>"
    "<by>D. Okafor</by></contentMeta><contentSet><inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body>"
    f"<p>{ONE}</p><p>{TWO}</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>"
)
NEWSAPI = {
    "status": "ok",
    "articles": [{"source": {"name": "The Lantern"}, "title": "Dam", "content": TEXT}, {"content": THREE}],
}
GUARDIAN = {
    "response": {
        "results": [
            {"webTitle": t, "webPublicationDate": f"{DAY}T10:00:00Z", "fields": {"bodyText": x}}
            for t, x in (("Dam", TEXT), ("Ferries", THREE))
        ]
    }
}
REGISTRY = {
    "articles": {
        "results": [
            {"title": "Dam", "body": TEXT, "source": {"title": "L"}, "authors": [{"name": "D"}]},
            {"title": "Ferries", "body": THREE},
        ],
        "page": 1,
    }
}
NYT = {
    "response": {"docs": [{"headline": {"main": "Dam"}, "byline": {"original": "By D"}, "body": [ONE, TWO]}]}
}
TSV = f'id\ttitle\ttext\n1\tDam\t"No," said Varga.\n2\tFerries\t{THREE}\n'
MARKDOWN = f"---\ntitle: Dam\nauthor: D. Okafor\ndate: {DAY}\n---\n\n{ONE}\n\n> We had **no** warning.\n"
LIST_LD = {
    "@type": "NewsArticle",
    "headline": "Dam",
    "articleBody": TEXT,
    "datePublished": f"{DAY}T08:00:00Z",
}

NEWSPAPER_BAR = (
    "<div class='own_navbar'><p><a href='b.xhtml'>Next story</a> <a href='index.xhtml'>Sections</a></p></div>"
)
LINKS = "<li><a href='a.xhtml'>Dam</a></li><li><a href='b.xhtml'>Ferries</a> on Tuesday</li>"
SECTIONS = {  # a newspaper made from feeds, and a book, with all that stands around their texts
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": "<container><rootfiles><rootfile full-path='paper.opf'/></rootfiles></container>",
    "paper.opf": "<package><metadata><title>The Lantern</title><creator>calibre</creator><date>2020-03-03T06:00:00+00:00</date>"
    "</metadata><manifest><item id='nav' href='nav.xhtml' properties='scripted nav'/><item id='t' href='t.xhtml'/>"
    "<item id='s' href='index.xhtml'/><item id='l' href='legal.xhtml'/><item id='a' href='a%20b.xhtml'/><item id='b' href='b.xhtml'/>"
    "<item id='ad' href='ad.xhtml'/></manifest><spine><itemref idref='nav'/><itemref idref='t'/><itemref idref='s'/>"
    "<itemref idref='l'/><itemref idref='a'/><itemref idref='b'/><itemref idref='ad' linear='no'/></spine>"
    "<guide><reference type='title-page' href='t.xhtml#top'/></guide></package>",
    "nav.xhtml": f"<html><body><nav><ol>{LINKS}</ol></nav></body></html>",
    "t.xhtml": f"<html><body><p>{THREE}</p></body></html>",
    "index.xhtml": f"<html><body><h1>The Lantern</h1><p>Tuesday</p><ul>{LINKS}</ul></body></html>",
    "legal.xhtml": "<html xmlns:epub='http://www.idpf.org/2007/ops'><body><section epub:type='copyright-page'>"
    f"<p>{THREE}</p></section></body></html>",
    "a b.xhtml": f"<html><body>{NEWSPAPER_BAR}<h1>Dam</h1><p>By D. Okafor</p><p>{ONE}</p><p>{TWO}</p></body></html>",
    "b.xhtml": f"<html><head><title>Ferries</title></head><body><p>{THREE}</p>{NEWSPAPER_BAR}</body></html>",
    "ad.xhtml": f"<html><body><p>{THREE}</p></body></html>",
}
NEWSML1 = (
    "<NewsML><NewsItem><NewsManagement><FirstCreated>20200303T100000Z</FirstCreated></NewsManagement><NewsComponent>"
    "<NewsLines><HeadLine>Dam</HeadLine><ByLine>By D. Okafor</ByLine></NewsLines><AdministrativeMetadata><Provider>"
    "<Party FormalName='The Lantern'/></Provider></AdministrativeMetadata><ContentItem><DataContent><nitf><body><body.head>"
    f"<hedline><hl1>Dam</hl1></hedline></body.head><body.content><p>{ONE}</p><p>{TWO}</p></body.content></body></nitf>"
    "</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
)
FEED_OF_ONE = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Lantern</title><author><name>D. Okafor</name></author><entry>"
    "<title type='html'>&lt;i&gt;Dam&lt;/i&gt;</title><updated>2020-03-03T21:00:00-07:00</updated>"
    f"<content type='html'>&lt;p&gt;{ONE}&lt;/p&gt;&lt;p&gt;{TWO}&lt;/p&gt;</content></entry></feed>"
)
RSS_ADDRESS = (
    f"<rss><channel><item><title>Dam</title><author>d@lantern.example (D. Okafor)</author><pubDate>3 Mar 2020</pubDate>"
    f"<description>{THREE}</description></item></channel></rss>"
)
TURNS = (
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ida Brandt>We had <c.loud>no</c>\n\n00:02.000 --> 00:03.000\n<v Ida Brandt>warning.\n\n"
    "00:03.000 --> 00:04.000\n[door slams]\n\n00:04.000 --> 00:05.000\nVARGA: None at all.\n\n00:05.000 --> 00:06.000\n- Go.\n"
)
PASSED_ON = (
    "From: Bo <bo@school.example>\r\nSubject: Fwd: Dam\r\nDate: Thu, 5 Mar 2020 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nFor tomorrow.\r\n\r\n---------- Forwarded message ---------\r\n"
    "From: Ida Brandt <ida@lantern.example>\r\nDate: Tue, 3 Mar 2020 at 08:00\r\nSubject: Dam\r\nTo: <bo@school.example>\r\n"
    f"\r\n\r\n{ONE}\r\n{TWO}\r\n"
)
WITH_MESSAGE = (
    "From: Ida Brandt <ida@lantern.example>\r\nSubject: Dam\r\nDate: Tue, 3 Mar 2020 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    f"Content-Type: multipart/mixed; boundary=Y\r\n\r\n--Y\r\nContent-Type: text/plain\r\n\r\n{THREE}\r\n--Y\r\n"
    f"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n{PLAIN_MAIL}\r\n--Y--\r\n"
)
HIDDEN = (
    f"{MAIL}Content-Type: text/html; charset=utf-8\r\n\r\n<div style='max-height:0; display: none'>In this letter: a dam</div>"
    f"<p>{ONE}</p><p>{TWO}</p>\r\n"
)
WITH_PLAN = (
    "From: a@press.example\nSubject: Rain\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=Z\n\n--Z\nContent-Type: "
    "text/plain\n\nIt rained.\n--Z\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=plan.pdf\n\n%PDF\n--Z--\n"
)
GUARDIAN_ITEM = {
    "response": {
        "status": "ok",
        "content": {
            "id": "world/1",
            "webTitle": "Dam",
            "webPublicationDate": f"{DAY}T10:00:00Z",
            "fields": {"body": f"<p>{ONE}</p><p>{TWO}</p>", "trailText": "short"},
            "tags": [{"webTitle": "Dams"}],
        },
    }
}
STORED = ROWS.assign(date=[1583193600000, 1583280000000]).to_json(
    orient="records"
)  # days as pandas counts them
KAGGLE = f',id,title,publication,author,date,year,url,content\n0,17,Dam,Lantern,D. Okafor,"March 3, 2020 ",2020.0,,"{TEXT}"\n'
US_DAYS = f'Article,Date,Heading,NewsType\n"{TEXT}",3/14/2020,Dam,world\n'

BOTH = [TEXT, THREE]
FILES: dict[str, tuple[bytes | str, list[str] | None]] = {
    "plain.txt": (TEXT, [TEXT]),
    "windows.txt": (TEXT.encode("cp1252"), [TEXT]),
    "utf16.txt": (TEXT.encode("utf-16"), [TEXT]),
    "page.html": (PAGE, [f"Dam breaks at Holm\n{TEXT}\n{THREE}"]),
    "page.xhtml": (PAGE, [f"Dam breaks at Holm\n{TEXT}\n{THREE}"]),
    "page.mhtml": (MHTML, [f"Dam breaks at Holm\n{TEXT}\n{THREE}"]),
    "mail.eml": (PLAIN_MAIL, [TEXT.replace("\n", "\r\n")]),
    "newsletter.eml": (NEWSLETTER, [TEXT]),
    "box.mbox": (
        "".join(f"From ida@press.example Tue Mar  3 10:00:00 2020\n{PLAIN_MAIL}\n\n" for _ in "12"),
        [TEXT.replace("\n", "\r\n")] * 2,
    ),
    "note.rtf": (as_rtf(TEXT), [TEXT + "\n"]),
    "renamed_rtf.txt": (as_rtf(TEXT), [TEXT + "\n"]),
    "word.docx": (docx(), [TEXT]),
    "open.odt": (odt(), [TEXT]),
    "book.epub": (epub(), ["Dam\n" + TEXT, "Ferries\n" + THREE]),
    "note.md": (MARKDOWN, [f"{ONE}\n“We had no warning.”"]),
    "film.vtt": (VTT, [f"{ONE}\nOdette Varga: We had no warning."]),
    "film.srt": (SRT, [f"{ONE}\n“We had no warning.”"]),
    "feed.rss": (RSS, BOTH),
    "feed.xml": (RSS, BOTH),
    "feed.atom": (ATOM, BOTH),
    "agency_nitf.xml": (NITF, [TEXT]),
    "agency_newsml.xml": (NEWSML, [TEXT]),
    "folder.zip": (packed({"a/one.txt": TEXT, "two.jsonl": json.dumps({"text": THREE})}), BOTH),
    "one.txt.gz": (gzip.compress(TEXT.encode()), [TEXT]),
    "table.csv": (ROWS.to_csv(index=False), BOTH),
    "table.csv.gz": (gzip.compress(ROWS.to_csv(index=False).encode()), BOTH),
    "table.tsv": (ROWS.to_csv(index=False, sep="\t"), BOTH),
    "semicolons.csv": (ROWS.to_csv(index=False, sep=";"), BOTH),
    "note_to_excel.csv": ("sep=;\n" + ROWS.to_csv(index=False, sep=";"), BOTH),
    "windows.csv": (ROWS.to_csv(index=False).encode("cp1252"), BOTH),
    "quotes.tsv": (TSV, ['"No," said Varga.', THREE]),
    "book.xlsx": (workbook(), BOTH),
    "renamed_book.xls": (workbook(), BOTH),
    "page_of_cells.xls": (ROWS.to_html(index=False), [TEXT.replace("\n", "\\n"), THREE]),
    "tabs.xls": (ROWS.to_csv(index=False, sep="\t"), BOTH),
    "table.parquet": (parquet(), BOTH),
    "lines.jsonl": (ROWS.to_json(orient="records", lines=True), BOTH),
    "lines.ndjson": (ROWS.to_json(orient="records", lines=True), BOTH),
    "lines.jsonl.gz": (gzip.compress(ROWS.to_json(orient="records", lines=True).encode()), BOTH),
    **{f"pandas_{form}.json": (ROWS.to_json(orient=form), BOTH) for form in ("records", "index", "table")},
    "lists.json": (json.dumps(ROWS.to_dict("list")), BOTH),
    "blank_first.json": ("\n " + ROWS.to_json(orient="records"), BOTH),
    "newsapi.json": (json.dumps(NEWSAPI), BOTH),
    "newsapi_indented.json": (json.dumps(NEWSAPI, indent=1), BOTH),
    "guardian.json": (json.dumps(GUARDIAN), BOTH),
    "event_registry.json": (json.dumps(REGISTRY), BOTH),
    "nyt.json": (json.dumps(NYT), [TEXT]),
    "linked_data.json": (json.dumps(LIST_LD), [TEXT]),
    "paragraphs.jsonl": (json.dumps({"text": [ONE, TWO]}) + "\n", [TEXT]),
    "paper.epub": (packed(SECTIONS, "mimetype"), ["Dam\nBy D. Okafor\n" + TEXT, THREE]),
    "agency_newsml1.xml": (NEWSML1, [TEXT]),
    "one_author.atom": (FEED_OF_ONE, [TEXT]),
    "address.rss": (RSS_ADDRESS, [THREE]),
    "turns.vtt": (TURNS, ["Ida Brandt: We had no warning.\nVARGA: None at all.\nGo."]),
    "passed_on.eml": (PASSED_ON, [TEXT.replace("\n", "\r\n")]),
    "with_message.eml": (WITH_MESSAGE, [THREE, TEXT.replace("\n", "\r\n")]),
    "hidden.eml": (HIDDEN, [TEXT]),
    "guardian_item.json": (json.dumps(GUARDIAN_ITEM), [TEXT]),
    "stored_days.json": (STORED, BOTH),
    "index_column.csv": (KAGGLE, [TEXT]),
    "us_days.csv": (US_DAYS.replace("14", "3"), [TEXT]),
    "tabs.txt": (ROWS.to_csv(index=False, sep="\t"), BOTH),
    "no_ending.gz": (gzip.compress(ROWS.to_csv(index=False).encode()), BOTH),
    "archives.zip": (
        packed({"a.zip": packed({"one.txt": TEXT}), "b.txt.gz": gzip.compress(THREE.encode())}),
        BOTH,
    ),
    "fuller.csv": (f'content,full_text\n"The dam… [+200 chars]","{ONE}"\n', [ONE]),
    "marked_up.csv": ('content\n"<p>“No,” said <a href=""x"">Varga</a>.</p>"\n', ["“No,” said Varga."]),
}

UNDATED = set(
    "plain.txt windows.txt utf16.txt note.rtf renamed_rtf.txt word.docx open.odt film.vtt film.srt turns.vtt"
    " folder.zip one.txt.gz quotes.tsv newsapi.json newsapi_indented.json event_registry.json nyt.json paragraphs.jsonl fuller.csv"
    " marked_up.csv archives.zip".split()
)
"""Files that state no day, of which most state no title."""
