"""What an address is."""

import pytest

from worthwhile.people.kinds import Use, by_name, judge

WROTE = Use(written=1)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("noreply@valmar.example", "robot"), ("no-reply@valmar.example", "robot"), ("donotreply@valmar.example", "robot"),
        ("mailer-daemon@valmar.example", "robot"), ("notifications@valmar.example", "robot"), ("bounce+77@valmar.example", "robot"),
        ("rail-request@valmar.example", "list"), ("owner-rail@valmar.example", "list"), ("rail@lists.valmar.example", "list"),
        ("newsletter@valmar.example", "list"), ("rail@googlegroups.com", "list"),
        ("info@valmar.example", "role"), ("sales@valmar.example", "role"), ("team@valmar.example", "role"),
        ("newsletter.fan@valmar.example", ""), ("robert.list@valmar.example", ""), ("anna@valmar.example", ""), ("norman.reply@valmar.example", ""),
        ("rob.ott@valmar.example", ""), ("infotech.anna@valmar.example", ""), ("salesforce@gmail.com", ""),
    ],
)  # fmt: skip
def test_what_the_writing_of_an_address_says(address, kind):
    assert by_name(address) == kind


@pytest.mark.parametrize(
    ("emails", "use", "name", "kind"),
    [
        (["anna@valmar.example"], WROTE, (), "person"),
        (["anna@valmar.example"], Use(mails=3), (), "stranger"),
        (["anna@valmar.example"], Use(card=True), (), "person"),
        (["anna@valmar.example"], Use(small_meetings=1), (), "person"),
        ([], Use(card=True, linked=1), ("anna", "keller"), "person"),
        (["robert-list@valmar.example"], Use(mails=2), ("robert", "list"), "stranger"),
        (["robert-list@valmar.example"], WROTE, ("robert", "list"), "person"),
        (["rail-list@valmar.example"], WROTE, (), "list"),
        (["info@valmar.example"], WROTE, (), "role"),
        (["info@valmar.example", "anna@valmar.example"], WROTE, (), "person"),
        (["mail@annakeller.example"], WROTE, ("anna", "keller"), "person"),
        (["noreply@valmar.example"], Use(card=True, mails=9), (), "robot"),
        (["digest.anna@valmar.example"], Use(mails=9, bulk=9, broad=9), (), "list"),
        (["build@valmar.example"], Use(mails=4, auto=4, broad=4), (), "robot"),
        (["ceo@valmar.example"], Use(mails=40, broad=40), ("anna", "keller"), "list"),
        (["ceo@valmar.example"], Use(mails=40, broad=40, written=1), ("anna", "keller"), "person"),
        (["ceo@valmar.example"], Use(mails=40, broad=3), ("anna", "keller"), "stranger"),
        (["rail@valmar.example"], Use(through=12), (), "list"),
        (["anna@valmar.example"], Use(mails=30, bulk=2, broad=2, through=3), (), "stranger"),
    ],
)
def test_kinds(emails, use, name, kind):
    assert judge(emails, use, name) == kind


def test_a_card_that_bears_only_the_name_of_a_firm_is_no_person_unless_she_wrote_to_it():
    card, name = Use(card=True), ("karlsruhe", "travel")
    assert (judge([], card, name, firm=True), judge([], card, name)) == ("role", "person")
    assert judge(["anna@valmar.example"], card + WROTE, name, firm=True) == "person"


def test_uses_add_up():
    assert Use(card=True, mails=2) + Use(mails=3, written=1) == Use(card=True, mails=5, written=1)
