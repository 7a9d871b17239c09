"""A page in the one file in which a browser saves it: MHTML (RFC 2557), or Safari's web archive."""

from __future__ import annotations

import email
import email.policy
import plistlib
import re

from earwitness.errors import ArticleError

_MHTML = re.compile(rb"^Content-Type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_ARCHIVE = b"bplist00"
_BEGINNING = 4096


def page_in(data: bytes) -> tuple[bytes, str | None] | None:
    """The page and the charset that the file says it has; None where this is no such file.

    Raises ArticleError where it is one and holds no page.
    """
    if data.startswith(_ARCHIVE):
        found = _archived(data)
    elif b"MIME-Version:" in data[:_BEGINNING] and _MHTML.search(data[:_BEGINNING]):
        found = _attached(data)
    else:
        return None
    if found is None:
        raise ArticleError("There is no page in this saved file.", advice="Save the page anew, as HTML.")
    return found


def _attached(data: bytes) -> tuple[bytes, str | None] | None:
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return (page, part.get_content_charset()) if isinstance(page, bytes) else None
    return None


def _archived(data: bytes) -> tuple[bytes, str | None] | None:
    try:
        page = plistlib.loads(data)["WebMainResource"]
        return bytes(page["WebResourceData"]), str(page.get("WebResourceTextEncodingName") or "") or None
    except Exception:  # noqa: BLE001  (a damaged property list fails in whatever it is that is damaged)
        return None
