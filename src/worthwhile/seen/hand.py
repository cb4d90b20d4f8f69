"""What is handed over: the lines of a page in the order of a PDF. Pure."""

from typing import Any

from worthwhile.seen.month import Month
from worthwhile.seen.pdf import SANS, Section, document
from worthwhile.seen.picture import draw
from worthwhile.seen.values import Line, Seen
from worthwhile.text import several


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
        sections.append(
            Section(titles.get(part.name, part.title), [told(line) for _, lines in part.facts for line in lines] or [("Nothing yet.", "")])
        )
        sections += [Section(head, [told(line) for line in lines]) for head, lines in part.folded]
    return document(seen.person.name, lead, sections)


def told(line: Line) -> tuple[str, str]:
    """(what is said, where it comes from) of one line."""
    return (f"{line.label}: {line.text}" if line.label else line.text), line.source


def for_coach(month: Month) -> bytes:
    """A month of hers as one page, with its picture and nobody's name but those that stand in her own words."""
    named = "some words are their own, as they wrote them" if month.words or month.practice else "nobody else is named"
    sections = [Section("What you did", [(s, "") for s in month.sentences]), Section("Whom it served", [(month.served, "")])]
    sections += [Section("In your own words", [(f"“{w}”", "") for w in month.words])] if month.words else []
    sections += [Section("What you want to practise", [(month.practice, "")])] if month.practice else []
    sections.append(Section("By weeks", [(week_said(w), "") for w in month.weeks]))
    return document(
        f"A month of {month.name}" if month.name else "A month",
        [f"{month.span}. “You” is the one who shows this; {named}."],
        sections,
        _picture(month),
    )


def week_said(week: Any) -> str:
    """One week in words."""
    parts = [
        f"given: {several(list(dict.fromkeys(week.given)))}" if week.given else "",
        f"received: {several(list(dict.fromkeys(week.received)))}" if week.received else "",
    ]
    return f"Week of {week.begins}: {'; '.join(p for p in parts if p) or 'nothing is noted'}."


def _picture(month: Month) -> Any:
    """The picture of the page, as a drawing."""
    from reportlab.graphics.shapes import Circle, Drawing, Line, String
    from reportlab.lib.colors import HexColor

    p, scale = draw(month.weeks), 0.63
    sheet = Drawing(p.width * scale, p.height * scale)
    ink, given, received = (HexColor(c) for c in ("#5E6862", "#1E5A5E", "#8A4B12"))

    def y(value: float) -> float:
        return (p.height - value) * scale

    sheet.add(Line(0, y(p.axis), p.width * scale, y(p.axis), strokeColor=ink, strokeWidth=0.6))
    for words, height in (("given", p.axis - 14), ("received", p.axis + 22)):
        sheet.add(String(0, y(height), words, fontName=SANS, fontSize=8, fillColor=ink))
    for up, x, height in p.marks:
        style = {"fillColor": given, "strokeColor": given} if up else {"fillColor": None, "strokeColor": received}
        sheet.add(Circle(x * scale, y(height), p.dot * scale, strokeWidth=1.2, **style))
    for words, x in p.days:
        sheet.add(String(x * scale, y(p.foot), words, fontName=SANS, fontSize=8, fillColor=ink, textAnchor="middle"))
    return sheet
