"""From the file to the name that is shown: somebody known by name alone is called as the source spells it."""

import pytest

from worthwhile.intake import services as intake
from worthwhile.intake.models import Sighting
from worthwhile.people import queries
from worthwhile.people import services as people
from worthwhile.tests.sources.made import AT, put

pytestmark = pytest.mark.django_db

RECOMMENDED = 'First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n{},{},,,x,"07/21/26, 12:11 PM",VISIBLE\n'
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


@pytest.mark.parametrize(
    ("first", "last"), [("Jonas", "Feld"), ("Jörg", "Müller"), ("Ida", "van der Veld"), ("李", "小龍"), ("jan", "smit")]
)
def test_a_recommendation_alone(tmp_path, first, last):
    intake.bring_in([put(tmp_path, RECOMMENDED.format(first, last), "Recommendations_Received.csv")], at=AT)
    people.resolve(at=AT)
    assert [p.name for p in queries.people()] == [f"{first} {last}"]


def test_a_rare_name_on_a_recommendation_and_a_connection_is_one_person(tmp_path):
    given = put(tmp_path, RECOMMENDED.format("Agnieszka", "Wojciechowska"), "Recommendations_Received.csv")
    row = "Agnieszka,Wojciechowska,https://www.linkedin.com/in/agnieszka-w,,Valmar,,08 Feb 2026\n"
    intake.bring_in([given, put(tmp_path, CONNECTIONS + row, "Connections.csv")], at=AT)
    people.resolve(at=AT)
    (who,) = queries.people()
    assert who.name == "Agnieszka Wojciechowska"
    assert {kind for kind, _ in queries.addresses_of(who.id)} == {"linkedin", "name"}


def test_the_same_file_again_changes_nothing(tmp_path):
    path = put(tmp_path, RECOMMENDED.format("Jonas", "Feld"), "Recommendations_Received.csv")
    for copy in (path, put(tmp_path / "again", path.read_text(), path.name)):
        intake.bring_in([copy], at=AT)
    assert list(Sighting.objects.values_list("name", "times")) == [("Jonas Feld", 1)]
