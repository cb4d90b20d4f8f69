"""Lists, robots and newsletters are told from people: each sign with what looks like it and is none."""

import pytest

from worthwhile.sources import automatic
from worthwhile.sources.mailhead import message

PERSON = b"From: Ida <ida@north.example>\nTo: me@ego.example\nDate: Mon, 02 Nov 2026 09:00:00 +0100\nMessage-ID: <a@b>\n"


@pytest.mark.parametrize(
    ("header", "flags"),
    [
        ("List-Id: Dev <dev.lists.example>", {"list"}),
        ("List-Id: <dev.lists.example>\nList-Post: <mailto:dev@lists.example>\nList-Unsubscribe: <mailto:x@lists.example>", {"list"}),
        ("List-Id: <news.shop.example>\nList-Unsubscribe: <https://shop.example/out>", {"bulk"}),
        ("List-Post: NO\nList-Unsubscribe: <https://shop.example/out>", {"bulk"}),
        ("X-BeenThere: dev@lists.example", {"list"}),
        ("Mailing-List: contact dev-help@lists.example", {"list"}),
        ("Precedence: list", {"list"}),
        ("Precedence: bulk", {"bulk"}),
        ("Precedence: junk", {"bulk"}),
        ("Precedence: bulk\nX-Mailing-List: <dev@lists.example>", {"list"}),
        ("Feedback-ID: 1:shop:mail", {"bulk"}),
        ("Auto-Submitted: auto-generated", {"auto"}),
        ("Auto-Submitted: auto-replied (vacation)", {"auto"}),
        ("X-Auto-Response-Suppress: All", {"auto"}),
        ("X-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply", {"auto"}),
        ("Precedence: auto_reply", {"auto"}),
        ("X-Autoreply: yes", {"auto"}),
        ("X-Failed-Recipients: jo@south.example", {"auto"}),
        ("Return-Path: <>", {"auto"}),
        ("Content-Type: multipart/report; report-type=disposition-notification;\n boundary=x\nSubject: Read: test plan", {"auto"}),
        ("content-type:\n multipart/Report; report-type=delivery-status", {"auto"}),
        ("Subject: Out of Office AutoReply: NETCO", {"auto"}),
        ("Subject: Automatic reply: test plan", {"auto"}),
        ("Subject: =?utf-8?q?R=C3=A9ponse_automatique_=3A_essai?=", {"auto"}),
        ("Subject: Abwesenheitsnotiz: Pr\u00fcfplan", {"auto"}),
        ("Subject: Undeliverable: test plan", {"auto"}),
        ("Subject: Out of office", {"auto"}),
        # and what is none
        ("Auto-Submitted: no", set()),
        ("Precedence: first-class", set()),
        ("X-Auto-Response-Suppress: DR, RN", set()),
        ("X-Autoreply: no", set()),
        ("Return-Path: <ida@north.example>", set()),
        ("List-Post: NO", set()),
        ("Subject: Re: Out of Office AutoReply: NETCO", set()),
        ("Subject: Out of office hours on the night line", set()),
        ("Subject: Automatic reply to faults, a proposal", set()),
        ("Subject: List-Id: dev", set()),
        ("Subject: Content-Type: multipart/report", set()),
        ("Content-Type: multipart/mixed; boundary=report\nSubject: Read: the attached before Monday", set()),
        ("Subject: x\n List-Id: folded into the subject", set()),
    ],
)
def test_signs(header, flags):
    assert message(PERSON + header.encode() + b"\n").flags == flags


@pytest.mark.parametrize(
    "address",
    [
        "no-reply@shop.example", "noreply@shop.example", "do-not-reply@bank.example", "donotreply@bank.example", "do_not_reply@bank.example",
        "mailer-daemon@mx.example", "bounces+123=me@shop.example", "notifications@forge.example", "calendar-notification@x.example".replace("n@", "ns@"),
        "jira-noreply@x.example", "noreply-2024@x.example", "autoreply@x.example", "newsletter@x.example", "please-do-not-reply@x.example",
    ],
)  # fmt: skip
def test_robots(address):
    assert automatic.robot(address)


@pytest.mark.parametrize(
    "address",
    [
        "norma.reply@x.example", "noel@x.example", "nora.replyton@x.example", "dono.trent@x.example", "bounce.back@x.example", "daemon.hill@x.example",
        "notley@x.example", "newsham@x.example", "crona@x.example", "nobody.knows@x.example", "ida@noreply.example", "auto.mechanic@x.example",
    ],
)  # fmt: skip
def test_people_with_such_names(address):
    assert not automatic.robot(address)
