"""What is handed over: the lines of a page in the order of a PDF. Pure."""

from worthwhile.seen.pdf import Section, document
from worthwhile.seen.values import Line, Seen


def for_them(seen: Seen) -> bytes:
    """“As they would see it” as a PDF for the person: every line of the page, folded ones too."""
    given = seen.person.given or seen.person.name
    keeper = seen.kept_by or "the one who keeps this"
    lead = [
        f"Everything that {keeper} keeps about {seen.person.name} in Worthwhile, on one computer.",
        f"“You” is {keeper}; “they” is {given}.",
        seen.held,
    ]
    titles = {"written": f"Written by {keeper}"}
    sections = []
    for part in seen.parts:
        sections.append(Section(titles.get(part.name, part.title), [told(line) for line in part.open] or [("Nothing yet.", "")]))
        sections += [Section(head, [told(line) for line in lines]) for head, lines in part.folded]
    return document(seen.person.name, lead, sections)


def told(line: Line) -> tuple[str, str]:
    """(what is said, where it comes from) of one line."""
    return (f"{line.label}: {line.text}" if line.label else line.text), line.source
