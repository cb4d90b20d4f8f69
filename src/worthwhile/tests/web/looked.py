"""How the tests look at pages in a real browser: sizes, the check of accessibility, what counts shifts, and every address."""

from pathlib import Path

AXE = Path(__file__).resolve().parents[4] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
NARROW = {"width": 320, "height": 700}
SHIFT = """window.shifted = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifted += e.value })
    .observe({type: 'layout-shift', buffered: true})"""


def deniz(page) -> str:
    page.goto("/find?q=deniz+aydin")
    return page.locator(".found a.hit[href^='/people/']").first.get_attribute("href")


def every_page(page) -> list[str]:
    own = deniz(page)
    page.goto("/goals/1")
    on_goal = page.locator("[data-spot]").first.get_attribute("href")
    page.goto(f"{own}/as-they-see-it")
    line = page.locator("a[href*='/lines/']").first.get_attribute("href")
    return ["/", "/?m=20&write=2", "/people", "/people?q=zzz", "/people?kind=stranger", own, f"{own}/talked", f"{own}/reach", f"{own}/as-they-see-it",
            own.replace("/people/", "/before/"), "/start", "/find?q=deniz", "/undo", "/keys", "/stored", "/notice", "/goals", "/goals/1",
            "/needs", "/needs?who=Deniz", "/ask", f"/ask?person={own.rsplit('/', 1)[1]}", on_goal, line, "/coach", "/coach/words", "/find", "/find?q=introduce+deniz+and+kofi:+a+lab",
            "/find?q=introduce+denyz+and+kofi:+a+lab", "/undo?run=1", "/nothing-here"]  # fmt: skip


def axe(page, *, colours_alone: bool = False) -> list[str]:
    """What axe finds wrong; with `colours_alone` by the one rule that depends on the scheme, where all others were asked in the other scheme."""
    rules = "['color-contrast']" if colours_alone else "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']"
    found = page.evaluate(f"axe.run(document, {{resultTypes: ['violations'], runOnly: {rules}}})")
    return [f"{v['id']}: {n['html'][:160]}" for v in found["violations"] for n in v["nodes"]]
