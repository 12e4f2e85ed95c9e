"""Mail: e-mails, newsletters, and pages that a browser saved in one file.

Takes bytes, gives records. It cannot tell the words of a forwarded message from those of the sender.
"""

import email
import email.policy
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parseaddr

from ..plain import refuse_binary
from .dates import iso_date
from .html_text import text_of_html


def read_mhtml(data: bytes, name: str) -> dict:
    """Give the record of a page saved as one file, with the address it was saved from."""
    from ..pages import read_page

    message = _message(data, name)
    page = message if message.get_content_type() == "text/html" else None
    page = page or next((one for one in message.walk() if one.get_content_type() == "text/html"), None)
    if page is None:
        raise ValueError(
            f"{name} holds no page; a page that a browser saved in one file was expected. Save it again as .html."
        )
    address = message["Snapshot-Content-Location"] or page["Content-Location"]
    url = str(address) if address and str(address).startswith("http") else None
    return read_page(_bytes(page), name, url, page.get_content_charset() or "")


def read_mail(data: bytes, name: str) -> dict:
    """Give the record of an e-mail: the text of its message, the HTML one where there are both."""
    message = _message(data, name)
    body = message.get_body(("html", "plain"))
    text = "" if body is None else _content(body)
    if body is not None and body.get_content_type() == "text/html":
        text = text_of_html(text)
    if not text.strip("\0 \r\n\t"):
        raise ValueError(
            f"{name} holds no message with text; an e-mail with text was expected. Open it and save it as .txt."
        )
    archived = str(message["Archived-At"] or "").strip("<> ")
    return {
        "title": " ".join(str(message["Subject"] or "").split()) or None,
        "published": iso_date(str(message["Date"] or "")),
        **_sender(message),
        "url": archived if archived.startswith("http") else None,
        "text": text.strip(),
        "source_note": "Title, date and sender as the message states them.",
    }


def _sender(message: EmailMessage) -> dict:
    """Give who sent a message: the outlet of what goes to a list, otherwise the author."""
    name, address = parseaddr(str(message["From"] or ""))
    is_list = message["List-Id"] is not None or message["List-Unsubscribe"] is not None
    return {"outlet" if is_list else "byline": name or address or None}


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _message(data: bytes, name: str) -> EmailMessage:
    refuse_binary(data, name)
    return email.message_from_bytes(data.lstrip(), policy=email.policy.default)


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):  # an encoding that nobody knows
        return _bytes(part).decode("utf-8", "replace")
