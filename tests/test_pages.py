"""Saved web pages: what is read from them, what they say of themselves, and pages that hold no article."""

import socket
import time
from pathlib import Path

import pytest

from analysis import analyse
from analysis.read.articles import read_articles
from analysis.read.pages import read_page

PARAGRAPHS = (
    "The river rose in the night, and by noon the lower streets of the town were under water, the council said.",
    "“We had an hour to carry the beds upstairs,” said Ann Lee, who runs the hospital on the square in Arden.",
    "Two bridges were closed until the evening, when the rain ended and the first families could return home.",
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Flood in Arden | The Arden Lantern</title>
<meta property="og:title" content="Flood in Arden"><meta property="og:site_name" content="The Arden Lantern">
<meta name="author" content="Ruth Gray"><meta property="article:published_time" content="2024-03-01T08:00:00Z">
<link rel="canonical" href="https://lantern.example/flood"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><div class="cookie">We use cookies.</div>
<article><h1>Flood in Arden</h1>{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article>
<aside>Most read: ten recipes for leeks</aside><footer>Copyright, terms and contact</footer></body></html>"""


def test_saved_page_gives_text_and_what_it_says_of_itself(tmp_path):
    path = tmp_path / "flood.html"
    path.write_text(PAGE, "utf-8")
    row = read_articles(path).iloc[0]
    assert [p for p in PARAGRAPHS if p not in row["text"]] == []
    assert [w for w in ("cookies", "recipes", "Copyright", "Sport") if w in row["text"]] == []
    said = row[["article_id", "title", "outlet", "published", "byline", "url", "encoding"]].tolist()
    assert said == [
        *("flood", "Flood in Arden", "The Arden Lantern", "2024-03-01", "Ruth Gray"),
        *("https://lantern.example/flood", "utf-8"),
    ]
    assert "as the page or its address states them" in row["source_note"]


def test_page_that_states_nothing_leaves_it_missing():
    bare = "<html><body><article>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</article></body></html>"
    record = read_page(bare.encode())
    assert {name: record[name] for name in ("outlet", "published", "byline", "url")} == dict.fromkeys(
        ("outlet", "published", "byline", "url")
    )


@pytest.mark.parametrize("declared", ["windows-1252", "nonsense", "undefined", "base64"])
def test_declared_encoding_is_used_where_it_fits(declared):
    data = PAGE.replace("utf-8", declared).encode("cp1252")
    assert "“We had an hour" in read_page(data)["text"]


def test_page_without_article_is_refused():
    with pytest.raises(ValueError, match="holds no article text"):
        read_page(b"<html><body><script>write()</script></body></html>", "shell.html")


LINKS = "".join(
    f'<li><a href="/{n}">Minister of number {n} denies all that was said</a><p>{n} hours ago</p></li>'
    for n in range(30)
)
NO_ARTICLE = {
    "list of articles": f"<h1>News</h1><ul>{LINKS}</ul>",
    "for sale": "<h1>arden.example</h1><p>This domain is for sale! Buy this domain today.</p><p>Loans, flights</p>",
    "consent to cookies": "<p>We value your privacy. With your consent our partners store data; accept all?</p>",
    "check for robots": "<p>Checking your browser. Please enable JavaScript and verify you are human to go on.</p>",
    "error message": "<h1>Page not found</h1><p>The page you are looking for has moved.</p>",
}


@pytest.mark.parametrize("what", NO_ARTICLE)
def test_pages_that_hold_no_article_are_said_to_be_so(what):
    with pytest.raises(ValueError, match=f"x.html holds no article but .*{what}.*expected"):
        read_page(f"<html><body><main>{NO_ARTICLE[what]}</main></body></html>".encode(), "x.html")


@pytest.mark.parametrize(
    "more",
    [
        "<p>“We value your privacy is a sentence that nobody believes,” said Ann Lee of the union, who sued.</p>",
        "<p>The domain is for sale again, its owner told the paper on Friday, for three times of the price.</p>",
        f"<aside><ul>{LINKS}</ul></aside>",
    ],
)
def test_articles_about_such_pages_and_beside_links_are_read(more):
    page = PAGE.replace("</article>", f"{more}</article>" if more.startswith("<p>") else f"</article>{more}")
    assert PARAGRAPHS[1] in read_page(page.encode())["text"]
    assert "notice" not in read_page(page.encode())


def test_beginning_before_a_paywall_is_read_and_told(tmp_path):
    page = PAGE.replace(
        "</article>", "<p>Subscribe to continue reading this story and all others.</p></article>"
    )
    (tmp_path / "flood.html").write_text(page, "utf-8")
    with pytest.warns(UserWarning, match=r"flood\.html seems to hold only the beginning"):
        assert PARAGRAPHS[0] in read_articles(tmp_path / "flood.html")["text"].item()


def test_reading_pages_needs_no_network(tmp_path: Path, monkeypatch):
    def refuse(*_args, **_options):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", refuse)
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    assert len(read_articles(tmp_path)) == 1


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body>" + b"<div>" * 20_000 + b"The river rose in the night.",
        b"<html><body " + b"a=1 " * 50_000 + b">The river rose in the night.",
        b"<html><body><p>" + b"&amp;" * 50_000,
        b"<html><!--" + b"-" * 100_000,
        b"<html>" + bytes(range(256)) * 20,
    ],
    ids=["nested", "attributes", "entities", "comment", "binary"],
)
def test_hostile_pages_are_read_or_refused(page):
    try:
        text = read_page(page)["text"]
    except ValueError as error:
        text = str(error)
    assert text


@pytest.mark.parametrize(
    "data",
    [
        """{"@type":"NewsArticle","headline":"%s""" % ("\\\\" + '"'),
        '{"@type":"NewsArticle","articleSection":"publisher":{',
        '{"@type":"NewsArticle","author":{"@type":"Person",',
        "[",
    ],
)
def test_damaged_data_of_a_page_take_linear_time(data):
    def seconds(size: int) -> float:
        script = f'<script type="application/ld+json">{data * (size // len(data))}</script>'
        begun = time.process_time()
        assert read_page(PAGE.replace("</head>", script + "</head>").encode())["title"] == "Flood in Arden"
        return time.process_time() - begun

    assert seconds(200_000) < 1


def test_only_charsets_of_the_web_are_used():
    for label in ("utf-7", "unicode_escape", "rot13", "zip", "idna", "punycode", "utf-16"):
        data = PAGE.replace('charset="utf-8"', f'charset="{label}"').encode()
        assert read_page(data)["encoding"] == "utf-8"
    assert read_page(PAGE.replace("utf-8", "latin1").encode("cp1252"))["encoding"] == "cp1252"
    marked = PAGE.replace("utf-8", "latin1").encode("utf-8-sig")
    assert "“We had an hour" in read_page(marked)["text"]


def test_a_page_of_captions_has_them_as_its_prose(tmp_path):
    words = (
        "The dam above Holm was opened to the public.",
        "Mayor Odette Varga denied that it leaks.",
        "It was built in 1931.",
    )
    figures = "".join(
        f"<figure><img src=a.jpg><figcaption>{one} Photograph: Joe Kerr/PA</figcaption></figure>"
        for one in words
    )
    (tmp_path / "gallery.html").write_text(
        f"<html><head><title>Dam</title></head><body><h1>The dam in pictures</h1>{figures}"
    )
    sentences = analyse(read_articles(tmp_path / "gallery.html"))["sentences"]
    assert sentences.loc[sentences["text"].isin(words), "kind"].tolist() == ["body"] * 3
