"""How the tests of the pages walk: who is on them, how they are read, the first act, the way back."""

import html
import re

from worthwhile.people import queries as people
from worthwhile.workspace.models import Deed


def deniz() -> int:
    return people.find("Deniz Aydın").id


def text(answer) -> str:
    """The page as it is read: without tags, spaces as one."""
    body = re.sub(r"<(script|style|svg).*?</\1>", " ", answer.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def every_page() -> list[str]:
    person = deniz()
    own = f"/people/{person}"
    return ["/", "/?m=2", "/?m=20&write=1", "/people", "/people?q=de", "/people?only=quiet", "/people?only=outside", "/people?kind=stranger", "/people?kind=list",
            "/people?kind=robot", "/people?kind=role", "/people?from=25", "/needs", "/ask", f"/ask?person={person}", "/coach", "/coach/words", "/undo?run=1", own, f"{own}/talked", f"{own}/reach", f"{own}/as-they-see-it", f"/before/{person}",
            "/start", "/start/parts", "/find", "/find?q=deniz", "/find?q=note+deniz+likes+chess", "/find?q=kofy", "/undo", "/keys", "/stored", "/notice", "/goals"]  # fmt: skip


def take_back(client) -> None:
    """Undo the newest deed, as its bar does."""
    assert client.post("/undo", {"deed": Deed.objects.filter(undone=False).latest("pk").pk}).status_code == 303


def first_act(client) -> str:
    return html.unescape(re.search(r'name="which" value="([^"]+)"', client.get("/").content.decode())[1])
