"""Writes the stage as files of the real formats: vCard, iCalendar, mbox, and LinkedIn's archive."""

import base64
import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from email.header import Header
from email.utils import format_datetime, formataddr
from zoneinfo import ZoneInfo

from worthwhile.demo.cast import NOOR, Person
from worthwhile.demo.world import CALENDAR_ENDS, Box, Linked, Mail, Meeting, World

# Stands where a message has its text. No importer may keep it; a test looks for these words in the store.
BODY = "This line stands for the text of the message, which is never kept."
DOT = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(120))).decode()


def _fold(line: str, width: int = 75) -> str:
    """RFC 6350 and 5545: at most 75 octets a line, the next one beginning with a space."""
    parts, now, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > width:
            parts.append(now)
            now, size = " ", 1
        now, size = now + character, size + octets
    return "\r\n".join([*parts, now])


def _text(value: str) -> str:
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


# --- address book ---


def cards(world: World) -> bytes:
    """All cards in one file, as two programs wrote them: version 3.0 and 4.0 by turns."""
    lines: list[str] = []
    for number, person in enumerate(world.cards):
        lines += _card_3(person, number) if number % 3 else _card_4(person, number)
    lines += [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Hotel Strandgate",
        "N:;;;;",
        "ORG:Hotel Strandgate;",
        "X-ABShowAs:COMPANY",
        "TEL;type=WORK:+47 55 55 01 00",
        "END:VCARD",
    ]
    return ("\r\n".join(_fold(line) for line in lines) + "\r\n").encode()


def phone(number: int) -> str:
    """A telephone number out of the range kept free for stories (as +47 5555 xxxx)."""
    return f"+47 55 55 {number // 100 + 10:02} {number % 100:02}"


def _card_3(person: Person, number: int) -> list[str]:
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_text(person.family)};{_text(person.given)};;;", f"FN:{_text(person.name)}"]
    lines += [f"ORG:{_text(person.organisation)};"] if person.organisation else []
    lines += [f"TITLE:{_text(person.title)}"] if person.title else []
    lines += [f"EMAIL;type=INTERNET;type=WORK;type=pref:{person.email}"]
    lines += [f"item1.EMAIL;type=INTERNET:{person.also}", "item1.X-ABLabel:_$!<Other>!$_"] if person.also else []
    lines += [f"TEL;type=CELL;type=VOICE:{phone(number)}"] if number % 2 else []
    if person.birthday.startswith("--"):
        lines += [f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{person.birthday[2:]}"]
    elif person.birthday:
        lines += [f"BDAY;VALUE=date:{person.birthday}"]
    lines += [f"PHOTO;ENCODING=b;TYPE=PNG:{DOT}"] if number % 20 == 7 else []
    return [*lines, f"UID:{number:04}-{person.slug}", "END:VCARD"]


def _card_4(person: Person, number: int) -> list[str]:
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:individual",
        f"FN:{_text(person.name)}",
        f"N:{_text(person.family)};{_text(person.given)};;;",
    ]
    lines += [f"ORG:{_text(person.organisation)}"] if person.organisation else []
    lines += [f"TITLE:{_text(person.title)}"] if person.title else []
    lines += [f"EMAIL;TYPE=work;PREF=1:{person.email}"]
    lines += [f"EMAIL;TYPE=home:{person.also}"] if person.also else []
    lines += [f'TEL;VALUE=uri;TYPE="voice,cell":tel:{phone(number).replace(" ", "-")}'] if number % 2 else []
    lines += (
        [
            f"BDAY:{person.birthday.replace('-', '') if not person.birthday.startswith('--') else '--' + person.birthday[2:].replace('-', '')}"
        ]
        if person.birthday
        else []
    )
    return [*lines, f"UID:urn:uuid:00000000-0000-4000-8000-{number:012}", "END:VCARD"]


# --- mailbox ---


def mailbox(world: World) -> bytes:
    """All messages, oldest first, in the mbox form with ">From " quoting."""
    out = []
    for mail in sorted(world.mails, key=lambda m: (m.at, m.key)):
        out.append(_message(mail, world.zone))
    return "\n".join(out).encode() + b"\n"


def _message(mail: Mail, zone: ZoneInfo) -> str:
    sent = datetime.fromtimestamp(mail.at, zone)
    lines = [f"From {mail.sender.email} {datetime.fromtimestamp(mail.at, ZoneInfo('UTC')):%a %b %d %H:%M:%S %Y}"]
    lines += [f"Message-ID: <{mail.key}>", f"Date: {format_datetime(sent)}", f"From: {_box(mail.sender)}", f"To: {_boxes(mail.to)}"]
    lines += [f"Cc: {_boxes(mail.cc)}"] if mail.cc else []
    lines += [f"Subject: {mail.subject if mail.subject.isascii() else Header(mail.subject, 'utf-8').encode()}"]
    lines += [f"In-Reply-To: <{mail.parent}>"] if mail.parent else []
    lines += ["References: " + "\n ".join(f"<{key}>" for key in mail.references)] if mail.references else []
    lines += [f"{name}: {value}" for name, value in mail.headers]
    return "\n".join([*lines, "MIME-Version: 1.0", 'Content-Type: text/plain; charset="utf-8"', "", BODY, ""])


def _box(who: Box) -> str:
    return formataddr((who.name, who.email), "utf-8") if who.name else who.email


def _boxes(several: tuple[Box, ...]) -> str:
    return ",\n ".join(_box(one) for one in several)


# --- calendar ---


def calendar(world: World) -> bytes:
    """All events in one calendar, with the time zones it uses."""
    zones = sorted({m.zone for m in world.meetings if m.zone not in ("", "UTC")} | ({world.zone.key} - {"UTC"}))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Halden Rail//Calendar 4.2//EN", "CALSCALE:GREGORIAN", "X-WR-CALNAME:Work"]
    for zone in zones:
        lines += _zone(zone, world.today)
    stamp = f"{datetime.fromtimestamp(world.when(*CALENDAR_ENDS), ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}"
    for meeting in sorted(world.meetings, key=lambda m: (m.start, m.key)):
        lines += _event(meeting, stamp)
    return ("\r\n".join(_fold(line) for line in [*lines, "END:VCALENDAR"]) + "\r\n").encode()


def _zone(key: str, today: date) -> list[str]:
    """A VTIMEZONE: each change of the clock in the years around, as the zone's own table has it."""
    zone, lines = ZoneInfo(key), ["BEGIN:VTIMEZONE", f"TZID:{key}"]
    day = datetime(today.year - 8, 1, 1, tzinfo=ZoneInfo("UTC"))
    before = day.astimezone(zone)
    lines += _change(before.replace(tzinfo=None), before.utcoffset() or timedelta(), before)
    while day.year < today.year + 2:
        step = timedelta(days=1) if (day + timedelta(days=1)).astimezone(zone).utcoffset() == before.utcoffset() else timedelta(hours=1)
        day += step
        now = day.astimezone(zone)
        if now.utcoffset() != before.utcoffset():
            lines += _change((day + (before.utcoffset() or timedelta())).replace(tzinfo=None), before.utcoffset() or timedelta(), now)
        before = now
    return [*lines, "END:VTIMEZONE"]


def _change(local: datetime, old: timedelta, now: datetime) -> list[str]:
    kind = "DAYLIGHT" if now.dst() else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{local:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(old)}",
        f"TZOFFSETTO:{_offset(now.utcoffset() or timedelta())}",
        f"TZNAME:{now.tzname()}",
        f"END:{kind}",
    ]


def _offset(by: timedelta) -> str:
    minutes = int(by.total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _moment(name: str, value: datetime, zone: str) -> str:
    return f"{name}:{value:%Y%m%dT%H%M%S}Z" if zone == "UTC" else f"{name};TZID={zone}:{value:%Y%m%dT%H%M%S}"


def _event(meeting: Meeting, stamp: str) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{meeting.key}", f"DTSTAMP:{stamp}", f"SUMMARY:{_text(meeting.summary)}"]
    if meeting.all_day:
        end = meeting.start.date() + timedelta(days=max(1, meeting.minutes // 1440))
        lines += [f"DTSTART;VALUE=DATE:{meeting.start:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}"]
    else:
        lines += [
            _moment("DTSTART", meeting.start, meeting.zone),
            _moment("DTEND", meeting.start + timedelta(minutes=meeting.minutes), meeting.zone),
        ]
    lines += [f"RRULE:{meeting.rule}"] if meeting.rule else []
    lines += [_moment("EXDATE", datetime.combine(day, meeting.start.time()), meeting.zone) for day in meeting.without]
    lines += [f"LOCATION:{_text(meeting.place)}"] if meeting.place else []
    lines += [f"ORGANIZER;CN={_parameter(meeting.organizer)}:mailto:{meeting.organizer.email}"] if meeting.organizer else []
    lines += [f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN={_parameter(a)}:mailto:{a.email}" for a in meeting.attendees]
    return [*lines, "STATUS:CONFIRMED", "TRANSP:OPAQUE", "END:VEVENT"]


def _parameter(who: Box) -> str:
    return f'"{who.name or who.email}"'


# --- LinkedIn ---

PREAMBLE = 'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\n'
URL = "https://www.linkedin.com/in/"


def linkedin(world: World) -> bytes:
    """LinkedIn's archive, as it leaves the site."""
    day = world.today - timedelta(days=3)
    files = {
        "Connections.csv": PREAMBLE + _table(("First Name,Last Name,URL,Email Address,Company,Position,Connected On"), _connections(world)),
        "messages.csv": _messages(world),
        "Invitations.csv": _table("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl", _invitations(world)),
        **_gifts(world),
        "Profile.csv": _table(
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers",
            [(NOOR.given, NOOR.family, "", "", "Mar 3", NOOR.title + " at " + NOOR.organisation, "", "Rail", "", "Odden", "", "", "")],
        ),
        "Email Addresses.csv": _table(
            "Email Address,Confirmed,Primary,Updated On", [(NOOR.email, "Yes", "Yes", ""), (NOOR.also, "Yes", "No", "")]
        ),
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return whole.getvalue()


def _table(header: str, rows: Iterable[tuple[str, ...]], *, quote: bool = False) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL)
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue()


def _connections(world: World) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (p.given, p.family, URL + p.slug, p.email if n % 9 == 0 else "", p.organisation, p.title, f"{day:%d %b %Y}")
        for n, (p, day) in enumerate(sorted(world.connections, key=lambda c: (c[1], c[0].name), reverse=True))
    ]
    return [*rows, ("", "", "", "", "", "", f"{world.today - timedelta(days=900):%d %b %Y}")]


def _utc(at: int, form: str) -> str:
    return f"{datetime.fromtimestamp(at, ZoneInfo('UTC')):{form}}"


def _american(at: int, form: str) -> str:
    when = datetime.fromtimestamp(at, ZoneInfo("UTC"))
    return f"{form.format(m=when.month, d=when.day, y=when.year % 100)}, {(when.hour + 11) % 12 + 1:02}:{when.minute:02} {'AM' if when.hour < 12 else 'PM'}"


def _of(world: World, kind: str) -> list[Linked]:
    return sorted((row for row in world.linked if row.kind == kind), key=lambda row: row.at, reverse=True)


def _messages(world: World) -> str:
    header = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"
    rows = []
    for row in _of(world, "message"):
        sides = [(NOOR.name, URL + NOOR.slug), (row.other.name, URL + row.other.slug)]
        (sender, url), (receiver, other) = sides if row.mine else sides[::-1]
        rows.append(
            (row.thread, "", sender, url, receiver, other, _utc(row.at, "%Y-%m-%d %H:%M:%S UTC"), row.detail, BODY, "INBOX", "", "No", "No")
        )
    spam = (
        "2-spon",
        "",
        "LinkedIn Member",
        "",
        NOOR.name,
        URL + NOOR.slug,
        _utc(world.when(40), "%Y-%m-%d %H:%M:%S UTC"),
        "An offer",
        '<p class="spinmail">Sponsored</p>',
        "INBOX",
        "",
        "No",
        "No",
    )
    return _table(header, [*rows, spam], quote=True)


def _invitations(world: World) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for row in _of(world, "invitation"):
        sides = [(NOOR.name, URL + NOOR.slug), (row.other.name, URL + row.other.slug)]
        (sender, url), (receiver, other) = sides if row.mine else sides[::-1]
        rows.append(
            (
                sender,
                receiver,
                _american(row.at, "{m}/{d}/{y:02}").replace(", 0", ", "),
                "",
                "OUTGOING" if row.mine else "INCOMING",
                url,
                other,
            )
        )
    return rows


def _gifts(world: World) -> dict[str, str]:
    """Endorsements and recommendations, both ways."""
    files = {}
    for mine, way, whom in ((False, "Received", "Endorser"), (True, "Given", "Endorsee")):
        header = f"Endorsement Date,Skill Name,{whom} First Name,{whom} Last Name,{whom} Public Url,Endorsement Status"
        files[f"Endorsement_{way}_Info.csv"] = _table(
            header,
            [
                (
                    _utc(r.at, "%Y/%m/%d %H:%M:%S UTC"),
                    r.detail,
                    r.other.given,
                    r.other.family,
                    "www.linkedin.com/in/" + r.other.slug,
                    "ACCEPTED",
                )
                for r in _of(world, "endorsement")
                if r.mine == mine
            ],
        )
        files[f"Recommendations_{way}.csv"] = _table(
            "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
            [
                (
                    r.other.given,
                    r.other.family,
                    r.other.organisation,
                    r.other.title,
                    BODY,
                    _american(r.at, "{m:02}/{d:02}/{y:02}"),
                    "VISIBLE",
                )
                for r in _of(world, "recommendation")
                if r.mine == mine
            ],
        )
    return files
