"""The draft of a quote, as the page asks for it: nothing is kept of it, and what makes no sense is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from earwitness.records.glossary import Term
from earwitness.records.review import Merge, Text
from earwitness.workflow.case import Case
from reviewpage import Asking, call, served

WHOLE = {"first": ["u2", 0], "last": ["u3", 2], "omit": [], "added": [], "speaker": None, "english": None}
PRINTED = {"source": "«Слышу. Мы отказались идти.»", "printed": "“I hear you. We refused to go.”"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return call(tmp_path_factory.mktemp("quoting") / "case")


@pytest.fixture(scope="module")
def page(case: Case) -> Iterator[Asking]:
    with served(case.path) as server:
        yield Asking(server)


def added(word: list[Any], text: str, **more: Any) -> dict[str, Any]:
    return {"added": [{"first": word, "last": word, "text": text, "behind": False} | more]}


def test_a_draft_is_as_it_will_be_printed_with_what_was_done_and_nothing_is_kept(page: Asking, case: Case) -> None:
    english = "I hear [you=the soldier]. … refused to go"
    marked = {"omit": [["u3", 0]], "english": english} | added(["u3", 2], "уйти")
    status, told = page.post("/draft", WHOLE | marked)
    assert (status, told["refusal"]) == (200, None)
    assert told["quote"]["source"] == "«Слышу. … отказались [уйти].»"
    assert told["quote"]["english"] == "“I hear [the soldier]. … refused to go”"
    assert [one["says"] for one in told["quote"]["marks"]] == [
        "… skips 0.9 s, 1 word: Мы",
        "[уйти] is the editor's in the place of “идти.”",
        "[the soldier] is the editor's in the place of “you.”",
        "… leaves out 1 word: We",
        "“go.” has lost what stands after it",
    ]
    assert told["quote"]["marks"][0]["about"] == {"side": "source", "seconds": 0.9, "count": 1, "words": "Мы"}
    assert case.quotes() == []


def test_a_gloss_of_several_words_and_one_behind_a_word_stand_where_they_are_put(page: Asking) -> None:
    name = {"first": ["u3", 1], "last": ["u3", 2], "text": "ушли", "behind": False}
    aside = {"first": ["u2", 0], "last": ["u2", 0], "text": "кивает", "behind": True}
    _, told = page.post("/draft", WHOLE | {"added": [name, aside]})
    assert told["quote"]["source"] == "«Слышу. [кивает] Мы [ушли].»"


def test_of_a_part_of_a_line_the_english_is_a_guess_and_of_a_whole_one_it_is_not(page: Asking) -> None:
    _, whole = page.post("/draft", WHOLE)
    assert (whole["english"], whole["is_guess"]) == ("I hear you. We refused to go.", False)
    _, part = page.post("/draft", WHOLE | {"last": ["u3", 1]})
    assert part["is_guess"]
    assert part["english"].startswith("I hear you. We refused")


def test_what_the_glossary_explains_is_offered_as_a_gloss_that_is_typed_already(tmp_path: Path) -> None:
    case = call(tmp_path / "case")
    case.add_terms([Term(term="идти", language="ru", translation="go", note="cross the river")])
    with served(case.path) as server:
        _, told = Asking(server).post("/draft", WHOLE)
    says = "The glossary explains “идти”: cross the river."
    assert [[one["says"], english] for one, english in told["offers"]] == [
        [says, "I hear you. We refused to go. [cross the river]"]
    ]
    assert not [one for one in told["quote"]["notices"] if "--gloss" in one["says"]]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"first": ["u9", 0]}, 'Word 1 of "u9" is not there any more.'),
        ({"last": ["u3", 3]}, 'Word 4 of "u3" is not there any more.'),
        ({"last": ["u3", -1]}, 'Word 0 of "u3" is not there any more.'),
        ({"first": ["u3", 2], "last": ["u2", 0]}, "The quote would end before it begins."),
        ({"first": ["u1", 0]}, "More than one voice is heard from 0:00.0 to 0:05.5: S1, S2."),
        ({"speaker": "S9"}, 'No speaker "S9" says a word from 0:02.0 to 0:05.5.'),
        ({"omit": [["u4", 0]]}, "The omission from 0:06.0 to 0:06.8 reaches out of the quote."),
        ({"omit": [["u9", 0]]}, 'Word 1 of "u9" is not there any more.'),
        ({"omit": [["u2", 0]]}, "The omission takes away the first or the last word of the quote."),
        (added(["u4", 0], "x"), "The gloss [x] stands at no word of the quote."),
        (added(["u3", 0], "мы"), "The gloss [мы] repeats what is spoken there."),
        (added(["u3", 0], "  "), "A gloss is empty."),
        (added(["u3", 0], "a\nb"), 'A gloss holds what cannot be shown on one line: "a\\nb".'),
        (added(["u3", 0], "x", last=["u2", 0]), "The gloss [x] would end before it begins."),
        ({"omit": [["u3", 1]], "english": "I … We … go.", **added(["u3", 1], "x")}, "words that another takes"),
        ({"english": "We agreed to go."}, "“agreed” is not what the English line says."),
        ({"english": "I hear you. We […9] go"}, "Nothing is left out where “[…9]” stands."),
        ({"english": "I hear you. We [tank=jeep] go"}, "“tank”, which [jeep] stands for, is not there."),
        ({"english": "I hear you."}, "“We refused to go.” is heard in what is quoted, and the English leaves it"),
        ({"english": "\u202eI"}, "What is typed cannot be shown on one line"),
        ({"english": ""}, "The English that is typed has no word of the line."),
    ],
)  # fmt: skip
def test_what_cannot_be_quoted_so_is_told_in_the_draft_and_not_kept(
    page: Asking, case: Case, asked: dict[str, Any], says: str
) -> None:
    status, told = page.post("/draft", WHOLE | asked)
    assert (status, told["quote"]) == (200, None)
    assert says in told["refusal"]["says"]
    status, told = page.post("/quote", WHOLE | asked | PRINTED)
    assert status in (409, 422)
    assert says in told["says"]
    assert case.quotes() == []


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"english": "а" * 100_000}, "This is 100,000 characters long, and a quote at most 10,000."),
        ({"first": "u2"}, "A word was expected"),
        ({"first": ["u2", 0, 1]}, "A word was expected"),
        ({"first": ["u2", "0"]}, "A word was expected"),
        ({"first": None}, "A word was expected"),
        ({"omit": {}}, "'omit' is {}"),
        ({"omit": [["u2"]]}, "A word was expected"),
        ({"added": ["x"]}, "An object was expected"),
        ({"added": [{"first": ["u2", 0], "last": ["u2", 0], "text": 1, "behind": False}]}, "'text' is 1"),
        ({"speaker": 1}, "'speaker' is 1"),
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused_in_a_sentence(page: Asking, asked: dict[str, Any], says: str) -> None:
    for path in ("/draft", "/quote"):
        status, told = page.post(path, WHOLE | PRINTED | asked)
        assert status == 422
        assert says in told["says"]


def test_what_is_kept_is_what_was_seen_and_it_is_kept_once(tmp_path: Path) -> None:
    case = call(tmp_path / "case")
    with served(case.path) as server:
        page = Asking(server)
        _, draft = page.post("/draft", WHOLE)
        seen = {"source": draft["quote"]["source"], "printed": draft["quote"]["english"]}
        assert seen == PRINTED
        case.correct(Text(utterance_id="u3", on=1, text="Мы отказались."))
        status, told = page.post("/quote", WHOLE | seen | {"last": ["u3", 1]})
        assert (status, told["says"].partition(".")[0]) == (409, "Somebody changed what is quoted meanwhile")
        assert case.quotes() == []
        status, kept = page.post(
            "/quote", WHOLE | {"last": ["u2", 0], "source": "«Слышу.»", "printed": "“I hear you.”"}
        )
        assert (status, kept["id"]) == (200, "q1")
        assert page.post(
            "/quote", WHOLE | {"last": ["u2", 0], "source": "«Слышу.»", "printed": "“I hear you.”"}
        ) == (200, kept)
        case.correct(Merge(utterance_id="u2", on=0, other_id="u3", other_on=2))
        _, gone = page.post("/draft", WHOLE)
        assert gone["refusal"]["says"] == 'Word 3 of "u3" is not there any more. Select it again.'
    assert len(case.quotes()) == 1
    assert [item for item in case.verify() if item.outcome == "fail"] == []


def test_of_a_case_that_may_only_be_read_a_draft_is_seen_and_nothing_kept(tmp_path: Path) -> None:
    case = call(tmp_path / "case")
    lock = case.path / ".lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()  # as root may write anywhere: nobody can lock it
    with served(case.path) as server:
        page = Asking(server)
        _, draft = page.post("/draft", WHOLE)
        assert draft["quote"]["english"] == PRINTED["printed"]
        status, told = page.post("/quote", WHOLE | PRINTED)
    assert status == 422
    assert told["says"]
    assert case.quotes() == []
