"""Articles as they come: pages with what stands around an article, files of word processors, printed columns."""

from __future__ import annotations

import plistlib
import quopri
import time
import zipfile
from io import BytesIO

import pytest
from markdown_it import MarkdownIt

import article_pdf
import articles
from earwitness.article.read import read
from earwitness.errors import ArticleError
from earwitness.formats.article.registry import read_article
from earwitness.records.article import Article

AROUND = """<!doctype html><html lang="en"><head><meta charset="{charset}"><title>The order | Gazette</title>
<meta property="og:title" content="The order at the river"></head><body>
<nav><a href="/">“Quote of the day”</a></nav><article><h1>The order at the river</h1>{article}</article>
<aside><p>Subscribe to our “newsletter” now!</p></aside><footer>© “all rights”</footer></body></html>"""

LONG = (
    "<p>The recording is seven minutes long, and it was first heard in the village from which the man comes.</p>"
)


def page(article: str, charset: str = "utf-8") -> bytes:
    return AROUND.format(article=article + LONG, charset=charset).encode(charset)


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def test_a_page_is_read_without_what_stands_around_its_article():
    article = read_article(page("<p>He said: “No.”</p><blockquote><p>We refused.</p></blockquote>"))
    assert (article.title, article.language) == ("The order at the river", "en")
    assert blocks(article)[:3] == [
        ("heading", "The order at the river"),
        ("paragraph", "He said: “No.”"),
        ("quotation", "We refused."),
    ]
    assert "newsletter" not in article.text
    assert "Quote of the day" not in article.text
    assert "rights" not in article.text


def test_every_quotation_of_the_bench_is_read_from_a_page_too():
    for path in (path for half in articles.SETS for path in articles.paths(half)):
        body = path.read_text(encoding="utf-8").partition("\n===\n")[0]
        from_page = read_article(AROUND.format(charset="utf-8", article=MarkdownIt().render(body)).encode())
        quoted = [one.text for one in read(read_article(body.encode(), name=path.name)).quotations]
        assert [
            one.text for one in read(from_page).quotations if one.start > len("The order at the river")
        ] == quoted


def test_what_browsers_put_into_marks_is_put_into_marks():
    article = read_article(
        page("<p>He <b>says</b> <q>we <q>all</q> refused</q>, and <a href='x'>hangs up</a>.</p>")
    )
    assert "He says “we ‘all’ refused”, and hangs up." in article.text


@pytest.mark.parametrize("tag", ["q", "span", "b"])
def test_thousands_of_tags_in_a_paragraph_take_no_time_to_speak_of(tag):
    data = page("<p>" + f"<{tag}>We refused</{tag}> " * 20_000 + "</p>")
    began = time.process_time()
    text = read_article(data).text
    assert time.process_time() - began < 5
    assert text.count("“We refused”" if tag == "q" else "We refused") == 20_000


def test_a_tag_that_never_ends_takes_no_time_to_speak_of():
    began = time.process_time()
    read_article(page("<p>He said: “No.”</p>" + "<q<span<b" * 50_000))
    assert time.process_time() - began < 5


def test_a_line_break_before_a_dash_begins_a_paragraph():
    article = read_article(page("<p>— Who is there?<br>— Nobody, says the<br>man.</p>"))
    assert blocks(article)[1:3] == [("paragraph", "— Who is there?"), ("paragraph", "— Nobody, says the man.")]


@pytest.mark.parametrize("said", ["meta", "server", "nobody", "wrongly"])
def test_a_page_in_an_old_russian_encoding_is_read_whoever_says_so(said):
    russian = "<p>Он сказал: «Нет, мы не пойдём». Запись длится семь минут, и её слышали в деревне.</p>" * 3
    text = AROUND.format(article=russian, charset={"meta": "windows-1251", "wrongly": "utf-8"}.get(said, ""))
    data = text.replace("©", "").replace('charset=""', "").encode("cp1251", errors="ignore")
    article = read_article(data, charset="cp1251" if said == "server" else None)
    assert "«Нет, мы не пойдём»" in article.text


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            "<h1>Before you continue</h1><p>We and our partners use cookies.</p><button>Accept all</button>"
            "<button>Reject all</button>",
            "asks for consent to cookies and does not show its article",
        ),
        (
            "<article><p>We value your privacy. We and our 842 partners store cookies on your device with your "
            "consent and read them, to show you what you may like and to measure it.</p><p>You may accept all or "
            "manage your choices. You may withdraw your consent at any time.</p></article>",
            "asks for consent to cookies and does not show its article",
        ),
        (
            "<h1>We value your privacy</h1><p>We and our 842 partners store information on a device, such "
            "as cookies. You may accept or manage your choices.</p><button>Accept all</button>",
            "asks for consent to cookies and does not show its article",
        ),
        (
            "<h2>Cookies zustimmen</h2><button>Alle akzeptieren</button><button>Ablehnen</button>",
            "asks for consent to cookies and does not show its article",
        ),
        ("<p>Please enable JavaScript to continue.</p>", "asks for a browser or a person"),
        ("<div></div>", "There is no article in this page"),
    ],
)
def test_a_page_that_shows_something_else_is_no_article_and_it_is_said_why(body, sentence):
    with pytest.raises(ArticleError, match=sentence):
        read_article(f"<!doctype html><html><body>{body}</body></html>".encode())


LONG_WALL = """
<h2>We respect your privacy</h2>
<p>We and our 311 partners store and read information on a device, such as cookies, and process personal
data, such as identifiers and what a device sends by itself, for personalised advertising and content, for
measuring advertising and content, for research on audiences and for developing services. With your consent
we and our partners may use precise location data and recognise your device by scanning it.</p>
<p>You may click to consent to the processing by us and our 311 partners as described above. Or you may
click to refuse consent, or learn more and change your preferences before you do. Some processing of your
personal data may need no consent, but you have a right to object to it. Your preferences hold for this site
alone. You can change your preferences or withdraw your consent at any time by coming back to this site and
clicking on privacy at its foot.</p>
<p>For these purposes our partners rely on consent or on legitimate interests; see the list of vendors.
Manage choices, reject all, or accept all.</p>
"""

ABOUT_COOKIES = """
<p>The regulator has fined the bakers of Sulz, who store cookies without consent, by forty thousand. “We
never asked for anything,” the owner said on Tuesday, “and nobody ever complained.” His shop sells bread in
three villages and has had a page on the web since the spring of last year, made by a nephew.</p>
<p>The case began when a teacher from the next valley noticed that her visits to the page were counted. She
wrote a letter, got no answer, and wrote another one to the regulator, which took eleven months to reply. “I
wanted to know who reads what I do,” she said, “and I still do not.” The office says that it has four people
for the whole canton.</p>
<p>Lawyers expect the fine to be appealed. A banner that offers to accept all and hides how to reject all is
what most pages have, one of them said; a page that asks for nothing and counts all the same is rare, and
easier to judge.</p>
"""


def test_a_long_text_that_asks_for_consent_is_no_article_and_one_about_it_is():
    with pytest.raises(ArticleError, match="asks for consent to cookies"):
        read_article(f"<!doctype html><html><body><article>{LONG_WALL}</article></body></html>".encode())
    assert "The office says that it has four people" in read_article(page(ABOUT_COOKIES)).text


def test_an_article_about_consent_and_cookies_is_read():
    article = read_article(page("<p>The bakers of Sulz store cookies without consent, says the mayor.</p>"))
    assert "The bakers of Sulz" in article.text


def test_elements_inside_one_another_by_the_thousand_do_no_harm():
    with pytest.raises(ArticleError):
        read_article(b"<html>" + b"<blockquote>" * 50_000 + b"<p>x</p>")


def test_markdown_has_headings_quotations_and_lines_of_dialogue():
    article = read_article(b"# One\n\nShe *says*:\n\n> Go\n> now.\n\n- a `b`\n", name="draft.md")
    assert article.title == "One"
    assert blocks(article) == [
        ("heading", "One"),
        ("paragraph", "She says:"),
        ("quotation", "Go now."),
        ("paragraph", "a b"),
    ]


def test_plain_text_has_paragraphs_and_quotations():
    article = read_article("Он сказал:\r\n\r\n> Иди\r\n> сюда.\r\n\r\n— Нет.\r\n— Да.".encode("cp1251"))
    assert blocks(article) == [
        ("paragraph", "Он сказал:"),
        ("quotation", "Иди сюда."),
        ("paragraph", "— Нет."),
        ("paragraph", "— Да."),
    ]


def test_what_nobody_sees_is_not_in_the_text():
    text = read_article("\ufeffwe re\u00adfused\u200b, «\u00a0no\u00a0» e\u0301".encode()).text
    assert text == "we refused, «\u00a0no\u00a0» é"


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPEN = "http://schemas.openxmlformats.org"
RELATIONS = f"{OPEN}/officeDocument/2006/relationships"


def related(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{OPEN}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    )


def docx(body: str) -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{OPEN}/package/2006/content-types"/>',
        "_rels/.rels": related("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": related("styles", "styles.xml"),
        "word/styles.xml": f"<w:styles {WORD}>{style}</w:styles>",
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
    }
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return held.getvalue()


def test_a_docx_is_read_as_if_its_tracked_changes_were_accepted():
    article = read_article(
        docx(
            '<w:p><w:r><w:t xml:space="preserve">She says: “We </w:t></w:r>'
            '<w:ins w:id="1"><w:r><w:t>all </w:t></w:r></w:ins>'
            '<w:del w:id="2"><w:r><w:delText>never </w:delText></w:r></w:del>'
            "<w:r><w:t>refused.”</w:t></w:r></w:p>"
            '<w:p><w:pPr><w:pStyle w:val="Q"/></w:pPr><w:r><w:t>Go now.</w:t></w:r></w:p>'
        )
    )
    assert blocks(article) == [("paragraph", "She says: “We all refused.”"), ("quotation", "Go now.")]


def test_columns_of_a_pdf_are_read_one_after_the_other_whatever_the_file_has_first():
    said = [
        "“We refused to go,” the man says, “and nobody asked us why we did.”",
        "The second paragraph says „nothing“ and has a hyphen at its end: re- corded.",
        "« And what do they eat? » asks his wife, who is heard for the first time here.",
        "A fourth paragraph says it’s over.",
    ]
    lines = article_pdf.set_in_lines(said, width=30)
    half = len(lines) // 2
    article = read_article(article_pdf.written([lines[:half], lines[half:]]))
    assert [text for _, text in blocks(article)] == said


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b" \n ", "There is nothing in it"),
        (b"%PDF-1.4\nbroken", "is no PDF file that can be read"),
        (b"PK\x03\x04broken", "is no DOCX file that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old format of a word processor"),
        (b"{\\rtf1 text}", "old format of a word processor"),
        (b"RIFF\0\0\0\0WAVEfmt ", "no text that can be read"),
    ],
)
def test_what_is_no_article_is_said_to_be_none(data, sentence):
    with pytest.raises(ArticleError, match=sentence):
        read_article(data)


def test_a_pdf_of_pictures_is_said_to_be_one():
    with pytest.raises(ArticleError, match="Its pages are pictures"):
        read_article(article_pdf.written([[(" ", 0.0)]]))


def test_a_pdf_with_a_password_is_said_to_have_one():
    data = article_pdf.written([[("“We refused,” he said.", 0.0)]])
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00><00>] " % (
        b"11" * 32,
        b"22" * 32,
    )
    with pytest.raises(ArticleError, match="It has a password"):
        read_article(data.replace(b"/Root 1 0 R", b"/Root 1 0 R " + lock))


def test_a_docx_with_a_password_is_said_to_have_one_and_not_taken_for_an_old_format():
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    with pytest.raises(ArticleError, match="It has a password"):
        read_article(locked, name="draft.docx")


def _without(part: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(docx("<w:p/>"))) as whole, zipfile.ZipFile(held, "w") as packed:
        for name in whole.namelist():
            if name != part:
                packed.writestr(name, whole.read(name))
    return held.getvalue()


ENTITIES = (
    '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY file SYSTEM "file:///etc/passwd">]>'
)


def _with_entities() -> bytes:
    held, body = BytesIO(), "<w:p><w:r><w:t>&c;&file;</w:t></w:r></w:p>"
    with zipfile.ZipFile(BytesIO(docx(body))) as whole, zipfile.ZipFile(held, "w") as packed:
        for name in whole.namelist():
            entities = ENTITIES.encode() if name == "word/document.xml" else b""
            packed.writestr(name, entities + whole.read(name))
    return held.getvalue()


@pytest.mark.parametrize(
    "damaged",
    [
        docx("<w:p><w:r><w:t>He said.</w:t></w:r></w:p>")[:-30],
        docx("<w:p><w:r><w:t>He said.</w:t></w:p>"),
        _without("word/document.xml"),
        _without("_rels/.rels"),
        docx("<w:p/>").replace(b"word/document.xml", b"word/documemt.xml"),
        _with_entities(),
    ],
    ids=["cut off", "no XML", "without its text", "without relations", "names that differ", "entities"],
)
def test_a_damaged_docx_is_one_sentence(damaged):
    with pytest.raises(ArticleError, match=r"is no DOCX file that can be read|There is no text in it"):
        read_article(damaged, name="draft.docx")


def test_a_docx_that_unpacks_into_far_more_is_refused():
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(3):
            packed.writestr(f"word/{number}.xml", bytes(40 << 20))
    with pytest.raises(ArticleError, match="far larger unpacked"):
        read_article(held.getvalue(), name="draft.docx")


@pytest.mark.parametrize(
    "binary",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20,
        b"\xff\xd8\xff\xe0" + bytes(range(1, 256)) * 20,
        b"\x1f\x8b\x08" + bytes(range(1, 256)) * 20,
        b"ID3\x04" + bytes(range(1, 256)) * 20,
        b"Rar!\x1a\x07\x01" + bytes(range(1, 256)) * 20,
    ],
)
@pytest.mark.parametrize("name", ["page.html", "page.txt", "page.md"])
def test_what_is_no_text_is_none_whatever_it_is_called(binary, name):
    with pytest.raises(ArticleError, match="It is no text that can be read"):
        read_article(binary, name=name, content_type="text/html")


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("He said: “No, we won’t.”".encode("utf-16"), None),
        ("He said: “No, we won’t.”".encode("utf-8-sig"), "latin-1"),
        ("He said: “No, we won’t.”".encode("cp1252"), "utf-8"),
        ("He said: “No, we won’t.”".encode("cp1252"), "no-such-charset"),
        ("He said: “No, we won’t.”".encode(), "ascii"),
    ],
)
def test_an_encoding_that_is_declared_wrongly_is_not_believed(data, charset):
    assert read_article(data, charset=charset).text == "He said: “No, we won’t.”"


def test_bytes_that_are_in_no_encoding_leave_the_rest_readable():
    article = read_article("He said: “No”, and ".encode() + b"\xff\xfe\x81 went.\n\nThen he came back.")
    assert article.text.endswith("Then he came back.")
    assert len(article.blocks) == 2


def test_a_page_that_a_browser_saved_in_one_file_is_read():
    body = page("<p>He said: “We refused — all of us.”</p>").decode()
    mhtml = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n\r\n'
        b"----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring(body.encode())
        + b"\r\n----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----b--\r\n"
    )
    kept = {"WebMainResource": {"WebResourceData": body.encode(), "WebResourceTextEncodingName": "UTF-8"}}
    safari = plistlib.dumps(kept, fmt=plistlib.FMT_BINARY)
    for data in (mhtml, safari):
        article = read_article(data, name="page.mhtml")
        assert article.title == "The order at the river"
        assert "He said: “We refused — all of us.”" in article.text


@pytest.mark.parametrize("broken", [b"bplist00broken", plistlib.dumps({}, fmt=plistlib.FMT_BINARY)])
def test_a_saved_file_without_a_page_is_said_to_have_none(broken):
    with pytest.raises(ArticleError, match="There is no page in this saved file"):
        read_article(broken)
