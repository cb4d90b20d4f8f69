"""The deeds of this room: lines in her own words, what they meet in each other, and people brought together."""

from worthwhile.value.services.introductions import came, introduce, introduced, said, set_aside, stop
from worthwhile.value.services.lines import close, do, led_to, note, offers, open_again, settle

__all__ = [
    "came",
    "close",
    "do",
    "introduce",
    "introduced",
    "led_to",
    "note",
    "offers",
    "open_again",
    "said",
    "set_aside",
    "settle",
    "stop",
]
