"""What one does on the pages in a real browser, by mouse and by keys: the whole walk, from nothing to an introduction."""

import re
import subprocess

import pytest

from worthwhile.doors.web.safety import way_in
from worthwhile.tests.web.conftest import wait_for
from worthwhile.tests.web.looked import SIZES, deniz

pytestmark = pytest.mark.browser


def test_do_done_how_and_undo_with_the_mouse(page):
    page.goto("/?m=20")
    title = page.locator("article :is(h2, h3)").first.inner_text()
    page.locator("article").first.get_by_role("button", name="Done").click()
    page.locator(".undobar").wait_for()
    assert title not in page.locator("article :is(h2, h3)").all_inner_texts()
    page.locator(".went").get_by_role("button", name="Fine").click()
    page.locator(".undobar", has_text="it went well enough").wait_for()  # the bar of this answer, not the one that stood there before
    page.goto("/undo")
    assert page.get_by_role("button", name="Undo").count() >= 2
    for _ in range(2):
        page.get_by_role("button", name="Undo").first.click()
        page.get_by_text("Taken back:").wait_for()
    page.goto("/?m=20")
    assert title in page.locator("article :is(h2, h3)").all_inner_texts()


def test_write_later_and_not_this(page):
    page.goto("/?m=20")
    page.locator("a.write[href^='#w']").first.click()
    letter = page.locator(".letters:visible")
    letter.locator("textarea").fill("My own words, with a question?")
    letter.get_by_role("button", name="Keep these words").click()
    page.locator(".letters.open").wait_for()
    assert page.locator(".letters.open textarea").input_value() == "My own words, with a question?"
    assert "My%20own%20words" in page.locator(".letters.open [data-mail]").get_attribute("href")
    page.goto("/?m=20")
    before = page.locator("article").count()
    page.locator("article").last.get_by_role("button", name="Later").click()
    page.locator(".undobar").wait_for()
    page.locator("article").last.locator("summary", has_text="Not this").click()
    page.locator("article").last.get_by_role("button", name="Not now").click()
    page.locator(".undobar").wait_for()
    assert before >= 1
    page.goto("/undo")
    assert len(page.get_by_role("button", name="Undo").all()) >= 3


def test_note_search_filter_and_same_person(page):
    own = deniz(page)
    page.goto(own)
    for button, words, told in (("Note", "Likes <b>chess</b>", "“Likes <b>chess</b>”"), ("Gave", "the name of a lab", "the name of a lab")):
        page.locator("#note").fill(words)
        page.get_by_role("button", name=button, exact=False).first.click()
        page.get_by_text(told).first.wait_for()
        page.locator(".undobar button").click()
        page.get_by_text("Taken back:").wait_for()
    page.goto("/find?q=promise+deniz+aydin:+the+report")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Kept “the report”").first.click()
    page.get_by_text("You settled:").wait_for()
    assert page.locator(".story p", has_text="the report").count() == 1
    page.goto("/undo")
    for _ in range(2):
        page.get_by_role("button", name="Undo").first.click()
        page.get_by_text("Taken back:").wait_for()
    page.goto("/people")
    page.get_by_role("link", name="Quiet").click()
    page.wait_for_url(re.compile("only=quiet"))
    page.locator("#q").fill("elsbeth")
    page.locator("#q").press("Enter")
    page.get_by_role(
        "heading", name=re.compile("elsbeth", re.IGNORECASE)
    ).first.wait_for()  # with scripts, Enter opens the first that is found
    page.goto("/start")
    if page.get_by_role("button", name="Not sure").count():
        page.get_by_role("button", name="Two people").click()
        page.locator(".undobar button").click()
        page.get_by_text("Taken back:").wait_for()


def test_by_keys_alone(browser, demo_store, serve):
    live = serve(demo_store)
    page = live.open(browser, inside=False)
    page.goto(live.door)
    page.goto("/?m=20")
    titles = page.locator("article :is(h2, h3)").all_inner_texts()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    while page.locator("article:focus a.write[href^='#w']").count() == 0:
        page.keyboard.press("j")
    place = page.evaluate("[...document.querySelectorAll('article')].indexOf(document.activeElement)")
    page.keyboard.press("Enter")
    page.locator(".letters:visible textarea:focus").wait_for()
    page.keyboard.type("d")  # a letter in a field is a letter
    page.keyboard.press("Escape")
    assert page.locator("article:focus").count() == 1
    page.keyboard.press("d")
    page.locator(".undobar").wait_for()
    assert titles[place] not in page.locator("article :is(h2, h3)").all_inner_texts()
    page.keyboard.press("2")
    page.get_by_text("fine", exact=False).first.wait_for()
    page.locator(".went").wait_for(state="detached")
    for _ in range(2):
        page.goto("/undo")
        page.get_by_role("button", name="Undo").first.press("Enter")
        page.get_by_text("Taken back:").wait_for()
    page.goto("/?m=20")  # keys that are faster than the answer wait for it, and what was pressed is said meanwhile
    page.evaluate("() => { const ask = window.fetch; window.fetch = (...a) => new Promise(r => setTimeout(() => r(ask(...a)), 300)) }")
    page.keyboard.press("j")
    page.keyboard.type("d1z")
    page.get_by_text("Done: one moment.").wait_for()
    page.get_by_text("it went gladly", exact=False).wait_for()
    page.get_by_text("Taken back:").wait_for()
    assert "/?m=20&undone=" in page.url
    page.goto("/undo")
    page.get_by_role("button", name="Undo").first.press("Enter")
    page.get_by_text("Taken back:").wait_for()
    page.goto("/?m=20")
    page.keyboard.press("j")
    page.keyboard.press("l")
    page.locator(".undobar button").wait_for()
    page.keyboard.press("z")
    page.get_by_text("Taken back:").wait_for()
    page.keyboard.press("Control+k")
    page.keyboard.type("before deniz")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/before/"))
    page.goto("/find?q=gave+deniz+aydin:+a+word")
    page.locator(".hitform button:focus").press("Enter")
    page.locator(".story p", has_text="a word").wait_for()
    page.keyboard.press("z")
    page.get_by_text("Taken back:").wait_for()
    page.keyboard.press("g")
    page.keyboard.type("the name of a lab")
    page.keyboard.press("Control+Enter")
    page.locator(".story p", has_text="the name of a lab").wait_for()
    page.keyboard.press("z")
    page.get_by_text("Taken back:").wait_for()
    page.keyboard.press("b")
    page.wait_for_url(re.compile("/before/"))
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url(re.compile("/people"))
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("[name=who]:checked").count() == 1
    page.keyboard.press("?")
    page.wait_for_url(re.compile("/keys"))
    page.get_by_role("button", name="Switch single letters off").click()
    page.get_by_role("button", name="Switch single letters on").wait_for()
    page.goto("/?m=20")
    page.keyboard.press("j")
    assert page.locator("article:focus").count() == 0
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_nothing_to_the_demo(browser, serve, scripts):
    live = serve(None)
    page = live.open(browser, inside=False, java_script_enabled=scripts)
    page.goto(live.door)
    page.get_by_role("heading", name="Just show me").wait_for()
    page.get_by_role("button", name="Open the demo").click()
    page.get_by_role("heading", name="What is here").wait_for()
    page.get_by_text("people you really exchange with").wait_for()
    page.get_by_role("link", name="Have a look").click()
    page.locator("article").first.wait_for()
    page.context.close()


def test_a_file_is_handed_over_and_cleared_away(browser, serve, demo_store):
    live = serve(None)
    page = live.open(browser)
    page.goto("/")
    page.set_input_files("#files1", next((demo_store / "demo").rglob("*.mbox")))
    page.get_by_role("button", name="Read it").first.click()
    page.get_by_role("heading", name="What is here").wait_for()
    assert "messages" in wait_for(live, "/start", "people you really exchange with")
    page.context.close()
    assert not [p for p in (live.data / "handed-over").rglob("*") if p.is_file()], "what was handed over is gone once it is read"
    assert b"Mime-Version" not in subprocess.run(["cat", str(live.data / "worthwhile.sqlite3")], capture_output=True, check=True).stdout


def test_the_browser_is_let_in_by_a_file_that_only_its_owner_reads(browser, serve):
    live = serve(None)
    door = way_in(live.data, live.door)
    assert door.stat().st_mode & 0o077 == 0
    page = browser.new_context(viewport=SIZES["desktop"]).new_page()
    page.goto(door.as_uri())
    page.wait_for_url(f"{live.address}/start")
    page.get_by_role("heading", name="Just show me").wait_for()
    page.goto(live.door)  # the same browser again: it is in
    page.get_by_role("heading", name="Just show me").wait_for()
    page.context.close()
    other = browser.new_context()
    page = other.new_page()
    assert page.goto(live.door).status == 403
    page.get_by_text("used already").wait_for()
    other.close()


def test_an_introduction_by_keys_alone(browser, demo_store, serve):
    live = serve(demo_store)
    page = live.open(browser)
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/needs"))
    for _ in range(6):  # to the first pair of two others
        page.keyboard.press("j")
        if page.evaluate("document.activeElement.closest('[data-item]').querySelector('button[data-key=i]') !== null"):
            break
    name = page.evaluate("document.activeElement.closest('[data-item]').getAttribute('aria-label')")
    page.keyboard.press("i")
    step = page.locator(f'article[aria-label="{name}"] .steps [aria-current]')
    step.wait_for()
    first = step.inner_text()
    page.locator(f'article[aria-label="{name}"]:has(.steps)').focus()
    page.keyboard.press("y")
    page.wait_for_function("([name, was]) => { const s = [...document.querySelectorAll('article')].find(a => a.getAttribute('aria-label') === name)"
                           "?.querySelector('.steps [aria-current]'); return s && s.textContent !== was }", arg=[name, first])  # fmt: skip
    page.locator(f'article[aria-label="{name}"]:has(.steps)').focus()
    page.keyboard.press("n")
    page.locator("aside").get_by_text("hears only that").wait_for()
    page.context.close()
