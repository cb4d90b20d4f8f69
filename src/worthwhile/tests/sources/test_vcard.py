"""Address books as vCard 2.1, 3.0 and 4.0, as phones and programs write them."""

import json

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from worthwhile.sources import handles, vcard
from worthwhile.sources.records import Card, Handle, Passed, Refused
from worthwhile.tests.shared import ROOT, shared
from worthwhile.tests.sources.made import put, read, sums
from worthwhile.text import clean

PIECES = [
    "BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "VERSION:4.0", "N:a;b;c", "FN:Ida", "FN;ENCODING=QUOTED-PRINTABLE:=C3=", "=B6=", "AGENT:",
    "PHOTO;ENCODING=b:", "item1.EMAIL:a@b.example", "item1.X-ABLabel:_$!<x>!$_", "BDAY:1604-02-29", 'TEL;TYPE="a;b,:c":+1', "NOTE:\\", " fold",
    "ORG;CHARSET=zip;ENCODING=b:QUJD", "X-ABRELATEDNAMES:x", "KIND:group",
]  # fmt: skip


def cards(tmp_path, text):
    return read(vcard, put(tmp_path, text))


def card(tmp_path, *lines, version="3.0"):
    (found,) = cards(tmp_path, "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]))
    return found


def ways(found):
    return [(h.kind, h.value) for h in found.handles]


def test_a_plain_card_is_taken_whole(tmp_path):
    found = card(
        tmp_path, "N:North;Ida;Maria;Dr.;MSc", "FN:Dr. Ida North", "NICKNAME:Idy", "ORG:Valmar\\, Inc.;Rail;Signals", "TITLE:Head of Signals",
        "EMAIL;TYPE=work:Ida.North@Valmar.example", "EMAIL;TYPE=home:ida@home.example", "TEL;TYPE=cell:+49 30 12345-67",
        "URL:https://www.linkedin.com/in/Ida-North/", "BDAY:1980-02-29", "NOTE:Met in Ghent\\nat the fair\\; likes trains", "UID:urn:uuid:77",
    )  # fmt: skip
    assert isinstance(found, Card)
    assert (found.name, found.given, found.family, found.nickname) == ("Dr. Ida North", "Ida", "North", "Idy")
    assert (found.organisation, found.title, found.birthday, found.uid) == ("Valmar, Inc.", "Head of Signals", "1980-02-29", "77")
    assert found.note == "Met in Ghent at the fair; likes trains"
    assert ways(found) == [
        ("email", "ida.north@valmar.example"),
        ("email", "ida@home.example"),
        ("tel", "+49301234567"),
        ("linkedin", "ida-north"),
    ]
    assert found.handles[0] == Handle("email", "ida.north@valmar.example", "Dr. Ida North")
    assert found.line == 1


def test_quoted_printable_with_a_charset_and_soft_breaks(tmp_path):
    found = card(
        tmp_path,
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=C3=BC=6C=6C=65=72;=4A=C3=B6=72=67;;;",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4A=C3=B6=72=67=",
        "=20=4D=C3=BC=6C=6C=65=72",
        "TEL;CELL:030 1234567",
        "X-MS-OL-DEFAULT-POSTAL-ADDRESS:0",
        "LABEL;HOME;ENCODING=QUOTED-PRINTABLE:Street 1=0D=0A=",
        "Ghent",
        "EMAIL;PREF;INTERNET:jorg@valmar.example",
        version="2.1",
    )
    assert (found.name, found.given, found.family) == ("Jörg Müller", "Jörg", "Müller")
    assert ways(found) == [("tel", "0301234567"), ("email", "jorg@valmar.example")]


@pytest.mark.parametrize(
    ("charset", "codec"), [("ISO-8859-1", "latin-1"), ("windows-1252", "cp1252"), ("UTF-8", "utf-8"), ("KOI8-R", "koi8-r")]
)
def test_eight_bits_in_the_charset_that_is_named(tmp_path, charset, codec):
    name = "Юрий" if codec == "koi8-r" else "Hélène"
    raw = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=" + charset.encode() + b":" + name.encode(codec) + b"\nTEL:12345\nEND:VCARD\n"
    (found,) = cards(tmp_path, raw)
    assert found.name == name


def test_eight_bits_without_a_charset_are_guessed(tmp_path):
    (found,) = cards(tmp_path, "BEGIN:VCARD\nFN:Hélène\nEND:VCARD\n".encode("cp1252"))
    assert found.name == "Hélène"


def test_a_codec_that_is_no_charset_is_not_run(tmp_path):
    found = card(tmp_path, "FN;CHARSET=rot13:Vqn", "TEL:12345", version="2.1")
    assert found.name == "Vqn"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_file_with_or_without_its_mark(tmp_path, codec):
    path = put(tmp_path, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Renée Dvořák\r\nEND:VCARD\r\n".encode(codec))
    assert vcard.recognise(path, path.read_bytes())
    (found,) = read(vcard, path)
    assert found.name == "Renée Dvořák"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_folded_lines_with_any_line_end(tmp_path, end):
    (found,) = cards(tmp_path, end.join(["begin:vcard", "fn:Ida No", " rth", "email:ida@valmar.", "\texample", "end:vcard", ""]))
    assert (found.name, ways(found)) == ("Ida North", [("email", "ida@valmar.example")])


def test_a_letter_may_be_folded_in_its_middle(tmp_path):
    raw = "Zoë".encode()
    (found,) = cards(tmp_path, b"BEGIN:VCARD\nVERSION:3.0\nFN:" + raw[:3] + b"\n " + raw[3:] + b"\nEND:VCARD\n")
    assert found.name == "Zoë"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("BDAY:1980-05-21", "1980-05-21"),
        ("BDAY:19800521", "1980-05-21"),
        ("BDAY;VALUE=date:1980-05-21", "1980-05-21"),
        ("BDAY:1980-05-21T00:00:00Z", "1980-05-21"),
        ("BDAY:19800521T102200Z", "1980-05-21"),
        ("BDAY:--0229", "--02-29"),
        ("BDAY:--02-29", "--02-29"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-15", "--03-15"),
        ('BDAY;X-APPLE-OMIT-YEAR="1604":16040315', "--03-15"),
        ("BDAY;X-APPLE-OMIT-YEAR=1900:1900-03-15", "--03-15"),
        ("BDAY:0000-03-15", "--03-15"),
        ("BDAY:1980-02-30", ""),
        ("BDAY:1980-05", ""),
        ("BDAY:---21", ""),
        ("BDAY;VALUE=text:circa 1800", ""),
        ("BDAY:", ""),
    ],
)
def test_birthdays(tmp_path, line, day):
    assert card(tmp_path, "FN:Ida", line).birthday == day


def test_pictures_are_passed_over(tmp_path):
    folded = ["PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg", " ABTUVMOjo6EMAIL:not@valmar.example", " =="]
    found = card(tmp_path, "FN:Ida", *folded, "PHOTO:data:image/png;base64,iVBOR", "PHOTO;VALUE=uri:https://far.example/i.png", "TEL:12345")
    assert ways(found) == [("tel", "12345")]


def test_a_picture_in_the_old_way_without_indents(tmp_path):
    found = card(tmp_path, "FN:Ida", "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ", "SkZJRgABTUVM", "", "TEL;WORK;VOICE:12345", version="2.1")
    assert ways(found) == [("tel", "12345")]


def test_groups_labels_and_those_named_beside(tmp_path):
    found = card(
        tmp_path, "FN:Ida North", "item1.EMAIL;type=INTERNET;type=pref:ida@valmar.example", "item1.X-ABLabel:_$!<Other>!$_",
        "item2.X-ABRELATEDNAMES:Kofi Mensah", "item2.X-ABLabel:_$!<Spouse>!$_", "item3.X-ABRELATEDNAMES;type=pref:Ana Lind",
        "item3.X-ABLabel:Climbing partner", "item4.TEL:+49301111111", "item4.X-ABLabel:_$!<AssistantPhone>!$_", "X-MANAGER:Per Berg",
    )  # fmt: skip
    assert ways(found) == [("email", "ida@valmar.example")]
    assert found.related == (("spouse", "Kofi Mensah"), ("climbing partner", "Ana Lind"), ("manager", "Per Berg"))


def test_related_of_version_four(tmp_path):
    found = card(
        tmp_path,
        "FN:Ida North",
        "RELATED;TYPE=spouse;VALUE=text:Kofi Mensah",
        "RELATED;TYPE=friend:urn:uuid:f81d4fae",
        "TEL;VALUE=uri;TYPE=\"voice,home\":tel:+49-30-1234567;ext=5",
        "EMAIL;PREF=1:ida@valmar.example",
        version="4.0",
    )  # fmt: skip
    assert found.related == (("spouse", "Kofi Mensah"),)
    assert ways(found) == [("tel", "+49301234567"), ("email", "ida@valmar.example")]


def test_a_firm_goes_by_its_own_name(tmp_path):
    found = card(tmp_path, "N:;;;;", "FN:", "ORG:Valmar Rail;", "X-ABShowAs:COMPANY", "TEL:12345")
    assert (found.name, found.given, found.family, found.organisation) == ("Valmar Rail", "", "", "Valmar Rail")


def test_linkedin_in_all_the_places_where_it_stands(tmp_path):
    for line in (
        "X-SOCIALPROFILE;type=linkedin;x-user=ida:https://www.linkedin.com/in/ida-north",
        "X-SOCIALPROFILE;type=linkedin:x-apple:ida-north",
        "SOCIALPROFILE;SERVICE-TYPE=LinkedIn:https://de.linkedin.com/in/Ida-North?trk=x",
        "item1.URL;type=pref:http\\://www.linkedin.com/in/ida-north",
    ):
        assert ("linkedin", "ida-north") in ways(card(tmp_path, "FN:Ida North", line)), line


def test_faxes_and_addresses_that_are_none_name_nobody(tmp_path):
    found = card(tmp_path, "FN:Ida", "TEL;TYPE=FAX,WORK:+49301234567", "TEL;FAX:030111111", "EMAIL;X400:/o=Valmar/cn=ida", "TEL:ask")
    assert ways(found) == [("name", "ida")]
    assert found.handles[0].name == "Ida"


def test_a_name_is_composed_where_none_is_said(tmp_path):
    assert card(tmp_path, "N:North;Ida;Maria;;", version="2.1").name == "Ida Maria North"
    assert card(tmp_path, "NICKNAME:Idy", "TEL:12345").name == "Idy"
    assert card(tmp_path, "EMAIL:ida@valmar.example").name == "ida@valmar.example"


def test_lists_are_passed_over_and_nobody_is_refused(tmp_path):
    text = "BEGIN:VCARD\nFN:Friends\n{}\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nNOTE:who?\nEND:VCARD\n"
    for line in ("KIND:group", "X-ADDRESSBOOKSERVER-KIND:group"):
        group, nobody = cards(tmp_path, text.format(line))
        assert isinstance(group, Passed)
        assert isinstance(nobody, Refused)
        assert (nobody.line, bool(nobody.cure)) == (5, True)


def test_what_is_cut_off_costs_itself(tmp_path):
    whole = "BEGIN:VCARD\nFN:Ida\nEND:VCARD\n"
    first, cut = cards(tmp_path, whole + "BEGIN:VCARD\nFN:Kofi\nTEL:1")
    assert (first.name, cut.line, cut.cure) == ("Ida", 4, "Export it once more.")
    cut, second = cards(tmp_path, "BEGIN:VCARD\nFN:Kofi\n" + whole)
    assert (cut.line, second.name, second.line) == (1, "Ida", 3)
    stray, second = cards(tmp_path, "FN:Kofi\nEND:VCARD\n" + whole)
    assert (stray.line, second.name) == (1, "Ida")
    first, stray = cards(tmp_path, whole + "FN:Kofi\n")
    assert (first.name, stray.line) == ("Ida", 4)


def test_a_card_within_a_card_is_no_contact(tmp_path):
    text = "BEGIN:VCARD\nFN:Ida\nAGENT:\nBEGIN:VCARD\nFN:Kofi\nEND:VCARD\nTEL:12345\nEND:VCARD\nBEGIN:VCARD\nFN:Ana\nEND:VCARD\n"
    assert [(c.name, ways(c)[0][1]) for c in cards(tmp_path, text)] == [("Ida", "12345"), ("Ana", "ana")]


def test_a_key_outlives_a_new_export(tmp_path):
    one = card(tmp_path, "FN:Ida", "TEL:12345", "EMAIL:ida@valmar.example", "REV:2024-01-01", "PRODID:-//A//")
    other = card(tmp_path, "EMAIL:ida@valmar.example", "FN:Ida", "TEL:12345", "REV:2026-11-01", "PRODID:-//B//")
    changed = card(tmp_path, "FN:Ida", "TEL:54321", "EMAIL:ida@valmar.example")
    assert one.key == other.key != changed.key


def test_every_card_of_the_shared_address_books_is_accounted_for():
    shared("cards")
    counts = json.loads(shared("counts.json").read_text())
    files = {name: c["vcard"] for name, c in counts.items() if name.startswith("cards/") and c.get("vcard") and (ROOT / name).exists()}
    assert len(files) >= 60
    for name, told in files.items():
        path = ROOT / name
        assert vcard.recognise(path, path.read_bytes()[: 64 << 10]), name
        assert sum(sums(read(vcard, path))) == told, name


@pytest.mark.parametrize("file", ["IPHONE", "EVOLUTION", "MS_OUTLOOK", "GMAIL", "MAC_ADDRESS_BOOK"])
def test_the_same_man_as_programs_write_him(file):
    (found,) = read(vcard, shared(f"cards/ez-vcard/text/John_Doe_{file}.vcf"))
    assert (found.given, found.family, found.organisation, found.title) == ("John", "Doe", "IBM", "Money Counter")
    assert {"9055551234", "9056661234"} <= {h.value for h in found.handles if h.kind == "tel"}
    assert [h.value.rpartition(".")[0] for h in found.handles if h.kind == "email"] == ["john.doe@ibm"]


def test_thunderbirds_own_answers():
    answers = json.loads(shared("cards/thunderbird/addressbook.json").read_text())
    for file, kept in (("basic_vcard_addressbook", "vcard_import"), ("dos_vcard_addressbook", "dos_vcard_import")):
        found = read(vcard, shared(f"cards/thunderbird/{file}.vcf"))
        said = [
            {"DisplayName": c.name, "FirstName": c.given, "LastName": c.family, "PrimaryEmail": c.handles[0].value} for c in found
        ]  # fmt: skip
        assert said == answers[kept]


def test_on_well_formed_cards_another_reader_says_the_same():
    root = shared("cards")
    compared = 0
    for path in sorted(root.rglob("*.vcf")):
        try:
            theirs = list(vobject.readComponents(path.read_text("utf-8")))
            said = [(" ".join(c.fn.value.split()), [e.value for e in c.contents.get("email", [])]) for c in theirs]
        except Exception:  # not well formed, for one of its many reasons
            continue
        ours = read(vcard, path)
        if len(ours) != len(said) or not all(isinstance(c, Card) for c in ours):
            continue
        for (name, emails), found in zip(said, ours, strict=True):
            if name:  # theirs ends at a comma that is not escaped
                assert found.name.startswith(name), path
            known = [h.value for h in found.handles if h.kind == "email"]
            assert known == list(dict.fromkeys(a for e in emails if (a := handles.email(e)))), path
            compared += 1
    assert compared >= 60


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=25), st.sampled_from(["\n", "\r\n", "\r", "\n "]))
def test_no_text_breaks_it(tmp_path_factory, pieces, end):
    path = put(tmp_path_factory.mktemp("any"), end.join(pieces).encode("utf-8", "surrogatepass"))
    vcard.recognise(path, path.read_bytes())
    whole(read(vcard, path))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=60))
def test_no_bytes_break_it(tmp_path_factory, inside, after):
    path = put(tmp_path_factory.mktemp("any"), b"BEGIN:VCARD\nN:" + inside + b"\nEND:VCARD\n" + after)
    vcard.recognise(path, inside)
    items = read(vcard, path)
    whole(items)
    assert items


def whole(items):
    """Every record has a key, every refusal a line, a reason and a cure; nothing that no terminal or database takes."""
    for item in items:
        if isinstance(item, Refused):
            assert item.line > 0
            assert item.reason.endswith(".")
            assert item.cure
        elif isinstance(item, Card):
            assert len(item.key) == 32
            assert item.name
            assert item.handles
            for text in (item.name, item.given, item.note, *(h.name + h.value for h in item.handles)):
                assert text == clean(text, 4000)
