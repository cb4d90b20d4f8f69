"""What is written about a person must be found again when she is forgotten: every noun that can name somebody is known here."""

import pytest
from django.db import models

from worthwhile.intake.models import Address, Card
from worthwhile.people.models import Person, Profile
from worthwhile.store import Derived, Fact, nouns

# Facts of the log that forgetting handles one by one (intake/services/forgetting.py)
OF_THE_LOG = {"Address", "Card", "CardAddress", "Event", "Interaction", "Participation", "Sighting"}
# Facts that name nobody but the user, or nobody that could be read from them
OF_NOBODY = {"Forgotten", "Goal", "Offer", "OwnAddress"}


def found_by_walking(model):
    """Does forgetting find its rows by an anchor (people/services/deeds.py walks all nouns)?"""
    return bool({"anchor", "a", "b"} & {f.name for f in model._meta.concrete_fields})


@pytest.mark.parametrize("model", nouns(Fact), ids=lambda m: m.__name__)
def test_a_new_fact_says_how_it_is_forgotten(model):
    assert sum((model.__name__ in OF_THE_LOG, model.__name__ in OF_NOBODY, found_by_walking(model))) == 1, (
        f"{model.__name__}: give it an `anchor`, or teach forgetting about it and name it here"
    )


@pytest.mark.parametrize("model", nouns(Fact), ids=lambda m: m.__name__)
def test_a_fact_that_points_at_somebody_is_one_of_the_log(model):
    for field in model._meta.concrete_fields:
        if field.related_model in (Address, Card, Person, Profile):
            assert model.__name__ in OF_THE_LOG, f"{model.__name__}.{field.name}"


def test_what_is_derived_from_somebody_goes_with_them():
    for model in nouns(Derived):
        for field in model._meta.concrete_fields:
            if field.related_model in (Address, Card, Person):
                assert field.remote_field.on_delete is models.CASCADE, f"{model.__name__}.{field.name}"
