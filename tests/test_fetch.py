"""Addresses: a server on loopback that behaves well, badly and not at all, and hosts that must not be asked."""

import gzip
import re
import socket
import threading
import time
from contextlib import contextmanager
from importlib.metadata import version

import pytest

from analysis.read import addresses
from analysis.read.addresses import ask, is_public
from analysis.read.articles import read_articles
from analysis.read.pages import fetch_page

from .test_pages import PAGE, PARAGRAPHS

SECONDS = 0.6  # for everything, where a host is slow on purpose


class Site:
    """A server that sends, for each path, the bytes or pieces it is told to, however wrong; it notes what it got."""

    def __init__(self):
        self.answers: dict = {"/robots.txt": whole(b"", "404 Not Found")}
        self.asked: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection):
        with connection:
            data = b""
            try:
                while b"\r\n\r\n" not in data:
                    if not (piece := connection.recv(4096)):
                        return
                    data += piece
                self.asked.append(data)
                path = data.split()[1].decode().removeprefix(self.url)
                answer = self.answers.get(path, self.answers.get("*", whole(b"", "404 Not Found")))
                for piece in [answer] if isinstance(answer, bytes) else answer:
                    connection.sendall(piece)
            except OSError:
                return

    def close(self):
        self._socket.close()

    def targets(self) -> list[str]:
        return [data.split()[1].decode() for data in self.asked]


def whole(
    body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str
) -> bytes:
    """An answer as it should be."""
    lines = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def moved(target: str, status: str = "302 Found") -> bytes:
    return whole(b"", status, Location=target)


@pytest.fixture
def site(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = Site()
    yield server
    server.close()


def fetch(site: Site, path: str = "/a", **options) -> dict:
    return fetch_page(site.url + path, **{"allow_private": True, "seconds": 5, **options})


def forever(first: bytes, piece: bytes, every: float = 0.05):
    """Some bytes, and then others again and again, far longer than anybody waits."""
    yield first
    for _ in range(200):
        time.sleep(every)
        yield piece


# What works

GOOD = {
    "plain": whole(PAGE.encode()),
    "no length": whole(PAGE.encode(), Content_Length=""),
    "packed": whole(gzip.compress(PAGE.encode()), Content_Encoding="gzip"),
    "no kind": whole(PAGE.encode(), kind=""),
    "xhtml": whole(PAGE.encode(), kind="application/xhtml+xml"),
    "old charset": whole(
        PAGE.replace("utf-8", "latin1").encode("cp1252"), kind="text/html; charset=iso-8859-1"
    ),
    "odd charset": whole(PAGE.encode(), kind="text/html; charset=unicode_escape"),
    "no charset": whole(PAGE.encode(), kind="text/html"),
    "quoted charset": whole(PAGE.encode(), kind='text/html; charset="UTF-8"'),
    "chunks": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (PAGE.encode()[:300], PAGE.encode()[300:]))
    + b"0\r\n\r\n",
    "continue": b"HTTP/1.1 100 Continue\r\n\r\n" + whole(PAGE.encode()),
    "hints": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + whole(PAGE.encode()),
    "old protocol": whole(PAGE.encode()).replace(b"HTTP/1.1", b"HTTP/1.0"),
    "cookies": whole(PAGE.encode(), Set_Cookie="a=b; Domain=elsewhere.example"),
}


@pytest.mark.parametrize("answer", GOOD)
def test_page_is_fetched(site, answer):
    site.answers["/a"] = GOOD[answer]
    record = fetch(site)
    assert PARAGRAPHS[1] in record["text"]
    assert record["url"] == site.url + "/a"


def test_address_gives_a_row_and_its_name(site):
    site.answers["/news/flood?from=mail"] = whole(PAGE.encode())
    row = read_articles(site.url + "/news/flood?from=mail", fetch=True, allow_private=True).iloc[0]
    assert row[["article_id", "outlet", "title"]].tolist() == ["flood", "The Arden Lantern", "Flood in Arden"]
    assert row["url"] == site.url + "/news/flood?from=mail"


def test_plain_text_is_taken_as_it_is(site):
    site.answers["/a"] = whole("Café, she said.".encode("cp1252"), kind="text/plain; charset=windows-1252")
    assert fetch(site) == {"text": "Café, she said.", "url": site.url + "/a", "encoding": "cp1252"}


def test_agent_says_its_name_and_version_and_nothing_else(site):
    site.answers["/a"] = whole(PAGE.encode())
    fetch(site)
    heads = [re.search(rb"(?i)user-agent: (.*)\r\n", data)[1].decode() for data in site.asked]
    assert set(heads) == {f"who-says-so/{version('who-says-so')}"}
    assert not any(re.search(rb"(?i)\r\n(cookie|referer|from):", data) for data in site.asked)


ENCODED = {
    "/straße": "/stra%C3%9Fe",
    "/a b": "/a%20b",
    "/caf%C3%A9": "/caf%C3%A9",
    "/?q=ü&r=“x”": "/?q=%C3%BC&r=%E2%80%9Cx%E2%80%9D",
    "/a#part": "/a",
    "/日本": "/%E6%97%A5%E6%9C%AC",
}


@pytest.mark.parametrize("path", ENCODED)
def test_addresses_are_encoded_and_what_was_asked_is_recorded(site, path):
    site.answers[ENCODED[path]] = whole(PAGE.encode())
    assert fetch(site, path)["url"] == site.url + ENCODED[path]
    assert site.targets() == ["/robots.txt", ENCODED[path]]


@pytest.mark.parametrize(
    ("target", "ends"),
    [
        *(("/b", "/b"), ("b", "/b"), ("?page=2", "/a?page=2"), ("//127.0.0.1:{port}/b", "/b")),
        *(("http://127.0.0.1:{port}/b#end", "/b"), ("/straße", "/stra%C3%9Fe"), ("/a%20b", "/a%20b")),
    ],
)
def test_redirects_are_followed_and_the_last_address_is_recorded(site, target, ends):
    location = target.format(port=site.port)
    site.answers["/a"] = moved(location.encode().decode("latin-1")).decode("utf-8").encode("latin-1")
    site.answers[ends] = whole(PAGE.encode())
    assert fetch(site)["url"] == site.url + ends


@pytest.mark.parametrize("status", ["301 Moved", "303 See Other", "307 Temporary", "308 Permanent"])
def test_every_kind_of_redirect_is_followed(site, status):
    site.answers |= {"/a": moved("/b", status), "/b": whole(PAGE.encode())}
    assert fetch(site)["title"] == "Flood in Arden"


def test_five_redirects_are_followed_and_a_sixth_is_not(site):
    site.answers |= {f"/{n}": moved(f"/{n + 1}") for n in range(1, 7)} | {"/7": whole(PAGE.encode())}
    assert fetch(site, "/2")["title"] == "Flood in Arden"
    with pytest.raises(ValueError, match="leads on and on"):
        fetch(site, "/1")


# What is refused

BAD = {
    "loop": (moved("/a"), "leads on and on"),
    "to a file": (moved("file:///etc/hostname"), "not a web address that can be read"),
    "to ftp": (moved("ftp://host.example/"), "not a web address that can be read"),
    "to data": (moved("data:text/html,hello"), "not a web address that can be read"),
    "to javascript": (moved("javascript:alert(1)"), "not a web address that can be read"),
    "to a login": (moved("http://name:word@127.0.0.1/"), "not a web address that can be read"),
    "to no host": (moved("http:///a"), "not a web address that can be read|leads on"),
    "to no port": (moved("http://127.0.0.1:99999/"), "not a web address that can be read"),
    "to brackets": (moved("http://[::1/"), "not a web address that can be read"),
    "nowhere": (whole(b"", "302 Found"), "status 302"),
    "missing": (whole(b"<html>no", "404 Not Found"), "status 404"),
    "broken": (whole(b"<html>no", "500 Error"), "status 500"),
    "part": (whole(PAGE.encode(), "206 Partial Content"), "status 206"),
    "nothing": (whole(b"", "204 No Content"), "status 204"),
    "login": (whole(b"", "401 Unauthorized", WWW_Authenticate="Basic"), "status 401"),
    "picture": (whole(b"\x89PNG", kind="image/png"), "image/png"),
    "empty": (whole(b""), "no article text"),
    "large": (whole(b"<p>" + b"a" * addresses.MAX_PAGE), "too large"),
    "bomb": (whole(gzip.compress(b"a" * addresses.MAX_PAGE * 4), Content_Encoding="gzip"), "too large"),
    "bomb in a bomb": (
        whole(gzip.compress(gzip.compress(b"a" * 10**6)), Content_Encoding="gzip, gzip"),
        "packing",
    ),
    "other packing": (whole(PAGE.encode(), Content_Encoding="br"), "packing"),
    "no packing": (whole(PAGE.encode(), Content_Encoding="gzip"), "cannot be reached"),
    "cut": (whole(PAGE.encode(), Content_Length="5000000"), "cannot be reached"),
    "cut chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<html>", "cannot be reached"),
    "bad chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "cannot be reached"),
    "silence": (b"", "cannot be reached"),
    "garbage": (b"\x16\x03\x01" + bytes(range(256)), "cannot be reached"),
    "other protocol": (b"SSH-2.0-OpenSSH\r\n\r\n", "cannot be reached"),
    "long header": (b"HTTP/1.1 200 OK\r\nA: " + b"a" * 300_000, "cannot be reached"),
    "two lengths": (
        whole(PAGE.encode()).replace(b"\r\n", b"\r\nContent-Length: 3\r\n", 1),
        "cannot be reached",
    ),
    "control in header": (whole(PAGE.encode(), X_Odd="a\0b"), "cannot be reached"),
}


@pytest.mark.parametrize("answer", BAD)
def test_bad_answers_are_refused(site, answer):
    site.answers["/a"], said = BAD[answer]
    with pytest.raises(ValueError, match=said) as caught:
        fetch(site)
    assert "expected" in str(caught.value)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SLOW = {
    "silent": lambda: forever(b"", b""),
    "status line": lambda: forever(b"HTTP/1.1 200", b" O"),
    "headers": lambda: forever(HEAD, b"X-A: b\r\n"),
    "one header": lambda: forever(HEAD + b"X-A: ", b"a"),
    "body": lambda: forever(HEAD + b"Content-Length: 9999\r\n\r\n", b"<"),
    "chunks": lambda: forever(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "chunk size": lambda: forever(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "trailers": lambda: forever(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-A: b\r\n"),
    "continue": lambda: forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "fast continue": lambda: forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50, 0.001),
    "redirect": lambda: forever(b"HTTP/1.1 302 Found\r\nLocation: /", b"a"),
}


@pytest.mark.parametrize("answer", SLOW)
@pytest.mark.parametrize("path", ["/a", "/robots.txt"])
def test_slow_hosts_are_given_up_in_time(site, answer, path):
    site.answers["/a"] = whole(PAGE.encode())
    site.answers["*"] = SLOW[answer]()
    site.answers.pop(path)
    begun = time.monotonic()
    with pytest.raises(ValueError, match=r"cannot be reached|leads on and on"):
        fetch(site, seconds=SECONDS)
    assert time.monotonic() - begun < SECONDS + 1


@pytest.mark.parametrize(
    "url",
    [
        *(
            "ftp://host.example/a",
            "file:///etc/hostname",
            "http://",
            "https://name:word@host.example/",
            "http://[::1/",
        ),
        *(
            "http://host.example/\r\nHost: other",
            "http://host.example:99999/",
            "http://host.example:0/",
            "http:///a",
        ),
        *("gopher://host.example/", "http://xn--zzzzz-.example\u202e/", "http://host.example:port/"),
    ],
)
def test_other_addresses_are_refused(url):
    with pytest.raises(ValueError, match="not a web address that can be read"):
        fetch_page(url)


PRIVATE = [
    *(
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
    ),
    *("255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1"),
    *(
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "::8.8.8.8",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a00:1",
    ),
    *(
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "::ffff:0:7f00:1",
        "2002:808:808::1",
        "2001:0:4136:e378::1",
        "2001:db8::1",
    ),
]


@pytest.mark.parametrize("host", PRIVATE)
def test_private_hosts_are_refused(host):
    assert not is_public(host)
    with pytest.raises(ValueError, match=r"private network.*--allow-private"):
        fetch_page(f"http://[{host}]/" if ":" in host else f"http://{host}/", seconds=2)


@pytest.mark.parametrize("host", ["8.8.8.8", "2606:4700::1111", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"])
def test_public_hosts_are_not(host):
    assert is_public(host)


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "127.1", "0177.0.0.1", "localhost", "127.0.0.1."]
)
def test_other_spellings_of_a_private_host_are_refused(host):
    with pytest.raises(ValueError, match=r"private network|cannot be reached|not a web address"):
        fetch_page(f"http://{host}:1/", seconds=2)


@contextmanager
def names(monkeypatch, **hosts: list[str]):
    """Let host names lead to the given addresses, as a name server would; count how often each is asked."""
    real, asked = socket.getaddrinfo, []

    def look_up(host, port, *args, **options):
        text = host.decode() if isinstance(host, bytes) else host
        asked.append(text)
        found = hosts.get(text.replace(".", "_"), [host])
        return [entry for address in found for entry in real(address, port, *args, **options)]

    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", look_up)
        yield asked


def test_names_that_lead_to_private_hosts_are_refused(monkeypatch):
    for found in (["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["::ffff:10.0.0.1"]):
        with names(monkeypatch, news_example=found), pytest.raises(ValueError, match="private network"):
            fetch_page("http://news.example/", seconds=2)


def test_address_that_was_checked_is_the_one_that_is_asked(site, monkeypatch):
    site.answers["/a"] = whole(PAGE.encode())
    with names(monkeypatch, news_example=["127.0.0.1"]) as asked:
        fetch_page(f"http://news.example:{site.port}/a", allow_private=True)
    connections = len(site.asked)
    assert asked.count("news.example") == connections, (
        "a name is looked up once for each connection, and then pinned"
    )
    assert f"Host: news.example:{site.port}".encode() in site.asked[0]


def test_every_address_of_a_host_is_tried(site, monkeypatch):
    site.answers["/a"] = whole(PAGE.encode())
    with names(monkeypatch, news_example=["127.0.0.2", "::1", "127.0.0.1"]):
        record = fetch_page(f"http://news.example:{site.port}/a", allow_private=True)
    assert record["title"] == "Flood in Arden"


@pytest.mark.parametrize(
    "target", ["10.0.0.1", "[::1]", "169.254.169.254", "[64:ff9b::a00:1]", "metadata.example"]
)
def test_redirects_to_private_hosts_are_refused(site, monkeypatch, target):
    monkeypatch.setattr(addresses, "is_public", lambda ip, real=is_public: ip == "127.0.0.9" or real(ip))
    site.answers["/a"] = moved(f"http://{target}/secret")
    server = socket.create_server(("127.0.0.9", 0))
    site._socket.close()
    site._socket, port = server, server.getsockname()[1]
    threading.Thread(target=site._serve, daemon=True).start()
    looked_up = names(monkeypatch, news_example=["127.0.0.9"], metadata_example=["192.168.0.1"])
    with looked_up, pytest.raises(ValueError, match="private network"):
        fetch_page(f"http://news.example:{port}/a", seconds=5)


def test_internationalised_hosts_are_asked_by_their_ascii_name(site, monkeypatch):
    site.answers["/"] = whole(PAGE.encode())
    with names(monkeypatch, **{"xn--bcher-kva_example": ["127.0.0.1"]}):
        record = fetch_page(f"http://bücher.example:{site.port}/", allow_private=True)
    assert record["url"] == f"http://xn--bcher-kva.example:{site.port}/"


# robots.txt

ROBOTS = {
    "all": ("User-agent: *\nDisallow: /\n", False),
    "path": ("User-agent: *\nDisallow: /a\n", False),
    "us": ("User-agent: who-says-so\nDisallow: /\n", False),
    "pattern": ("User-agent: *\nDisallow: /*?print=\nDisallow: /a$\n", False),
    "others": ("User-agent: other\nDisallow: /\n", True),
    "not us": ("User-agent: *\nDisallow: /\n\nUser-agent: who-says-so\nAllow: /\n", True),
    "elsewhere": ("User-agent: *\nDisallow: /b\n", True),
    "allowed within": ("User-agent: *\nDisallow: /\nAllow: /a\n", True),
    "nothing": ("", True),
    "a page": (PAGE, True),
    "garbage": ("\0\x01\x02: :\n" * 100, True),
}


@pytest.mark.parametrize("rules", ROBOTS)
def test_robots_are_respected(site, rules):
    text, allowed = ROBOTS[rules]
    site.answers |= {"/a": whole(PAGE.encode()), "/robots.txt": whole(text.encode(), kind="text/plain")}
    if allowed:
        assert fetch(site)["title"] == "Flood in Arden"
    else:
        with pytest.raises(ValueError, match=r"not for programs.*robots\.txt.*expected"):
            fetch(site)
        assert site.targets() == ["/robots.txt"]


def test_robots_hold_at_every_redirect(site):
    site.answers |= {"/a": moved("/private/b"), "/private/b": whole(PAGE.encode())}
    site.answers["/robots.txt"] = whole(b"User-agent: *\nDisallow: /private/", kind="text/plain")
    with pytest.raises(ValueError, match="not for programs"):
        fetch(site)


def test_host_that_cannot_say_its_rules_is_not_asked(site):
    site.answers |= {"/a": whole(PAGE.encode()), "/robots.txt": whole(b"", "503 Busy")}
    with pytest.raises(ValueError, match=r"robots\.txt: status 503"):
        fetch(site)


# The road there


def test_proxies_are_used_and_asked_for_the_whole_address(site, monkeypatch):
    monkeypatch.setenv("http_proxy", site.url)
    monkeypatch.setenv("no_proxy", "")
    address = "http://news.example.invalid/a"
    site.answers |= {address: whole(PAGE.encode()), "http://news.example.invalid/robots.txt": whole(b"")}
    assert fetch_page(address)["url"] == address
    assert site.targets()[-1] == address


def test_proxies_are_no_way_into_a_private_network(site, monkeypatch):
    monkeypatch.setenv("http_proxy", site.url)
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(ValueError, match="private network"):
        fetch_page("http://10.0.0.1/")


def test_hosts_without_proxy_are_asked_directly(site, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    site.answers["/a"] = whole(PAGE.encode())
    assert fetch(site)["title"] == "Flood in Arden"


def test_no_connection_is_said_clearly(monkeypatch):
    def offline(*_args, **_options):
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    with pytest.raises(ValueError, match=r"cannot be reached.*connection to the internet was expected"):
        fetch_page("https://news.example/")


def test_slow_name_servers_are_given_up_in_time(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: time.sleep(2))
    begun = time.monotonic()
    with pytest.raises(ValueError, match=r"news\.example/ cannot be reached \(it takes too long\)"):
        fetch_page("http://news.example/", seconds=0.2)
    assert time.monotonic() - begun < 1


def test_plain_server_behind_https_is_said_clearly(site):
    with pytest.raises(ValueError, match="cannot be reached"):
        fetch_page(f"https://127.0.0.1:{site.port}/a", allow_private=True, seconds=2)


def test_silent_host_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(ValueError, match="cannot be reached"):
            fetch_page(address, allow_private=True, seconds=0.3)


def test_nothing_is_fetched_unasked(site):
    with pytest.raises(ValueError, match=r"nothing is fetched unasked.*--fetch"):
        read_articles(site.url + "/a")
    assert site.asked == []


def test_answer_is_what_the_host_said(site):
    site.answers["/a"] = whole(b"It rained.", kind="text/plain; charset=koi8-r")
    assert ask(site.url + "/a", allow_private=True) == (
        site.url + "/a",
        "text/plain",
        "koi8-r",
        b"It rained.",
    )
