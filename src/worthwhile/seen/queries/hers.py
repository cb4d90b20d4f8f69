"""The third part: what she wrote, said or did about somebody, settled or not."""

import json
from collections import defaultdict
from typing import Any

from django.db import models

from worthwhile.goals.chart import cares_words, say_words
from worthwhile.planning.words import serves_words
from worthwhile.seen.held import NAMED
from worthwhile.seen.queries.whose import Whose
from worthwhile.seen.values import Line
from worthwhile.seen.words import ACTS, CLOSE, brief, deadline_of, degree, joined, named, quoted
from worthwhile.seen.words import DEEDS as VERBS
from worthwhile.store import Fact, among, nouns, rows
from worthwhile.text import several
from worthwhile.value import introductions as steps
from worthwhile.value.kinds import KINDS

DEEDS, ELSEWHERE = "What you did, as the list of deeds has it", "In what you wrote on others"
_HOW = {"glad": "it went gladly", "fine": "it went well enough", "awkward": "it was awkward", "none": "no answer has come yet"}
_REASON = {"not_now": "not now", "not_me": "no way of yours", "not_them": "not for them"}
_ANSWER = {"same": "are one person", "different": "are two people", "unsure": "were left as they are"}
_STANCE = {"for": "for it", "against": "against it", "undecided": "undecided", "unknown": "not known"}


def lines(w: Whose) -> list[Line]:
    """Every line of the third part."""
    return [
        *_notes(w),
        *_close(w),
        *_judged(w),
        *_verdicts(w),
        *_goals(w),
        *_stances(w),
        *_introductions(w),
        *_acts(w),
        *_deeds(w),
        *_elsewhere(w),
    ]


def _of(w: Whose, columns: str, table: str, column: str = "anchor") -> list[tuple[Any, ...]]:
    return among(f"select {columns} from {table} where {column} in {{}}", w.anchors)


def _whom(w: Whose, words: str) -> str:
    return serves_words(words.split(), w.given) or (f"for {words}" if words else "")


_GROUPS = {"note": "In your words", "spoke": "In your words", "need": "They could use", "offer": "Glad to give", "gave": "You gave", "received": "They gave you", "thanked": "You thanked for",
           "thanks": "They thanked for", "promise": "You promised", "promised": "They promised", "asked": "You asked", "question": "They asked", "ask": "To ask"}  # fmt: skip
_ORDER = list(dict.fromkeys(_GROUPS.values()))


def _notes(w: Whose) -> list[Line]:
    found = _of(w, "at, id, kind, text, closed, help, serves, answer, led_to, source, minutes", "worthwhile_note")
    out = []
    for at, pk, kind, text, closed, help_, serves, answer, led_to, source, minutes in sorted(found, reverse=True):
        said = KINDS[kind].said if kind in KINDS else kind
        label = _GROUPS.get(kind, "")
        more = [
            joined(["" if label else said, source, brief(at, w.at)], ", "), f"settled {brief(closed, w.at)}" if closed is not None else "", f"answered {answer}" if answer else "",
            f"a matter of {help_}" if help_ else "", _whom(w, serves), f"{minutes} minutes of theirs" if minutes is not None else "",
        ]  # fmt: skip
        out.append(
            Line(
                quoted(text) + (f"; what came of it: {led_to}" if led_to else ""),
                joined(more),
                f"{w.page}/lines/{pk}",
                label=label or "In your words",
            )
        )
    return sorted(out, key=lambda line: _ORDER.index(line.label))


def _close(w: Whose) -> list[Line]:
    return [
        Line(f"How close you are, in your word: {degree(CLOSE, close)}.", brief(at, w.at), w.page, label="In your words")
        for close, at in _of(w, "close, at", "worthwhile_tieword")
    ]


def _judged(w: Whose) -> list[Line]:
    from worthwhile.seen.queries.worked import TAKEN_FOR

    out = []
    for kind, left_out, name in _of(w, "kind, left_out, name", "worthwhile_judged"):
        said = [
            f"they are {TAKEN_FOR.get(kind, kind)}" if kind else "",
            f"they are called {name}" if name else "",
            "leave them out of suggestions" if left_out else "",
        ]
        out += [Line(f"{joined(said)[:1].upper()}{joined(said)[1:]}.", "", f"{w.page}/reach", label="You put right")] if any(said) else []
    return out


def _verdicts(w: Whose) -> list[Line]:
    found = {(a, b, answer, at) for column in ("a", "b") for a, b, answer, at in _of(w, "a, b, answer, at", "worthwhile_verdict", column)}
    shown = dict(among("select q.anchor, p.name from worthwhile_profile p join worthwhile_person q on q.id = p.person_id where q.anchor in {}",
                       {x for a, b, _, _ in found for x in (a, b)}))  # fmt: skip

    def called(anchor: str) -> str:
        kind, _, value = anchor.partition(":")
        name = shown.get(anchor, "")
        return name if kind == "card" else f"{name} ({value})" if name else value

    return [
        Line(
            f"You said that {called(a)} and {called(b)} {_ANSWER.get(answer, answer)}.",
            brief(at, w.at),
            f"{w.page}/reach",
            label="You put right",
        )
        for a, b, answer, at in sorted(found, key=lambda v: -v[3])
    ]


_STAKES = "s.say, s.cares, s.gains, s.loses, s.fair, s.moves, s.moves_source, s.after, s.at, g.id, g.title, g.by, g.closed, g.outcome, s.id"


def _goals(w: Whose) -> list[Line]:
    table = "worthwhile_stakeholder s join worthwhile_goal g on g.id = s.goal_id"
    out = []
    for say, cares, gains, loses, fair, moves, source, after, at, goal, title, by, closed, outcome, _ in _of(w, _STAKES, table, "s.anchor"):
        said = [
            f"has {say_words(say)}" if say is not None else "", cares_words(cares) if cares is not None else "", f"stands to gain: {gains}" if gains else "", f"stands to lose: {loses}" if loses else "",
            f"what would be fair: {fair}" if fair else "", f"what moves {w.given}: “{moves}” ({source or 'your words'})" if moves or source else "",
            "somebody else’s yes is needed first" if after else "",
        ]  # fmt: skip
        goal_is = joined(
            [deadline_of(by, w.at) if by else "", f"closed {brief(closed, w.at)}" if closed is not None else "", outcome], ", "
        )
        out.append(
            Line(
                f"In your goal “{title}”{f' ({goal_is})' if goal_is else ''}: {joined(said) or 'has a say'}.",
                f"your notes, {brief(at, w.at)}",
                f"/goals/{goal}",
                label="Your goals",
            )
        )
    first = "worthwhile_stakeholder s join worthwhile_goal g on g.id = s.goal_id"
    for goal, title in dict.fromkeys(_of(w, "g.id, g.title", first, "s.after")):
        out.append(
            Line(
                f"In your goal “{title}”: {w.given}’s yes is needed before that of somebody else.",
                "your notes",
                f"/goals/{goal}",
                label="Your goals",
            )
        )
    return out


def _stances(w: Whose) -> list[Line]:
    found: dict[tuple[int, str], list[tuple[int, str, str]]] = defaultdict(list)
    table = "worthwhile_stance s join worthwhile_goal g on g.id = s.goal_id"
    for goal, title, at, stance, why in _of(w, "g.id, g.title, s.at, s.stance, s.why", table, "s.anchor"):
        found[goal, title].append((at, stance, why))
    return [
        Line(f"Towards your goal “{title}”: " + "; before that ".join(
            f"{_STANCE.get(stance, stance)}, {brief(at, w.at)}" + (f" (“{why}”)" if why else "") for at, stance, why in sorted(told, reverse=True)) + ".",
            "where you saw them stand", f"/goals/{goal}", label="Your goals")
        for (goal, title), told in found.items()
    ]  # fmt: skip


_INTRODUCING = "id, anchor, other, need, offer, stage, declined, came, at, changed, closed"
_STAGE = {"ask one": "the first is to be asked", "ask other": "the second is to be asked", "introduce": "both said yes", "made": "you introduced them",
          "closed": "it ended before", "set aside": "you set it aside", "later": "put off"}  # fmt: skip


def _introductions(w: Whose) -> list[Line]:
    """Introductions they are in. The other is named once both said yes; that the other would rather not is not told."""
    found = {row[0]: row for column in ("anchor", "other") for row in _of(w, _INTRODUCING, "worthwhile_introduction", column)}
    names = dict(among("select q.anchor, r.name from worthwhile_person q join worthwhile_profile p on p.person_id = q.id join worthwhile_profile r "
                       "on r.person_id = p.root_id where q.anchor in {}", {a for r in found.values() for a in r[1:3]}))  # fmt: skip
    out = []
    for _, one, other, need, offer, stage, declined, came, at, changed, closed in sorted(found.values(), key=lambda r: -r[8]):
        theirs = "one" if one in w.anchors else "other"
        with_whom = names.get(other if theirs == "one" else one, "someone") if stage in NAMED else "someone"
        said = [
            f"could use “{need}”", f"could be given “{offer}”" if offer else "", _STAGE.get(stage, stage), f"{w.given} would rather not" if declined == theirs else "",
            f"what came of it: {came}" if came else "", f"ended {brief(closed, w.at)}" if closed is not None else "",
        ]  # fmt: skip
        last = brief(changed, w.at)
        first = "asked first" if theirs == "one" else "asked second"
        out.append(
            Line(
                f"An introduction with {with_whom} ({first}): {joined(said)}.",
                f"begun {brief(at, w.at)}" + (f", the last step {last}" if last != brief(at, w.at) else ""),
                "/needs",
                label="Introductions",
            )
        )
    return out


def _acts(w: Whose) -> list[Line]:
    out = []
    found = _of(w, "at, id, kind, about, title, minutes, state, how, reason, until, serves, draft", "worthwhile_act")
    because = dict(among("select key, subject from worthwhile_interaction where key in {}", {r[3] for r in found}))
    for at, _, kind, about, title, minutes, state, how, reason, until, serves, draft in sorted(found, reverse=True):
        word = {"done": "done", "later": "for later", "not_this": "not this"}.get(state, state or "open")
        more = [
            f"{word}, {brief(at, w.at)}", _HOW.get(how, how), _REASON.get(reason, reason), f"not before {brief(until, w.at)}" if until is not None else "",
            _whom(w, serves), f"{minutes} minutes", f"because of “{because[about]}”" if because.get(about) else "", named(ACTS, kind),
        ]  # fmt: skip
        out.append(
            Line(
                f"{title}." + (f" Your words: {quoted(' '.join(draft.split()))}" if draft else ""),
                joined(more),
                "/undo",
                label="Done or put off",
            )
        )
    return out


def _deeds(w: Whose) -> list[Line]:
    """Deeds on them, with the words that are kept so that each can be taken back."""
    marks = [json.dumps(anchor)[1:-1] for anchor in w.anchors]
    notes = {pk for (pk,) in _of(w, "id", "worthwhile_note")}
    out = []
    for verb, sentence, payload, at, undone in rows("select verb, sentence, payload, at, undone from worthwhile_deed order by id desc"):
        kept = json.loads(payload) if isinstance(payload, str) else payload
        whole = json.dumps(kept)
        if not (any(m in whole for m in marks) or kept.get("note") in notes or _names(w, sentence)):
            continue
        if verb == "said" and not _answered_by(w, kept):
            continue  # what the other answered is the other's
        words = [t for t in _texts(kept) if " " in t and t not in sentence]
        more = [
            brief(at, w.at),
            "taken back" if undone else "",
            f"kept to take it back: {several([f'“{t}”' for t in words])}" if words else "",
            named(VERBS, verb),
        ]
        out.append(Line(sentence, joined(more), "/undo", "Take back", fold=DEEDS))
    return out


def _answered_by(w: Whose, payload: dict[str, Any]) -> bool:
    """Was it this person who answered whether they would be introduced?"""
    stage, on = payload.get("before", {}).get("stage", ""), payload.get("on", ["", ""])
    return on[steps.asked(stage) == "other"] in w.anchors


def _texts(thing: Any) -> list[str]:
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, dict):  # by what a deed is known, and what was done with it, are no words of hers
        inner = [v for k, v in thing.items() if k not in ("touches", "anchors", "parts")] + [p for _, p in thing.get("parts", ())]
    else:
        inner = thing if isinstance(thing, list) else []
    return list(dict.fromkeys(t for part in inner for t in _texts(part)))


def _names(w: Whose, text: str) -> bool:
    folded = text.casefold()
    return any(n.casefold() in folded for n in w.full_names)


def _elsewhere(w: Whose) -> list[Line]:
    """Sentences in what she wrote on others, or on her goals, that say their full name: found by walking the nouns, so that none is left out."""
    out: list[Line] = []
    for model in nouns(Fact) if w.full_names else []:
        if model.__module__.startswith(("worthwhile.intake", "worthwhile.people", "worthwhile.workspace")):
            continue
        fields = [f.attname for f in model._meta.concrete_fields if _free(f)]
        owners = [c for c in ("anchor", "other") if any(f.name == c for f in model._meta.concrete_fields)]
        for row in model._default_manager.values(*fields, *owners).iterator() if fields else []:
            if any(row[c] in w.anchors for c in owners):
                continue
            said = [s for f in fields for s in str(row[f]).replace("\n", " ").split(". ") if _names(w, s)]
            out += [Line(quoted(s), "from what you wrote on others or on a goal", "/find", "Find it", fold=ELSEWHERE) for s in said]
    return list(dict.fromkeys(out))


def _free(field: "models.Field[Any, Any]") -> bool:
    """Free text, not a key or a word of a list."""
    long = isinstance(field, models.TextField) or (isinstance(field, models.CharField) and (field.max_length or 0) >= 200)
    return long and field.name not in ("anchor", "other", "after", "a", "b")
