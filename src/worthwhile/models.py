"""Gathers the nouns of all rooms, for Django."""

from worthwhile.goals.models import Goal, Stakeholder, Stance
from worthwhile.intake.models import (
    Address,
    Card,
    CardAddress,
    Event,
    Forgotten,
    Former,
    Held,
    ImportRun,
    Interaction,
    Origin,
    Participation,
    Refusal,
    Sighting,
)
from worthwhile.people.models import Belonging, CardOf, Join, Judged, Person, Profile, Question, Verdict
from worthwhile.planning.models import Act, Shown, Slate
from worthwhile.ties.models import Tie, TieWord
from worthwhile.value.models import Introduction, Match, Note, Offer
from worthwhile.workspace.models import Deed, OwnAddress, Preference

__all__ = [
    "Act", "Address", "Belonging", "Card", "CardAddress", "CardOf", "Deed", "Event", "Forgotten", "Former", "Goal", "Held", "ImportRun",
    "Interaction", "Introduction", "Join", "Judged", "Match", "Note", "Offer", "Origin", "OwnAddress", "Participation", "Person",
    "Preference", "Profile", "Question", "Refusal", "Shown", "Sighting", "Slate", "Stakeholder", "Stance", "Tie", "TieWord", "Verdict",
]  # fmt: skip
