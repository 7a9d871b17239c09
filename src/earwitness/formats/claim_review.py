"""What came of checking an article as linked data, in the shape of schema.org's ClaimReview.

A ClaimReview usually rates how true something is. Here it says what was found of words on a tape: there are no
numbers in it, of which a reader or a search engine could make a grade, and `not found` is not called false.
"""

from __future__ import annotations

from typing import Any

from earwitness.records.custody import Digest
from earwitness.records.verdict import VERDICTS, Check, Checked, Place

Object = dict[str, Any]


def check_to_claim_reviews(check: Check, *, day: str) -> Object:
    """A review for each quote; `day` is when they were made (2026-01-31)."""
    return {
        "@context": "https://schema.org",
        "@graph": [_review(check, one, day) for one in check.quotes],
    }


def _review(check: Check, one: Checked, day: str) -> Object:
    article = check.reading.article
    appears = {"@type": "CreativeWork", "headline": article.title, "url": article.address}
    said = f"The quote {VERDICTS[one.verdict]}."
    return _known(
        {
            "@type": "ClaimReview",
            "datePublished": day,
            "claimReviewed": one.quotation.text,
            "itemReviewed": _known(
                {
                    "@type": "Claim",
                    "author": {"@type": "Person", "name": one.quotation.speaker}
                    if one.quotation.speaker
                    else None,
                    "appearance": appeared if len(appeared := _known(appears)) > 1 else None,
                }
            ),
            "reviewRating": {
                "@type": "Rating",
                "alternateName": one.verdict,
                "ratingExplanation": " ".join([said, *(finding.text for finding in one.findings)]),
            },
            "citation": [_place(place) for place in one.places] or None,
        }
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
