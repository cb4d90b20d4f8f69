"""The whole walk through the house: bytes come in, people and ties are worked out, and a day is planned.

bring_in / refresh:  sources → intake (the log) → people (who is who) → ties (how each stands)
plan:                situation → rules → choice → Today
rebuild:             everything derived, worked out anew from the facts; changes nothing
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from worthwhile.intake import queries as log
from worthwhile.intake.values import Progress, Report
from worthwhile.people import queries as people_seen
from worthwhile.people import services as people
from worthwhile.people.values import Count
from worthwhile.planning import services as planning
from worthwhile.planning.page import Page
from worthwhile.planning.values import Today, WeekAhead
from worthwhile.ties import queries as ties_seen
from worthwhile.ties import services as ties
from worthwhile.ties.values import TieView
from worthwhile.value import services as value
from worthwhile.workspace import deeds
from worthwhile.workspace import queries as workspace_seen
from worthwhile.workspace import services as workspace
from worthwhile.workspace.services import Undone

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What an import or a refresh did: one report an origin, who was found, and who we take the user to be."""

    reports: tuple[Report, ...]
    count: Count
    me: tuple[str, ...]
    guessed: bool  # `me` is our guess, taken because nobody said otherwise
    questions: int  # pairs that may be one person (0 or 1: more is not counted)
    instead: str = ""  # when none of `me` is in the mail that was read: the address that likelier is the user's

    @property
    def refused(self) -> bool:
        """Was anything at all refused?"""
        return any(r.refused or r.state == "refused" for r in self.reports)


def bring_in(paths: Sequence[Path], *, at: int, me: Sequence[str] = (), on: OnProgress | None = None) -> BroughtIn:
    """Read files, folders or archives into the log, then work out people and ties. Can be stopped and repeated at any point. Raises
    NotUnderstood, before anything is read, where `me` names no e-mail address."""
    from worthwhile.intake import services as intake  # the readers: loaded by what reads

    workspace.addresses(me)
    since = workspace.newest_deed()
    reports = intake.bring_in(list(paths), at=at, on=on)
    return _settle(reports, at=at, me=me, since=since)


def refresh(*, at: int, me: Sequence[str] = (), on: OnProgress | None = None) -> BroughtIn:
    """Read only what is new in the origins that were given once. Raises NotUnderstood as `bring_in` does."""
    from worthwhile.intake import services as intake

    workspace.addresses(me)
    reports = intake.refresh(at=at, on=on)
    # her word beside a refresh is said for good: counted from now on, no import takes it along when it goes back
    return _settle(reports, at=at, me=me, since=workspace.newest_deed())


def _settle(reports: list[Report], *, at: int, me: Sequence[str], since: int) -> BroughtIn:
    guessed = _know_me(me, since=since, new=any(r.taken for r in reports))
    count = work_out(at=at)
    planning.make_ready(at=at)
    own = tuple(value for kind, value, sure in workspace_seen.own_addresses() if sure and kind == "email")
    return BroughtIn(tuple(reports), count, own, guessed, len(people_seen.pairs(limit=1)), _instead(own))


def _instead(own: Sequence[str]) -> str:
    """The address that is likely the user's when none of those confirmed is in the mail; "" when one is, or nothing can be said."""
    likely = [value for value, _, _ in log.guess_own() if value not in own] if own and not log.in_mail(own) else []
    return likely[0] if likely else ""


def _know_me(me: Sequence[str], *, since: int, new: bool) -> bool:
    """Confirm the addresses that were named, with the import that came after the deed `since`; else, as long as she has not said whose store
    it is, guess from all that was read once something new was: the guess does not depend on which file came first. True when it is a guess."""
    if me:
        workspace.give_back_own()
        workspace.confirm_with_import(list(me), since=since)
        return False
    known = any(sure and kind == "email" for kind, _, sure in workspace_seen.own_addresses())
    guessed = bool(workspace_seen.preference("own is a guess", False))
    if known and not (guessed and new):
        return guessed
    likely = log.own_by_guess()
    if likely or known:
        workspace.take_for_own(likely)
    return bool(likely)


def i_am(addresses: Sequence[str], *, at: int) -> Count:
    """She said which addresses are her own: confirmed once, and everything seen from there."""
    workspace.give_back_own()  # a look from other addresses ends here: later it would put back what was hers before this word
    workspace.confirm_own(list(addresses))
    workspace.prefer("own is a guess", False)
    return work_out(at=at)


def see_as(me: Sequence[str], *, at: int) -> bool:
    """See the network from these addresses for one command (--me): works out people and ties anew only if they are not ego already.
    False where something was read, and none of them is in it.

    Whose store it is stays as it was: the next command that does not name them sees it from there again."""
    workspace.give_back_own()
    if me and workspace.borrow_own(list(me)):
        work_out(at=at)
    return log.named([value.strip().lower() for value in me]) or not log.anything()


def undo(deed_id: int | None = None) -> Undone:
    """Take back the last deed, or the one with this id. Raises NothingToUndo."""
    _every_room()
    return workspace.undo(deed_id)


def is_wide(verb: str) -> bool:
    """Does taking back a deed of this verb remove what concerns more than one person, so that it is asked about first?"""
    _every_room()
    return deeds.is_wide(verb)


def _every_room() -> None:
    """Load all rooms whose deeds can be taken back: what the other commands do without is loaded only now."""
    import worthwhile.goals.services
    import worthwhile.intake.services  # noqa: F401


def work_out(*, at: int) -> Count:
    """Bring people, ties, and which needs meet which offers, up to date with what is known, as of `at`."""
    count = people.resolve(at=at)
    ties.measure(at=at)
    value.work_out_matches(at=at)
    return count


def plan(minutes: int = 10, *, at: int) -> Today:
    """Today's acts within the minutes, as of `at` (which may lie in the past: a replay)."""
    work_out(at=at)
    return planning.today(minutes, at=at)


def week(minutes: int = 10, *, at: int) -> WeekAhead:
    """What could be done on the next five working days, from what is on offer as of `at`; nothing of it is kept."""
    work_out(at=at)
    return planning.week(minutes, at=at)


def page(minutes: int = 10, *, at: int) -> Page:
    """The same as a command prints it; planning.again gives it again while nothing it rests on is another."""
    work_out(at=at)
    return planning.page(minutes, at=at)


def rebuild(*, at: int) -> Count:
    """Throw away everything derived and work it out anew from the facts; the same rows come back."""
    people.forget_derived()
    ties.forget_derived()
    value.forget_matches()
    return work_out(at=at)


def counted(noun: str, *, at: int) -> int:
    """One number: "people", "cards", "messages", "events" or "ties". Cards, messages and events as the log holds them."""
    if noun == "people":
        return people.resolve(at=at).people
    if noun == "ties":
        work_out(at=at)
        return len(ties_at(at=at))
    return log.count(noun)


def ties_at(*, at: int) -> list[TieView]:
    """All ties as they stand at `at`."""
    return ties_seen.ties(at)
