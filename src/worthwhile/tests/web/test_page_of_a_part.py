"""The pages of a joined part are those of the whole."""

import pytest
from django.db.models import F

from worthwhile.people import queries
from worthwhile.people.models import Profile
from worthwhile.planning.words import bare_subject
from worthwhile.tests.web.conftest import AT
from worthwhile.ties.queries import contacts

pytestmark = pytest.mark.usefixtures("demo", "db")


@pytest.mark.parametrize("tab", ["talked", "reach"])
def test_the_tabs_of_a_part_show_the_whole(client, tab):
    parts = Profile.objects.exclude(person_id=F("root_id")).filter(kind="person").order_by("person_id")
    part = next(p for p in parts if contacts(p.root_id, AT, 1))
    page = client.get(f"/people/{part.person_id}/{tab}").content.decode()
    values = [v for kind, v in queries.addresses_of(part.root_id) if kind == "email"]
    said = values if tab == "reach" else [bare_subject(contacts(part.root_id, AT, 1)[0].subject)]
    assert said and all(s in page for s in said)
