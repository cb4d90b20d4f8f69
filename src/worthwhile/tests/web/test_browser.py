"""The pages in a real browser, with and without scripts: accessibility, layout shift, weight, strictness, keys, and the whole walk."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from worthwhile.doors.web.safety import way_in
from worthwhile.tests.web.conftest import Live, run, wait_for

pytestmark = pytest.mark.browser
AXE = Path(__file__).resolve().parents[4] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
SHIFT = """window.shifted = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifted += e.value })
    .observe({type: 'layout-shift', buffered: true})"""
CHROMIUM = os.environ.get("WORTHWHILE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's own Chromium, in a sandbox-less container."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is here")
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def demo_live(demo_store, serve) -> Live:
    """The demo with help given and received noted on somebody, served; looked at only."""
    live = serve(demo_store)
    for line in (
        "gave deniz aydin: the name of a lab",
        "received deniz aydin: a warning",
        "promise deniz aydin: the report",
        "asked deniz aydin: a reader",
    ):
        run("do", line, "--data", str(live.data))
    return live


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request, browser, demo_store, serve):
    """A page on a demo store of its own, once with scripts and once without."""
    live = serve(demo_store)
    context = browser.new_context(java_script_enabled=request.param, viewport=SIZES["desktop"], base_url=live.address)
    one = context.new_page()
    one.set_default_timeout(8000)
    one.goto(live.door)
    yield one
    context.close()


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


@pytest.fixture
def looking(browser, demo_live):
    """A page on the shared demo, with a record of what it asked for and complained of."""
    context = browser.new_context(viewport=SIZES["desktop"], base_url=demo_live.address)
    one = context.new_page()
    one.set_default_timeout(8000)
    one.add_init_script(SHIFT)
    demo_live.let_in(context)
    yield one
    context.close()


def axe(page) -> list[str]:
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
    )
    return [f"{v['id']}: {n['html'][:160]}" for v in found["violations"] for n in v["nodes"]]


def test_accessible_in_both_widths_and_both_schemes(looking):
    if not AXE.exists():
        pytest.skip("axe-core is not here: npm ci in frontend")
    wrong = []
    for path in every_page(looking):
        looking.goto(path)
        looking.evaluate(AXE.read_text())
        looking.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        for scheme in ("light", "dark"):
            looking.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for name, size in SIZES.items():
                looking.set_viewport_size(size)
                wrong += [f"{path} {name} {scheme}: {v}" for v in axe(looking)]
    assert wrong == []


def test_nothing_shifts_nothing_scrolls_sideways_and_targets_are_large(looking):
    wrong = []
    for path in every_page(looking):
        for size in ({"width": 320, "height": 700}, SIZES["phone"], SIZES["desktop"]):
            looking.set_viewport_size(size)
            looking.goto(path)
            looking.wait_for_timeout(60)
            shifted, wide = looking.evaluate("[window.shifted, document.documentElement.scrollWidth - innerWidth]")
            small = looking.evaluate(
                """[...document.querySelectorAll('button, .btn, summary, input:not([type=hidden]), .tabbar a, .nav a')]
                .map(e => e.closest('label.pick') ?? e)  // what is pressed is the label around a small mark
                .filter(e => e.getClientRects().length && !e.closest('.vh') && Math.min(e.getBoundingClientRect().height, e.getBoundingClientRect().width) < 24)
                .map(e => e.outerHTML.slice(0, 90))"""
            )
            if shifted or wide > 0 or small:
                wrong.append((path, size["width"], shifted, wide, small[:2]))
    assert wrong == []


def test_a_first_visit_weighs_little(browser, demo_live):
    for path in ("/", "/people", "/start"):
        context = browser.new_context(viewport=SIZES["desktop"], base_url=demo_live.address)
        demo_live.let_in(context)
        page, weight = context.new_page(), []
        page.on("response", lambda answer, weight=weight: weight.append((answer.url, len(answer.body()))))
        page.goto(path, wait_until="networkidle")
        context.close()
        assert sum(size for _, size in weight) <= 200_000, weight
    static = Path(__file__).resolve().parents[2] / "doors" / "web" / "static"
    assert (static / "worthwhile.css").stat().st_size <= 25_000 and (static / "worthwhile.js").stat().st_size <= 20_000


def test_the_first_screen_holds_what_counts(looking):
    looking.goto("/?m=20")
    tops = looking.locator("article :is(h2, h3)").evaluate_all("all => all.slice(0, 3).map(e => e.getBoundingClientRect().top)")
    assert len(tops) < 3 or tops[2] < 800
    looking.set_viewport_size(SIZES["phone"])
    looking.goto("/")
    main = looking.locator(".act .do:visible").first.bounding_box()
    bar = looking.locator(".tabbar").bounding_box()
    assert main["y"] + main["height"] <= bar["y"] and main["height"] >= 44
    looking.goto(deniz(looking))
    assert min(looking.locator(".story li > div").evaluate_all("all => all.map(e => e.clientWidth)")) > 300, (
        "a story is as wide as the phone"
    )
    drawn = looking.locator("figure svg:visible").bounding_box()
    ends = looking.locator(".tabs a").evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")
    assert drawn["x"] + drawn["width"] <= 390 and max(ends) <= 390, "the whole line and every tab are in sight"
    tops = [looking.locator(f"h2:has-text('{words}')").first.bounding_box()["y"] for words in ("Deniz could use", "Add", "How close")]
    assert tops == sorted(tops)
    looking.goto("/goals/1")
    assert looking.locator("figure").bounding_box()["y"] < looking.get_by_role("heading", name="Who can help").bounding_box()["y"]


HOSTILE = [
    "<script>document.title='got it'</script>",
    '"><img src=http://evil.example/x.png onerror=alert(1)>',
    "{{ 7|add:7 }}{% debug %}",
    "javascript:alert(1)",
    "' style='background:url(http://evil.example/a)' x='",
    "<svg/onload=alert(2)>",
    "\u202egnp.exe\u202c Evil",
]


def test_names_from_outside_do_nothing(browser, serve, tmp_path_factory):
    data, mail = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("mail") / "x.mbox"
    letters = []
    for n in range(70):
        name, who = HOSTILE[n % len(HOSTILE)], f"x{n % len(HOSTILE)}@evil.example"
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        own, other = "me@home.example", f'"{quoted}" <{who}>'
        sender, to = (own, other) if n % 2 else (other, own)
        letters.append(
            f"From x Mon Nov 02 10:00:00 2026\nFrom: {sender}\nTo: {to}\nSubject: {name}\nDate: {1 + n % 20} Nov 2026 1{n % 10}:00:00 +0000\nMessage-ID: <{n}@x>\n\nhello\n\n"
        )
    mail.write_text("".join(letters), encoding="utf-8")
    run("import", str(mail), "--data", str(data), "--me", "me@home.example")
    live = serve(data)
    context = browser.new_context(viewport=SIZES["desktop"], base_url=live.address)
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("dialog", lambda d: (said.append(d.message), d.dismiss()))
    page.goto(live.door)
    page.goto("/people")
    people = page.locator("th .who").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(people) >= 5, "the hostile names are there"
    paths = ["/", "/?m=20&write=1", "/people", "/start", "/find?q=%3Cscript%3E", "/undo"]
    paths += [p + tab for p in people for tab in ("", "/talked", "/as-they-see-it")] + [p.replace("/people/", "/before/") for p in people]
    for path in paths:
        page.goto(path)
        assert page.title() != "got it"
    context.close()
    assert {urlsplit(url).netloc for url in asked if not url.startswith("mailto:")} == {urlsplit(live.address).netloc}
    assert said == []


def test_nothing_is_asked_of_anyone_else(looking):
    asked, said = [], []
    looking.on("request", lambda r: asked.append(r.url))
    looking.on("console", lambda m: said.append(f"{looking.url}: {m.text}"))
    for path in every_page(looking)[:-1]:
        looking.goto(path)
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(looking.url).netloc}
    assert said == []


def test_do_done_how_and_undo_with_the_mouse(page):
    page.goto("/?m=20")
    title = page.locator("article :is(h2, h3)").first.inner_text()
    page.locator("article").first.get_by_role("button", name="Done").click()
    page.locator(".undobar").wait_for()
    assert title not in page.locator("article :is(h2, h3)").all_inner_texts()
    page.locator(".went").get_by_role("button", name="Fine").click()
    page.locator(".undobar").wait_for()
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
    page.get_by_role("button", name="Settle “the report”").first.click()
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
    context = browser.new_context(viewport=SIZES["desktop"], base_url=live.address)
    page = context.new_page()
    page.set_default_timeout(8000)
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
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_nothing_to_the_demo(browser, serve, scripts):
    live = serve(None)
    context = browser.new_context(viewport=SIZES["desktop"], base_url=live.address, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(live.door)
    page.get_by_role("heading", name="Just show me").wait_for()
    page.get_by_role("button", name="Open the demo").click()
    page.get_by_role("heading", name="What is here").wait_for(timeout=40_000)
    page.get_by_text("people you really exchange with").wait_for()
    page.get_by_role("link", name="Have a look").click()
    page.locator("article").first.wait_for()
    context.close()


def test_a_file_is_handed_over_and_cleared_away(browser, serve, demo_store):
    live = serve(None)
    context = browser.new_context(viewport=SIZES["desktop"], base_url=live.address)
    live.let_in(context)
    page = context.new_page()
    page.goto("/")
    page.set_input_files("#files1", next((demo_store / "demo").rglob("*.mbox")))
    page.get_by_role("button", name="Read it").first.click()
    page.get_by_role("heading", name="What is here").wait_for(timeout=40_000)
    assert "messages" in wait_for(live, "/start", "people you really exchange with")
    context.close()
    assert not [p for p in (live.data / "handed-over").rglob("*") if p.is_file()], "what was handed over is gone once it is read"
    assert b"Mime-Version" not in subprocess.run(["cat", str(live.data / "worthwhile.sqlite3")], capture_output=True, check=True).stdout


def test_the_browser_is_let_in_by_a_file_that_only_its_owner_reads(browser, serve):
    live = serve(None)
    door = way_in(live.data, live.door)
    assert door.stat().st_mode & 0o077 == 0
    context = browser.new_context(viewport=SIZES["desktop"])
    page = context.new_page()
    page.goto(door.as_uri())
    page.wait_for_url(f"{live.address}/start")
    page.get_by_role("heading", name="Just show me").wait_for()
    page.goto(live.door)  # the same browser again: it is in
    page.get_by_role("heading", name="Just show me").wait_for()
    context.close()
    other = browser.new_context()
    page = other.new_page()
    assert page.goto(live.door).status == 403
    page.get_by_text("used already").wait_for()
    other.close()


def test_an_introduction_by_keys_alone(browser, demo_store, serve):
    live = serve(demo_store)
    context = browser.new_context(viewport=SIZES["desktop"], base_url=live.address)
    live.let_in(context)
    page = context.new_page()
    page.set_default_timeout(8000)
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
    context.close()
