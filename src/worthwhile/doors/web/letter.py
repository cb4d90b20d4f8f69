"""Without scripts: her own words, as she changed them in a box, as a link that opens them in her mail program."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from worthwhile.value.introductions import Letter


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The letter as it was sent by the form. Nothing is kept, and nothing leaves."""
    if request.method != "POST":
        return redirect("/")
    to, subject, body = (request.POST.get(name, "").replace("\r\n", "\n") for name in ("to", "subject", "body"))
    return render(request, "parts/letter.html", {"letter": Letter(to, subject, body)})
