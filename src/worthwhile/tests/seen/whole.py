"""A store that holds a row of every noun about one person, Deniz, and about another, Kofi."""

from dataclasses import asdict
from typing import Any

from django.db import models

from worthwhile.goals.models import Goal, Stakeholder, Stance
from worthwhile.intake.models import Address, Card, CardAddress, Event, Former, Interaction, Origin, Participation, Refusal, Sighting
from worthwhile.people.models import CardOf, Join, Judged, Person, Profile, Question, Verdict
from worthwhile.planning.models import Act, Shown, Slate
from worthwhile.planning.values import Draft, Proposal
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.ties.models import Tie, TieWord
from worthwhile.value.models import Introduction, Match, Note, Offer
from worthwhile.why import Reason, Row
from worthwhile.workspace.models import Deed, Preference

AT = on(400)
DAY = 86_400
NAME = "Deniz Aydın"


class Whole:
    """`rows`: the row about Deniz of each noun; `other`: one of the same noun that is not about him."""

    def __init__(self) -> None:
        self.log = Log()
        self.deniz, self.kofi, self.ana = self.log.who("deniz"), self.log.who("kofi"), self.log.who("ana")
        Profile.objects.filter(person_id=self.deniz).update(
            name=NAME, given="Deniz", family="Aydın", title="Lead", organisation="Halden", birthday="1984-01-14"
        )
        Profile.objects.filter(person_id=self.kofi).update(name="Kofi Mensah", given="Kofi", family="Mensah")
        Profile.objects.filter(person_id=self.ana).update(name="Ana Petrov", given="Ana", family="Petrov")
        self.anchor, self.others = "email:deniz@example.org", "email:kofi@example.org"
        self.rows: dict[str, models.Model] = {}
        self.other: dict[str, models.Model] = {}
        self._sources()
        self._worked()
        self._written()

    def _keep(self, *made: models.Model, other: bool = False) -> None:
        for row in made:
            (self.other if other else self.rows)[type(row).__name__] = row

    def _sources(self) -> None:
        run, log = self.log.run, self.log
        log.mail(300, "kofi", "deniz", "me", subject="Brake data", minutes=0, detail="")
        mail = Interaction.objects.get()
        theirs = {n: Address.objects.get(value=f"{n}@example.org") for n in ("deniz", "kofi", "me")}
        event = Event.objects.create(
            key="e",
            summary="Project review",
            rule="RRULE:FREQ=WEEKLY",
            recurring=True,
            place="Room 2",
            who="attendee email:deniz@example.org",
            run=run,
        )
        log.meet(310, "me", "deniz", subject="Project review", event=event, minutes=45)
        plain = Event.objects.create(key="f", summary="Other", run=run)
        card = Card.objects.create(key="c", kind="vcard", name=NAME, given="Deniz", family="Aydın", organisation="Halden", title="Lead", birthday="1984-01-14",
                                   note="plays go", uid="u1", since=on(1), related=["Selin"], run=run)  # fmt: skip
        CardOf.objects.create(card=card, person_id=self.deniz)
        far = Card.objects.create(key="d", kind="vcard", name="Kofi Mensah", run=run)
        self._keep(
            theirs["deniz"], mail, event, card, Sighting.objects.create(address=theirs["deniz"], name=NAME, times=3, run=run),
            CardAddress.objects.create(card=card, address=theirs["deniz"]), Participation.objects.get(interaction=mail, address=theirs["deniz"]),
            Origin.objects.create(path="/books/all.vcf", source="vcard", noun="cards", until=on(390)),
            Refusal.objects.create(run=run, line=7, reason=f"“{NAME}” has no address.", cure="Give one."),
            Former.objects.create(run=run, event=event, changed=True, content=["Review", "", "attendee email:deniz@example.org", False, "Hall"],
                                  occurrences=[{"subject": "Review", "who": [["attendee", "email", "deniz@example.org"]]}]),
        )  # fmt: skip
        self._keep(theirs["kofi"], plain, far, other=True)
        self.mine, self.meeting, self.subject = theirs["me"], Interaction.objects.get(kind="meeting"), mail
        self.elsewhere = Interaction.objects.get(key=log.mail(301, "kofi", "me", subject="None of his"))

    def _worked(self) -> None:
        second, third = (Person.objects.create(anchor=f"card:{n}") for n in "xy")
        Profile.objects.create(person=second, root_id=self.deniz, kind="person", name="D. Aydin")
        Profile.objects.create(person=third, root=third, kind="person", name="Deniz Aksoy")
        need = Note.objects.create(anchor=self.anchor, kind="need", text="a lab that certifies", at=on(200))
        offer = Note.objects.create(anchor="email:ana@example.org", kind="offer", text="a lab in Graz", at=on(201))
        own = Offer.objects.create(text="reading safety cases", at=on(1))
        away, plain = (Note.objects.create(anchor=self.others, kind=kind, text="a pump", at=on(3)) for kind in ("need", "offer"))
        why = (Reason("He wrote on 3 May.", (Row("interaction", 1),), "his mail"),)
        kept = Proposal(
            "answer",
            self.deniz,
            self.anchor,
            "k1",
            "Answer Deniz",
            why,
            3,
            0.5,
            ("them",),
            True,
            draft=Draft("d@x.example", "Re", "Dear Deniz"),
        )
        tie = Tie.objects.create(
            person_id=self.deniz, log_strength=1.0, half_life=90.0, first=on(10), last=on(320), last_from=on(300), last_to=on(305), last_met=on(310), received=5,
            sent=6, met=7, days=18, gap=4.0, gap_high=9.0, usual=5.0, starts_mine=3, starts_theirs=4, answer_mine=5.0, answer_theirs=6.0, answers_by="references",
            one_to_one=0.5, open_from=self.subject.pk,
        )  # fmt: skip
        self._keep(
            Profile.objects.get(pk=self.deniz), tie, Join.objects.create(a_id=self.deniz, b=second, by="model", why="Same name.", chance=0.8),
            Question.objects.create(a_id=self.deniz, b=third, why="Both are called Deniz.", chance=0.5, gain=1.0),
            Match.objects.create(need=need.pk, offer=offer.pk, worth=0.5, words="lab", bridges=False), Slate.objects.create(position=1, day="x", proposal=asdict(kept)),
            Shown.objects.create(day="2024-11-01", anchor=self.anchor, kind="answer", about="k1", chance=1.0, position=1),
            Preference.objects.create(name="inclinations", value={"chances": {str(self.deniz): 0.5}}),
        )  # fmt: skip
        self._keep(Profile.objects.get(pk=self.kofi), Person.objects.get(pk=self.kofi), Person.objects.get(pk=self.ana), other=True)
        self.notes, self.own, self.away, self.plain = (need, offer), own, away, plain

    def _written(self) -> None:
        goal = Goal.objects.create(uid="g", title="The lab", why="safety", by="2025-02-15", at=on(100))
        far = Goal.objects.create(uid="h", title="The hall", at=on(100))
        stake = Stakeholder.objects.create(
            goal=goal,
            anchor=self.anchor,
            say=3,
            cares=4,
            gains="proof",
            loses="time",
            fair="credit",
            moves="care",
            moves_source="May",
            at=on(101),
        )
        Stakeholder.objects.create(goal=goal, anchor=self.others, say=2, at=on(101))
        self._keep(
            goal, stake, Stance.objects.create(goal=goal, anchor=self.anchor, stance="for", why="said so", at=on(102)),
            TieWord.objects.create(anchor=self.anchor, close=4, at=on(103)), Judged.objects.create(anchor=self.anchor, kind="person", name=NAME),
            Verdict.objects.create(a=self.anchor, b="email:zz@example.org", answer="different", at=on(104)),
            Note.objects.create(anchor=self.anchor, kind="asked", text="his view", at=on(105), closed=on(106), help="feedback", serves="me", answer="yes",
                                led_to="a plan", source="a mail", minutes=20),
            Introduction.objects.create(uid="i", anchor=self.anchor, other="email:ana@example.org", need="a lab", offer="a lab in Graz", stage="ask one",
                                        came="", at=on(107), changed=on(108)),
            Act.objects.create(anchor=self.anchor, kind="thank", about=self.subject.key, title="Thank Deniz", minutes=2, state="done", how="glad", reason="",
                               serves="them", draft="Dear Deniz", at=on(109)),
            Deed.objects.create(verb="note", sentence="You wrote a note.", payload={"on": self.anchor, "before": "it was so"}, at=on(110)),
        )  # fmt: skip
        self._keep(far, other=True)

    def plant(self, noun: str, column: str, value: Any) -> None:
        """Write another value into the column of the row about Deniz."""
        row = self.meeting if (noun, column) in ((("Interaction", "event")), ("Interaction", "minutes")) else self.rows[noun]
        type(row)._default_manager.filter(pk=row.pk).update(**{column: value})
