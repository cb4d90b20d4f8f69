"""Ways to name somebody: addresses, numbers, pages, names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.sources import handles
from worthwhile.text import clean


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Ida.North@Valmar.example", "ida.north@valmar.example"),
        (" <ida@valmar.example> ", "ida@valmar.example"),
        ("Ida North <ida@valmar.example>", "ida@valmar.example"),
        ("mailto:ida@valmar.example?subject=Hi", "ida@valmar.example"),
        ("MAILTO:ida%40valmar.example", "ida@valmar.example"),
        ("alice@bank.example <mallory@evil.example>", "mallory@evil.example"),
        ("ida@valmar.example, kofi@valmar.example", ""),
        ("/o=Valmar/ou=Exchange/cn=Recipients/cn=ida", ""),
        ("ida", ""),
        ("@valmar.example", ""),
        ("ida@", ""),
        ("", ""),
        ("ida@" + "x" * 400 + ".example", ""),
    ],
)
def test_email(raw, kept):
    assert handles.email(raw) == kept


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("+49 30 1234567", "+49301234567"),
        ("+49 (0)30 1234567", "+49301234567"),
        ("0049 30 1234567", "+49301234567"),
        ("tel:+49-30-1234567;ext=12", "+49301234567"),
        ("(030) 123 45-67", "0301234567"),
        ("030 1234567 ext. 12", "0301234567"),
        ("٠٣٠١٢٣٤٥٦٧", "0301234567"),
        ("\uff0b49301234567", "+49301234567"),
        ("110", ""),
        ("call me", ""),
        ("1" * 21, ""),
        ("", ""),
    ],
)
def test_tel(raw, kept):
    assert handles.tel(raw) == kept


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("https://www.linkedin.com/in/Ida-North/?trk=x", "ida-north"),
        ("http://de.linkedin.com/in/ida-north", "ida-north"),
        ("linkedin.com/in/ida-north#top", "ida-north"),
        ("HTTPS://LINKEDIN.COM/IN/IDA", "ida"),
        ("/in/ida", "ida"),
        ("https://www.linkedin.com/in/j%C3%B6rg-m", "jörg-m"),
        ("https://www.linkedin.com/company/valmar", ""),
        ("https://valmar.example/in/ida", ""),
        ("ida", ""),
        ("", ""),
    ],
)
def test_linkedin(raw, kept):
    assert handles.linkedin(raw) == kept


@pytest.mark.parametrize(
    ("said", "value", "shown"),
    [
        ("Jonas Feld", "jonas feld", "Jonas Feld"),
        ("  Jörg \n Müller ", "jorg muller", "Jörg Müller"),
        ("李小龍", "李小龍", "李小龍"),
        ("¸", "¸", "¸"),
        ("Ida\u202eNorth", "idanorth", "IdaNorth"),
    ],
)
def test_a_name_keeps_its_spelling_beside_the_value(said, value, shown):
    found = handles.named(said)
    assert (found.kind, found.value, found.name) == ("name", value, shown)


@given(st.text(max_size=400))
def test_nothing_breaks_them(text):
    assert handles.email(text) == handles.email(text).lower()
    number = handles.tel(text)
    assert not number or number.removeprefix("+").isascii()
    assert not number or number.removeprefix("+").isdecimal()
    assert len(handles.linkedin(text)) <= handles.LONGEST
    found = handles.named(text)
    assert found.value == clean(found.value)
    assert bool(found.value) == bool(found.name)


@given(st.sampled_from(["mailto:", "tel:+", "+", "00", "https://linkedin.com/in/"]), st.text(max_size=60))
def test_nothing_after_a_known_beginning_breaks_them(start, text):
    for reader in (handles.email, handles.tel, handles.linkedin):
        assert isinstance(reader(start + text), str)
