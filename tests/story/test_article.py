"""A story's page: quotes exactly as they are published, who says so, nothing that breaks out, nothing that is told
without being asked for.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings

import quoted
from earwitness.errors import UsageError
from earwitness.formats.quote_json import quote_digest
from earwitness.quotes.make import Asked, make
from earwitness.quotes.render import published
from earwitness.quotes.select import passages
from earwitness.quotes.sentence import in_sentence
from earwitness.quotes.style import DEFAULT, style_named
from earwitness.records.article import Article, Quotation, Reading, Stretch
from earwitness.records.custody import Digest
from earwitness.records.glossary import Mention, Term
from earwitness.records.quote import Notice, Quote, QuoteView
from earwitness.records.route import Link
from earwitness.records.speech import Doubt
from earwitness.records.text import is_one_line
from earwitness.records.time import Span
from earwitness.records.translation import Line
from earwitness.records.verdict import Check, Checked, Compared, Finding, Place, Verdict
from earwitness.records.view import RecordingView
from earwitness.story.article import ArticleFacts, render_article
from earwitness.story.checked import CheckedArticle, told
from earwitness.story.disclose import disclosed
from earwitness.story.draft import read_draft
from earwitness.story.exhibit import Taped, exhibit

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "</textarea></title></style><svg/onload=alert(1)>",
    '"><img/src=x/onerror=alert(1)>',
    "'onmouseover='alert(1)",
    '"autofocus="1"onfocus="alert(1)',
    "javascript:alert(1)",
    "{{7*7}}{%raw%}${7*7}",
    "&lt;script&gt;&#60;b>",
    "]]><b>",
    "\u2028\u2029alert(1)",
]
AT = "2026-01-02T03:04:05Z"
MADE = ArticleFacts(made_on=date(2026, 4, 1), version="0.1.0")
STORY = "---\ntitle: {title}\n{more}---\nHe says:\n\n{{{{ quote q1 }}}}\n\nAnd {{{{ quote q1 inline }}}}.\n"


class Page(HTMLParser):
    """A page as a browser takes it apart."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self.open: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(html.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        element = (tag, {name: value or "" for name, value in attrs}, [])
        self.elements.append(element)
        if tag not in {"meta", "link", "br", "path", "circle"}:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element[2].append(data)

    def every(self, tag: str = "", class_: str = "") -> list[tuple[dict[str, str], str]]:
        return [
            (attributes, "".join(text))
            for name, attributes, text in self.elements
            if tag in ("", name) and (not class_ or class_ in attributes.get("class", "").split())
        ]


def shown(quote: Quote, *notices: Notice) -> QuoteView:
    return QuoteView(
        quote=quote,
        digest=quote_digest(quote),
        style=DEFAULT.name,
        source=published(quote, "source"),
        english=published(quote, "english") or None,
        notices=notices,
    )


def taped(view: RecordingView, **more: Any) -> Taped:
    whole = Span(0, 10**9)
    return Taped(**({"number": 1, "view": view, "sounds": ((whole, "sound-1-1.mp3"),)} | more))


def pages(
    views: Sequence[QuoteView],
    tapes: Sequence[Taped],
    story: str,
    facts: ArticleFacts = MADE,
    checked: CheckedArticle | None = None,
    **more: Any,
) -> dict[str, bytes]:
    draft = read_draft(story)
    numbers = {one.view.recording.digest: one for one in tapes}
    exhibits = {
        view.id: exhibit(
            view,
            numbers[view.quote.recording],
            context_ms=draft.head.context_ms,
            speakers=draft.head.speakers,  # type: ignore[arg-type]
            **more,
        )
        for view in views
    }
    return render_article(draft, exhibits, tapes, facts, checked)


def story(title: str = "A call", **more: str) -> str:
    return STORY.format(
        title=json.dumps(title), more="".join(f"{name}: {value}\n" for name, value in more.items())
    )


@pytest.fixture
def spoken(make):
    said = make.utterance("Мы отказались идти за реку.", speaker="S1")
    return make.view(said, lines=[Line(utterance_id="u0", text="We refused to go across the river.")])


def quoted_whole(view: RecordingView, **asked: Any) -> QuoteView:
    span = view.utterances[0].span
    wanted = passages([span], [], asked.pop("english", ()))
    return shown(make(view, Asked(passages=wanted, **asked), id="q1", salt="00", made_at=AT))


def page_of(view: RecordingView, text: str | None = None, *, speakers: str = "labels", **more: Any) -> Page:
    tape = taped(disclosed(view, speakers), **more)  # type: ignore[arg-type]
    return Page(pages([quoted_whole(view)], [tape], text or story())["index.html"])


def test_a_quote_stands_in_both_languages_the_original_first_each_in_its_own(spoken):
    page = page_of(spoken)
    (original,) = page.every("p", "original")
    (translation,) = page.every("p", "translation")
    assert original == ({"class": "original", "lang": "ru", "dir": "ltr"}, "Мы отказались идти за реку.")
    assert translation[1] == "We refused to go across the river."
    assert "And “We refused to go across the river.”" in page.every("article")[0][1]


@settings(max_examples=60)
@given(quoted.quotes())
def test_the_page_shows_exactly_what_is_published_of_whatever_quote(make, quote):
    view = make.view(recording=replace(make.recording(), digest=quote.recording, duration_ms=60_000))
    page = Page(pages([shown(quote)], [taped(view)], story())["index.html"])
    assert page.every("p", "original")[0][1] == published(quote, "source", quoted=False)
    english = published(quote, "english", quoted=False)
    assert [text for _, text in page.every("p", "translation")] == ([english] if english else [])
    english, original = published(quote, "english"), published(quote, "source")
    language = "en" if english else quote.pieces[0].language
    within, after = in_sentence(english or original, ".", DEFAULT, language)
    assert page.every("span", "said")[0][1].startswith(within + after + "Hear this quote")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_of_anybody_cannot_become_markup(make, hostile):
    line = hostile if is_one_line(hostile) else "<b>"
    word = line.replace(" ", "")
    doubt = Doubt(reason="x", text=hostile)
    view = make.view(
        make.utterance(f"{word} да", speaker="S1", doubts=[doubt]),
        lines=[Line(utterance_id="u0", text=f"{word} yes", doubts=(doubt,))],
        named=[make.named(name=line, role=line, according_to=line, evidence=line)],
    )
    link = Link(id="l1", recording=view.recording.digest, kind="published", by=line, channel=line, made_at=AT)
    head = {
        "speakers": "sources",
        "transcript": "yes",
        "address": "https://x.example",
        "summary": json.dumps(line),
    }
    text = story(line, author=json.dumps(line), **head) + "\n" + hostile.replace("{{", "").replace("}}", "")
    quote = Quote(
        id="q1",
        recording=view.recording.digest,
        transcript_id="t",
        translation_id="e",
        pieces=quoted_whole(make.view(make.utterance("а да", speaker="S1"), lines=None)).quote.pieces,
        salt="00",
        made_at=AT,
    )
    piece = replace(
        quote.pieces[0],
        text=f"{word} да",
        words=(replace(quote.pieces[0].words[0], text=word), quote.pieces[0].words[1]),
        line=f"{word} yes",
        line_stop=2,
    )
    tape = taped(disclosed(view, "sources"), links=(link,))
    held = replace(quote, pieces=(piece,))
    files = pages([shown(held)], [tape], text)
    for name in ("index.html", "embed/q1.html"):
        page = Page(files[name])
        tags = {tag for tag, _, _ in page.elements}
        assert not tags & {"img", "iframe", "object", "form", "base"}, name
        assert not [one for _, attributes, _ in page.elements for one in attributes if one.startswith("on")]
        assert [a.get("type") for a, _ in page.every("script")] == [None, "application/ld+json", None]
        assert not [a for a, _ in page.every("a") if a["href"].startswith("javascript")]
        json.loads(page.every("script")[1][1])
        assert page.every("p", "original")[0][1] == published(held, "source", quoted=False)
    snippet = Page(files["index.html"]).every("textarea")[0][1]
    frame = Page(snippet.encode())
    assert [tag for tag, _, _ in frame.elements] == ["iframe"]
    assert set(frame.elements[0][1]) == {"src", "title", "width", "height", "loading", "referrerpolicy", "style"}
    assert json.loads(files["embed/q1.json"])["html"] == snippet


def test_right_to_left_text_says_so(make):
    view = make.view(
        make.utterance("لا حول ولا قوة", language="ar", speaker="S1"),
        lines=[Line(utterance_id="u0", text="There is no might.")],
        language="ar",
    )
    page = page_of(view, story("قصة", language="ar"))
    assert page.every("p", "original")[0][0]["dir"] == "rtl"
    assert page.every("p", "translation")[0][0]["dir"] == "ltr"
    assert page.every("h1")[0][0] == {"lang": "ar", "dir": "rtl"}
    assert page.every("figure")[0][0]["dir"] == "ltr"


def test_the_page_tells_no_name_no_digest_and_nothing_of_what_is_not_shown(make):
    view = make.view(
        make.utterance("Петров не пошёл туда", speaker="S1"),
        lines=[Line(utterance_id="u0", text="Petrov did not go there")],
        named=[make.named()],
    )
    made = quoted_whole(view, glosses=("Petrov=the soldier|a letter of his mother",), masks=("Петров",))
    files = pages([made], [taped(disclosed(view, "labels"), commitment=Digest.of(b"salted"))], story())
    for content in files.values():
        text = content.decode()
        for secret in (
            "Petrov",
            "Петров",
            "Ivan",
            "gunner",
            "mother",
            "m4a",
            "09:41",
            view.recording.digest.short,
        ):
            assert secret not in text, secret
    assert str(Digest.of(b"salted")) in files["index.html"].decode()
    told = pages([made], [taped(disclosed(view, "labels"))], story(digest="yes"))["index.html"].decode()
    assert str(view.recording.digest) in told


@pytest.mark.parametrize(
    ("speakers", "who"), [("labels", "S1"), ("roles", "gunner? (S1)"), ("names", "Ivan Petrov? (S1)")]
)
def test_who_speaks_is_told_as_far_as_the_head_lets_it(make, spoken, speakers, who):
    view = replace(spoken, attributions=(make.named(),))
    page = page_of(view, story(speakers=speakers), speakers=speakers)
    assert page.every("span", "who")[0][1].startswith(who)


def test_who_says_so_is_told_in_words_and_as_a_picture(spoken):
    link = Link(
        id="l1",
        recording=spoken.recording.digest,
        kind="published",
        by="The agency",
        address="https://news.example/1",
        evidence="a secret letter",
        made_at=AT,
    )
    page = page_of(spoken, links=(link,))
    assert page.every("p", "told")[0][1] == (
        "A voice (S1) is heard in a recording. The agency may have published it. Who speaks could not be "
        "established. At least one link of this rests on nothing that is stated."
    )
    assert page.every("desc")[0][1] == page.every("p", "told")[0][1]
    assert "https://news.example/1" in [a["href"] for a, _ in page.every("a")]
    assert "secret letter" not in "".join(text for _, text in page.every("html"))


def test_without_the_editors_word_there_is_no_transcript_on_the_page(make):
    view = make.view(
        make.utterance(speaker="S1"),
        make.utterance("Секрет.", at_ms=9_000, number=1, speaker="S1"),
        lines=[Line(utterance_id="u0", text="We refused."), Line(utterance_id="u1", text="A secret.")],
    )
    assert "Секрет" not in page_of(view).every("html")[0][1]
    whole = page_of(view, story(transcript="yes"))
    assert [text for _, text in whole.every("p", "translation")][1:] == ["We refused.", "A secret."]


def test_a_quote_that_was_corrected_since_says_so(spoken):
    view = quoted_whole(spoken)
    changed = replace(view, notices=(Notice(reason="words", text="“X” was corrected: “Y”.", again=True),))
    page = Page(pages([changed], [taped(spoken)], story())["index.html"])
    told = [text for _, text in page.every("", "changed")]
    assert len(told) == 2
    assert "corrected after this quote was made" in told[0]
    assert "“Y”" not in "".join(told)


def test_the_sound_of_a_quote_is_an_address_that_plays_it_without_a_script(make):
    view = make.view(
        make.utterance(at_ms=30_000, speaker="S1"), lines=[Line(utterance_id="u0", text="We refused.")]
    )
    cut = taped(view, sounds=((Span(10_000, 52_000), "sound-1-1.mp3"),))
    page = Page(pages([quoted_whole(view)], [cut], story())["index.html"])
    quote, context, inline = (a for a, _ in page.every("a", "play"))
    assert (quote["href"], quote["data-parts"]) == ("sound-1-1.mp3#t=20,20.7", "sound-1-1:20000-20700")
    assert context["data-parts"] == "sound-1-1:0-40700"
    assert inline["data-parts"] == quote["data-parts"]
    assert page.every("audio")[0][0]["src"] == "sound-1-1.mp3"


def test_one_file_holds_its_sound_and_has_no_page_beside_it(spoken):
    inside = replace(MADE, inside={"sound-1-1": "data:audio/mpeg;base64,AAAA"})
    cut = taped(spoken, sounds=((Span(0, 60_000), "#sound-1-1"),))
    files = pages([quoted_whole(spoken)], [cut], story(address="https://x.example/"), inside)
    assert list(files) == ["index.html"]
    page = Page(files["index.html"])
    assert page.every("a", "play")[0][0]["href"] == "#sound-1-1"
    assert page.every("audio")[0][0]["src"].startswith("data:audio/mpeg")
    assert "embed" not in "".join(a.get("href", "") for a, _ in page.every())
    (policy,) = [a["content"] for a, _ in page.every("meta") if a.get("http-equiv")]
    assert "'self'" not in policy
    assert "file:" not in policy


def test_the_page_asks_nothing_of_anybody(spoken):
    files = pages([quoted_whole(spoken)], [taped(spoken)], story(address="https://x.example/"))
    for name in ("index.html", "embed/q1.html"):
        page = Page(files[name])
        fetched = [a["src"] for _, a, _ in page.elements if "src" in a]
        fetched += [a["href"] for a, _ in page.every("link") if a["rel"] == "icon"]
        assert not [one for one in fetched if "//" in one and not one.startswith("data:")]
        (policy,) = [a["content"] for a, _ in page.every("meta") if a.get("http-equiv")]
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe" not in policy
        assert not re.search(r"https?:", policy)


def test_linked_data_has_the_quotations_and_names_a_person_only_where_that_is_sure(make, spoken):
    def data(hedge: str) -> Any:
        view = replace(spoken, attributions=(make.named(hedge=hedge),))
        page = page_of(view, story(speakers="names", address="https://x.example"), speakers="names")
        return json.loads(page.every("script")[1][1])["hasPart"][0]

    claimed = data("claimed")
    assert claimed["@type"] == "Quotation"
    assert (claimed["text"], claimed["inLanguage"]) == ("«Мы отказались идти за реку.»", "ru")
    assert claimed["workTranslation"]["text"] == "“We refused to go across the river.”"
    assert claimed["associatedMedia"] == {
        "@type": "AudioObject",
        "encodingFormat": "audio/mpeg",
        "contentUrl": "https://x.example/sound-1-1.mp3#t=0,1.2",
        "duration": "PT1.200S",
        "inLanguage": "ru",
    }
    assert "spokenByCharacter" not in claimed
    assert data("confirmed")["spokenByCharacter"]["name"] == "Ivan Petrov"


def test_quotes_of_several_recordings_say_of_which_they_are(make, spoken):
    other = make.view(
        make.utterance("Да.", speaker="S1"),
        lines=[Line(utterance_id="u0", text="Yes.")],
        recording=replace(make.recording(), digest=Digest.of(b"another")),
    )
    second = replace(quoted_whole(other), quote=replace(quoted_whole(other).quote, id="q2"))
    tapes = [taped(spoken), taped(other, number=2, sounds=((Span(0, 60_000), "sound-2-1.mp3"),))]
    page = Page(pages([quoted_whole(spoken), second], tapes, story() + "\n{{ quote q2 }}\n")["index.html"])
    assert [text.split(",")[0] for _, text in page.every("span", "where")] == ["Recording 1", "Recording 2"]
    assert [text for _, text in page.every("h3")] == ["Recording 1", "Recording 2"]
    assert len(page.every("svg", "chain")) == 2


def test_no_two_things_on_a_page_have_one_id(spoken):
    page = page_of(spoken, story(transcript="yes"))
    ids = [a["id"] for _, a, _ in page.elements if "id" in a]
    assert len(ids) == len(set(ids))


def test_the_same_story_gives_the_same_bytes(spoken):
    view = quoted_whole(spoken)
    assert pages([view], [taped(spoken)], story()) == pages([view], [taped(spoken)], story())


def test_five_hundred_quotes_are_one_page(make):
    said = [make.utterance(at_ms=100 * at, number=at, speaker="S1") for at in range(500)]
    view = make.view(*said, lines=[Line(utterance_id=one.id, text="We refused to go.") for one in said])
    views = []
    for number, one in enumerate(said):
        only = replace(view, transcript=replace(view.transcript, utterances=(one,)))
        made = quoted_whole(only)
        views.append(replace(made, quote=replace(made.quote, id=f"q{number}")))
    text = "---\ntitle: x\n---\n" + "".join(f"\n{{{{ quote q{number} }}}}\n" for number in range(500))
    started = time.perf_counter()
    files = pages(views, [taped(view)], text)
    assert time.perf_counter() - started < 20
    page = Page(files["index.html"])
    assert len(page.every("figure")) == 500
    assert len(page.every("audio")) == 1
    assert len(files["index.html"]) < 2_000_000


def test_a_term_of_the_glossary_is_explained_at_a_quote_that_shows_it_and_a_name_never(make):
    terms = [
        Term(term="бобик", language="ru", translation="bobik", note="a Russian army jeep"),
        Term(term="Петров", language="ru", translation="Petrov", note="his neighbour", kind="name"),
        Term(term="река", language="ru", translation="river", note="the border here"),
    ]
    mentions = {"u0": tuple(Mention(term=term, first=at, stop=at + 1) for at, term in enumerate(terms))}
    said = make.utterance("Бобик Петрова реки", speaker="S1")
    view = replace(make.view(said, lines=[Line(utterance_id="u0", text="A bobik")]), mentions=mentions)
    masked = quoted_whole(view, masks=("реки",))
    told = Page(pages([masked], [taped(view)], story())["index.html"]).every("ul", "glossary")
    assert [text.split() for _, text in told] == [["бобик", "bobik:", "a", "Russian", "army", "jeep"]]


def test_a_quote_of_an_earlier_listening_names_nobody_of_the_newer(make, spoken):
    """Each listening counts its voices anew: its S1 may be somebody else."""
    quote = quoted_whole(spoken)
    again = Notice(reason="heard-anew", text="x", again=True)
    earlier = replace(quote, quote=replace(quote.quote, transcript_id="earlier"), notices=(again,))
    view = replace(spoken, attributions=(make.named(hedge="confirmed"),))
    page = Page(pages([earlier], [taped(view)], story(speakers="names", changed="tell"))["index.html"])
    assert page.every("span", "who")[0][1] == "A voice"
    assert "Ivan" not in page.every("main")[0][1]
    assert page.every("p", "told")[0][1].startswith("Voices are heard in a recording.")


def test_a_sentences_full_stop_is_not_doubled_and_stands_before_the_button(spoken):
    whole = quoted_whole(spoken)
    part = quoted_whole(spoken, english=["We refused to go across the river"])
    for view, name, said in (
        (whole, "default", "“We refused to go across the river.”"),
        (part, "default", "“We refused to go across the river.”"),
        (part, "guardian", "“We refused to go across the river”."),
    ):
        files = pages([view], [taped(spoken)], story(), style=style_named(name))
        assert Page(files["index.html"]).every("span", "said")[0][1].startswith(f"{said}Hear this quote")


def test_where_more_is_heard_than_is_translated_the_page_says_so(spoken):
    whole = quoted_whole(spoken)
    uneven = replace(whole, notices=(Notice(reason="english", text="English is left out of u0."),))

    def told(view: QuoteView) -> str:
        return Page(pages([view], [taped(spoken)], story())["index.html"]).every("details", "more")[0][1]

    assert "one has words that the other lacks" in told(uneven)
    assert "Nothing was changed" not in told(uneven)
    assert "Nothing was changed" in told(whole)


@pytest.mark.parametrize("reason", ["overlap", "between"])
def test_where_another_voice_is_heard_in_a_quote_the_page_says_so_without_its_words(spoken, reason):
    view = replace(quoted_whole(spoken), notices=(Notice(reason=reason, text="S2 speaks: секрет"),))
    page = Page(pages([view], [taped(spoken)], story())["index.html"])
    assert "Another voice is heard over these words, or between them." in page.every("details", "more")[0][1]
    assert "секрет" not in page.every("html")[0][1]


def test_what_was_done_to_an_obscene_word_is_told_as_it_is_printed(make):
    view = make.view(
        make.utterance("Вот пиздец", speaker="S1"), lines=[Line(utterance_id="u0", text="What a mess")]
    )
    masked = quoted_whole(view, masks=("пиздец",))

    def told(mask: str, cover: str) -> str:
        style = replace(DEFAULT, mask=mask)  # type: ignore[arg-type]
        files = pages([masked], [taped(view)], story(), style=style, cover=cover)
        return Page(files["index.html"]).every("details", "more")[0][1]

    assert "[expletive] stands for a word of the original." in told("expletive", "tone")
    assert "… stands for a word of the original that is not printed." in told("left out", "tone")
    assert "In the sound, silence stands in the place of 1 word." in told("*", "silence")
    assert "Nothing was changed" in told("in full", "tone")


def article_check(verdict: Verdict, *places: Place, text: str = "We would not go", title: str = "Theirs") -> Check:
    article = Article(text=f"“{text}”, he says.", blocks=(), title=title, address="https://theirs.example/1")
    checked = Checked(
        quotation=Quotation(pieces=(Stretch(start=1, end=1 + len(text), text=text),), speaker="he"),
        verdict=verdict,
        probability=0.8,
        places=places,
        findings=(Finding(reason="after", text="Right after it stands “секрет”."),),
    )
    return Check(
        quotes=(checked,),
        claims=(),
        compared=Compared(recordings=1, duration_ms=1, languages=(), models=(), utterances=1, doubted=0),
        reading=Reading(article=article),
    )


def place_of(view: RecordingView, span: Span) -> Place:
    return Place(
        recording=view.recording.digest,
        span=span,
        quoted="x",
        original="секрет",
        translation="secret",
        language="ru",
    )


CHECKED = STORY.replace("He says:", "{{{{ check 1 }}}}")


def test_a_verdict_stands_beside_the_articles_words_and_leads_to_the_quote_that_bears_it_out(spoken):
    view = quoted_whole(spoken)
    check = article_check("paraphrase", place_of(spoken, spoken.utterances[0].span))
    found = told(check, [1], [view.quote], DEFAULT, day=date(2026, 4, 1))
    text = CHECKED.format(title="x", more="checks: theirs.html\nauthor: A desk\naddress: https://x.example/\n")
    files = pages([view], [taped(spoken)], text, checked=found)
    page = Page(files["index.html"])
    (figure,) = page.every("figure", "check")
    assert figure[0]["id"] == "check-1"
    assert "We would not go" in figure[1]
    assert "The quote says in other words what is said there." in figure[1]
    assert [a["href"] for a, _ in page.every("a") if a["href"] in ("#q1", "https://theirs.example/1")] == [
        "https://theirs.example/1",
        "#q1",
    ]
    (review,) = [one for one in json.loads(page.every("script")[1][1])["hasPart"] if one["@type"] == "ClaimReview"]
    assert review == {
        "@type": "ClaimReview",
        "datePublished": "2026-04-01",
        "claimReviewed": "We would not go",
        "itemReviewed": {
            "@type": "Claim",
            "appearance": {"@type": "CreativeWork", "headline": "Theirs", "url": "https://theirs.example/1"},
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "paraphrase",
            "ratingExplanation": "The quote says in other words what is said there.",
        },
        "citation": [{"@type": "Quotation", "identifier": "q1"}],
        "url": "https://x.example/#check-1",
        "author": {"@type": "Person", "name": "A desk"},
    }
    assert "секрет" not in files["index.html"].decode()


@pytest.mark.parametrize(
    ("verdict", "start_ms", "sentence"),
    [
        ("not found", 0, "The quote 1 of the article was not found in these recordings. A page tells only what"),
        ("cannot tell", 0, "The quote 1 of the article may be there"),
        ("verbatim", 700, "The quote 1 of the article is from 0:00.7–0:01.9, which the story does not quote"),
    ],
)
def test_a_verdict_that_the_page_does_not_bear_out_is_not_told(spoken, verdict, start_ms, sentence):
    quote = quoted_whole(spoken).quote
    check = article_check(verdict, place_of(spoken, Span(start_ms, start_ms + 1_200)))
    with pytest.raises(UsageError) as refused:
        told(check, [1], [quote], DEFAULT, day=date(2026, 4, 1))
    assert sentence in str(refused.value)
    with pytest.raises(UsageError, match=r"The article has no quote 2: 1 of it are checked\."):
        told(check, [2], [quote], DEFAULT, day=date(2026, 4, 1))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_article_makes_no_element_and_no_address_that_runs(spoken, hostile):
    view = quoted_whole(spoken)
    check = article_check("verbatim", place_of(spoken, Span(0, 500)), text=hostile, title=hostile)
    found = told(check, [1], [view.quote], DEFAULT, day=date(2026, 4, 1))
    found = replace(found, article=replace(found.article, address=f"javascript:{hostile}", language=hostile))
    page = Page(
        pages([view], [taped(spoken)], CHECKED.format(title="x", more="checks: a\n"), checked=found)["index.html"]
    )
    assert page.every("figure", "check")[0][1].count(hostile) == 2
    assert not {tag for tag, _, _ in page.elements} & {"img", "iframe", "b", "textarea"}
    assert not [a for a, _ in page.every("a") if a["href"].startswith("javascript")]
    json.loads(page.every("script")[1][1])


@pytest.mark.parametrize("hostile", [one for one in HOSTILE if not set(one) & set("[]=_")])
def test_a_hostile_gloss_and_its_source_are_text(spoken, hostile):
    if not is_one_line(hostile):
        return
    view = quoted_whole(spoken, glosses=(f"river+{hostile}|{hostile}",))
    page = page_of_view(view, spoken)
    assert f"[{hostile}]" in page.every("p", "translation")[0][1]
    assert f"[{hostile}] is the editor’s ({hostile})." in page.every("details", "more")[0][1]
    assert not {tag for tag, _, _ in page.elements} & {"img", "iframe", "object", "b"}


def page_of_view(view: QuoteView, spoken: RecordingView) -> Page:
    return Page(pages([view], [taped(spoken)], story(speakers="sources"))["index.html"])
