"""Web pages: saved ones, and a loopback server that behaves well, badly and not at all."""

import http.server
import socket
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from analysis.read import pages
from analysis.read.articles import read_articles
from analysis.read.pages import fetch_page, read_page

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


class Answers(http.server.BaseHTTPRequestHandler):
    """Answer each path in its own way."""

    def do_GET(self):
        path = self.path.partition("?")[0]
        if path == "/loop":
            return self.answer(302, b"", Location="/loop")
        if path == "/moved":
            return self.answer(301, b"", Location="/flood?from=moved")
        if path == "/to-file":
            return self.answer(302, b"", Location="file:///etc/hostname")
        if path == "/to-private":
            return self.answer(302, b"", Location="http://10.0.0.1/secret")
        if path == "/missing":
            return self.answer(404, b"<html>no</html>")
        if path == "/picture":
            return self.answer(200, b"\x89PNG", "image/png")
        if path == "/large":
            return self.answer(200, b"<p>" + b"a" * (pages.MAX_PAGE + 10))
        if path == "/plain":
            return self.answer(200, PARAGRAPHS[0].encode("latin-1"), "text/plain; charset=latin-1")
        if path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            return self.wfile.write(b"<html>")
        return self.answer(200, PAGE.encode())

    def answer(self, status: int, body: bytes, kind: str = "text/html", **headers: str):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture(scope="module")
def site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/flood", "/moved"])
def test_address_is_fetched_on_request(site, path):
    row = read_articles(site + path, fetch=True, allow_private=True).iloc[0]
    assert PARAGRAPHS[1] in row["text"]
    assert (row["article_id"], row["outlet"]) == (path[1:], "The Arden Lantern")


def test_plain_text_is_taken_as_it_is(site):
    assert fetch_page(site + "/plain", allow_private=True)["text"] == PARAGRAPHS[0]


def test_nothing_is_fetched_unasked(site):
    with pytest.raises(ValueError, match=r"nothing is fetched unasked.*--fetch"):
        read_articles(site + "/flood")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/loop", "leads on and on"),
        ("/to-file", "not a web address that can be read"),
        ("/missing", "status 404"),
        ("/picture", "image/png"),
        ("/large", "too large"),
        ("/cut", "cannot be reached"),
    ],
)
def test_bad_answers_are_refused(site, path, said):
    with pytest.raises(ValueError, match=said):
        fetch_page(site + path, allow_private=True)


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://host.example/a", "file:///etc/hostname", "http://", "https://name:word@host.example/"),
        *("http://host.example/\r\nHost: other", "http://host.example:99999/", "http://[::1/"),
    ],
)
def test_other_addresses_are_refused(url):
    with pytest.raises(ValueError, match="expected"):
        fetch_page(url)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "[::1]", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "[::ffff:127.0.0.1]"],
)
def test_private_hosts_are_refused(host):
    with pytest.raises(ValueError, match=r"private network.*--allow-private"):
        fetch_page(f"http://{host}/")


@contextmanager
def names(monkeypatch, **hosts: str):
    """Let host names lead to the given addresses, as a name server would."""
    real = socket.getaddrinfo

    def look_up(host, *args, **options):
        return real(hosts.get(host.replace(".", "_"), host), *args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", look_up)
        yield


def test_names_that_lead_to_private_hosts_are_refused(monkeypatch):
    with names(monkeypatch, news_example="127.0.0.1"), pytest.raises(ValueError, match="private network"):
        fetch_page("http://news.example/")


def test_redirects_to_private_hosts_are_refused(site, monkeypatch):
    port = site.rsplit(":")[-1]
    only_loopback = type(
        "Address", (), {"__init__": lambda self, a: setattr(self, "is_global", a == "127.0.0.1")}
    )
    monkeypatch.setattr(pages.ipaddress, "ip_address", only_loopback)
    with pytest.raises(ValueError, match=r"private network \(10\.0\.0\.1\)"):
        fetch_page(f"http://127.0.0.1:{port}/to-private")


def test_no_connection_is_said_clearly(monkeypatch):
    def offline(*_args, **_options):
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    with pytest.raises(ValueError, match=r"cannot be reached.*connection to the internet was expected"):
        fetch_page("https://news.example/")


def test_silent_host_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(ValueError, match="cannot be reached"):
            fetch_page(address, allow_private=True, seconds=0.3)


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
