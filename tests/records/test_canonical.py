import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from earwitness.errors import RecordError
from earwitness.records.canonical import canonical

text = st.text(st.characters(exclude_categories=["Cs"]))
exact = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | exact | text,
    lambda inner: st.lists(inner) | st.dictionaries(text, inner),
    max_leaves=20,
)


@given(values)
def test_the_bytes_are_those_of_another_implementation_of_the_standard(value: object):
    assert canonical(value) == rfc8785.dumps(value)


@given(values)
def test_the_value_comes_back_and_its_bytes_are_one_line(value: object):
    data = canonical(value)
    assert json.loads(data) == value
    assert b"\n" not in data


def test_keys_are_in_order_of_utf_16_as_the_standard_has_it():
    keys = ["€", "\r", "\ufb33", "1", "😀", "\x80", "ö"]  # RFC 8785, section 3.2.3
    assert list(json.loads(canonical(dict.fromkeys(keys, 0)))) == ["\r", "1", "\x80", "ö", "€", "😀", "\ufb33"]


def test_control_characters_are_written_as_the_standard_has_them():
    assert (
        canonical('\x00\b\t\n\f\r\x1f"\\/\x7f\u2028') == b'"\\u0000\\b\\t\\n\\f\\r\\u001f\\"\\\\/\x7f\xe2\x80\xa8"'
    )


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), float("inf"), 2**53, -(2**53), "\ud800", {1: 2}, {"\udcff": 1}, b"bytes", {1, 2}, [[0.5]]],
    ids=repr,
)
def test_what_other_programs_would_read_otherwise_is_refused(value: object):
    with pytest.raises(RecordError):
        canonical(value)
