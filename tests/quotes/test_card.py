"""Cards: the whole quote or none, nothing beyond the picture, letters from either side."""

from __future__ import annotations

import io
import struct
from dataclasses import replace

import pytest
from PIL import Image

from earwitness.quotes.card import OPEN_GRAPH, Card, draw_card
from earwitness.quotes.drawing import PAPER, Style, text_width, wrapped

CARD = Card(
    text="“We refused to go.”",
    original="«Мы отказались идти.»",
    who="Soldier? (S2)",
    peaks=[0.1, 0.5, 0.2],
    foot="0:04.0–0:05.6",
)


def picture(png: bytes | None) -> Image.Image:
    assert png is not None
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize("size", [OPEN_GRAPH, (1280, 720), (1080, 1080), (1080, 1920)])
def test_what_a_card_shows_keeps_clear_of_its_edges(size: tuple[int, int]) -> None:
    sheet = picture(draw_card(replace(CARD, text="“" + "a long quote " * 20 + "”"), size))
    assert sheet.size == size
    paper = Image.new("RGB", size, PAPER)
    edge = min(size) // 25
    for box in ((0, 0, size[0], edge), (0, 0, edge, size[1]), (size[0] - edge, 0, *size)):
        assert sheet.crop(box).tobytes() == paper.crop(box).tobytes()
    assert sheet.tobytes() != paper.tobytes()


def test_a_quote_that_does_not_fit_gives_no_card_rather_than_a_part_of_it() -> None:
    assert draw_card(replace(CARD, text="word " * 500)) is None


def test_letters_that_the_fonts_lack_give_no_card_rather_than_boxes() -> None:
    assert draw_card(replace(CARD, original="もしもし")) is None
    assert draw_card(replace(CARD, original="لا حول ولا قوة")) is not None


def test_the_same_card_is_the_same_bytes_with_nothing_in_them_but_the_picture() -> None:
    png = draw_card(CARD)
    assert png is not None
    assert png == draw_card(CARD)
    kinds, at = [], 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kinds.append(png[at + 4 : at + 8])
        at += 12 + length
    assert set(kinds) == {b"IHDR", b"IDAT", b"IEND"}


def test_arabic_begins_at_the_right() -> None:
    left, right = (
        picture(draw_card(replace(CARD, original=None, text=text))).convert("L").point(lambda v: v < 128)
        for text in ("Go.", "لا")
    )
    words = (0, 150, 1200, 420)
    assert left.crop(words).getbbox()[0] < 100  # type: ignore[index]
    assert right.crop(words).getbbox()[2] > 1_100  # type: ignore[index]


def test_no_line_is_wider_than_asked_for_not_even_one_long_word() -> None:
    style = Style(24)
    lines = wrapped("Нам " + "приказали" * 20 + " идти", style, 300)
    assert "".join(lines).replace(" ", "") == "Нам" + "приказали" * 20 + "идти"
    assert max(text_width(line, style) for line in lines) <= 300
