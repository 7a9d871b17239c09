"""The files of a page: what is on it, what never is, and that nothing in it can break out."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from importlib import resources

import pytest
from markupsafe import escape

from earwitness.records.custody import Agent
from earwitness.records.glossary import Mention, Term
from earwitness.records.recording import Gap
from earwitness.records.speech import Doubt, Drop
from earwitness.records.text import is_one_line
from earwitness.records.time import Span
from earwitness.records.translation import Candidate, Line
from earwitness.records.view import RecordingView
from earwitness.story.page import render_page

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "</style></title></textarea><svg/onload=alert(1)>",
    '"><img/src=x/onerror=alert(1)>',
    "'onmouseover='alert(1)",
    '"autofocus="1"onfocus="alert(1)',
    "javascript:alert(1)",
    "{{7*7}}{%raw%}${7*7}",
    "&lt;script&gt;&#60;b>",
    "]]><b>",
    "\u202egnp.exe\u2066",
    "\u2028\u2029alert(1)",
]
VOID = {"meta", "link", "br", "input", "track"}


@dataclass
class Read(HTMLParser):
    """A page as a browser takes it apart: each element with its attributes and the text in it."""

    elements: list[tuple[str, dict[str, str], list[str]]] = field(default_factory=list)
    open: list[tuple[str, dict[str, str], list[str]]] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        element = (tag, {name: value or "" for name, value in attrs}, [])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        for element in self.open:
            element[2].append(data)

    def every(self, tag: str = "", class_: str = "") -> list[tuple[dict[str, str], str]]:
        return [
            (attributes, "".join(text))
            for name, attributes, text in self.elements
            if tag in ("", name) and (not class_ or class_ in attributes.get("class", "").split())
        ]


def read(files: dict[str, bytes]) -> Read:
    page = Read()
    page.feed(files["index.html"].decode())
    page.close()
    assert not page.open
    return page


@pytest.fixture
def plain(make):
    return make.view(make.utterance(), lines=[Line(utterance_id="u0", text="We refused to go.")])


def test_a_page_has_an_index_and_captions_in_each_language(make, plain):
    files = render_page(plain, make.facts())
    assert sorted(files) == ["captions.en.vtt", "captions.ru.vtt", "index.html"]
    assert files["captions.en.vtt"].startswith(b"WEBVTT")
    assert "We refused to go." in files["captions.en.vtt"].decode()


def test_the_same_recording_gives_the_same_bytes(make, plain):
    assert render_page(plain, make.facts()) == render_page(plain, make.facts())


def test_the_page_says_who_made_it(make, plain):
    """`publish` replaces a folder only where it finds this."""
    assert b'name="generator" content="earwitness 0.1.0"' in render_page(plain, make.facts())["index.html"]


def _named(hostile: str) -> dict[str, str]:
    """As hostile a person as there can be on one line."""
    line = hostile if is_one_line(hostile) else "<b>"
    return {"name": line, "role": line, "according_to": line, "evidence": line}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_cannot_become_markup(make, hostile):
    doubts = [Doubt(reason="x", text=hostile), Doubt(reason="x", text=hostile, words=(0,))]
    word = hostile.replace(" ", "")
    view = make.view(
        make.utterance(f"{word} да {word}", speaker=hostile, doubts=doubts),
        lines=[Line(utterance_id="u0", text=f"{hostile} yes", doubts=tuple(doubts))],
        made_by=Agent(kind="model", name=hostile, version=hostile),
        drops=[Drop(span=Span(0, 9), reason="x", why=hostile, text=hostile)],
        named=[make.named(hostile, **_named(hostile))],
    )
    page = read(
        render_page(view, make.facts(title=hostile, origin=hostile, sound_name=hostile, speakers="sources"))
    )
    harmless = read(
        render_page(
            make.view(
                make.utterance(
                    "a да b",
                    speaker="S",
                    doubts=[Doubt(reason="x", text="y"), Doubt(reason="x", text="y", words=(0,))],
                ),
                lines=[Line(utterance_id="u0", text="a yes", doubts=tuple(doubts))],
                drops=[Drop(span=Span(0, 9), reason="x", why="y", text="z")],
                named=[make.named("S")],
            ),
            make.facts(origin="o", speakers="sources"),
        )
    )

    def shape(one: Read) -> list[tuple[str, list[str]]]:
        return [
            (tag, sorted(attributes)) for tag, attributes, _ in one.elements if tag not in ("br", "code", "small")
        ]

    assert shape(page) == shape(harmless)
    assert page.every("h1")[0][1] == hostile
    assert page.every("p", "origin")[0][1] == hostile
    assert page.every("p", "original")[0][1] == f"{word} да {word}"
    assert page.every("p", "translation")[0][1].split() == f"{hostile} yes".split()


def test_what_may_name_a_source_is_on_no_file_of_the_page(make):
    recording = make.recording(name="ivanov-hotel-room-12.m4a")
    files = render_page(
        make.view(make.utterance(), lines=[Line(utterance_id="u0", text="We refused.")], recording=recording),
        make.facts(),
    )
    for content in files.values():
        for secret in ("ivanov", "hotel", "m4a", "09:41", "T09", "7654321", "7,654,321"):
            assert secret not in content.decode(), secret


def test_the_policy_allows_exactly_the_scripts_and_the_style_of_the_page(make, plain):
    page = read(render_page(plain, make.facts()))
    (policy,) = [a["content"] for a, _ in page.every("meta") if a.get("http-equiv") == "Content-Security-Policy"]

    def digests(tag: str) -> set[str]:
        texts = [text for attributes, text in page.every(tag) if "type" not in attributes]
        return {f"sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}" for t in texts}

    allowed = dict(part.split(" ", 1) for part in policy.split("; "))
    assert allowed["default-src"] == "'none'"
    assert set(re.findall(r"sha256-[^']+", allowed["script-src"])) == digests("script")
    assert set(re.findall(r"sha256-[^']+", allowed["style-src"])) == digests("style")
    assert "unsafe" not in policy


def test_the_page_points_nowhere_but_to_its_own_folder(make, plain):
    files = render_page(plain, make.facts())
    page = read(files)
    targets = {a[name] for _, a, _ in page.elements for name in ("src", "href", "action", "poster") if name in a}
    own = {target for target in targets if not target.startswith(("#", "data:"))}
    assert own == {"sound.mp3", "captions.ru.vtt", "captions.en.vtt"}
    style = page.every("style")[0][1]
    assert "url(" not in style
    assert "@import" not in style
    assert not [name for _, a, _ in page.elements for name in a if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("name", ["doubts.js", "page.js", "page.css"])
def test_style_and_script_can_stand_inside_the_page(name):
    text = resources.files("earwitness.story").joinpath("static", name).read_text("utf-8")
    assert not re.search(r"</|<!--|<script", text)
    assert "\r" not in text


@pytest.mark.parametrize(
    ("language", "lang", "direction"),
    [("ru", "ru", "ltr"), ("ar", "ar", "rtl"), ("fa", "fa", "rtl"), ("xx", "xx", "auto"), ("und", "", "auto")],
)
def test_foreign_words_carry_their_language_and_direction(make, language, lang, direction):
    view = make.view(
        make.utterance(language=language), lines=[Line(utterance_id="u0", text="No.")], language=language
    )
    page = read(render_page(view, make.facts()))
    assert page.every("html")[0][0]["lang"] == "en"
    for attributes, _ in [page.every("p", "original")[0], page.every("p", "caption")[0]]:
        assert (attributes["lang"], attributes["dir"]) == (lang, direction)
    assert (page.every("p", "translation")[0][0]["lang"], page.every("p", "translation")[0][0]["dir"]) == (
        "en",
        "ltr",
    )


def test_each_word_carries_its_time_and_the_text_is_as_it_was(make, plain):
    page = read(render_page(plain, make.facts()))
    assert [(a["data-t"], text) for a, text in page.every("span", "w")] == [
        ("0-200", "Мы"),
        ("250-450", "отказались"),
        ("500-700", "идти."),
    ]
    assert page.every("p", "original")[0][1] == "Мы отказались идти."


def test_a_passage_has_an_address_that_works_without_a_script(make):
    page = read(render_page(make.view(make.utterance(at_ms=12_300)), make.facts()))
    assert page.every("li", "row")[0][0]["id"] == "t=12.3"
    assert page.every("a", "time")[0][0]["href"] == "#t=12.3"


def test_each_doubt_stands_in_words_beside_what_it_doubts(make):
    doubts = [Doubt(reason="unsure", text="Not sure.", words=(1,)), Doubt(reason="no-voice", text="No voice.")]
    view = make.view(
        make.utterance(doubts=doubts),
        lines=[Line(utterance_id="u0", text="We.", doubts=(Doubt(reason="length", text="Too short."),))],
    )
    page = read(render_page(view, make.facts()))
    ((marked, word),) = page.every("span", "doubt")
    notes = {a["id"]: text for a, text in page.every("li") if a.get("id", "").startswith(("d", "e"))}
    assert word == "отказались"
    assert notes[marked["aria-describedby"]] == "Doubtful: “отказались” Not sure."
    assert sorted(notes.values()) == [
        "Doubtful: No voice.",
        "Doubtful: Too short.",
        "Doubtful: “отказались” Not sure.",
    ]
    assert "1 word and 1 passage are marked doubtful" in page.every("p", "notice")[0][1].replace("\n", " ")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (None, "There is no translation of this."),
        (Line(utterance_id="u0", text=""), "There is no translation of this."),
        (
            Line(
                utterance_id="u0", text=" ", doubts=(Doubt(reason="missing", text="The translator said nothing."),)
            ),
            "The translator said nothing.",
        ),
    ],
)
def test_an_utterance_without_translation_says_so(make, line, says):
    page = read(render_page(make.view(make.utterance(), lines=[line] if line else []), make.facts()))
    assert page.every("p", "none")[0][1] == says
    assert "1 passage has no translation." in page.every("p", "notice")[0][1]


def test_what_was_left_out_is_said_in_the_flow_and_counted_and_its_words_are_on_no_file(make):
    drops = [
        Drop(span=Span(30_000, 31_000), reason="no-voice", why="Nobody speaks here.", text="Субтитры сделал"),
        Drop(span=Span(40_000, 50_000), reason="no-voice", why="Only ringing is heard here."),
    ]
    files = render_page(make.view(make.utterance(), lines=None, drops=drops), make.facts())
    page = read(files)
    assert [" ".join(text.split()) for _, text in page.every("li", "omission")] == [
        "0:30 Left out: Nobody speaks here.",
        "0:40 Left out: Only ringing is heard here.",
    ]
    said = "1 passage that the machine put out, and 1 passage that it did not listen to."
    assert said in page.every("section", "about")[0][1]
    assert all("Субтитры" not in content.decode() for content in files.values())


def test_echoes_are_counted_and_stand_in_no_row(make):
    drops = [Drop(span=Span(at, at + 900), reason="echo", why="An echo.", channel=1) for at in (30_000, 40_000)]
    page = read(render_page(make.view(make.utterance(), lines=None, drops=drops), make.facts()))
    assert page.every("li", "omission") == []
    about = page.every("section", "about")[0][1]
    assert "In 2 places one channel only echoes the other." in about
    assert "Left out" not in about


# ---- who speaks ----

KNOWN = {"role": "gunner", "name": "Ivan Petrov", "according_to": "his mother", "evidence": "a letter to us"}


def conversation(make, *said: str, **more) -> RecordingView:
    spoken = [
        make.utterance(speaker=speaker, at_ms=2_000 * number, number=number) for number, speaker in enumerate(said)
    ]
    lines = [Line(utterance_id=one.id, text="We refused to go.") for one in spoken]
    return make.view(*spoken, lines=lines, **more)


@pytest.mark.parametrize(
    ("speakers", "told"),
    [
        ("labels", []),
        ("roles", ["role"]),
        ("names", ["role", "name"]),
        ("sources", ["role", "name", "according_to"]),
    ],
)
def test_of_speakers_the_page_tells_what_its_publisher_asked_for_and_nothing_else(make, speakers, told):
    files = render_page(conversation(make, "S1", "S2", named=[make.named()]), make.facts(speakers=speakers))
    page = files["index.html"].decode()
    for fact, text in KNOWN.items():
        assert (text in page) == (fact in told), fact
        assert fact in told or not [name for name, data in files.items() if text in data.decode()]
    assert ("claimed, not confirmed" in page) == bool(told)


def test_by_itself_a_page_and_its_captions_tell_labels_only(make):
    files = render_page(conversation(make, "S1", "S2", named=[make.named()]), make.facts())
    assert "<v S1>" in files["captions.en.vtt"].decode()
    for text in (*KNOWN.values(), "claimed"):
        assert not [name for name, data in files.items() if text in data.decode()]


def test_captions_of_a_page_that_tells_names_have_them_beside_the_label(make):
    files = render_page(conversation(make, "S1", named=[make.named()]), make.facts(speakers="names"))
    assert "<v Ivan Petrov? (S1)>" in files["captions.ru.vtt"].decode()


def test_a_denied_name_stands_in_the_list_with_its_denial_and_beside_no_words(make):
    view = conversation(make, "S1", named=[make.named(hedge="denied")])
    page = read(render_page(view, make.facts(speakers="names")))
    assert not page.every("bdi", "who")
    ((_, listed),) = page.every("ul", "voices")
    assert "Ivan Petrov, gunner (denied)" in listed


def test_the_panel_says_who_speaks_how_much_and_that_a_machine_told_them_apart(make):
    page = read(render_page(conversation(make, "S1", "S2", "S1", "S1"), make.facts()))
    ((_, listed),) = page.every("ul", "voices")
    assert [" ".join(line.split()) for line in listed.strip().splitlines()] == [
        "Speaker S1 75% of the talk",
        "Speaker S2 25% of the talk",
    ]
    about = page.every("section", "about")[0][1]
    assert "Told apart by a machine, by how voices sound" in about
    assert "fake-speakers (1)" in about
    assert "The words, who speaks them, their times and the translation are a machine’s." in about


def test_where_nobody_told_speakers_apart_the_panel_lists_none(make, plain):
    page = read(render_page(plain, make.facts()))
    assert not page.every("ul", "voices")
    assert "Told apart" not in page.every("section", "about")[0][1]


def test_a_voice_keeps_its_badge_throughout_and_neighbours_have_others(make):
    page = read(render_page(conversation(make, "S1", "S2", "S1", "S3"), make.facts()))
    badges = [attributes["class"] for attributes, text in page.every("span", "voice")]
    assert badges[:4] == ["voice voice-0", "voice voice-1", "voice voice-0", "voice voice-2"]


def test_gaps_are_said_in_the_flow(make):
    gaps = [Gap(span=Span(30_000, 31_200), reason="missing"), Gap(span=Span(58_000, 60_000), reason="truncated")]
    page = read(render_page(make.view(make.utterance(), gaps=gaps), make.facts()))
    assert [" ".join(text.split()) for _, text in page.every("li", "gap")] == [
        "0:30 1.2 seconds of sound are missing here: the file jumps over this stretch.",
        "0:58 The file breaks off here: 2 seconds are missing at its end.",
    ]


def test_the_panel_says_where_it_came_from_its_digest_and_who_heard_it(make, plain):
    facts = make.facts(origin="Sent to us by a reader.", digest=True)
    about = read(render_page(plain, facts)).every("section", "about")[0][1]
    for said in (
        "Sent to us by a reader.",
        str(plain.recording.digest),
        "1 minute of sound: AAC, 16 kHz, one channel.",
        "whisper-base (1), on 5 March 2026",
        str(plain.transcript.made_by.digest),
        "No person.",
        "Acquired 5 March 2026, published 1 April 2026.",
        "#t=12.3,15.8",
    ):
        assert said in about, said


def test_a_publisher_who_does_not_say_where_it_came_from_is_quoted_so(make, plain):
    page = read(render_page(plain, make.facts(origin=None)))
    assert page.every("p", "origin")[0][1] == "The publisher did not say where this recording came from."


def test_without_a_translation_the_page_has_one_column(make):
    page = read(render_page(make.view(make.utterance(language="en"), lines=None, language="en"), make.facts()))
    assert "single" in page.every("ol", "rows")[0][0]["class"]
    assert not page.every("div", "means")
    assert len(page.every("track")) == 1


def test_silence_is_a_page_too(make):
    files = render_page(make.view(language=None, lines=None), make.facts())
    assert list(files) == ["index.html"]
    assert read(files).every("p", "empty")[0][1] == "No speech was heard in this recording."


def test_a_recording_that_was_never_transcribed_is_a_page_too(make):
    view = RecordingView(recording=make.recording(), transcript=None, translation=None)
    page = read(render_page(view, make.facts()))
    assert page.every("p", "empty")[0][1] == "This recording has not been transcribed yet."


def test_the_players_captions_are_inside_the_page(make, plain):
    page = read(render_page(plain, make.facts()))
    (cues,) = [json.loads(text) for a, text in page.every("script") if a.get("type") == "application/json"]
    assert cues == [[0, 1_000, "Мы отказались идти.", "We refused to go.", "ru", "ltr"]]


@pytest.mark.parametrize("title", ["\udce9t\udce9", "a\0b", "\x1b[2J"])
def test_a_title_that_is_no_text_is_still_a_page(make, plain, title):
    render_page(plain, make.facts(title=title))["index.html"].decode()


def glossed(make, term="бобик", note="a Russian army jeep", kind="term"):
    of = Term(term=term, language="ru", translation="bobik", note=note, kind=kind)
    view = make.view(
        make.utterance("Едем на бобике, на бобике."), lines=[Line(utterance_id="u0", text="We go by jeep.")]
    )
    said = (Mention(term=of, first=2, stop=3), Mention(term=of, first=4, stop=5))
    return render_page(replace(view, mentions={"u0": said}), make.facts())


def test_a_note_of_the_glossary_stands_once_at_its_passage_each_word_in_its_language(make):
    assert glossed(make)["index.html"].decode().count("Glossary") == 1
    page = read(glossed(make))
    assert page.every("ul", "glossary") == [
        (
            {"class": "why glossary", "role": "list", "aria-label": "Glossary"},
            "бобик bobik: a Russian army jeep",
        )
    ]
    assert page.every("dfn") == [({"lang": "ru", "dir": "ltr"}, "бобик")]


def test_a_name_and_a_term_without_a_note_have_no_note_on_the_page(make):
    assert not read(glossed(make, kind="name")).every("dfn")
    assert not read(glossed(make, note=None)).every("dfn")


@pytest.mark.parametrize("hostile", [text for text in HOSTILE if is_one_line(text) and "|" not in text])
def test_a_hostile_glossary_makes_no_element_and_no_attribute(make, hostile):
    def shape(files):
        return [(tag, sorted(attributes)) for tag, attributes, _ in read(files).elements]

    assert shape(glossed(make, term=f"x{hostile}", note=f"x{hostile}")) == shape(glossed(make))


@pytest.mark.parametrize("text", ["They refused to go.", *HOSTILE])
def test_proposed_translations_are_on_the_page_only_where_its_publisher_says_so(make, text):
    proposed = [
        Candidate(
            id=f"t-u0-c{number}",
            transcript_id="t",
            utterance_id="u0",
            language="en",
            text=said,
            made_by=Agent(kind="model", name=f"model-{number}"),
            made_at="2026-03-05T09:41:07Z",
            score=None,
            estimate=estimate,
            estimated_by=Agent(kind="model", name="e5"),
        )
        for number, said, estimate in ((1, "We refused to go.", 0.512), (2, text, 0.3))
    ]
    line = Line(utterance_id="u0", text="We refused to go.", candidate_id="t-u0-c1")
    view = replace(make.view(make.utterance(), lines=[line]), candidates=tuple(proposed))
    silent, told = (
        render_page(view, make.facts(candidates=candidates))["index.html"].decode() for candidates in (False, True)
    )
    assert "2 proposed translations" not in silent
    assert "model-2" not in silent
    assert "2 proposed translations" in told
    assert "shown, estimated 0.51, model-1" in told
    assert "estimated 0.30, model-2" in told
    assert str(escape(text)) in told
    assert "No person chose among them." in told
