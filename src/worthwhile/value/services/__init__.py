"""The deeds of this room: lines in her own words, what they meet in each other, and people brought together."""

from worthwhile.value.services.brought import take_over
from worthwhile.value.services.changing import remove, reword
from worthwhile.value.services.doing import do, meeting_of, to_whom
from worthwhile.value.services.introductions import came, introduce, introduced, put_off, said, set_aside, stop
from worthwhile.value.services.keeping import keep
from worthwhile.value.services.leaning import a_word
from worthwhile.value.services.lines import close, led_to, note, offers, once, open_again, put, settle, sized
from worthwhile.value.services.matching import forget_matches, work_out_matches
from worthwhile.value.services.practice import PRACTICE, keep_practice

__all__ = [
    "PRACTICE",
    "a_word",
    "came",
    "close",
    "do",
    "forget_matches",
    "introduce",
    "introduced",
    "keep",
    "keep_practice",
    "led_to",
    "meeting_of",
    "note",
    "offers",
    "once",
    "open_again",
    "put",
    "put_off",
    "remove",
    "reword",
    "said",
    "set_aside",
    "settle",
    "sized",
    "stop",
    "take_over",
    "to_whom",
    "work_out_matches",
]
