"""Lines by keys, counted; the box as a combobox; a message looked through: in a real browser, with scripts and without."""

import re

import pytest

from worthwhile.tests.web.looked import AXE, NARROW, SIZES, axe, deniz

pytestmark = pytest.mark.browser
LINES = {"note": "n", "gave": "g", "received": "r", "ask": "a"}  # kind of line: its key on a person's page

ANYWHERE = (
    "need deniz aydin: a second lab", "gave deniz aydin: a name", "received deniz aydin: a hint", "promise deniz aydin: the plan by Friday",
    "ask deniz aydin: a look", "note deniz aydin likes chess", "spoke deniz aydin",
)  # fmt: skip


class Keys:
    """Presses keys and counts them; what is typed into a field is not counted, as in the table of keys."""

    def __init__(self, page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)


def scripts(page) -> bool:
    return page.locator(".find #q[role=combobox]").count() == 1


def test_a_line_on_a_person_is_its_key_the_words_and_ctrl_enter(page):
    own = deniz(page)
    for kind, key in LINES.items():
        page.goto(own)
        if not scripts(page):
            page.locator("#note").fill(f"a {kind} in words")
            page.locator(f"button[name=kind][value={kind}]").first.click()
            page.get_by_text(f"a {kind} in words").first.wait_for()
            continue
        keys = Keys(page)
        keys.press(key)
        keys.type(f"a {kind} in words")
        keys.press("Control+Enter")
        page.locator(".undobar button").wait_for()
        assert page.get_by_text(f"a {kind} in words").first.is_visible() and keys.count == 2, kind


def test_a_line_anywhere_is_ctrl_k_the_line_and_enter(page):
    for line in ANYWHERE:
        page.goto("/people")
        if not scripts(page):
            page.locator("#q").first.fill(line)
            page.locator("#q").first.press("Enter")
            page.get_by_role("button", name="Keep", exact=True).first.click()
        else:
            keys = Keys(page)
            keys.press("Control+k")
            keys.type(line)
            keys.press("Enter")
            assert keys.count == 2
        page.locator(".undobar button").wait_for()
        assert re.search(r"/people/\d+\?did=", page.url), line


def test_yes_to_an_introduction_is_one_key(page):
    page.goto("/find?q=introduce+deniz+aydin+and+kofi+mensah:+braking+data")
    page.get_by_role("button", name="Keep", exact=True).first.click()
    page.wait_for_url(re.compile("/needs"))
    one = page.locator("article.pair[id^=i]", has_text="braking data").first
    if not scripts(page):
        one.get_by_role("button", name=re.compile("said yes")).click()
    else:
        one.focus()
        keys = Keys(page)
        keys.press("y")
        assert keys.count == 1
    page.locator(".undobar", has_text="said yes").wait_for()


def test_a_person_is_two_letters_and_enter(page):
    page.goto("/")
    if not scripts(page):
        page.goto("/find?q=de")
        assert page.locator("a.hit[href^='/people/']").count()
        return
    page.keyboard.press("Control+k")
    page.keyboard.type("de")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/people/\d+$"))


def test_the_box_is_a_combobox_with_a_listbox(looking):
    looking.goto("/people")
    looking.keyboard.press("Control+k")
    box = looking.locator(".find #q")
    assert box.get_attribute("aria-expanded") == "false"
    looking.keyboard.type("thank ko")
    looking.locator("#hits [role=option]").first.wait_for()
    looking.wait_for_function("document.querySelector('.find #q').getAttribute('aria-activedescendant')")
    first = box.get_attribute("aria-activedescendant")
    assert box.get_attribute("aria-expanded") == "true" and box.get_attribute("aria-controls") == "hits"
    assert looking.locator(f"[id='{first}']").get_attribute("aria-selected") == "true"
    looking.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") != first and looking.locator("[role=option][aria-selected=true]").count() == 1
    if AXE.exists():
        looking.evaluate(AXE.read_text())
        wrong = []
        for scheme in ("light", "dark"):
            looking.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for size in (*SIZES.values(), NARROW):
                looking.set_viewport_size(size)
                wrong += [f"{size['width']} {scheme}: {v}" for v in axe(looking, colours_alone=scheme == "dark")]
                wrong += [f"{size['width']}: too wide"] * looking.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert wrong == []
    looking.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false" and box.input_value() == "thank ko" and looking.url.endswith("/people")
    box.fill("zzqq zz")
    looking.keyboard.press("Enter")
    looking.wait_for_url(re.compile(r"/find\?q=zzqq\+zz$"))  # and nothing else in the address


def test_a_message_is_looked_through_and_a_sentence_kept(page):
    page.goto(deniz(page))
    page.get_by_role("link", name="Find what a message asks or offers").click()
    page.locator("#text").fill("Hi Noor, could you send me the plan for the rig? I'll bring the brake data on Friday. The weather is fine.")
    page.get_by_role("button", name="Look through it").click()
    page.locator("#found li").nth(1).wait_for()
    assert page.get_by_text("The weather is fine").count() == 0
    page.locator("#found li").first.get_by_role("checkbox").check()
    page.locator("#found li").first.get_by_role("combobox").select_option("need")
    page.get_by_role("button", name="Keep the marked ones").click()
    page.locator(".undobar", has_text="You kept").wait_for()
    assert page.locator("#found li").count() == 1
