"""The keys, and the switch that turns the single letters off (WCAG 2.1.4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from worthwhile.doors.web.pages import back
from worthwhile.workspace.services import prefer

GROUPS = (
    ("Everywhere", ((("Ctrl", "K"), "find or do"), (("?",), "these keys"), (("Z",), "undo"), (("G", "T"), "Today"), (("G", "P"), "People"), (("G", "N"), "Needs & offers"), (("G", "L"), "Goals"), (("G", "B"), "Bring in"))),
    ("On Today, with an act in focus", ((("J",), "next"), (("K",), "the one before"), (("Enter",), "do: write it"), (("E",), "edit the draft"),
     (("D",), "done, then 1 to 4 how it went"), (("L",), "later"), (("X",), "not this"), (("W",), "why"))),
    ("On People", ((("/",), "search"), (("J",), "next"), (("K",), "the one before"), (("X",), "choose"), (("Enter",), "open"))),
    ("On a person, where G is not for going", ((("N",), "note"), (("G",), "gave"), (("R",), "received"), (("A",), "ask"), (("Ctrl", "Enter"), "keep what is written"), (("B",), "before you meet"))),
    ("On Needs & offers, with a pair in focus", ((("I",), "introduce, or offer it"), (("Y",), "said yes"), (("N",), "rather not"), (("C",), "copy the words"), (("L",), "later"), (("X",), "not these two"))),
    ("On a goal’s map, with a person in focus", ((("←", "→"), "cares less, more"), (("↓", "↑"), "less say, more"), (("1", "4"), "for it, undecided, against, not known"), (("Enter",), "open"))),
    ("The same person?", ((("Y",), "same"), (("N",), "two people"), (("S",), "not sure"))),
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The list of keys; POST switches the single letters on or off."""
    if request.method == "POST":
        prefer("keys", request.POST.get("keys") == "on")
        return back(request, "/keys")
    return render(request, "keys/page.html", {"groups": GROUPS})
