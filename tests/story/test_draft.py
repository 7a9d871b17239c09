"""A story as it is written: its head, its prose, the quotes that it names; and what is no story."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.errors import UsageError
from earwitness.records.story import CheckReference, Reference
from earwitness.story.draft import Draft, read_draft

HEAD = "---\ntitle: A call\n---\n"


HARMLESS = {
    "a", "b", "i", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


class Read(HTMLParser):
    """The elements and attributes that a browser would make of it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs if tag not in ("b", "i")]


def read(prose: str, head: str = HEAD) -> Draft:
    return read_draft(f"{head}{prose}\n")


def written(draft: Draft) -> str:
    def write(one: Reference | CheckReference) -> str:
        if isinstance(one, CheckReference):
            return f"<B check {one.number}>"
        return f"<{'I' if one.inline else 'B'} {one.quote_id}{one.sign}>"

    return draft.html(write)


def test_a_quote_by_itself_is_a_block_and_one_in_a_sentence_is_inline():
    draft = read("He says so.\n\n{{ quote q1 }}\n\nHe adds that {{ quote q2 inline }}.\n\n{{quote q3 inline}}")
    assert draft.references == (Reference("q1", False), Reference("q2", True, "."), Reference("q3", True))
    assert written(draft) == "<p>He says so.</p>\n<B q1><p>He adds that <I q2.></p>\n<p><I q3></p>\n"


@pytest.mark.parametrize(
    ("prose", "html"),
    [
        ("{{ quote q1 inline }}, he says.", "<p><I q1,> he says.</p>"),
        ("Did he say {{ quote q1 inline }}?", "<p>Did he say <I q1?></p>"),
        ("*{{ quote q1 inline }}*.", "<p><em><I q1.></em></p>"),
        ("**_{{ quote q1 inline }}_**; so", "<p><strong><em><I q1;></em></strong> so</p>"),
        ("({{ quote q1 inline }}).", "<p>(<I q1>).</p>"),
        ("{{ quote q1 inline }} . So", "<p><I q1> . So</p>"),
        ("{{ quote q1 inline }}... and {{ quote q1 inline }}…", "<p><I q1>... and <I q1>…</p>"),
        ("{{ quote q1 inline }}{{ quote q1 inline }}.", "<p><I q1><I q1.></p>"),
    ],
)
def test_a_quote_in_a_sentence_knows_the_one_sign_that_follows_it(prose, html):
    assert written(read(prose)) == f"{html}\n"


def test_a_check_is_a_block_and_needs_the_article_that_the_head_names():
    head = "---\ntitle: x\nchecks: a.html\n---\n"
    draft = read("{{ check 2 }}\n\n{{ quote q1 }}\n\n{{ check 10 }}\n\n{{ check 2 }}", head)
    assert (draft.head.checks, draft.checks) == ("a.html", (2, 10))
    assert written(draft) == "<B check 2><B q1><B check 10><B check 2>"
    for prose, said, sentence in (
        ("{{ check 1 }}\n\n{{ quote q1 }}", HEAD, "does not say of which. Name its file in the head: checks: "),
        ("{{ quote q1 }}", head, "shows nothing of that. Write {{ check 1 }}"),
        ("{{ quote q1 inline }} {{ check 1 }}", head, "The check 1 stands in the midst of a text. Put it on a "
         "line by itself with empty lines around it."),
        ("[{{ check 1 }}](https://x.example)", head, "The check 1 stands inside a link."),
        ("{{ check 0 }}", head, "This names no quote"),
        ("{{ check one }}", head, "This names no quote"),
        ("{{ check ٣ }}", head, "This names no quote"),
        ("{{ check 1 }}", head, "The story quotes nothing."),
    ):  # fmt: skip
        with pytest.raises(UsageError) as told:
            read(prose, said)
        assert sentence in str(told.value)


def test_a_quote_may_stand_in_a_list_in_emphasis_and_more_than_once():
    draft = read("- {{ quote q1 }}\n- *{{ quote q1 inline }}*\n\n> {{ quote q2 }}")
    assert [one.quote_id for one in draft.references] == ["q1", "q1", "q2"]
    assert "<em><I q1></em>" in written(draft)


def test_what_stands_in_code_is_no_quote():
    draft = read("`{{ quote q9 }}`\n\n    {{ nothing }}\n\n{{ quote q1 }}")
    assert [one.quote_id for one in draft.references] == ["q1"]


def test_html_is_text_and_nothing_is_fetched():
    html = written(
        read("<script>alert(1)</script>\n\n<b onclick=x>b</b> ![p](https://x.example/p.png)\n\n{{ quote q1 }}")
    )
    assert "<script" not in html
    assert "<b " not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_a_link_that_runs_a_script_is_text_and_others_say_nothing_of_the_page():
    html = written(
        read("[a](javascript:alert(1)) [b](https://b.example/) [c](data:text/html,x)\n\n{{ quote q1 }}")
    )
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert '<a href="https://b.example/" rel="noopener noreferrer">b</a>' in html


def test_the_head_says_what_the_page_may_tell():
    head = read(
        "{{ quote q1 }}",
        "---\ntitle: 'A: call'\nsummary: Why\nauthor: A desk\ndate: 2026-03-05\nlanguage: uk\n"
        "address: https://x.example/a\ncontext: 5\ntranscript: yes\nroute: no\nspeakers: names\ndigest: yes\n"
        "mask: expletive\ncover: silence\nchanged: tell\n---\n",
    ).head
    assert (head.mask, head.cover, head.checks) == ("expletive", "silence", None)
    assert (head.title, head.address, head.context_ms, head.transcript) == (
        "A: call",
        "https://x.example/a/",
        5_000,
        True,
    )
    assert (head.route, head.speakers, head.digest, head.changed, head.language) == (
        False,
        "names",
        True,
        "tell",
        "uk",
    )


def test_by_default_a_page_tells_no_transcript_no_name_and_no_digest():
    head = read("{{ quote q1 }}").head
    assert (head.transcript, head.speakers, head.digest, head.changed, head.context_ms) == (
        False,
        "labels",
        False,
        "refuse",
        20_000,
    )


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("", "The story has no head."),
        ("---\ntitle: x\n", "The story has no head."),
        ("---\n- a\n---\n", "The story's head says nothing."),
        ("---\nsummary: x\n---\n", "The story has no title."),
        ("---\ntitle: [a, b]\n---\n", "no text of one line"),
        ("---\ntitle: ''\n---\n", "no text of one line"),
        ('---\ntitle: "a\\nb"\n---\n', "no text of one line"),
        ('---\ntitle: "a\\u202eb"\n---\n', "no text of one line"),
        ("---\ntitle: x\npassword: y\n---\n", 'says "password", which nothing is known of'),
        ("---\ntitle: x\ntranscript: perhaps\n---\n", "It may be yes, no."),
        ("---\ntitle: x\nspeakers: all\n---\n", "It may be labels, roles, names, sources."),
        ("---\ntitle: x\nmask: all\n---\n", "It may be house, spoken, letters, expletive."),
        ("---\ntitle: x\ncover: bleep\n---\n", "It may be tone, silence."),
        ("---\ntitle: x\ndate: yesterday\n---\n", "Write it as 2026-03-05."),
        ("---\ntitle: x\nlanguage: <b>\n---\n", "Write a tag"),
        ("---\ntitle: x\naddress: javascript:alert(1)\n---\n", "begins with https"),
        ("---\ntitle: x\ncontext: -1\n---\n", "a number of seconds"),
        ("---\ntitle: x\ncontext: 9999\n---\n", "a number of seconds"),
        ("---\ntitle: x: y: z\n---\n", "The story's head cannot be read"),
        ("---\na: &a [x]\ntitle: *a\n---\n", "it refers to another part of itself"),
        ("---\ntitle: !!python/object/apply:os.system [id]\n---\n", "no text of one line"),
    ],
)
def test_a_head_that_makes_no_sense_is_told_in_a_sentence(head, sentence):
    with pytest.raises(UsageError) as told:
        read("{{ quote q1 }}", head)
    assert sentence in str(told.value)


@pytest.mark.parametrize(
    ("prose", "sentence"),
    [
        ("Nothing.", "The story quotes nothing."),
        ("{{ quot q1 }}", 'This names no quote: "{{ quot q1 }}".'),
        ("{{ quote }}", "This names no quote"),
        ("{{ quote q1 block }}", "This names no quote"),
        ('{{ quote q1"onclick="x }}', "This names no quote"),
        ("{{}}", "This names no quote"),
        ("He says {{ quote q1 }}.", "The quote q1 stands in the midst of a text."),
        ("# {{ quote q1 }}", "The quote q1 stands in the midst of a text."),
        ("[{{ quote q1 inline }}](https://x.example)", "The quote q1 stands inside a link."),
    ],
)
def test_a_name_that_names_no_quote_is_refused(prose, sentence):
    with pytest.raises(UsageError) as told:
        read(prose)
    assert sentence in str(told.value)


@given(st.text(alphabet="{}[]()<>!*_`#-|~\\ \nabq1\"'&;:/\u202e", max_size=60))
def test_whatever_is_written_is_read_or_refused_in_a_sentence(prose):
    try:
        html = written(read(f"{prose}\n\n{{{{ quote q1 }}}}"))
    except UsageError:
        return
    found = Read()
    found.feed(html)
    assert set(found.tags) <= HARMLESS
    assert all(name in ("href", "rel", "class", "start", "style", "title") for name in found.attributes)
