"""What a source brings, in words; apart from the reading itself, so that what only speaks of sources need not load it."""

from worthwhile.errors import NotFound

FOLDER = "folder"  # an origin that is walked: what is put into it later is found at the next refresh


def noun(source: str) -> str:
    """What a source brings, as one says it."""
    from worthwhile.sources import registry

    try:
        return registry.named(source).NOUN
    except NotFound:
        return "records"
