"""What somebody would see of themselves here, as plain values: three parts of lines, and what is held back."""

from dataclasses import dataclass

from worthwhile.people.values import PersonView


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is kept. `label` heads it where lines stand in a list of facts; `change` is the page on which it can be changed, `word` what
    stands on the link there; `fold` is the head of the long list that it belongs to, "" for what is always open."""

    text: str
    source: str = ""
    change: str = ""
    word: str = "Change"
    label: str = ""
    fold: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three parts: "sources", "worked", "written"."""

    name: str
    title: str
    lines: tuple[Line, ...]

    @property
    def open(self) -> list[Line]:
        """What always stands open."""
        return [line for line in self.lines if not line.fold]

    @property
    def facts(self) -> list[tuple[str, list[Line]]]:
        """The same under what heads them: (label, lines), in the order in which they first come."""
        heads = dict.fromkeys(line.label for line in self.open)
        return [(head, [line for line in self.open if line.label == head]) for head in heads]

    @property
    def folded(self) -> list[tuple[str, list[Line]]]:
        """The long lists: (head, lines), in the order in which they first come."""
        heads = dict.fromkeys(line.fold for line in self.lines if line.fold)
        return [(head, [line for line in self.lines if line.fold == head]) for head in heads]


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that is kept about one person, as they would see it."""

    person: PersonView
    at: int
    kept_by: str  # ego's name, "" when it is not known
    parts: tuple[Part, ...]
    held: str  # the sentence that says what is held back; "" when nothing is
