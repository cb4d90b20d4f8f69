"""The deeds of this room: lines in her own words, and what they meet in each other."""

from worthwhile.value.services.lines import close, do, led_to, note, offers, open_again, settle

__all__ = ["close", "do", "led_to", "note", "offers", "open_again", "settle"]
