"""Deeds of the day: working out Today, and what she makes of each act. Each can be taken back."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import timedelta
from itertools import count, islice
from typing import Any

from django.db import transaction

from worthwhile.errors import NotFound, NotNow, NotUnderstood, Worthwhile
from worthwhile.people import queries as people_seen
from worthwhile.people.values import PersonView
from worthwhile.planning import queries, rules, shape
from worthwhile.planning.again import services as again
from worthwhile.planning.choose import MOST, STEP, Pick, apart, choose, fill, had, order, show, stay
from worthwhile.planning.learn import Answered, left_alone, liking, open_ones, sunk
from worthwhile.planning.models import SLATES, Act, Slate
from worthwhile.planning.page import Page
from worthwhile.planning.queries import steps
from worthwhile.planning.queries.chances import inclinations, learn_habits
from worthwhile.planning.queries.shown import shown
from worthwhile.planning.situation import Around
from worthwhile.planning.values import INTENTS, DayAhead, Item, Meeting, Proposal, Situation, Today, WeekAhead
from worthwhile.planning.words import DAY, day, given, iso, local, serves_words
from worthwhile.store import write_many
from worthwhile.text import clean
from worthwhile.ties.queries import ties_with
from worthwhile.ties.values import TieView
from worthwhile.value import services as value
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import note_deed, parts, prefer

HOWS = ("glad", "fine", "awkward", "none")
REASONS = ("not_now", "not_me", "not_them")
LATER = 2 * DAY
NOT_NOW = 7 * DAY
ASKED_WITHIN = 10 * DAY
WEEK = 5  # working days
WEEKLY_STEPS, BEFORE_ALL = 2, 10.0  # steps for goals that have a place in a week; more than the worth of all the acts of a day
OF_ONE_DAY = ("prepare", "congratulate")  # on any other day they would come too early or too late


def make_ready(*, at: int) -> None:
    """After an import: learn what Today rests on, so that it opens at once."""
    learn_habits(at)


@transaction.atomic
def today(minutes: int, *, at: int) -> Today:
    """The day's page: what rules propose, what she has settled, and the best of it within the minutes."""
    now, meetings, ties, situations = _looked_at(at)
    acts = list(Act.objects.filter(at__lte=at))
    found = _proposals(situations, acts, at)
    spent = [a for a in acts if a.state == "done" and iso(a.at) == iso(at)]
    left, most, so_far = minutes - sum(a.minutes for a in spent), MOST - len(spent), had([a.kind for a in spent])
    seen = shown(at)
    fit = _apart(order(sunk(found, seen)), situations, acts, left, at)
    place = [] if any(a.kind == STEP for a in spent) else _place(fit, acts, seen, at)
    chosen = fill(choose(fit, left, most, so_far, place), fit, left, most)
    picks = show(chosen, fit, left, _draw(iso(at)), so_far)
    if any(a.state and iso(a.at) == iso(at) for a in acts):  # what she did or put off leaves the rest of the list as it was seen
        picks = stay(picks, fit, left, {p.key for _, p in queries.slate(iso(at))}, so_far)
    items = _items(picks, ties)
    _keep(items, at)
    meeting, person = meetings[0] if meetings else (None, None)
    ask = queries.to_ask(at, iso(at), at - ASKED_WITHIN)
    return Today(
        iso(at), at, minutes, tuple(items), meeting, person, ask, now.mail_until, now.calendar_until, tuple(found), value.a_word(at),
        sum(a.minutes for a in spent),
    )  # fmt: skip


def _looked_at(at: int) -> tuple[Around, list[tuple[Meeting, PersonView]], dict[int, TieView], list[Situation]]:
    """What is the same for everybody, the meetings ahead, and the ties and situations of those for whom anything may be due."""
    now = queries.with_causes(queries.around(at))
    meetings = queries.next_meetings(at)
    people = queries.shortlist(at, [p.id for _, p in meetings], now.causes.whom())
    ties = ties_with(people, at)
    return now, meetings, ties, queries.gather(people, at, ties, now, inclinations(people, at))


def week(minutes: int, *, at: int) -> WeekAhead:
    """What could be done on the next five working days, so many minutes on each, with nobody twice and nobody of today's list: the best of what is on
    offer now, and first of all what is due and two steps for goals. What comes on a day of its own (a meeting, a birthday) is not in it. Reads only:
    nothing is shown by it, and no number means it."""
    from worthwhile.planning.week import choose_week  # the solver: loaded by what plans a week

    now, _, _, situations = _looked_at(at)
    acts = list(Act.objects.filter(at__lte=at))
    seen = shown(at)
    fit = _apart(order(sunk(_proposals(situations, acts, at), seen)), situations, acts, minutes, at)
    listed = [shape.proposal(row.proposal) for row in Slate.objects.filter(day=iso(at))]
    today = listed or choose(fit, minutes, place=_place(fit, acts, seen, at))
    taken = {p.person for p in today}
    free = {p.key: p for p in fit if p.person not in taken and p.kind not in OF_ONE_DAY}
    steps = [p.key for p in free.values() if p.kind == STEP and not left_alone(p, seen)][:WEEKLY_STEPS]
    weighed = [replace(p, worth=p.worth + BEFORE_ALL) if p.due or key in steps else p for key, p in free.items()]
    chosen = choose_week(weighed, [minutes] * WEEK)
    acts_of = (tuple(order([free[p.key] for p in acts])) for acts in chosen.days)
    days = tuple(DayAhead(day, acts) for day, acts in zip(_working_days(at), acts_of, strict=True))
    return WeekAhead(at, minutes, days, chosen.exact, now.mail_until, now.calendar_until)


def _working_days(at: int) -> list[str]:
    """The next five days after this one, from Monday to Friday."""
    ahead = (local(at).date() + timedelta(days=n) for n in count(1))
    return [day.isoformat() for day in islice((day for day in ahead if day.weekday() < 5), WEEK)]


@transaction.atomic
def page(minutes: int, *, at: int) -> Page:
    """The same as a command prints it, kept to be shown again while all that it rests on stays as it is."""
    return again.keep(today(minutes, at=at))


def _proposals(found: Sequence[Any], acts: Sequence[Act], at: int) -> list[Proposal]:
    """All open proposals, best first, each kind weighed by how she took it so far, with her own drafts in place of ours."""
    answered = _answered(acts)
    like = liking(answered)
    every = [p for s in found for p in rules.proposals(s)]
    kept = {(who.person, a.kind, a.about): a.draft for a, who in zip(acts, answered, strict=True) if a.draft}
    out = []
    for p in open_ones(every, answered, at):
        words = kept.get((p.person, p.kind, p.about))
        draft = replace(p.draft, body=words) if words and p.draft else p.draft
        out.append(replace(p, worth=min(max(1.0, p.worth), p.worth * like.get(p.kind, 1.0)), draft=draft))
    return order(out)


def _place(found: Sequence[Proposal], acts: Sequence[Act], seen: Mapping[tuple[int, str, str], int], at: int) -> list[Proposal]:
    """The goals' steps of which one has a place on the day: none that stood there for long, and none at all on the day after one was left alone.
    Who takes each step has one every day; who does not has every other day for the rest."""
    steps = [p for p in found if p.kind == STEP and not left_alone(p, seen)]
    yesterday = {about for _, kind, about in shown(at, days=1) if kind == STEP} if steps else set()
    return [] if yesterday - {a.about for a in acts if a.kind == STEP and a.state} else steps


def _apart(found: Sequence[Proposal], situations: Sequence[Situation], acts: Sequence[Act], minutes: int, at: int) -> list[Proposal]:
    """Without a second act on one day for what may be one person."""
    alike = people_seen.may_be_one([s.person for s in situations])
    today = [a.anchor for a in acts if alike and a.state and iso(a.at) == iso(at)]
    return apart(found, alike, minutes, queries.roots(today).values() if today else ())


def _answered(acts: Sequence[Act]) -> list[Answered]:
    root = queries.roots(a.anchor for a in acts)
    return [Answered(root.get(a.anchor, 0), a.kind, a.about, a.state, a.reason, a.how, a.until, a.at) for a in acts]


def _draw(day: str) -> float:
    """A number from 0 to 1 for this day and this store; the same whenever the day is replayed."""
    seed = preference("seed")
    if seed is None:
        seed = hashlib.blake2b(",".join(map(str, queries.own_values())).encode(), digest_size=8).hexdigest()
        prefer("seed", seed)
    return int.from_bytes(hashlib.blake2b(f"{seed} {day}".encode(), digest_size=8).digest()) / 2**64


def _items(picks: Sequence[Pick], ties: dict[int, TieView]) -> list[Item]:
    who = people_seen.people_by_id([p.proposal.person for p in picks])
    hers = steps.hers_of([pick.proposal for pick in picks])
    return [
        Item(
            n, pick.proposal, who[pick.proposal.person], serves_words(pick.proposal.serves, given(who[pick.proposal.person])),
            hers[n - 1], pick.chance, ties.get(pick.proposal.person),
        )
        for n, pick in enumerate(picks, 1)
    ]  # fmt: skip


def _keep(items: Sequence[Item], at: int) -> None:
    """Keep the day's list, so that numbers mean what was seen, and the chance with which each act was shown; the same list again writes
    nothing."""
    seen = [(i.number, json.loads(json.dumps(asdict(i.proposal)))) for i in items]
    there = Slate.objects.filter(day=iso(at))
    if seen == list(there.order_by("position").values_list("position", "proposal")):
        return
    there.delete()
    Slate.objects.bulk_create(Slate(day=iso(at), position=number, proposal=kept) for number, kept in seen)
    others = Slate.objects.exclude(day=iso(at)).order_by("-day").values_list("day", flat=True).distinct()
    Slate.objects.filter(day__in=list(others)[SLATES - 1 :]).delete()
    write_many(
        "worthwhile_shown",
        ("day", "anchor", "kind", "about", "chance", "position"),
        [(iso(at), i.proposal.anchor, i.proposal.kind, i.proposal.about, i.chance, i.number) for i in items],
        clash="day, anchor, kind, about",
    )


def _say(
    which: int | Proposal,
    verb: str,
    at: int,
    sentence: str,
    settles: Sequence[int] = (),
    words: str | None = None,
    within: Sequence[Any] = (),
    **changes: Any,
) -> str:
    """Write what she made of an act (its number on today's list, or the act itself) as a fact, keep what was there before, and say it back.

    `settles`: lines of hers that are settled by it; `words`: those of the list that was shown, which come back with it; `within`: what else was done
    with it, as deeds."""
    p = which if isinstance(which, Proposal) else queries.slated(which, iso(at))
    before = Act.objects.filter(anchor=p.anchor, kind=p.kind, about=p.about).values().first()
    Act.objects.update_or_create(
        anchor=p.anchor, kind=p.kind, about=p.about, defaults={"title": p.title, "minutes": p.minutes, "at": at, **changes}
    )
    settled = [n for n in settles if value.settle(n, at=at)]
    note_deed(
        verb, sentence, {"act": [p.anchor, p.kind, p.about], "before": before, "settled": settled, "words": words, "parts": within}, at=at
    )
    return f"Noted: {sentence[:1].lower()}{sentence[1:]} Undo with: worthwhile undo"


def _back(payload: dict[str, Any]) -> None:
    anchor, kind, about = payload["act"]
    before = payload["before"]
    for line in payload.get("settled", ()):
        value.open_again(line)
    if payload.get("words") is not None:
        _on_the_list((anchor, kind, about), payload["words"])
    if before is None:
        Act.objects.filter(anchor=anchor, kind=kind, about=about).delete()
    else:
        Act.objects.update_or_create(
            anchor=anchor, kind=kind, about=about, defaults={k: v for k, v in before.items() if k != "id"}, create_defaults=before
        )


for _verb in ("done", "later", "not this", "serves", "draft", "went"):
    takes_back(_verb)(_back)


def _who(number: int, at: int) -> tuple[Proposal, PersonView]:
    p = queries.slated(number, iso(at))
    return p, people_seen.person(p.person)


_DID = {
    "answer": "You answered {name}.",
    "introduce": "You took the next step to bring two together: {title}.",
    "follow_up": "You wrote to {name} after your meeting.",
    "thank": "You thanked {name}.",
    "congratulate": "You wished {name} a happy birthday.",
    "keep_warm": "You said hello to {name}.",
    "pick_up": "You picked up the thread with {name}.",
    "ask_after": "You asked {name} how it went on.",
    "wake": "You wrote to {name} after a long time.",
    "keep_promise": "You kept your word to {name}.",
    "prepare": "You looked ahead to your meeting with {name}.",
    "offer_help": "You offered {name} your help.",
    "tell": "You thanked {name}, and told what it led to.",
    "say_yes": "You said yes to {name}.",
    "ask": "You asked {name}.",
    "next_step": "You took the next step with {name}.",
    "give_feedback": "You told {name} what you think of it.",
    "ask_feedback": "You asked {name} how it looks from their side.",
    "stand_up": "You stood up for {name}.",
    "make_room": "You made room for {name}.",
    "listen": "You listened to {name}.",
    "give_unasked": "You offered {name} something small.",
    "let_give": "You let {name} help you.",
    "share": "You sent {name} something useful.",
}
_SETTLES = ("keep_promise", "say_yes", "give_feedback", "stand_up", "make_room", "listen", "share")  # done, the line behind it is settled
_KEPT = {"ask": "asked", "tell": "thanked"}  # done, these words are kept as a line of this kind


@transaction.atomic
def done(number: int, *, at: int, how: str = "") -> str:
    """She did it; `how` is "glad", "fine", "awkward", "none" or "" (not said yet). Raises NotFound, NotUnderstood."""
    p, who = _who(number, at)
    if how and how not in HOWS:
        raise NotUnderstood(f"“{how}” is not how a thing goes here.", do="Say glad, fine, awkward or none.")
    _not_done(p, at)
    kind = "thank" if p.kind == "answer" and p.title.startswith("Thank ") else p.kind  # an answer that she asked for is thanked for
    sentence = _DID.get(kind, "You did it: {title}.").format(name=who.name, title=p.title)
    lines = [p.line] if p.kind in _SETTLES and p.line is not None else []
    with parts() as within:
        _follow_through(p, at)
    return _say(number, "done", at, sentence, lines, within=within, state="done", how=how, reason="", until=None)


def _not_done(p: Proposal, at: int) -> None:
    """Raises NotNow for an act of the list that was done on this day: what went with it is settled, so that it is neither done twice nor put off."""
    before = Act.objects.filter(anchor=p.anchor, kind=p.kind, about=p.about, state="done").first()
    if before is not None and iso(before.at) == iso(at):
        more = f"say how it went: worthwhile went {before.pk} glad. Or take it back: worthwhile undo"
        raise NotNow(f"“{p.title}” is done already.", do=f"If you like, {more}")


def _follow_through(p: Proposal, at: int) -> None:
    """What else is so once an act is done: an introduction moves on, an ask waits for its answer, thanks stand in the story. Never an error:
    what was settled elsewhere in the meantime is settled."""
    with suppress(Worthwhile):
        if p.kind == "introduce" and p.other is not None:
            value.introduce(p.person, p.other, need=p.words[0], offer=p.words[1], at=at)
        elif p.kind == "introduce" and p.line is not None:
            value.introduced(p.line, at=at)
        elif p.kind == "ask" and p.line is not None:
            value.put(p.line, at=at)
        elif p.kind in _KEPT and p.words:
            value.note(p.person, p.words[0], at=at, kind=_KEPT[p.kind])


@transaction.atomic
def later(number: int, *, at: int, until: int | None = None) -> str:
    """Not today: it comes back on the day after tomorrow, or at `until`."""
    p, _ = _who(number, at)
    _not_done(p, at)
    back = at + LATER if until is None else until
    if back <= at:
        raise NotUnderstood("That day is past.", do="Name a day that is still to come.")
    sentence = f"“{p.title}” comes back on {local(back):%A} {day(back, at)}."
    return _say(number, "later", at, sentence, state="later", until=back, reason="")


@transaction.atomic
def not_this(number: int, reason: str, *, at: int) -> str:
    """Put aside: for a week ("not_now"), as no way of hers ("not_me"), or for this person ("not_them"). Raises NotUnderstood."""
    p, who = _who(number, at)
    if reason not in REASONS:
        raise NotUnderstood(f"“{reason}” is none of the three reasons.", do="Say not_now, not_me or not_them.")
    _not_done(p, at)
    sentence = {
        "not_now": f"“{p.title}” is put aside for a week.",
        "not_me": f"“{p.title}” is put aside, and acts of its kind will come less often.",
        "not_them": f"“{p.title}” is put aside, and nothing of its kind comes for {who.name} again.",
    }[reason]
    return _say(number, "not this", at, sentence, state="not_this", reason=reason, until=at + NOT_NOW if reason == "not_now" else None)


@transaction.atomic
def serves(number: int, intents: list[str], *, at: int) -> str:
    """Her own word on whom an act serves; more than one may hold."""
    return _serves(number, _who(number, at)[0], intents, at)


@transaction.atomic
def step_serves(goal: int, about: int, intents: list[str], *, at: int) -> str:
    """The same for the next step that concerns somebody on a goal, whether it stands on today's list or not. Raises NotFound, NotUnderstood."""
    p = steps.of_goal(goal, about, at)
    return _serves(p, p, intents, at)


def _serves(which: int | Proposal, p: Proposal, intents: list[str], at: int) -> str:
    who = people_seen.person(p.person)
    wrong = [i for i in intents if i not in INTENTS]
    if wrong or not intents:
        raise NotUnderstood(
            f"“{' '.join(wrong)}” is nobody an act can serve." if wrong else "Nobody was named.", do=f"Say {', '.join(INTENTS)}."
        )
    kept = [i for i in INTENTS if i in intents]
    words = serves_words(kept, given(who))
    return _say(which, "serves", at, f"“{p.title}” is {words}.", serves=" ".join(kept))


@transaction.atomic
def keep_draft(number: int, body: str, *, at: int) -> str:
    """Her own words in place of ours; the act stays open."""
    p, who = _who(number, at)
    words = "\n".join(clean(line) for line in body.replace("\r\n", "\n").split("\n")).strip()
    if not words:
        raise NotUnderstood("The draft is empty, so nothing was kept.", do="Write a few words.")
    if p.draft is None:
        raise NotFound("This act needs no letter.", do=f"See why: worthwhile why {number}")
    said = _say(number, "draft", at, f"Your words to {who.name} are kept.", words=p.draft.body, draft=words)
    _on_the_list((p.anchor, p.kind, p.about), words)
    return said


def _on_the_list(act: tuple[str, str, str], words: str) -> None:
    """The words stand in the list that was last shown too, if the act is still on it."""
    for row in Slate.objects.all():
        shown = shape.proposal(row.proposal)
        if (shown.anchor, shown.kind, shown.about) == act and shown.draft is not None:
            Slate.objects.filter(pk=row.pk).update(proposal=asdict(replace(shown, draft=replace(shown.draft, body=words))))


@transaction.atomic
def how_did_it_go(act_id: int, how: str, *, at: int) -> str:
    """How an act went that was done before; kept with it. Raises NotFound, NotUnderstood."""
    found = Act.objects.filter(pk=act_id, state="done").first()
    if found is None:
        raise NotFound(f"There is no act {act_id} that was done.", do="See what can be asked about: worthwhile today")
    if how not in HOWS:
        raise NotUnderstood(f"“{how}” is not how a thing goes here.", do="Say glad, fine, awkward or none.")
    before = Act.objects.filter(pk=act_id).values().first()
    Act.objects.filter(pk=act_id).update(how=how)
    words = {"glad": "it went gladly", "fine": "it went well enough", "awkward": "it was awkward", "none": "no answer has come yet"}[how]
    sentence = f"“{found.title}”: {words}."
    note_deed("went", sentence, {"act": [found.anchor, found.kind, found.about], "before": before}, at=at)
    return f"Noted: {sentence} Undo with: worthwhile undo"
