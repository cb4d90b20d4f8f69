"""The ways to name somebody, as they are kept: e-mail addresses, telephone numbers, LinkedIn pages, names."""

import re
import unicodedata
from urllib.parse import unquote

from worthwhile.sources import mailaddress
from worthwhile.sources.records import Handle
from worthwhile.text import clean, fold

LONGEST = 320  # characters of a handle, as the log keeps them
LONGEST_NAME = 300
_PAGE = re.compile(r"(?:^|/)in/([^/?#\s]+)")
_PLAIN = re.compile(r"[a-z0-9._%+-]+@[a-z0-9.-]+", re.IGNORECASE | re.ASCII)  # an address and nothing else
_NOT_DIGIT = re.compile(r"\D+")


def email(raw: str) -> str:
    """The address in angle brackets, or a bare one, in lower case; "" when there is none or the text leaves a doubt.

    Of `alice@bank.example <mallory@evil.example>` it is mallory's (CVE-2023-27043 is the other reading)."""
    text = raw[: 4 * LONGEST].strip()
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:]).partition("?")[0]
    if _PLAIN.fullmatch(text):
        return mailaddress.email(text)
    boxes = mailaddress.mailboxes(text)
    return mailaddress.email(boxes[0][1]) if len(boxes) == 1 else ""


def tel(raw: str) -> str:
    """A telephone number: E.164 ("+493012345") when it says its country, else its digits; "" under five digits."""
    text = unicodedata.normalize("NFKC", raw[:100]).strip()
    if text[:4].lower() == "tel:":
        text = text[4:].partition(";")[0]
    if text.startswith("00"):
        text = "+" + text[2:]
    if text.startswith("+"):
        import phonenumbers  # here, so that an e-mail address costs no telephone tables

        try:
            number = phonenumbers.parse(text.replace("(0)", ""))
            if phonenumbers.is_possible_number(number):
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        except phonenumbers.NumberParseException:
            pass
    digits = "".join(str(unicodedata.digit(ch)) for ch in _NOT_DIGIT.sub("", re.split(r"(?i)\s*(?:ext|x|#|;)", text)[0]))
    return digits if 5 <= len(digits) <= 20 else ""


def linkedin(url: str) -> str:
    """The slug of a LinkedIn page ("https://www.linkedin.com/in/Ida-North/?x=1" -> "ida-north"); "" when it is none."""
    text = url[:2000].strip()
    if "linkedin." not in text.lower() and not text.startswith(("/in/", "in/")):
        return ""
    found = _PAGE.search(text) or _PAGE.search(text.lower())
    return clean(unquote(found[1]), LONGEST).lower() if found else ""


def named(name: str) -> Handle:
    """A handle for somebody of whom a source gives nothing but a name: two people of one name share it."""
    said = clean(name, LONGEST_NAME)
    return Handle("name", clean(fold(said), LONGEST) or said, said)
