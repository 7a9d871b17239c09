import json
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.errors import LedgerError, RecordError
from earwitness.ledger import chain, keys
from earwitness.records.custody import Agent, CustodyEvent, Digest

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
digests = st.binary(max_size=4).map(Digest.of)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=5,
)
events = st.builds(
    CustodyEvent,
    number=st.integers(1, 2**53 - 1),
    at=text,
    verb=text,
    agent=st.builds(
        Agent,
        kind=st.sampled_from(["software", "model", "person"]),
        name=text,
        version=st.none() | text,
        digest=st.none() | digests,
    ),
    recording=st.none() | digests,
    detail=st.dictionaries(text, values, max_size=3),
)


KEY = keys.Key.new()


def ledger(length: int) -> list[bytes]:
    lines: list[bytes] = []
    for number in range(1, length + 1):
        event = CustodyEvent(
            number=number,
            at=f"2026-01-02T03:04:{number:02}Z",
            verb="note",
            agent=Agent(kind="software", name="earwitness", version="0.1.0"),
            detail={"text": "приказ"},
        )
        lines.append(chain.line(event, chain.line_digest(lines[-1]) if lines else None, signer=KEY))
    return lines


def broken(lines: list[bytes]) -> list[int]:
    return [problem.line for problem in chain.check(lines)]


@given(events, st.none() | digests)
def test_an_event_comes_back_from_its_line_which_is_one_line(event: CustodyEvent, previous: Digest | None):
    data = chain.line(event, previous)
    assert chain.parse(data) == (event, previous)
    assert data.endswith(b"\n")
    assert data.count(b"\n") == 1
    assert json.loads(data)["version"] == 2


def test_a_chain_that_nobody_touched_has_no_problem():
    assert chain.check(ledger(5)) == []
    assert chain.check([]) == []


def test_the_first_line_follows_nothing_and_the_others_name_the_bytes_of_the_line_before():
    lines = ledger(3)
    assert [json.loads(line)["previous"] for line in lines] == [
        None,
        *(str(Digest.of(line)) for line in lines[:2]),
    ]


def test_any_changed_byte_before_the_last_line_is_found_at_that_line_or_the_next():
    lines, chance = ledger(6), random.Random(4)
    for _ in range(300):
        number = chance.randrange(5)
        changed = bytearray(lines[number])
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        found = broken([*lines[:number], bytes(changed), *lines[number + 1 :]])
        assert found
        assert set(found) <= {number + 1, number + 2}


@pytest.mark.parametrize(
    ("act", "found"),
    [
        (lambda x: x[1:], [1, 2, 3, 4]),
        (lambda x: [*x[:2], *x[3:]], [3, 4]),
        (lambda x: [x[0], x[2], x[1], x[3], x[4]], [2, 3, 4]),
        (lambda x: [*x[:3], x[2], *x[3:]], [4, 5, 6]),
        (lambda x: [*x[:4], x[4][:-1]], [5]),
        (lambda x: [*x[:4], x[4][:40]], [5]),
        (lambda x: [*x, b"\n"], [6]),
        (lambda x: [x[0].replace(b"{", b"{ ", 1), *x[1:]], [1, 2]),
        (lambda x: [b"not json\n", *x[1:]], [1, 2]),
        (lambda x: [b"[" * 100_000, *x[1:]], [1, 2]),
    ],
    ids=[
        "first removed",
        "removed",
        "swapped",
        "doubled",
        "newline gone",
        "half",
        "empty line",
        "spaced",
        "text",
        "deep",
    ],
)
def test_lines_removed_moved_doubled_or_cut_are_named_by_number(act, found: list[int]):
    assert sorted(set(broken(act(ledger(5))))) == found


def test_a_line_rewritten_with_a_matching_hash_is_found_by_the_line_after_it():
    lines = ledger(4)
    event, previous = chain.parse(lines[1])
    lines[1] = chain.line(replace(event, verb="forged"), previous)
    problems = chain.check(lines)
    assert [problem.line for problem in problems] == [3]
    assert problems[0].text == "It was not written after this line 2, which was changed, replaced or moved."


def test_a_line_of_a_later_version_says_so():
    held = {**json.loads(ledger(1)[0]), "version": 3, "seal": "…"}
    with pytest.raises(LedgerError, match=r"of version 3, .* up to version 2\. Update earwitness"):
        chain.parse(json.dumps(held).encode())


@pytest.mark.parametrize(
    "change",
    [
        {"number": "1"},
        {"number": True},
        {"detail": []},
        {"detail": {"seconds": 1.5}},
        {"verb": 1},
        {"agent": None},
        {"previous": "md5:00"},
        {"recording": "sha256:XYZ"},
        {"extra": 1},
        {"version": "1"},
        {"version": 0},
    ],
    ids=str,
)
def test_what_no_earwitness_wrote_is_no_line(change: dict[str, object]):
    held = {**json.loads(ledger(1)[0]), **change}
    with pytest.raises(LedgerError):
        chain.parse((json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n").encode())


def test_a_fraction_cannot_become_part_of_a_line():
    event, _ = chain.parse(ledger(1)[0])
    with pytest.raises(RecordError):
        chain.line(replace(event, detail={"seconds": 1.5}), None)


def test_a_line_is_signed_and_any_other_key_line_or_signature_is_found():
    first, second = map(chain.read, ledger(2))
    assert first.signer == KEY.public
    assert chain.is_signed_well(first) is True
    assert chain.is_signed_well(replace(first, signed=second.signed)) is False
    assert chain.is_signed_well(replace(first, signature=second.signature)) is False
    assert chain.is_signed_well(replace(first, signer=keys.Key.new().public)) is False
    assert chain.is_signed_well(replace(first, signer="bm8ga2V5")) is False


def test_any_changed_bit_of_a_signed_line_alone_is_found():
    (data,), chance = ledger(1), random.Random(5)
    for _ in range(300):
        changed = bytearray(data)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        try:
            entry = chain.read(bytes(changed))
        except LedgerError:
            continue
        assert not chain.is_signed_well(entry)


def test_an_unsigned_line_and_one_of_version_1_are_read_as_not_signed():
    event, previous = chain.parse(ledger(2)[1])
    assert chain.is_signed_well(chain.read(chain.line(event, previous))) is None
    held = json.loads(ledger(2)[1])
    for name in ("rows", "signer", "signature"):
        del held[name]
    old = json.dumps(held | {"version": 1}, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
    entry = chain.read(old.encode())
    assert (entry.version, entry.event, entry.signer) == (1, event, None)
    assert chain.is_signed_well(entry) is None


@pytest.mark.parametrize(
    "change", [{"signer": None}, {"signature": None}, {"signature": "AA"}, {"signature": "AB=="}]
)
def test_a_line_that_is_half_signed_or_written_otherwise_is_no_line(change: dict[str, object]):
    held = {**json.loads(ledger(1)[0]), **change}
    with pytest.raises(LedgerError):
        chain.read((json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n").encode())
