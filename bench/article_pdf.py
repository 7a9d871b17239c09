"""Which library reads a PDF's words in their order: `python bench/article_pdf.py`; it wants pypdf and pypdfium2.

The articles of `articles/tuning` are printed by Chromium in one column and in two, and written here in two columns
line by line, left and right in turn, as some programs for page layout do.
"""

from __future__ import annotations

import difflib
import html
import subprocess
import tempfile
import textwrap
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import articles
from earwitness.article.read import read
from earwitness.formats.article import pdf
from earwitness.formats.article.registry import read_article

STYLE = (
    "@page{{size:A4;margin:2cm}} body{{font:11pt/1.3 serif;text-align:justify;{}}} p{{margin:0;text-indent:1em}}"
)


def written(columns: Sequence[Sequence[tuple[str, float]]], *, size: float = 10) -> bytes:
    """A PDF of one page: each line with its indent in points; the lines of all columns in turn, from the top."""
    lines = []
    for row in range(max(map(len, columns))):
        for number, column in enumerate(columns):
            if row < len(column):
                text, indent = column[row]
                shown = "".join(f"\\{byte:03o}" for byte in text.encode("cp1252", errors="replace"))
                left, bottom = 45 + number * 270 + indent, 790 - row * size * 1.4
                lines.append(f"BT /F {size} Tf {left:.1f} {bottom:.1f} Td ({shown}) Tj ET")
    stream = "\n".join(lines).encode()
    font = "/Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        f"<< {font} >>".encode(),
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def set_in_lines(paragraphs: Sequence[str], *, width: int = 40) -> list[tuple[str, float]]:
    """Paragraphs as lines, the first of each indented."""
    lines = []
    for paragraph in paragraphs:
        first, *others = textwrap.wrap(paragraph, width)
        lines += [(first, 12.0), *((line, 0.0) for line in others)]
    return lines


def printed(paragraphs: Sequence[str], style: str) -> bytes:
    """The paragraphs as Chromium prints them."""
    body = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs)
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(f"<meta charset=utf-8><style>{STYLE.format(style)}</style>{body}", encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        subprocess.run(
            ["chromium", *options, f"--print-to-pdf={out}", page.as_uri()], capture_output=True, check=True
        )
        return out.read_bytes()


def readers() -> dict[str, Callable[[bytes], str]]:
    import io  # noqa: PLC0415

    import pypdf  # noqa: PLC0415
    import pypdfium2  # noqa: PLC0415
    from pdfminer.high_level import extract_text  # noqa: PLC0415

    def by_pypdf(data: bytes) -> str:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)

    def by_pdfium(data: bytes) -> str:
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))

    return {
        "pypdf": by_pypdf,
        "pypdfium2": by_pdfium,
        "pdfminer.six": lambda data: extract_text(io.BytesIO(data)),
        "earwitness": lambda data: pdf.read(data).text,
    }


def main() -> None:
    paragraphs = [
        paragraph.replace("\n", " ").lstrip("#> ")
        for path in articles.paths("tuning")
        for paragraph in path.read_text(encoding="utf-8").partition("\n===\n")[0].split("\n\n")
    ]
    half = paragraphs[: len(paragraphs) // 2]  # Chromium loses what does not fit into two columns of a page
    few = set_in_lines(paragraphs)[:100]
    layouts = {
        "one column": (printed(paragraphs, ""), " ".join(paragraphs)),
        "two columns": (printed(half, "columns:2;column-gap:1cm"), " ".join(half)),
        "line by line": (written([few[:50], few[50:]]), " ".join(text for text, _ in few)),
    }
    for layout, (data, text) in layouts.items():
        right = text.split()
        for name, reader in readers().items():
            began = time.monotonic()
            got = reader(data).split()
            seconds = time.monotonic() - began
            blocks = difflib.SequenceMatcher(None, right, got, autojunk=False).get_matching_blocks()
            share = sum(block.size for block in blocks) / len(right)
            print(f"{layout:14} {name:14} words in order {share:.3f}  {seconds:.2f} s")
    tell_quotations()


def tell_quotations() -> None:
    """How many quotations of the articles are the same when they are read from two printed columns."""
    same = of = 0
    for path in articles.paths("tuning"):
        body = path.read_text(encoding="utf-8").partition("\n===\n")[0]
        from_text = read(read_article(body.encode(), name=path.name)).quotations
        paragraphs = [one.replace("\n", " ").lstrip("#> ") for one in body.split("\n\n")]
        from_pdf = {one.text for one in read(pdf.read(printed(paragraphs, "columns:2"))).quotations}
        of += len(from_text)
        same += sum(one.text in from_pdf for one in from_text)
    print(f"quotations that are the same from two columns: {same} of {of}; block quotations are not marked there")


if __name__ == "__main__":
    main()
