"""What the sender of a message wrote with their own hand, cut into sentences; and whether that is English.

Left out: lines that quote, everything from a forwarded or an earlier message on, greetings, signatures, legal notices and the feet of lists.
Nothing is copied or kept: a sentence is a place in the text that was given. Cost grows with the text's length, and that is bounded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

TEXT_LIMIT = 50_000  # characters of a message that are read
SENTENCE_LIMIT = 1_000  # characters of one sentence; what is beyond is left out
MOST_SENTENCES = 1_000
_CLOSING_LINES, _SIGNATURE_LINES = 60, 10  # among the last so many lines a closing is looked for; so many lines may sign
_LINE_LIMIT = 300  # of a line when it is asked what kind of line it is

_QUOTED = re.compile(r"\s*(?:[A-Za-z]{0,3}>|\|\s)")
_EARLIER = re.compile(
    r"\s*(?:-{2,}\s*(?:original|forwarded|urspr|weitergel|message d|mensaje|reply)|begin forwarded message|_{5,}\s*$|\*{5,}\s*$"
    r"|(?:-{3,}\s*)?forwarded by \S+|\*?from:\*? .{0,200}sent:)",
    re.I,
)
_HEADER = re.compile(r"\s*\*?(?:from|sent|to|cc|bcc|date|subject|reply-to|message-id)\*?:", re.I)
_FROM = re.compile(r"\s*\*?from\*?:", re.I)
_SAID = re.compile(
    r"(?:on|am|le|el|il|op|em|at)\b.{4,250}(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|escreveu)\b.{0,80}:\s*$", re.I
)
_SAID_BEGINS = re.compile(r"(?:on|am|le|el|il|op|em) .{0,40}\d", re.I)
_FOOT = re.compile(
    r"\s*(?:--\s*$|sent from my |get outlook for |confidentiality notice|disclaimer:|this (?:e-?mail|message)\b.{0,80}"
    r"(?:confidential|privileged|intended|sent by|sent to)|you (?:are receiv|receiv|got) ?(?:ing|ed)? this |to unsubscribe|unsubscribe\b|.{0,60}mailing list\s*$)",
    re.I,
)
_CLOSES = re.compile(
    r"\s*(?:(?:(?:with )?(?:best|kind|kindest|warm|warmest|many)?\s*(?:regards|wishes|thanks)|best|all the best|cheers|yours(?: \w+)?|sincerely(?: yours)?|"
    r"thanks(?: again| a lot| so much| very much)?|thank you(?: again| very much| so much)?|thx|tia|take care|cordially|respectfully|love|talk soon|see you(?: soon)?)"
    r"(?:,? (?:and )?(?:best|kind|warm)? ?(?:regards|wishes|thanks))?)\s*[,.!-]*\s*$",
    re.I,
)
_GREETS = re.compile(
    r"\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|greetings|all|team|everyone)\b[^.?!]{0,40}[,:!-]?\s*$", re.I
)
_POSTSCRIPT = re.compile(r"\s*p\.?\s?p?\.?s\b", re.I)
_ITEM = re.compile(r"\s*(?:[-*•·–o]\s|\(?\d{1,2}[.)]\s|\(?[a-z][)]\s)")
_END = re.compile(r"(?:[.!?…]+[\"'”’)\]]{0,3})(?=\s)")
_SHORTENINGS = "mr mrs ms dr prof st jr sr vs etc eg ie e.g i.e no nos approx inc ltd co corp dept est fig vol cf jan feb mar apr jun jul aug sep sept oct nov dec"
_SHORTENED = frozenset(_SHORTENINGS.split())
_SPACES = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence on one line, and the place in the given text (in characters) where it begins."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def head(self) -> str:
        return self.text[:_LINE_LIMIT]


def sentences(text: str) -> list[Sentence]:
    """The sentences that the sender wrote, in order: quoted and forwarded parts, greetings and signatures are left out.

    Reads TEXT_LIMIT characters, gives MOST_SENTENCES at most and SENTENCE_LIMIT characters of each.
    """
    read = text[:TEXT_LIMIT]
    out: list[Sentence] = []
    for start, end in _passages(own_lines(read)):
        for begin, stop in _cut(read, start, end):
            said = _SPACES.sub(" ", read[begin : min(stop, begin + SENTENCE_LIMIT)]).strip()
            if _LETTER.search(said):
                out.append(Sentence(said, begin))
            if len(out) == MOST_SENTENCES:
                return out
    return out


def own_lines(text: str) -> list[_Line]:
    """The lines of the sender's own hand, blank ones among them (they part paragraphs)."""
    rows = list(_lines(text))
    own: list[_Line] = []
    at = _after_headers(rows)
    while at < len(rows):
        line = rows[at]
        if _EARLIER.match(line.head) or _FOOT.match(line.head) or _header_block(rows, at):
            break
        said = _attribution(rows, at)
        if said:
            if not _quote_follows(rows, at + said):  # the earlier message stands below without marks: nothing of the sender's follows
                break
            at += said
            continue
        own.append(_Line(line.start, "") if _QUOTED.match(line.head) else line)
        at += 1
    return _without_signature(own)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for row in text.splitlines(keepends=True):
        yield _Line(start, row.rstrip())
        start += len(row)


def _after_headers(rows: list[_Line]) -> int:
    """Where the message begins when its own headers were pasted with it."""
    at = next((i for i, row in enumerate(rows) if row.text), 0)
    if not _header_block(rows, at):
        return 0
    return next((i for i in range(at, len(rows)) if not rows[i].text), len(rows))


def _header_block(rows: list[_Line], at: int) -> bool:
    """From: with two more headers in the next five lines."""
    return bool(_FROM.match(rows[at].head)) and sum(bool(_HEADER.match(row.head)) for row in rows[at : at + 6]) >= 3 if rows else False


def _attribution(rows: list[_Line], at: int) -> int:
    """How many lines "On Monday, Anna wrote:" takes here: none, one, or two or three where it was wrapped."""
    first = rows[at].head.strip()
    if _SAID.match(first):
        return 1
    if _SAID_BEGINS.match(first):
        for more in (1, 2):
            joined = " ".join(row.head.strip() for row in rows[at : at + more + 1])
            if at + more < len(rows) and rows[at + more].text and _SAID.match(joined):
                return more + 1
    return 0


def _quote_follows(rows: list[_Line], at: int) -> bool:
    return any(_QUOTED.match(row.head) for row in rows[at : at + 3])


def _without_signature(own: list[_Line]) -> list[_Line]:
    """Ends at a line that only closes ("Best regards,") with few short lines after it; a postscript is kept."""
    for at in range(max(0, len(own) - _CLOSING_LINES), len(own)):
        if own[at].text and _CLOSES.match(own[at].head):
            postscript = next((i for i in range(at + 1, len(own)) if _POSTSCRIPT.match(own[i].head)), len(own))
            named = [row for row in own[at + 1 : postscript] if row.text]
            if len(named) <= _SIGNATURE_LINES and all(len(row.text) <= 90 for row in named[:3]):
                return own[:at] + own[postscript:]
    return own


def _passages(own: list[_Line]) -> Iterator[tuple[int, int]]:
    """Stretches (start, end) whose lines run on: parted by blank lines, items of a list, greetings, and lines that end early."""
    start = end = -1
    before = ""
    for line in own:
        alone = bool(_GREETS.match(line.head)) and len(line.text) <= 50
        if start >= 0 and (not line.text or alone or _ITEM.match(line.head) or _ends_early(before, line.text)):
            yield start, end
            start = -1
        if line.text and not alone:
            begins = line.start + len(line.text) - len(line.text.lstrip())
            start, end, before = (begins if start < 0 else start), line.start + len(line.text), line.text
    if start >= 0:
        yield start, end


def _ends_early(before: str, line: str) -> bool:
    """A line far shorter than mail programs wrap at, or one that ends with a colon, before one that begins with a capital."""
    return before.endswith(":") or (len(before) < 50 and line.lstrip()[:1].isupper())


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One passage into its sentences."""
    begin = start
    for found in _END.finditer(text, start, end):
        if found.end() < end and _is_end(text, begin, found):
            yield begin, found.end()
            begin = found.end()
            while begin < end and text[begin].isspace():
                begin += 1
    if begin < end:
        yield begin, end


def _is_end(text: str, begin: int, found: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: not after "Mr", an initial or a number of a list, nor before a small letter."""
    if "?" in found.group() or "!" in found.group():
        return True
    following = text[found.end() : found.end() + 12].lstrip()[:1]
    word = text[max(begin, found.start() - 12) : found.start()].rsplit(None, 1)[-1:] or [""]
    last = word[0].lower().lstrip("(\"'")
    initial = len(last) == 1 and last.isalpha() and last != "i"
    return not (following.islower() or last in _SHORTENED or initial or (last.isdigit() and found.start() - begin <= 3))


_SMALL_WORDS = """the be to of and a in that have i it for not on with he as you do at this but his by from they we say her she or an will my one all would there
    their what so up out if about who get which go me when make can like no just him know take into your some could them see other than then now only
    its over also after use how our us these is are was were been has had did does am i'm i'll it's don't let's please thanks thank here any more should
    very where why because before again soon today tomorrow"""
_ENGLISH = frozenset(_SMALL_WORDS.split())
# Small words of other languages that are no English words; each language must be able to outnumber English.
_OTHERS = {
    "de": """der die das und ist nicht ich sie wir mit für auf ein eine einen einem den dem des von zu zum zur im es sich auch als wie bei haben hat
        wird werden noch nach aber oder wenn dass sind ihr ihre ihnen mir mich uns bitte danke dir du kannst können könnten gerne""",
    "fr": """le la les et est pas je vous nous avec pour sur un une des du de que qui dans ce cette au aux il elle ne se sont avez ai merci votre mais ou
        par plus tu ça bonjour pouvez peux mon ma notre""",
    "es": """el la los las y es no que de con para por un una en lo se su al del como más pero usted gracias hola me te nos mi está puede tu si cuando
        muy ya este esta""",
    "it": """il lo la gli le e è non che di con per un una in si del della dei delle al alla come più ma grazie ciao mi ti ci sono ho hai può questo
        questa nel anche se""",
    "pt": """o os as e é não que de com para por um uma em se do da dos das ao como mais mas você obrigado obrigada olá me te nos meu minha está pode no na""",
    "nl": """de het een en is niet ik je jij wij we met voor op van te dat die in er ook als bij hebben heeft wordt nog naar maar of zijn mijn ons
        bedankt graag kun kunt u uw""",
    "sv": """och är inte jag du vi med för på en ett av till att det den som i kan har om men tack hej din mig oss ska""",
    "pl": """i jest nie się na do z w że to jak czy dla po od za tak ale co dziękuję proszę mi pan pani""",
}
_FOREIGN = {name: frozenset(words.split()) - _ENGLISH for name, words in _OTHERS.items()}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
FEW_WORDS, WORDS_READ, LEAST_SHARE = 6, 400, 0.15


def is_english(text: str) -> bool:
    """Whether what the sender wrote reads as English, by its small words (the, to, you …) among the first 400.

    English: at least 15 % of its words are English small words, and no other language's are as many. A text of fewer than six words is taken for
    English unless another language's small words or letters that are not Latin speak against it. A text without a word is not English.
    Source: the common-word method, Ingle 1976; Dunning 1994 shows how far it reaches. Mistaken most about headings and very short texts.
    """
    read = text[:TEXT_LIMIT]
    own = " ".join(line.text for line in own_lines(read)).strip() or read
    words = [found.group().lower() for found in islice(_WORD.finditer(own.replace("’", "'")), WORDS_READ)]
    if not words or sum(map(_is_latin, words)) < 0.7 * len(words):
        return False
    english = sum(word in _ENGLISH for word in words)
    foreign = max(sum(word in small for word in words) for small in _FOREIGN.values())
    if len(words) < FEW_WORDS:
        return foreign <= english
    return english >= LEAST_SHARE * len(words) and english > foreign


def _is_latin(word: str) -> bool:
    return all(letter < "ɐ" or "Ḁ" <= letter <= "ỿ" or letter == "'" for letter in word)
