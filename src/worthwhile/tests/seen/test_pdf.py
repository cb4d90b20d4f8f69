"""What is handed over holds every line of the page, in any alphabet, and nothing of this machine."""

import io
import re

import pypdf
import pytest

from worthwhile.seen.hand import for_them, told
from worthwhile.seen.pdf import Section, document, face
from worthwhile.seen.queries import as_they_see_it
from worthwhile.tests.seen.whole import AT, Whole


def read(whole: bytes) -> str:
    """The text of all pages without spaces and page numbers: where lines are broken says nothing."""
    pages = pypdf.PdfReader(io.BytesIO(whole)).pages
    return "".join(bare(re.sub(r"^Page \d+\n", "", page.extract_text())) for page in pages)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_line_of_the_page_stands_in_the_pdf(db):
    whole = Whole()
    for n in range(80):
        whole.log.mail(200 + n / 2, "me", "deniz", subject=f"Report {n} on a matter that takes its words")
    seen = as_they_see_it(whole.deniz, AT)
    text = read(for_them(seen))
    for part in seen.parts:
        for line in part.lines:
            said, source = told(line)
            assert bare(said) in text, said
            assert bare(source) in text, source
    assert bare(seen.held) in text and bare("Everything that Me keeps about Deniz Aydın") in text


@pytest.mark.parametrize(
    "name", ["Deniz Aydın", "Łukasz Żółć", "Ελένη Παππά", "Юлия Щукина", "Đặng Thị Hồng", "山田太郎", "김민수", "Ștefan & <Ioana>"]
)
def test_names_of_many_alphabets_come_back_as_they_were(name):
    whole = document(name, [name], [Section(name, [(name, name)])])
    assert read(whole).count(bare(name)) == 5
    assert pypdf.PdfReader(io.BytesIO(whole)).metadata.title == name


def test_a_sign_that_no_face_has_is_a_question_mark():
    assert face("\U0001f642") == "" and "Fine?" in read(document("x", ["Fine\U0001f642"], []))


def test_the_same_lines_make_the_same_bytes_and_say_no_time():
    one, other = (document("x", ["y"], [Section("z", [("a", "b")])]) for _ in range(2))
    assert one == other
    assert pypdf.PdfReader(io.BytesIO(one)).metadata.get("/Author", "") in ("", "anonymous")
