"""Tables: heading, delimiter, encoding, and rows that are broken."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.sources import tables
from worthwhile.sources.tables import Broken, Row, Table, headings, key


def heading(names):
    return names if "first name" in names else ()


def rows(text, *, free_text=False):
    table = Table(io.BytesIO(text if isinstance(text, bytes) else text.encode()), heading)
    return list(table.rows(free_text=free_text))


def said(text, **more):
    return [(r.line, *r.cells.values()) if isinstance(r, Row) else r.line for r in rows(text, **more)]


@pytest.mark.parametrize("delimiter", list(",;\t"))
@pytest.mark.parametrize("before", ["", "Notes:\n\n", '"Notes: ""x"", y"\n\n'])
def test_the_heading_is_found_by_its_names(delimiter, before):
    text = before + delimiter.join(["First Name", "B", "C"]) + "\n" + delimiter.join("xyz") + "\n"
    line = before.count("\n") + 2
    assert said(text) == [(line, "x", "y", "z")]


def test_without_a_heading_there_are_no_columns():
    assert Table(io.BytesIO(b"a,b\n1,2\n"), heading).columns == ()
    assert Table(io.BytesIO(b"\n" * 100 + b"First Name,B\n"), heading).columns == ()


def test_headings_are_compared_folded():
    assert key("  E-Mail\u2011Adresse ") == "e-mail-adresse"
    assert key("FIRST_Name") == "first name"
    assert key("Prénom") == "prenom"


def test_empty_rows_and_short_ones():
    assert said("First Name,B,C,D,E,F\n\n,,,,,\nx,y,z\nx,y\nx\n") == [(4, "x", "y", "z"), 5, 6]


def test_a_quotation_mark_left_open_gives_its_rows_back():
    text = 'First Name,B,C\nx,"y,z\n' + "".join(f"{n},b,c\n" for n in range(6))
    found = said(text)
    assert found == [2, *[(n + 3, str(n), "b", "c") for n in range(6)]]
    assert said(text, free_text=True)[0] == 2


def test_many_of_them_are_bounded(monkeypatch):
    monkeypatch.setattr(tables, "MOST_MENDED", 3)
    found = rows("First Name,B,C\n" + 'x,"y,z\n' * 50)
    assert all(isinstance(r, Broken) and r.reason.endswith(".") for r in found)
    assert [r.line for r in found[:4]] == [2, 3, 4, 5]
    assert "swallows" in found[3].reason
    assert "swallows" not in found[2].reason


def test_a_quotation_mark_left_open_in_the_last_row():
    assert said('First Name,B,C\nx,y,z\nx,"y,z\n') == [(2, "x", "y", "z"), 3]


def test_texts_of_many_lines_are_kept_where_they_are_expected():
    text = 'First Name,B,C\nx,"one,a,b\ntwo,c,d",z\n'
    assert said(text, free_text=True) == [(2, "x", "one,a,b\ntwo,c,d", "z")]
    assert said(text) != said(text, free_text=True)


def test_a_cell_longer_than_the_csv_module_likes():
    assert len(rows("First Name,B\n" + "x" * 200_000 + ",y\n")[0].cells["first name"]) == 200_000


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(codec):
    assert said("First Name,B\r\nZoë,é\r\n".encode(codec)) == [(2, "Zoë", "é")]


def test_what_may_be_a_heading_is_said():
    assert headings(b"\n\nName;Given Name;x\n1;2;3\n") == ["Name", "Given Name", "x"]
    assert headings(b"one\ntwo\n") == []


@given(st.lists(st.sampled_from(['"', ",", "\n", "x", '""', "\r", ";", "\x00", "é"]) | st.text(max_size=5), max_size=60))
def test_no_text_breaks_it_and_every_line_is_in_order(pieces):
    text = "First Name,B,C\n" + "".join(pieces)
    found = rows(text.encode("utf-8", "replace"))
    lines = [r.line for r in found]
    assert lines == sorted(set(lines))
    assert all(line >= 2 for line in lines)
