"""The second part: what was worked out about somebody from what sources hold, and what is planned."""

from collections import defaultdict
from typing import Any

from worthwhile.goals import queries as goals
from worthwhile.people import queries as people
from worthwhile.planning import queries as planned
from worthwhile.planning.values import Before
from worthwhile.planning.words import serves_words
from worthwhile.seen.queries.whose import Whose
from worthwhile.seen.values import Line
from worthwhile.seen.words import ACTS, born, count, joined, likely, named, on, on_day, quoted, span
from worthwhile.store import among, rows
from worthwhile.text import several
from worthwhile.ties.values import TieView
from worthwhile.value import queries as noted
from worthwhile.workspace.queries import preference

TAKEN_FOR = {"person": "a person", "stranger": "somebody with whom there was no real exchange", "list": "a mailing list", "robot": "a program",
             "role": "a shared address", "me": "yourself"}  # fmt: skip
HOW, ONE = "How this is worked out", "Why these records are one person"
SUGGESTED, OLDER, MEET = "Days on which something was suggested", "What stood on lists of days before", "Before you meet"


def lines(w: Whose) -> list[Line]:
    """Every line of the second part."""
    before = planned.before(w.person.id, w.at)
    out = [Line(quoted(before.tie_sentence), "worked out from the exchanges above", w.page, "How close, in your word", "How it stands")]
    if before.tie is not None:
        out += _tie(w, before.tie)
    out += [*_inclined(w), *_shown_as(w), *_questions(w), *_planned(w), *_before(w, before), *_matches(w), *_suggested(w), *_joins(w)]
    return out


_USUAL = "select usual from worthwhile_tie where person_id = %s"


def _tie(w: Whose, tie: TieView) -> list[Line]:
    """The measures behind the sentence, in words; the figure by which lists are put in order is said to be there."""
    ((usual,),) = rows(_USUAL, [w.person.id])
    marks = ((tie.last_from, "their last word to you"), (tie.last_to, "yours to them"), (tie.last_met, "the last meeting"))
    said = [
        f"{count(tie.received, 'message')} from them, {count(tie.sent, 'message')} from you and {count(tie.met, 'meeting')}, "
        f"on {count(tie.days, 'day')} from {on(tie.first, w.at)} to {on(tie.last, w.at)}.",
        joined((f"{what} on {on(at, w.at)}" for at, what in marks if at is not None), ", ") + ("." if any(at is not None for at, _ in marks) else ""),
        f"After a silence you began {count(tie.starts_mine, 'time')}, they {count(tie.starts_theirs, 'time')}."
        if tie.starts_mine or tie.starts_theirs else "",
        _rhythm(tie, usual), _answers(tie), _chances(tie),
        f"Of the messages, {round(tie.one_to_one * 100)} in 100 were between the two of you alone." if tie.one_to_one is not None else "",
        f"What the tie is called just now: {tie.state}.",
        _waits(w, tie),
    ]  # fmt: skip
    return [Line(s[:1].upper() + s[1:], "", w.page, "See it", fold=HOW) for s in said if s]


def _rhythm(tie: TieView, usual: float | None) -> str:
    parts = [
        f"half of the pauses last no longer than {span(tie.gap, 'day')}" if tie.gap is not None else "",
        f"four in five no longer than {span(tie.gap_high, 'day')}" if tie.gap_high is not None else "",
        f"a pause of {span(usual, 'day')} is taken for usual" if usual is not None else "",
    ]
    return f"Between days on which you are in touch {joined(parts, ', ')}." if any(parts) else ""


_FOUND_BY = {"references": "which answers which, the messages say", "subject": "which answers which, the subjects say"}


def _answers(tie: TieView) -> str:
    parts = [
        f"half of yours come within {span(tie.answer_mine, 'hour')}" if tie.answer_mine is not None else "",
        f"half of theirs within {span(tie.answer_theirs, 'hour')}" if tie.answer_theirs is not None else "",
    ]
    return f"Answers: {joined(parts, ', ')} ({_FOUND_BY.get(tie.answers_by, 'not found')})." if any(parts) else ""


def _chances(tie: TieView) -> str:
    parts = [
        f"that the tie is alive is {likely(tie.alive)}" if tie.alive is not None else "",
        f"that you are in touch within three months is {likely(tie.stays)}" if tie.stays is not None else "",
    ]
    return f"By how such ties went before: {joined(parts, ', ')}." if any(parts) else ""


def _waits(w: Whose, tie: TieView) -> str:
    """Their newest direct message with none of hers after it; silence is told only as far as the source reaches."""
    if tie.open_from is None:
        return ""
    found = rows("select at, subject from worthwhile_interaction where id = %s", [tie.open_from])
    reach = f", as of {on(tie.until, w.at)}" if tie.until is not None else ""
    return f"After their message of {on(found[0][0], w.at)} no word from you is seen here{reach}." if found else ""


_PROFILES = """select name, given, family, organisation, title, birthday, email, kind, left_out from worthwhile_profile where root_id = %s
    order by person_id <> root_id, person_id"""


def _shown_as(w: Whose) -> list[Line]:
    """As whom they are shown, and what they are taken for: of the whole, and of each record that was joined to it."""
    out = []
    for name, given, family, organisation, title, birthday, email, kind, left_out in rows(_PROFILES, [w.person.id]):
        said = [
            joined([name, title, organisation], ", "), "" if name == f"{given} {family}" else joined([f"given name {given}" if given else "", f"family name {family}" if family else ""], ", "),
            f"born {born(birthday)}" if birthday else "", f"written to at {email}" if email else "", f"taken for {TAKEN_FOR.get(kind, kind)}",
            "left out of suggestions" if left_out else "",
        ]  # fmt: skip
        out.append(joined(said) + ".")
    return [Line(said, "from the cards and addresses above", f"{w.page}/reach", "Put right", "Shown as") for said in dict.fromkeys(out)]


_JOINS = """select j.id, a.anchor, b.anchor, j.by, j.why, j.chance from worthwhile_join j join worthwhile_person a on a.id = j.a_id
    join worthwhile_person b on b.id = j.b_id where j.{} in {{}}"""
_BY = {"you": "you said so", "model": "by how names and addresses agree", "card": "one card holds both", "rule": "by a rule"}


def _joins(w: Whose) -> list[Line]:
    """Why records were taken for one person."""
    found = {row[0]: row for column in ("a_id", "b_id") for row in among(_JOINS.format(column), w.parts)}
    alike: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)  # why, and by what: the records that it joins
    for _, a, b, by, why, chance in sorted(found.values()):
        alike[why, joined([_BY.get(by, by), "" if chance >= 1 else likely(chance)], ", ")] |= {_record(a): None, _record(b): None}
    return [
        Line(f"{several(list(records))} are taken for one person: {why}", how, f"{w.page}/reach", "Take apart", fold=ONE)
        for (why, how), records in alike.items()
    ]


def _record(anchor: str) -> str:
    kind, _, value = anchor.partition(":")
    return "a card of the address book" if kind == "card" else value


def _questions(w: Whose) -> list[Line]:
    """Open questions whether this person and another are one; the most useful to ask come first, here as elsewhere."""
    found = among("select id, a_id, b_id, why, chance, gain from worthwhile_question where a_id in {}", w.parts)
    found += among("select id, a_id, b_id, why, chance, gain from worthwhile_question where b_id in {}", w.parts)
    whole = sorted({r[0]: r for r in found}.values(), key=lambda r: (-r[5], r[0]))
    who = people.people_by_id([i for r in whole for i in (r[1], r[2])])
    return [
        Line(
            f"May be one person with {(who[b] if a in w.parts else who[a]).name}: {why}",
            f"{likely(chance)}; not decided",
            "/start",
            "Decide",
            "Not decided",
        )
        for _, a, b, why, chance, _ in whole
        if a in who and b in who
    ]


_MATCHES = """select m.id, n.anchor, n.text, coalesce(o.anchor, ''), coalesce(o.text, f.text, ''), m.words, m.bridges, m.worth, m.own is not null
    from worthwhile_match m join worthwhile_note n on n.id = m.need left join worthwhile_note o on o.id = m.offer
    left join worthwhile_offer f on f.id = m.own order by m.worth desc, m.id"""


def _matches(w: Whose) -> list[Line]:
    out = []
    for _, needs, need, gives, offer, words, bridges, worth, own in rows(_MATCHES):
        if needs not in w.anchors and gives not in w.anchors:
            continue
        whose = "an offer of yours" if own else "what somebody else is glad to give" if needs in w.anchors else "what they are glad to give"
        theirs = "What they could use" if needs in w.anchors else "What somebody else could use"
        how = joined(
            [
                f"a good match: {likely(worth)}",
                f"both say {several(words.split())}" if words else "",
                "it would join two groups" if bridges else "",
            ],
            ", ",
        )
        out.append(Line(f"{theirs} (“{need}”) may be met by {whose} (“{offer}”).", how, "/needs", "See it", "May fit"))
    return out


def _planned(w: Whose) -> list[Line]:
    """What stands for them on the lists of today and of other days as they were last worked out, and what open goals would do next with them."""
    out = []
    now = [p for _, p in planned.slate()]
    for number, p in planned.slates():
        if p.person == w.person.id or p.anchor in w.anchors:
            fold = "" if p in now else OLDER
            whys = " ".join(joined([r.sentence, f"({r.source})" if r.source else ""], " ") for r in p.why)
            out.append(
                Line(f"{p.title}. {whys}", f"our guess: {serves_words(p.serves, w.given)}", "/", "Change", "" if fold else "Planned", fold)
            )
            if p.draft is not None:
                draft = p.draft
                out.append(Line(f"First words: {joined([draft.subject, ' '.join(draft.body.split())], ': ')}", f"to {draft.to}; nothing is sent",
                                f"/?write={number}", "Change", "" if fold else "Planned", fold))  # fmt: skip
    for step in goals.next_steps(w.at):
        if step.person == w.person.id:
            out.append(
                Line(
                    f"For your goal “{step.title}”: {step.what}. {step.why}",
                    f"our guess: {serves_words(step.serves, w.given)}",
                    "/goals",
                    "Change",
                    "Planned",
                )
            )
    return list({line.text: line for line in reversed(out)}.values())[::-1]  # an act of two days is told once, as it stands now


def _before(w: Whose, before: Before) -> list[Line]:
    """What the page before a meeting shows of them."""
    page = f"/before/{w.person.id}"
    out = []
    if before.meeting is not None:
        what = f" {quoted(before.meeting.summary)}" if before.meeting.summary else ""
        out.append(Line(f"You meet{what} on {on(before.meeting.at, w.at)}.", "your calendar", page, "See it", MEET))
    out += [Line(o.sentence, o.source, page, "See it", MEET) for o in (*before.answer, *before.open) if o.kind in ("unanswered", "thanks")]
    out += [
        Line(r.sentence, joined(["our guess", f"from {r.source}" if r.source else ""], ", "), page, "See it", MEET) for r in before.bring
    ]
    for b in noted.brought(w.person.id, w.at):
        since = f" You and {b.name} were in touch since, last on {on(b.since, w.at)}." if b.since is not None else ""
        out.append(Line(f"{b.text}.{since}", joined([b.source, on(b.at, w.at)], ", "), w.page, "See it", "Brought"))
    if before.ask and before.ask_note is None:
        out.append(Line(f"To ask: {quoted(before.ask)}", "our suggestion", page, "Change", MEET))
    return out


def _inclined(w: Whose) -> list[Line]:
    kept: dict[str, Any] = preference("inclinations") or {}
    chance = kept.get("chances", {}).get(str(w.person.id))
    if chance is None:
        return []
    return [
        Line(
            f"That you write to {w.given} within two weeks of your own accord: {likely(chance)}.",
            "by your own past letters",
            w.page,
            "See it",
            "How it stands",
        )
    ]


def _suggested(w: Whose) -> list[Line]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for day, kind, about, anchor in rows("select day, kind, about, anchor from worthwhile_shown order by day desc"):
        if anchor in w.anchors:
            found[kind, about].append(day)
    about_it = dict(among("select key, subject from worthwhile_interaction where key in {}", {about for _, about in found}))
    return [
        Line(joined([f"{named(ACTS, kind).capitalize()}: {', '.join(on_day(d, w.at) for d in on_days)}", f"because of “{about_it[about]}”" if about_it.get(about) else ""], ", "), "", "/", "See it",
             fold=SUGGESTED)
        for (kind, about), on_days in found.items()
    ]  # fmt: skip
