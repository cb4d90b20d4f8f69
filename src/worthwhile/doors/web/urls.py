"""Every address of the pages."""

from django.urls import path

from worthwhile.doors.web import asks, before, find, keys, needs, pages, people, person, start, today, undo

urlpatterns = [
    path("", today.page),
    path("acts/done", today.done),
    path("acts/later", today.later),
    path("acts/not-this", today.not_this),
    path("acts/serves", today.serves),
    path("acts/draft", today.draft),
    path("acts/went", today.went),
    path("before/<int:person>", before.page),
    path("before/<int:person>/ask", before.ask),
    path("find", find.page),
    path("do", find.do),
    path("people", people.page),
    path("people/chosen", people.chosen),
    path("people/<int:person>", person.page),
    *[path(f"people/<int:person>{tab}", person.page, {"tab": tab}) for tab in person.TABS if tab],
    path("people/<int:person>/note", person.note),
    path("people/<int:person>/settle", person.settle),
    path("people/<int:person>/led-to", person.led_to),
    path("people/<int:person>/close", person.close),
    path("people/<int:person>/right", person.right),
    path("people/<int:person>/forget", person.forget),
    path("ask", asks.page),
    path("ask/keep", asks.keep),
    path("needs", needs.page),
    path("needs/add", needs.add),
    path("needs/introduce", needs.introduce),
    path("needs/aside", needs.aside),
    path("needs/settle", needs.settle),
    path("needs/<int:row>/said", needs.said),
    path("needs/<int:row>/introduced", needs.introduced),
    path("needs/<int:row>/came", needs.came),
    path("needs/<int:row>/stop", needs.stop),
    path("start", start.page),
    path("start/parts", start.parts),
    path("start/files", start.files),
    path("start/demo", start.demo),
    path("start/pause", start.pause),
    path("start/resume", start.resume),
    path("start/own", start.own),
    path("start/offers", start.offers),
    path("start/pair/<int:pair>", start.pair),
    path("start/runs/<int:run>/undo", start.undo_run),
    path("stored", start.stored),
    path("undo", undo.page),
    path("keys", keys.page),
]
handler400 = pages.not_understood
handler404 = pages.not_here
handler500 = pages.our_fault
