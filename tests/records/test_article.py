import pytest

from earwitness.errors import RecordError
from earwitness.records.article import Article, Block, Claim, Quotation, Reading, Stretch

TEXT = "He said: “Go now,” they say, “go!”"
ARTICLE = Article(text=TEXT, blocks=(Block(kind="paragraph", start=0, end=len(TEXT)),))


def piece(words: str) -> Stretch:
    start = TEXT.index(words)
    return Stretch(start=start, end=start + len(words), text=words)


def test_a_quotation_is_its_pieces_and_reaches_from_the_first_to_the_last():
    one = Quotation(pieces=(piece("Go now,"), piece("go!")), speaker="He", verb="said", hedge="they say")
    assert Reading(article=ARTICLE, quotations=(one,)).quotations == (one,)
    assert one.text == "Go now, go!"
    assert TEXT[one.start : one.end] == "Go now,” they say, “go!"


@pytest.mark.parametrize(
    "quotation",
    [
        Quotation(pieces=(Stretch(start=0, end=2, text="Go"),)),
        Quotation(pieces=(piece("Go now,"),), speaker="the man"),
        Quotation(pieces=(piece("Go now,"),), hedge="reportedly"),
    ],
)
def test_what_the_article_does_not_say_cannot_be_said_of_it(quotation):
    with pytest.raises(RecordError, match="does not have these words"):
        Reading(article=ARTICLE, quotations=(quotation,))


def test_a_claim_that_is_not_in_the_article_is_refused():
    with pytest.raises(RecordError, match="does not have these words"):
        Reading(article=ARTICLE, claims=(Claim(start=0, end=7, text="She said"),))


def test_blocks_do_not_overlap():
    with pytest.raises(RecordError, match="overlap"):
        Article(
            text=TEXT, blocks=(Block(kind="paragraph", start=0, end=9), Block(kind="paragraph", start=5, end=12))
        )


def test_a_claim_without_source_or_recording_cites_nothing():
    assert Claim(start=0, end=2, text="He").cites_nothing
    assert not Claim(start=0, end=2, text="He", cites_recording=True).cites_nothing
