"""What came of checking an article as linked data, in the shape of schema.org's ClaimReview.

A ClaimReview usually rates how true something is. Here it says what was found of words on a tape: there are no
numbers in it, of which a reader or a search engine could make a grade, and `not found` is not called false.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from earwitness.records.article import Article
from earwitness.records.custody import Digest
from earwitness.records.verdict import VERDICTS, Check, Checked, Place, Verdict

Object = dict[str, Any]


def check_to_claim_reviews(check: Check, *, day: str) -> Object:
    """A review for each quote; `day` is when they were made (2026-01-31)."""
    return {
        "@context": "https://schema.org",
        "@graph": [_review(check, one, day) for one in check.quotes],
    }


def claim_review(  # noqa: PLR0913  (each is a property of its own)
    article: Article,
    text: str,
    verdict: Verdict,
    explanation: str,
    *,
    day: str,
    speaker: str | None = None,
    citations: Sequence[Object] = (),
) -> Object:
    """The review of one quote of an article: its words, the verdict, why, and what it rests on."""
    appears = {"@type": "CreativeWork", "headline": article.title, "url": article.address}
    return _known(
        {
            "@type": "ClaimReview",
            "datePublished": day,
            "claimReviewed": text,
            "itemReviewed": _known(
                {
                    "@type": "Claim",
                    "author": {"@type": "Person", "name": speaker} if speaker else None,
                    "appearance": appeared if len(appeared := _known(appears)) > 1 else None,
                }
            ),
            "reviewRating": {"@type": "Rating", "alternateName": verdict, "ratingExplanation": explanation},
            "citation": list(citations) or None,
        }
    )


def _review(check: Check, one: Checked, day: str) -> Object:
    said = f"The quote {VERDICTS[one.verdict]}."
    return claim_review(
        check.reading.article,
        one.quotation.text,
        one.verdict,
        " ".join([said, *(finding.text for finding in one.findings)]),
        day=day,
        speaker=one.quotation.speaker,
        citations=[_place(place) for place in one.places],
    )


def _place(place: Place) -> Object:
    return _known(
        {
            "@type": "Quotation",
            "text": place.original,
            "inLanguage": place.language,
            "workTranslation": {"@type": "Quotation", "text": place.translation, "inLanguage": "en"}
            if place.translation
            else None,
            "isPartOf": {"@type": "AudioObject", "identifier": _named(place.recording)},
            "identifier": place.span.fragment,
        }
    )


def _named(recording: Digest) -> str:
    return str(recording)


def _known(held: Object) -> Object:
    return {key: value for key, value in held.items() if value is not None}
