"""A quote as a W3C Web Annotation (JSON-LD), after the "Web Annotation Data Model" of 23 February 2017.

The bodies are what is published, in each language, and the quote itself as JSON, so that nothing is lost. The
targets are the passages in the sound (FragmentSelector, a W3C Media Fragment) and their words in the transcript
(TextQuoteSelector). Recording and quote are named by their digests, as RFC 6920 writes them.
"""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from earwitness.errors import RecordError
from earwitness.formats.quote_json import quote_digest, quote_from_json, quote_to_json
from earwitness.formats.reading_json import Object, get, read_object
from earwitness.records.custody import Digest
from earwitness.records.quote import Quote, QuoteView
from earwitness.records.time import hull

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"

_JSON = "application/json"


def annotation(view: QuoteView) -> Object:
    """The annotation as one JSON object."""
    quote = view.quote
    return {
        "@context": CONTEXT,
        "id": named(view.digest),
        "type": "Annotation",
        "motivation": "highlighting",
        "created": quote.made_at,
        "generator": {"type": "Software", "name": "earwitness"},
        "body": list(_bodies(view)),
        "target": list(_targets(view)),
    }


def write(view: QuoteView) -> str:
    """The annotation as one line of text, its letters readable."""
    return json.dumps(annotation(view), ensure_ascii=False) + "\n"


def parse(text: str) -> Quote:
    """The quote of an annotation that `write` wrote; RecordError for any other, and for one that was changed."""
    try:
        root = read_object(json.loads(text))
        bodies = [read_object(body) for body in get(root, "body", list)]
        held = [get(body, "value", str) for body in bodies if body.get("format") == _JSON]
        quote = quote_from_json(json.loads(held[0]))
    except (ValueError, IndexError, RecursionError) as err:
        raise RecordError("This is no annotation with a quote of earwitness in it.") from err
    if get(root, "id", str) != named(quote_digest(quote)):
        raise RecordError("The quote in the annotation is not the one that its id names.")
    return quote


def named(digest: Digest) -> str:
    """The digest as a URI (RFC 6920, "Naming Things with Hashes").

    >>> named(Digest.of(b"Hello World!"))
    'ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk'
    """
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(digest.hex)).decode().rstrip("=")


def _bodies(view: QuoteView) -> Iterator[Object]:
    texts = [(view.quote.pieces[0].language, view.source)]
    if view.english is not None:
        texts.append(("en", view.english))
    for language, text in texts:
        yield {
            "type": "TextualBody",
            "value": text,
            "format": "text/plain",
            "language": language,
            "textDirection": _direction(text),
            "purpose": "describing",
        }
    value = json.dumps(quote_to_json(view.quote), ensure_ascii=False)
    yield {"type": "TextualBody", "value": value, "format": _JSON, "purpose": "editing"}


def _targets(view: QuoteView) -> Iterator[Object]:
    quote = view.quote
    sound = {"id": named(quote.recording), "type": "Sound"}
    for passage in quote.passages:
        fragment = hull(piece.span for piece in passage).fragment
        selector: dict[str, Any] = {"type": "FragmentSelector", "conformsTo": MEDIA_FRAGMENTS, "value": fragment}
        yield {"type": "SpecificResource", "source": sound, "selector": selector}
    transcript = {"id": f"urn:earwitness:transcript:{quote.transcript_id}", "type": "Text"}
    contexts = view.contexts or (("", ""),) * len(quote.pieces)
    for piece, (before, after) in zip(quote.pieces, contexts, strict=True):
        selector = {"type": "TextQuoteSelector", "exact": piece.text, "prefix": before, "suffix": after}
        yield {
            "type": "SpecificResource",
            "source": {**transcript, "language": piece.language},
            "selector": {key: value for key, value in selector.items() if value},
        }


def _direction(text: str) -> str:
    """Where a line begins, by its first letter (UAX #9, rules P2 and P3)."""
    strong = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return "ltr" if strong == "L" else "rtl"
