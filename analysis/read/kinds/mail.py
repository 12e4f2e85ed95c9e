"""Mail: e-mails, newsletters, mailboxes, messages of Outlook, and pages saved in one file; of attachments, messages."""

import contextlib
import email
import email.policy
import io
import plistlib
import re
from collections.abc import Iterable, Iterator
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parseaddr

from ...resources import Later, need, pattern, why
from ..pages import articles_of_page, read_page
from ..plain import decode_text, refuse_binary
from .exports import exported, in_usual_form
from .html_text import text_of_html
from .registry import Found

oxmsg = Later("oxmsg")
_FEW = 60  # words of a note above what was passed on
_SAID = ("Subject", "Date", "Sent", "From", "Archived-At")
_FOOT = 15  # lines at the end of a message where what it says of its sending begins


def read_mhtml(data: bytes, name: str) -> dict:
    """Give the record of a page saved as one file, with the address it was saved from."""
    message = _message(data, name)
    pages = [one for one in message.walk() if one.get_content_type() == "text/html"]
    page = need(pages, "no page", name)[0]
    address = message["Snapshot-Content-Location"] or page["Content-Location"]
    url = str(address) if address and str(address).startswith("http") else None
    return read_page(_bytes(page), name, url, page.get_content_charset() or "")


def read_webarchive(data: bytes, name: str) -> dict:
    """Give the record of a page that Safari saved as a web archive."""
    saved = plistlib.loads(data)["WebMainResource"]
    url, encoding = saved.get("WebResourceURL"), saved.get("WebResourceTextEncodingName")
    return read_page(saved["WebResourceData"], name, url, encoding or "")


def read_mail(data: bytes, name: str) -> list[Found]:
    """Give the record of an e-mail, the text of its HTML where there is any, or those of the export that it brings."""
    return _records(_message(data, name), name)


def read_copied(data: bytes, name: str) -> dict:
    """Give the record of a message that was copied with its head, in the language of its program."""
    text, encoding = decode_text(data, name)
    return _record(EmailMessage(), text.lstrip()) | {"encoding": encoding}


def read_mailbox(data: bytes, name: str) -> Iterator[Found]:
    """Give the records of every message in a mailbox (mbox)."""
    refuse_binary(data, name)
    for number, message in enumerate(re.split(rb"(?m)^From [^\n]*\n", data.lstrip())[1:], 1):
        try:
            message = _message(pattern("quoted from").sub(rb"\1", message), name)
            yield from _records(message, f"{name}: message {number}")
        except ValueError as error:
            yield error


def read_outlook(data: bytes, name: str) -> list[Found]:
    """Give the record of a message that Outlook saved (.msg)."""
    saved = oxmsg.Message.load(io.BytesIO(data))
    said = {"From": saved.sender, "Subject": saved.subject, "Date": saved.sent_date}
    headers = ("From", "List-Id", "List-Unsubscribe", "Archived-At")
    said |= {name: value for name in headers if (value := saved.message_headers.get(name))}
    message, html = EmailMessage(), saved.html_body
    for field, value in said.items():
        message[field] = " ".join(str(value or "").split())
    message.set_content(html or saved.body or "", subtype="html" if html else "plain")
    return _records(message, name)


def _records(message: EmailMessage, name: str) -> list[Found]:
    """Give the records of a message, and of those attached to it; of other attachments, that they are not read."""
    body = message.get_body(("html", "plain"))
    text = "" if body is None else _content(body)
    found: list[Found] = []
    if body is not None and body.get_content_type() == "text/html":
        found = articles_of_page(text, name)
        text = text_of_html(text)
    rest: list[Found] = []
    with contextlib.suppress(AttributeError, KeyError):  # what calls itself multipart and is not
        rest = [one for part in message.iter_attachments() for one in _of_attachment(part, name)]
    if not text.strip("\0 \r\n\t"):
        need(any(isinstance(one, dict) for one in rest), "no message", name)
        return rest
    return (found or exported(text, name) or [_record(message, text.strip())]) + rest


def _record(message: EmailMessage, text: str) -> dict:
    """Give the record of a message; of one that was passed on, what the one in it says of itself."""
    note = "Title, date and sender as the message states them."
    while (passed := pattern("passed on").search(text)) and len(text[: passed.start()].split()) < _FEW:
        head = in_usual_form(re.sub(r"\s*(?:\n|^)[\s>]*", "\n", passed[1]).strip(), "mail")
        message = email.message_from_string(head, policy=email.policy.default)  # type: ignore[assignment]
        text = text[passed.end() :].strip()
        note = "Title, date and sender as the message that was passed on states them."
    title, day, sent, sent_by, archived = (str(message[name] or "") for name in _SAID)
    sender, address = parseaddr(sent_by)
    is_list = message["List-Id"] is not None or message["List-Unsubscribe"] is not None
    lines, archived = _without_replies(text).split("\n"), archived.strip("<> ")
    below = range(max(1, len(lines) - _FOOT), len(lines))  # what a newsletter says of its sending
    text = "\n".join(lines[: next((n for n in below if pattern("footer").match(lines[n])), None)]).strip()
    return {
        "title": pattern("answer").sub("", " ".join(title.split())) or None,
        "published": day or sent or None,
        "outlet" if is_list else "byline": sender or address or None,
        "url": archived if archived.startswith("http") else None,
        "source_note": note,
        "text": text,
    }


def _without_replies(text: str) -> str:
    """Give a message without what it quotes of others with ">"; only that where it is most of its words."""
    lines = text.split("\n")
    quoted = [line.lstrip().startswith(">") for line in lines]
    own = [line for line, is_quoted in zip(lines, quoted, strict=True) if not is_quoted]
    if not any(quoted):
        return text
    if len(" ".join(own).split()) * 2 < len(text.split()):  # and begins below a short note and "Ida wrote:"
        above = (n + 1 for n, line in enumerate(lines) if not quoted[n] and pattern("wrote").search(line))
        wrote = next(above, 0)
        begin = wrote if len(" ".join(lines[:wrote]).split()) < _FEW else 0
        return re.sub(r"^[ \t]*>[> ]*", "", "\n".join(lines[begin:]), flags=re.MULTILINE)
    kept = (ln for ln in own if not (ln.rstrip().endswith(":") and pattern("wrote").search(ln)))
    return "\n".join(kept).strip()


def _of_attachment(part: EmailMessage, name: str) -> Iterable[Found]:
    if part.get_content_type() == "message/rfc822" and isinstance(part.get_payload(), list):
        return _records(part.get_payload()[0], name)  # type: ignore[arg-type, index]
    if part.get_content_maintype() == "image":
        return []
    if part.get_filename() is None and part.get_content_disposition() != "attachment":
        return []  # a piece of the page
    return [ValueError(why("attachment", name, attachment=part.get_filename() or "without a name"))]


def _bytes(part: Message) -> bytes:
    return payload if isinstance(payload := part.get_payload(decode=True), bytes) else b""


def _message(data: bytes, name: str) -> EmailMessage:
    refuse_binary(data, name)
    return email.message_from_bytes(data.lstrip(), policy=email.policy.default)


def _content(part: MIMEPart) -> str:
    try:
        if part.get_content_charset() is None and part.get_content_maintype() == "text":
            return decode_text(_bytes(part))[0]
        return str(part.get_content())
    except (LookupError, UnicodeError):  # an encoding that nobody knows
        return _bytes(part).decode("utf-8", "replace")
