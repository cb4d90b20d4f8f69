"""A page of plain lines as a PDF that can be handed over. Pure; nothing of this machine, and no time, is written into it.

Letters are set in Noto Sans (Latin, Greek, Cyrillic), in FiraGO where that has none (Hebrew, Arabic, Thai, Georgian, Devanagari), and in the
Chinese, Japanese and Korean faces that every reader of PDF brings along. A sign that none of them has is set as a question mark."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

SANS, BOLD, MORE = "NotoSans", "NotoSans-Bold", "FiraGO"
EAST = (
    ("HeiseiMin-W3", "\u3040\u30ff"),
    ("HYSMyeongJo-Medium", "\uac00\ud7af"),
    ("STSong-Light", "\u2e80\u9fff"),
)  # the first that holds a sign


@dataclass(frozen=True, slots=True)
class Section:
    """A head, and lines under it: (text, where it comes from)."""

    head: str
    lines: Sequence[tuple[str, str]]


def document(title: str, lead: Iterable[str], sections: Iterable[Section], picture: Any = None) -> bytes:
    """The whole as a PDF on A4 with page numbers. `picture`, a reportlab Drawing, stands after the lead."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    styles = _styles()
    story: list[Any] = [Paragraph(_set(title, bold=True), styles["title"])]
    story += [Paragraph(_set(line), styles["lead"]) for line in lead if line]
    story += [Spacer(1, 4 * mm), picture] if picture is not None else []
    for section in sections:
        story.append(Paragraph(_set(section.head, bold=True), styles["head"]))
        for text, source in section.lines:
            small = f' <font size="8" color="#5E6862">{_set(source)}</font>' if source else ""
            story.append(Paragraph(_set(text) + small, styles["line"]))
    out = io.BytesIO()
    sheet = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=22 * mm, rightMargin=22 * mm, topMargin=20 * mm, bottomMargin=20 * mm, title=title, author="", creator="Worthwhile",
        invariant=1, lang="en",
    )  # fmt: skip
    sheet.build(story, onFirstPage=_numbered, onLaterPages=_numbered)
    return out.getvalue()


def _numbered(canvas: Any, sheet: Any) -> None:
    canvas.setFont(SANS, 8)
    canvas.drawCentredString(sheet.pagesize[0] / 2, 30, f"Page {sheet.page}")


@cache
def _faces() -> list[tuple[str, frozenset[int]]]:
    """The embedded faces and the signs that each has, in the order in which they are tried."""
    import pymupdf_fonts
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    faces = []
    for name, known in ((SANS, "notos"), (BOLD, "notosbo"), (MORE, "figo")):
        font = TTFont(name, io.BytesIO(pymupdf_fonts.myfont(known)))
        pdfmetrics.registerFont(font)
        faces.append((name, frozenset(font.face.charToGlyph)))
    for name, _ in EAST:
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return faces


@cache
def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    _faces()
    base = ParagraphStyle("line", fontName=SANS, fontSize=9.5, leading=13.5, spaceAfter=4, splitLongWords=1)
    return {
        "line": base,
        "lead": ParagraphStyle("lead", parent=base, fontSize=10.5, leading=15, textColor="#4A534E"),
        "title": ParagraphStyle("title", parent=base, fontName=BOLD, fontSize=18, leading=24, spaceAfter=6),
        "head": ParagraphStyle("head", parent=base, fontName=BOLD, fontSize=12.5, leading=17, spaceBefore=12, spaceAfter=5),
    }


def face(sign: str) -> str:
    """The face that a sign is set in; "" where none has it."""
    for name, signs in _faces():
        if name != BOLD and ord(sign) in signs:
            return name
    return next((name for name, span in EAST if span[0] <= sign <= span[1]), "")


def _set(text: str, *, bold: bool = False) -> str:
    """The text as reportlab's markup, each run in a face that has its signs."""
    from xml.sax.saxutils import escape

    out, run, now = [], "", SANS
    for sign in text:
        wanted = SANS if sign.isspace() else face(sign)
        shown, wanted = (sign, wanted) if wanted else ("?", SANS)
        if wanted != now:
            out.append(_run(escape(run), now, bold))
            run, now = "", wanted
        run += shown
    out.append(_run(escape(run), now, bold))
    return "".join(out)


def _run(text: str, name: str, bold: bool) -> str:
    if not text:
        return ""
    wanted = BOLD if bold and name == SANS else name
    return text if wanted == SANS else f'<font name="{wanted}">{text}</font>'
