"""Sends style and script packed (gzip): a first visit stays light where names need the fonts' wider letters too. Pages are not packed, whose parts
change with what somebody typed (the BREACH attack reads lengths: Gluck, Harris & Prado 2013), and fonts are packed already."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PACKED = ("text/css", "text/javascript", "application/javascript", "image/svg+xml")


class PackedFiles(GZipMiddleware):
    """Packs what is one of PACKED and leaves everything else as it is."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response, packed where the browser takes it."""
        if response.get("Content-Type", "").startswith(PACKED):
            return super().process_response(request, response)
        return response
