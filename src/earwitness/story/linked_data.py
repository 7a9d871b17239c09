"""A story as linked data (JSON-LD, schema.org), for programs that read pages: quotations and their sound.

It says no more than the page does. A person is named as the speaker only where that was confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from earwitness.formats.claim_review import claim_review
from earwitness.records.story import Head
from earwitness.story.checked import CheckedArticle, Found
from earwitness.story.exhibit import Exhibit, Taped

Object = dict[str, Any]


def article(
    head: Head,
    day: str,
    exhibits: Sequence[Exhibit],
    taped: Sequence[Taped],
    checked: CheckedArticle | None = None,
) -> Object:
    """The whole story, with a review of each quote of an article that it tells a verdict of."""
    reviews = [_review(head, checked, one) for one in checked.found] if checked else []
    return _without_none(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": head.title,
            "description": head.summary,
            "author": _author(head),
            "datePublished": day,
            "inLanguage": head.language,
            "url": head.address,
            "hasPart": [*(quotation(head, one, taped) for one in exhibits), *reviews],
        }
    )


def quotation(head: Head, shown: Exhibit, taped: Sequence[Taped], *, base: str = "") -> Object:
    """One quote, its translation, and its sound; `base` leads to the story where its address is not known."""
    translation = {"@type": "Quotation", "text": shown.english, "inLanguage": "en"} if shown.english else None
    (spoken,) = (one for one in taped if one.number == shown.recording)
    said = spoken.said_of(shown.speaker)
    is_sure = said is not None and said.name is not None and said.hedge == "confirmed"
    address = shown.quote.address
    is_file = not address.startswith("#")
    return _without_none(
        {
            "@type": "Quotation",
            "identifier": shown.id,
            "text": shown.original,
            "inLanguage": shown.tongue.tag or None,
            "workTranslation": translation,
            "spokenByCharacter": {"@type": "Person", "name": said.name} if said and is_sure else None,
            "associatedMedia": _without_none(
                {
                    "@type": "AudioObject",
                    "encodingFormat": "audio/mpeg",
                    "contentUrl": (head.address or base) + address if is_file else None,
                    "duration": f"PT{shown.length_ms / 1000:.3f}S",
                    "inLanguage": shown.tongue.tag or None,
                }
            ),
        }
    )


def _review(head: Head, checked: CheckedArticle, found: Found) -> Object:
    """A verdict that rests on quotes of the page; whom the article names as the speaker is not repeated."""
    cited: list[Object] = [{"@type": "Quotation", "identifier": one} for one in found.quotes]
    review = claim_review(
        checked.article, found.text, found.verdict, found.says, day=checked.day.isoformat(), citations=cited
    )
    url = f"{head.address}#check-{found.number}" if head.address else None
    return review | _without_none({"url": url, "author": _author(head)})


def _author(head: Head) -> Object | None:
    return {"@type": "Person", "name": head.author} if head.author else None


def _without_none(held: Object) -> Object:
    return {name: value for name, value in held.items() if value is not None}
