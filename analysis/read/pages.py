"""Web pages: from saved HTML, or an address fetched on request, to the article without its surroundings.

Takes bytes or an address, gives a record: text, and the title, outlet, date and byline that the page states.
It cannot see what a script would load, nor tell whether what the page says about itself is true.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import time
from urllib.parse import urljoin, urlsplit

from .plain import decode_text

MAX_PAGE = 5_000_000
"""The most bytes that are taken from one address."""
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{1,30})", re.IGNORECASE)


def read_page(data: bytes, name: str = "the page", url: str | None = None, encoding: str = "") -> dict:
    """Give the record of one HTML page: `text, title, outlet, published, byline, url, source_note, encoding`.

    Uses trafilatura (Barbaresi 2021); `text` is the article that it finds, one paragraph a line.
    Raises ValueError where the page holds no article.
    """
    from trafilatura import bare_extraction

    declared = _DECLARED.search(data[:4096])
    text, encoding = _decode_page(data, encoding or (declared[1].decode() if declared else ""), name)
    dates = {"extensive_search": False, "original_date": True}
    found = bare_extraction(
        text, url=url, with_metadata=True, include_comments=False, date_extraction_params=dates
    )
    if found is None or not found.text:
        raise ValueError(
            f"{name} holds no article text; a page with an article was expected. "
            "If the page is made by scripts, save it from the browser, or paste its text into a .txt file."
        )
    return {
        "text": found.text,
        "title": found.title or None,
        "outlet": found.sitename or None,
        "published": found.date or None,
        "byline": found.author or None,
        "url": found.url or url,
        "source_note": "Title, outlet, date, byline and address as the page or its address states them.",
        "encoding": encoding,
    }


def fetch_page(url: str, allow_private: bool = False, seconds: float = 20) -> dict:
    """Fetch one address and give its record, as `read_page` does.

    Only http and https, at most five redirects, `MAX_PAGE` bytes and `seconds` in all. Hosts on a private or
    loopback network are refused, by the address that is really connected to, unless `allow_private`.
    Raises ValueError where that is not possible, also when there is no connection.
    """
    ends, asked = time.monotonic() + seconds, url
    for _ in range(6):
        response, connection = _open(url, allow_private, ends)
        try:
            if response.status in (301, 302, 303, 307, 308) and response.getheader("Location"):
                url = urljoin(url, response.getheader("Location"))
                continue
            return _record(response, connection, url, ends)
        except (OSError, http.client.HTTPException) as error:
            raise _unreached(url, error) from None
        finally:
            connection.close()
    raise ValueError(
        f"{asked} leads on and on; a page was expected after five redirects. Save it from a browser."
    )


def _record(response: http.client.HTTPResponse, connection, url: str, ends: float) -> dict:
    kind = response.headers.get_content_type()
    if response.status != 200 or not (kind.startswith("text/") or kind == "application/xhtml+xml"):
        raise ValueError(
            f"{url} answers with status {response.status} and {kind}; a page (200, text/html) was expected. "
            "Check the address in a browser, and save the page from there if it needs a login."
        )
    data = b""
    while piece := response.read1(65536):
        data += piece
        if len(data) > MAX_PAGE or time.monotonic() > ends:
            raise ValueError(
                f"{url} is too large or too slow; at most {MAX_PAGE:,} bytes were expected. "
                "Save the page from a browser and read the file."
            )
        if connection.sock is not None:
            connection.sock.settimeout(max(0.1, ends - time.monotonic()))
    if response.length:
        raise http.client.IncompleteRead(data, response.length)
    encoding = response.headers.get_content_charset() or ""
    if kind == "text/plain":
        text, encoding = _decode_page(data, encoding, url)
        return {"text": text, "url": url, "encoding": encoding}
    return read_page(data, url, url, encoding)


def _open(url: str, allow_private: bool, ends: float):
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        if not parts.hostname or parts.username or not url.isprintable():
            raise ValueError("no host")
    except (KeyError, ValueError):
        raise ValueError(
            f"{url!r} is not a web address that can be read; http:// or https:// and a host were expected. "
            "Copy the address of the article from the browser."
        ) from None
    seconds = max(0.1, ends - time.monotonic())
    try:
        sock = _connect(parts.hostname, port, allow_private, seconds)
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=parts.hostname)
        connection = http.client.HTTPConnection(parts.hostname, parts.port)
        connection.sock = sock
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": "who-says-so (reads one article on request)", "Accept-Encoding": "identity"}
        connection.request("GET", target.encode("ascii", "ignore").decode(), headers=headers)
        return connection.getresponse(), connection
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise _unreached(url, error) from None


def _connect(host: str, port: int, allow_private: bool, seconds: float) -> socket.socket:
    """Connect to the first address of a host; the address that is checked is the one that is connected to."""
    addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, address in addresses:
        if not allow_private and not ipaddress.ip_address(address[0].split("%")[0]).is_global:
            raise ValueError(
                f"{host} is a host of a private network ({address[0]}); a public web site was expected. "
                "If you mean it, say so: --allow-private, or allow_private=True."
            )
    return socket.create_connection(addresses[0][4][:2], timeout=seconds)


def _unreached(url: str, error: Exception) -> ValueError:
    return ValueError(
        f"{url} cannot be reached ({error}); a connection to the internet was expected. "
        "Check the connection, or save the page from a browser and read the file."
    )


def _decode_page(data: bytes, declared: str, name: str) -> tuple[str, str]:
    try:
        return data.decode(declared), declared.lower()
    except (LookupError, UnicodeError):
        return decode_text(data, name)
