"""LinkedIn's export of every era: the ZIP, a folder of its tables, one table."""

import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthwhile.errors import CannotRead
from worthwhile.sources import linkedin, registry
from worthwhile.sources.records import Card, Handle, Mark, Message, Own, Passed, Refused
from worthwhile.tests.shared import shared
from worthwhile.tests.sources.made import AT, put, read, sums

NOTES = 'Notes:\n"When exporting your connection data, you may notice that some of the ""email addresses"" are missing, as, ..."\n\n'
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
MESSAGES = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT\n"
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
RECEIVED = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
GIVEN = RECEIVED.replace("Endorser", "Endorsee")
RECOMMENDED = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
PROFILE = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\n"
EMAILS = "Email Address,Confirmed,Primary,Updated On\n"
IN = "https://www.linkedin.com/in/"


def seconds(*when):
    return int(datetime(*when, tzinfo=UTC).timestamp())


def table(tmp_path, text, name="x.csv"):
    path = put(tmp_path, text, name)
    assert registry.which(path) is linkedin
    return read(linkedin, path)


def only(items, kind):
    return [i for i in items if isinstance(i, kind)]


def zipped(tmp_path, files, name="export.zip"):
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as out:
        for inside, text in files.items():
            out.writestr(inside, text)
    return tmp_path / name


@pytest.mark.parametrize(
    "text",
    [
        NOTES + CONNECTIONS + "Ida,North," + IN + "ida-north,Ida@Valmar.example,Valmar,Head,08 Feb 2026\n",
        NOTES.replace("Notes:", '"Notes:"').replace("\n", "\r\n")
        + CONNECTIONS.replace("\n", "\r\n")
        + "Ida,North,linkedin.com/in/Ida-North/?x=1,ida@valmar.example,Valmar,Head,8-Feb-26\r\n",
        "\ufeffURL,Connected On,first name,LAST_NAME,Email Address,Position,Company\n" + IN + "ida-north,2026-02-08,Ida,North,ida@valmar.example,Head,Valmar\n",
        CONNECTIONS.replace(",", ";") + "Ida;North;" + IN + "ida-north;ida@valmar.example;Valmar;Head;08 Feb 2026\n",
        CONNECTIONS.replace(",", "\t") + "Ida\tNorth\t" + IN + "ida-north\tida@valmar.example\tValmar\tHead\t02/08/26\n",
        '"' + CONNECTIONS.strip().replace(",", '","') + '"\n"Ida","North","' + IN + 'ida-north","ida@valmar.example","Valmar","Head","Feb 8, 2026"\n',
        "Vorname,Nachname,Profil-URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\nIda,North," + IN + "ida-north,ida@valmar.example,Valmar,Head,8. Feb. 2026\n",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connexion le\nIda,North," + IN + "ida-north,ida@valmar.example,Valmar,Head,8 févr. 2026\n",
    ],
    ids=["notes", "quoted notes, saved by Excel", "other order", "semicolons", "tabs", "all quoted", "German", "French"],
)  # fmt: skip
def test_connections_of_every_era(tmp_path, text):
    (found,) = table(tmp_path, text)
    assert isinstance(found, Card)
    assert (found.name, found.given, found.family) == ("Ida North", "Ida", "North")
    assert (found.organisation, found.title, found.since) == ("Valmar", "Head", seconds(2026, 2, 8))
    assert found.handles == (Handle("linkedin", "ida-north", "Ida North"), Handle("email", "ida@valmar.example", "Ida North"))


def test_before_2023_there_was_no_page(tmp_path):
    (found,) = table(tmp_path, "First Name,Last Name,Email Address,Company,Position,Connected On\nIda,North,,Valmar,Head,05 Jan 2019\n")
    assert found.handles == (Handle("name", "ida north", "Ida North"),)


def test_hidden_connections_are_counted_and_make_nobody(tmp_path):
    found = table(tmp_path, CONNECTIONS + ",,,,,,07 Jun 2026\nIda,North,,,,,08 Feb 2026\n,,,,,,08 Jun 2026\n")
    assert sums(found) == (1, 0, 2)


def test_line_breaks_and_commas_within_a_cell(tmp_path):
    text = CONNECTIONS + 'Ida,North,,,"Valmar,\nInc.","Head, ""Signals""",08 Feb 2026\nKofi,Mensah,,,,,08 Feb 2026\n'
    ida, kofi = table(tmp_path, text)
    assert (ida.organisation, ida.title, ida.line) == ("Valmar, Inc.", 'Head, "Signals"', 2)
    assert (kofi.name, kofi.line) == ("Kofi Mensah", 4)


def test_a_new_company_is_a_new_card_of_the_same_page(tmp_path):
    one, other = table(tmp_path, CONNECTIONS + f"Ida,North,{IN}ida,,Valmar,,08 Feb 2026\nIda,North,{IN}ida,,Halden,,08 Feb 2026\n")
    assert one.uid == other.uid
    assert one.key != other.key


def test_a_quotation_mark_left_open_costs_its_own_row(tmp_path):
    rows = "".join(f"Kofi{n},Mensah,,,,,08 Feb 2026\n" for n in range(5))
    found = table(tmp_path, CONNECTIONS + 'Ida,North,,,"Valmar,,08 Feb 2026\n' + rows)
    (broken,) = only(found, Refused)
    assert (broken.line, len(only(found, Card))) == (2, 5)


def message(sender="Ida North", url=IN + "ida", to="Noor Halden", urls=IN + "noor", date="2026-08-01 10:00:00 UTC", content="Secret", talk="t1", folder="INBOX", draft="No"):  # fmt: skip
    return f'{talk},,{sender},{url},"{to}","{urls}",{date},,"{content}",{folder},,{draft},No\n'


def test_messages_without_their_text(tmp_path):
    found = table(tmp_path, MESSAGES + message(content='Line one,\nline ""two""') + message(draft="Yes") + message(folder="SPAM"))
    (sent,) = only(found, Message)
    assert (sent.kind, sent.at, sent.line) == ("message", seconds(2026, 8, 1, 10), 2)
    assert sent.sender == Handle("linkedin", "ida", "Ida North")
    assert sent.recipients == (("to", Handle("linkedin", "noor", "Noor Halden")),)
    assert sums(found) == (1, 0, 2)
    assert "Line" not in repr(found)
    assert "two" not in repr(found)


def test_titles_after_a_comma_are_no_people(tmp_path):
    urls = f"{IN}ida,{IN}kofi"
    (sent,) = table(tmp_path, MESSAGES + message(to="Ida North, Ph.D., Kofi Mensah, MBA", urls=urls, sender="Ana Lind", url=IN + "ana"))
    assert [(h.value, h.name) for _, h in sent.recipients] == [("ida", "Ida North, Ph.D."), ("kofi", "Kofi Mensah, MBA")]
    (unsure,) = table(tmp_path, MESSAGES + message(to="Ida, North, Kofi Mensah", urls=urls, sender="Ana Lind", url=IN + "ana"))
    assert [(h.value, h.name) for _, h in unsure.recipients] == [("ida", ""), ("kofi", "")]  # pages are trusted, names are not guessed


def test_advertising_is_no_contact(tmp_path):
    spin = message(sender="Valmar Careers", url="", content="<p class=''spinmail''>Offer</p>")
    found = table(tmp_path, MESSAGES + spin + message(sender="LinkedIn Member", url="") + message(sender="", url=""))
    assert sums(found) == (0, 0, 3)


def test_messages_before_recipients_had_pages(tmp_path):
    head = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
    own, sent = table(tmp_path, head + f"t1,,Noor Halden,{IN}noor,Ida North,2023-01-01 10:00:00 UTC,Hello,Text,SENT\n")
    assert own == Own(Handle("linkedin", "noor", "Noor Halden"), own.how, 2)
    assert sent.recipients == (("to", Handle("name", "ida north", "Ida North")),)
    assert sent.subject == "Hello"


def test_who_is_in_every_conversation_is_the_owner(tmp_path):
    rows = [message(talk=f"t{n}", sender=f"P{n} Q", url=f"{IN}p{n}", date=f"2026-08-0{n} 10:00:00 UTC") for n in (1, 2, 3)]
    (own,) = only(table(tmp_path, MESSAGES + "".join(rows)), Own)
    assert own.handle.value == "noor"
    assert not only(table(tmp_path, MESSAGES + "".join(rows[:2])), Own)


def test_a_message_without_day_or_writer_is_refused(tmp_path):
    found = table(tmp_path, MESSAGES + message(date="soon") + message(sender=" ", url="x y", folder="ARCHIVE"))
    assert [(i.line, bool(i.cure)) for i in only(found, Refused)] == [(2, True), (3, True)]
    assert sums(found) == (0, 2, 0)


@pytest.mark.parametrize("era", ["2021", "2024"])
def test_invitations_tell_who_the_owner_is(tmp_path, era):
    pages = era == "2024"
    head = INVITATIONS if pages else "From,To,Sent At,Message,Direction\n"
    rows = [
        ("Ida North", "Noor Halden", '"1/29/26, 2:37 PM"', "Hi", "INCOMING", IN + "ida", IN + "noor"),
        ("Noor Halden", "Kofi Mensah", '"12/31/25, 12:05 AM"', "", "OUTGOING", IN + "noor", IN + "kofi"),
    ]
    found = table(tmp_path, head + "".join(",".join(r if pages else r[:5]) + "\n" for r in rows))
    first, second = only(found, Message)
    assert (first.at, second.at) == (seconds(2026, 1, 29, 14, 37), seconds(2025, 12, 31, 0, 5))
    (own,) = only(found, Own)
    assert own.handle == (Handle("linkedin", "noor", "Noor Halden") if pages else Handle("name", "noor halden", "Noor Halden"))
    assert (first.recipients[0][1], second.sender) == (own.handle, own.handle)


@pytest.mark.parametrize("url", ["www.linkedin.com/in/ida", "", "ida"])
def test_endorsements_both_ways(tmp_path, url):
    row = f"2026/08/01 10:00:00 UTC,Signals,Ida,North,{url},ACCEPTED\n"
    received = table(tmp_path, RECEIVED + row + row.replace("ACCEPTED", "HIDDEN") + row.replace("ACCEPTED", "PENDING"), "a.csv")
    given_ = table(tmp_path, GIVEN + row, "b.csv")
    ida = Handle("linkedin", "ida", "Ida North") if url else Handle("name", "ida north", "Ida North")
    me = Handle("linkedin", "me")
    assert [(m.sender, m.recipients) for m in only(received, Message)] == [(ida, (("to", me),))] * 2
    assert [(m.sender, m.recipients, m.detail) for m in only(given_, Message)] == [(me, (("to", ida),), "Signals")]
    assert sums(received) == (2, 0, 1)
    assert len({m.key for m in only([*received, *given_], Message)}) == 3


@pytest.mark.parametrize(("name", "mine"), [("Recommendations_Received.csv", False), ("Recommendations Given.csv", True)])
def test_recommendations_both_ways(tmp_path, name, mine):
    rows = 'Jonas,Feld,Valmar,Head,"A long\ntext, kept nowhere","07/21/09, 12:11 PM",VISIBLE\nAna,Lind,,,x,"07/22/09, 12:11 PM",HIDDEN\nA,B,,,x,then,VISIBLE\n'
    found = table(tmp_path, RECOMMENDED + rows, name)
    (sent,) = only(found, Message)
    jonas, me = Handle("name", "jonas feld", "Jonas Feld"), Handle("linkedin", "me")
    assert (sent.sender, sent.recipients) == ((me, (("to", jonas),)) if mine else (jonas, (("to", me),)))
    assert (sent.kind, sent.at) == ("recommendation", seconds(2009, 7, 21, 12, 11))
    assert "nowhere" not in repr(found)
    assert [r.line for r in only(found, Refused)] == [5]
    assert sums(found) == (1, 1, 1)


def test_recommendations_of_which_nobody_says_the_way_are_not_guessed(tmp_path):
    path = put(tmp_path, RECOMMENDED + 'Jonas,Feld,,,x,"07/21/09, 12:11 PM",VISIBLE\n', "Recommendations.csv")
    with pytest.raises(CannotRead):
        registry.which(path)


def test_what_is_the_owners_own(tmp_path):
    profile = table(tmp_path, PROFILE + 'Noor,Halden,,,,Head of Rail,"I like\ntrains",,,,,,\n')
    (card,) = only(profile, Card)
    assert (card.own, card.name, card.title) == (True, "Noor Halden", "Head of Rail")
    emails = table(tmp_path, EMAILS + "Noor@Halden.example,Yes,Yes,\nold@home.example,No,No,\nnobody,Yes,No,\n")
    assert [o.handle.value for o in only(emails, Own)] == ["noor@halden.example"]
    assert [type(i) for i in emails] == [Own, Passed, Refused]


FILES = {
    "Connections.csv": NOTES + CONNECTIONS + f"Ida,North,{IN}ida,,Valmar,Head,08 Feb 2026\n",
    "messages.csv": MESSAGES + message(),
    "Invitations.csv": INVITATIONS + f'Noor Halden,Ida North,"1/29/26, 2:37 PM",,OUTGOING,{IN}noor,{IN}ida\n',
    "Endorsement_Received_Info.csv": RECEIVED + "2026/08/01 10:00:00 UTC,Signals,Ida,North,,ACCEPTED\n",
    "Recommendations_Given.csv": RECOMMENDED + 'Jonas,Feld,,,x,"07/21/09, 12:11 PM",VISIBLE\n',
    "Profile.csv": PROFILE + "Noor,Halden,,,,Head,,,,,,,\n",
    "Email Addresses.csv": EMAILS + "noor@halden.example,Yes,Yes,\n",
    "Skills.csv": "Name\nSignals\n",
    "Ad_Targeting.csv": "Member Age,Buyer Groups\n35,x\n",
    "Rich Media.csv": "",
}  # fmt: skip


@pytest.mark.parametrize("way", ["zip", "zip with a folder inside", "folder"])
def test_the_whole_export(tmp_path, way):
    if way == "folder":
        for name, text in FILES.items():
            put(tmp_path / "export", text, name)
        path = tmp_path / "export"
    else:
        before = "" if way == "zip" else "Basic_LinkedInDataExport/"
        path = zipped(tmp_path, {before + n: t for n, t in FILES.items()} | {"__MACOSX/._Connections.csv": "\0\5"}, "download.bin")
    assert registry.which(path) is linkedin
    found = read(linkedin, path)
    assert sums(found) == (6, 0, 0)
    assert {(o.handle.kind, o.handle.value) for o in only(found, Own)} == {
        ("email", "noor@halden.example"),
        ("name", "noor halden"),
        ("linkedin", "noor"),
    }
    given_, received = (next(m for m in only(found, Message) if m.kind == kind) for kind in ("recommendation", "endorsement"))
    # the page, once known, stands for the owner everywhere
    assert (given_.sender, received.recipients[0][1]) == (Handle("linkedin", "noor", "Noor Halden"),) * 2


def test_the_same_export_as_zip_folder_or_loose_tables_has_the_same_keys(tmp_path):
    whole = {i.key for i in read(linkedin, zipped(tmp_path, FILES)) if hasattr(i, "key")}
    loose = set()
    for name, text in FILES.items():
        path = put(tmp_path / "loose", text, name)
        if text and linkedin.recognise(path, text.encode()):
            loose |= {i.key for i in read(linkedin, path) if hasattr(i, "key")}
    assert whole == loose


def test_a_refusal_in_a_zip_names_its_table(tmp_path):
    path = zipped(tmp_path, FILES | {"messages.csv": MESSAGES + message(date="x")})
    (refused,) = only(read(linkedin, path), Refused)
    assert refused.reason.startswith("messages.csv: ")
    assert refused.line == 2


def test_it_is_read_again_only_when_it_changed(tmp_path):
    path = put(tmp_path, FILES["Connections.csv"], "Connections.csv")
    *_, mark = linkedin.read(path, {}, AT)
    assert isinstance(mark, Mark)
    assert read(linkedin, path, mark.position) == []
    path.write_text(FILES["Connections.csv"] + "Kofi,Mensah,,,,,09 Feb 2026\n")
    assert len(read(linkedin, path, mark.position)) == 2


def test_folders_of_other_things_are_not_taken(tmp_path):
    put(tmp_path / "a", FILES["Connections.csv"], "Connections.csv")
    put(tmp_path / "a", "BEGIN:VCARD\n", "all.vcf")
    put(tmp_path / "b", FILES["Connections.csv"], "Connections.csv")
    for n in range(3):
        put(tmp_path / "b", "a,b\n1,2\n", f"{n}.csv")
    (tmp_path / "c").mkdir()
    assert not any(linkedin.recognise(tmp_path / d, b"") for d in "abc")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "First Name,Last Name\nIda,North\n",
        NOTES,
        "Name,Given Name,Family Name\nx,y,z\n",
        "\0\0\0",
        '"',
        "First Name,Last Name,Connected\n",
    ],
)
def test_other_tables_are_not_taken(tmp_path, text):
    assert not linkedin.recognise(put(tmp_path, text, "Connections.csv"), text.encode())


def test_the_shared_exports():
    whole = shared("exports-made/linkedin-2024")
    found = read(linkedin, whole)
    assert len(only(found, Card)) == 4
    assert sum(len(c.handles) > 1 for c in only(found, Card)) == 2
    messages = [m for m in only(found, Message) if m.kind == "message"]
    assert len(messages) == 3
    assert sorted(len([m for m in messages if m.thread == t]) for t in {m.thread for m in messages}) == [1, 2]
    assert sorted(len(m.recipients) for m in messages) == [1, 1, 2]
    assert len([m for m in only(found, Message) if m.kind == "invitation"]) == 2
    assert {o.handle.value for o in only(found, Own)} == {"ego-fictitious"}
    assert sums(found) == (9, 0, 3)
    old = read(linkedin, shared("exports-made/linkedin-2019/Connections.csv"))
    assert [c.since for c in old] == [seconds(2019, 1, 5), seconds(2018, 12, 31, 23, 59)]
    cards = read(linkedin, shared("linkedin/labeldekho/Connections.csv"))
    assert (len(cards), sum(all(h.kind != "email" for h in c.handles) for c in cards)) == (10, 3)
    talk = only(read(linkedin, shared("linkedin/labeldekho/Messages.csv")), Message)
    assert (len(talk), len({m.thread for m in talk})) == (11, 4)


HEADS = [NOTES, CONNECTIONS, MESSAGES, INVITATIONS, RECEIVED, GIVEN, RECOMMENDED, PROFILE, EMAILS]
CELLS = st.lists(
    st.one_of(st.sampled_from(['"', "Ida", IN + "ida", "08 Feb 2026", "OUTGOING", "Yes", "\n", "1/29/26, 2:37 PM"]), st.text(max_size=12)),
    max_size=40,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(HEADS), CELLS, st.sampled_from([",", "\n", ",,"]))
def test_no_text_breaks_it(tmp_path_factory, head, cells, between):
    folder = tmp_path_factory.mktemp("any")
    path = put(folder, (head + between.join(cells)).encode("utf-8", "surrogatepass"), "Recommendations_Given.csv")
    if linkedin.recognise(path, path.read_bytes()):
        for item in read(linkedin, path):
            if isinstance(item, Refused):
                assert item.line > 0
                assert item.reason.endswith(".")
                assert item.cure


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(HEADS[1:]), st.binary(max_size=200))
def test_no_bytes_break_it(tmp_path_factory, head, raw):
    path = put(tmp_path_factory.mktemp("any"), head.encode() + raw, "Recommendations_Given.csv")
    assert linkedin.recognise(path, path.read_bytes())
    read(linkedin, path)
