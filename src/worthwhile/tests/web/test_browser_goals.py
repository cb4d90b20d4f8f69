"""Goals in a real browser: seen by everybody, moved by keys with scripts, and by forms without."""

import pytest

from worthwhile.tests.web.looked import SIZES

pytestmark = pytest.mark.browser


def first_person(page) -> str:
    page.goto("/goals/1")
    return page.locator("[data-spot]").first.get_attribute("href")


def test_arrows_move_a_person_and_digits_say_where_they_stand(page):
    person = first_person(page)
    spot = page.locator(f"[data-spot='{person.rsplit('/', 1)[1]}']:visible")
    scripts = page.evaluate(
        "document.querySelector('.scripted') ? getComputedStyle(document.querySelector('.scripted')).display !== 'none' : false"
    )
    say = int(spot.get_attribute("data-say"))
    if scripts:
        wide = page.viewport_size
        page.set_viewport_size(SIZES["phone"])
        page.keyboard.press("j")  # the first that is shown, of two maps
        assert page.evaluate("document.activeElement.matches('[data-spot]') && document.activeElement.getClientRects().length > 0")
        page.set_viewport_size(wide)
        spot.focus()
        page.keyboard.press("ArrowDown")
        page.wait_for_selector(f"[data-spot][data-say='{say - 1}']:focus")
        page.keyboard.press("2")
        page.wait_for_selector("[data-spot]:focus:has(title:text('undecided'))")
        page.keyboard.press("z")
        page.wait_for_selector(".undobar:not(form)")
        assert "undecided" not in spot.locator("title").text_content() and spot.get_attribute("data-say") == str(say - 1)
    else:
        page.goto(person)
        page.locator(f"input[name=say][value='{say - 1}']").check()
        page.get_by_role("button", name="Keep", exact=True).click()
        assert spot.get_attribute("data-say") == str(say - 1)
        page.goto(person)
        page.get_by_role("button", name="undecided").click()
        assert page.locator("button[name=stance][value=undecided]").get_attribute("aria-pressed") == "true"


def test_a_wrong_date_loses_nothing_that_was_typed(page):
    page.goto("/goals")
    page.locator("summary", has_text="Another goal").click()
    page.fill("#title", "A visitors’ day")
    page.fill("#by", "Febuary 15")
    page.get_by_role("button", name="Keep this goal").click()
    page.wait_for_selector(".error")
    assert "“Febuary 15” is not a date" in page.locator(".error").inner_text() and page.title().startswith("Error: ")
    assert page.input_value("#title") == "A visitors’ day"
    page.fill("#by", "15 May 2027")
    page.get_by_role("button", name="Keep this goal").click()
    page.wait_for_selector("h1:has-text('A visitors’ day')")
