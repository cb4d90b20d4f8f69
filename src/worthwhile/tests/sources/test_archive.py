"""ZIP files are read in place, and what swells, climbs or is locked is refused with a cure."""

import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from worthwhile.errors import CannotRead
from worthwhile.sources import archive, linkedin, registry
from worthwhile.tests.shared import shared
from worthwhile.tests.sources.made import put, read

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROW = "Ida,North,,,,,08 Feb 2026\n"


def zipped(tmp_path, files, **more):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **more) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return path


def refused(path):
    with pytest.raises(CannotRead) as caught:
        registry.which(path)
        read(linkedin, path)
    assert path.name in str(caught.value)
    assert str(caught.value).endswith(".")
    return caught.value


def test_files_come_out_by_name(tmp_path):
    with archive.opened(zipped(tmp_path, {"b/x.csv": "1", "a.csv": "22", "b/": ""})) as whole:
        assert whole.names == ["b/x.csv", "a.csv"]
        assert whole.size("a.csv") == 2
        with whole.open("b/x.csv") as stream:
            assert stream.read() == b"1"


def test_what_swells_is_refused_before_it_is_unpacked(tmp_path):
    assert "swells" in str(refused(zipped(tmp_path, {"Connections.csv": HEAD + "\n" * (4 << 20)})))


def test_many_that_swell_together(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "FREE", 1 << 10)
    assert "swells" in str(refused(zipped(tmp_path, {f"{n}.csv": "\n" * 100_000 for n in range(3)})))


def test_a_small_table_may_pack_well(tmp_path):
    assert read(linkedin, zipped(tmp_path, {"Connections.csv": HEAD + ROW * 20_000}))


def test_a_directory_that_lies_about_sizes_is_found_out(tmp_path):
    path = zipped(tmp_path, {"Connections.csv": HEAD + "\n" * (4 << 20)})
    raw = path.read_bytes()
    size = (len(HEAD) + (4 << 20)).to_bytes(4, "little")
    assert raw.count(size) == 2
    path.write_bytes(raw.replace(size, (500_000).to_bytes(4, "little")))
    refused(path)


def test_too_many_files_and_too_many_bytes(tmp_path, monkeypatch):
    path = zipped(tmp_path, {f"{n}.csv": "x" for n in range(20)})
    monkeypatch.setattr(archive, "MOST_ENTRIES", 10)
    assert "20 files" in str(refused(path))
    monkeypatch.setattr(archive, "MOST_ENTRIES", 100)
    monkeypatch.setattr(archive, "MOST_BYTES", 10)
    assert "bring in the folder" in refused(path).do


def test_a_bomb_that_overlaps_itself(tmp_path):
    # every entry of the directory points at one and the same packed file (Fifield 2019)
    path = zipped(tmp_path, {"0.csv": "\n" * 1_000_000})
    raw = path.read_bytes()
    at = raw.index(b"PK\x01\x02")
    end = raw.index(b"PK\x05\x06")
    entry, tail = raw[at:end], raw[end:]
    many = b"".join(entry.replace(b"0.csv", b"%d.csv" % (n % 10)) for n in range(3000))
    tail = tail[:8] + (3000).to_bytes(2, "little") * 2 + len(many).to_bytes(4, "little") + tail[16:]
    path.write_bytes(raw[:at] + many + tail)
    refused(path)


@pytest.mark.parametrize("name", ["../../Connections.csv", "/etc/Connections.csv", "C:\\Connections.csv", "a/../../Connections.csv"])
def test_names_that_climb_lead_nowhere(tmp_path, name):
    (tmp_path / "in").mkdir()
    path = zipped(tmp_path / "in", {name: HEAD + ROW})
    before = sorted(tmp_path.rglob("*"))
    assert len(read(linkedin, path)) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_locked_one_says_that_it_is_locked():
    error = refused(shared("hostile/files/locked.zip"))
    assert "password" in str(error)
    assert error.do


def test_a_wrong_checksum_is_damage(tmp_path):
    path = zipped(tmp_path, {"Connections.csv": HEAD + ROW * 5000})
    raw = bytearray(path.read_bytes())
    place = raw.index(b"PK\x01\x02")
    raw[place - 40] ^= 0xFF
    path.write_bytes(bytes(raw))
    assert "damaged" in str(refused(path))


def test_a_way_of_packing_that_nobody_knows(tmp_path):
    path = zipped(tmp_path, {"Connections.csv": HEAD + ROW})
    path.write_bytes(path.read_bytes().replace(b"\x08\x00\x00\x00", b"\x63\x00\x00\x00", 0))
    raw = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        raw[raw.index(sign) + at] = 99
    path.write_bytes(bytes(raw))
    assert "damaged" in str(refused(path))


def test_a_zip_without_tables_is_said_to_be_one(tmp_path):
    error = refused(zipped(tmp_path, {"x.txt": "x", "y.csv": "a,b\n1,2\n"}))
    assert "ZIP" in str(error)
    assert error.do


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=6), st.booleans())
@example(285, b"\x00", False)  # a file without a name
def test_no_damage_breaks_it(tmp_path_factory, place, bytes_, cut):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("Connections.csv", HEAD + ROW * 3)
        out.writestr("messages.csv", "x")
    raw = whole.getvalue()
    raw = raw[:place] if cut else raw[:place] + bytes_ + raw[place + len(bytes_) :]
    path = put(tmp_path_factory.mktemp("any"), b"PK\x03\x04" + raw[4:], "a.zip")
    try:
        if linkedin.recognise(path, path.read_bytes()):
            read(linkedin, path)
    except CannotRead as error:
        assert str(error).endswith(".")
