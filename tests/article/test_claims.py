"""What an article says in its own words, and whom it cites for it: in the styles in which articles are written."""

from __future__ import annotations

import pytest

from earwitness.article.read import read
from earwitness.formats.article.registry import read_article
from earwitness.records.article import Claim


def claims(text: str) -> list[Claim]:
    return list(read(read_article(text.encode(), name="a.txt")).claims)


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        # an agency
        ("The unit fled, Ukrainian officials say.", "cites Ukrainian officials"),
        ("The man, who is not named, says that they fled.", "cites The man"),
        ("He was heard on it, Radio Seven reports.", "cites Radio Seven, the recording"),
        ("According to the ministry, the general told his wife to leave.", "cites the ministry"),
        # a court
        ("Per the transcript, the caller hung up first.", "cites the transcript, the recording"),
        ("The witness testified that she knew him on the tape.", "cites The witness, the recording"),
        ("It is alleged that the money came from abroad.", "cites nothing, “It is alleged”"),
        ("She had not heard the whole recording, she conceded.", "cites she, the recording"),
        # a report of an organisation
        ("In call 7, the speaker states that they were kept in a cellar.", "cites the speaker, the recording"),
        ("Of these, 17 were intercepted telephone calls.", "cites the recording"),
        ("Satellite imagery shows a building at the place mentioned.", "cites Satellite imagery"),
        # a tabloid
        ("Neighbours claim he has not been seen for days.", "cites Neighbours, “claim”"),
        ("He allegedly drank before the call.", "cites the recording, “allegedly”"),
        # a wire in America
        ("At 4:12 a.m. Friday the lamp on Oak Ave. fell, phone records show.", "cites phone records"),
        ("A lawyer, Joel Katz of Hale & Sons, said his client would appeal.", "cites Joel Katz"),
        ("The mayor told reporters Wednesday that she had ordered a review.", "cites The mayor, told reporters"),
        ("Two people familiar with the case said the raid took place Nov. 9.", "cites Two people"),
        ("The union, through a lawyer, said it would wait.", "cites The union, via a lawyer"),
        ("Radio Mar reports, citing a nurse, that he lives.", "cites Radio Mar, according to a nurse"),
        # a broadcaster in Britain
        (
            "The bishop told the clerk to burn it, a leaked tape suggests.",
            "cites The bishop, told the clerk, the recording",
        ),
        ("The tape, which Radio Mar obtained, lasts an hour.", "cites published by Radio Mar, the recording"),
        ("Neighbours, who the paper says are afraid, insist that he left.", "cites Neighbours"),
        ("The firm has, however, confirmed that it knew.", "cites The firm"),
        ("It is the Crown’s case that the bag was empty.", "cites the Crown"),
        # a tabloid
        ("A striker begged a doctor to lie, it was claimed last night.", "cites nothing, “it was claimed”"),
        ("The voice is described by experts as his.", "cites experts"),
        (
            "The chairman was quoted by the agency LTA as saying that he slept.",
            "cites The chairman, published by the agency LTA",
        ),
        # a feature
        ("Later he takes it back, saying that those were only words.", "cites he"),
        ("The message was passed to us by a relative who asked not to be named.", "cites published by a relative"),
        ("It shows General Orlik ordering the fire.", "cites nothing"),
    ],
)
def test_whom_a_sentence_cites_is_told_in_every_style(sentence: str, cited: str) -> None:
    assert [one.cited for one in claims(sentence)] == [cited]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry did not respond to our questions.",
        "The army declined to comment.",
        "He has never confirmed that.",
        "We have asked the ministry for comment.",
        "She last spoke to him in June.",
        "Eleven people died.",
        "It is unclear who was there.",
        "You may ask what the mayor knew.",
        "A channel with nine followers put it up on Thursday.",
        "I would love to be able to tell you who made it.",
        "She asked that her name be left out.",
        "The widow demanded his resignation.",
        "The firm has neither confirmed nor denied that it knew.",
        "The lawyer did not return a call seeking comment.",
        "A man called Rell owned the house.",
    ],
)
def test_whoever_says_nothing_is_not_cited_nor_is_the_writer(sentence: str) -> None:
    (claim,) = claims(sentence)
    assert (claim.cites_nothing, claim.source) == (True, None)


def test_whoever_denies_something_says_so() -> None:
    assert claims("Moscow has not denied that they fled.")[0].source == "Moscow"


def test_a_sentence_about_what_the_one_before_it_cites_cites_that_too() -> None:
    found = claims(
        "There are two intercepts. In one of them, he orders the fire. In it he laughs. In Kyiv, it rains."
    )
    assert [one.cites_recording for one in found] == [True, True, True, False]


def test_he_is_nobody_whose_account_it_is_and_no_adverb() -> None:
    text = "The soldier wept. His wife’s account matches that. Instead he sings. He says that they fled."
    assert [one.source for one in claims(text)] == [None, None, None, "The soldier"]
    assert claims("A man called. A woman’s voice answers. He says that they fled.")[-1].source == "A man"


def test_what_only_says_who_speaks_a_whole_sentence_is_no_claim_wherever_its_stop_is() -> None:
    assert not claims(
        "„We left them there“, the soldier says.\n\n“He told me: ‘Do not sign it,’” the widow recalls."
    )


def test_the_title_of_a_text_claims_nothing() -> None:
    assert [one.text for one in claims("What the harbour knew\n\nThe boat sank at noon.")] == [
        "The boat sank at noon."
    ]
