"""The pages in a real browser: accessibility, layout shift, weight, what stands first, strictness."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from worthwhile.tests.web.conftest import run
from worthwhile.tests.web.looked import AXE, NARROW, SIZES, axe, deniz, every_page

pytestmark = pytest.mark.browser


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
            for name, size in (*SIZES.items(), *([("narrow", NARROW)] if path.startswith("/goals") else [])):  # a map beside its list
                looking.set_viewport_size(size)
                wrong += [f"{path} {name} {scheme}: {v}" for v in axe(looking, colours_alone=scheme == "dark")]
    assert wrong == []


def test_nothing_shifts_nothing_scrolls_sideways_targets_are_large_and_nothing_is_asked_of_anyone_else(looking):
    wrong, asked, said = [], [], []
    looking.on("request", lambda r: asked.append(r.url))
    looking.on("console", lambda m: said.append((urlsplit(looking.url).path, m.text)))
    for path in every_page(looking):
        for size in (NARROW, SIZES["phone"], SIZES["desktop"]):
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
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(looking.url).netloc}
    assert [one for one in said if one[0] != "/nothing-here"] == [], "that it is not there, a browser says by itself"


def test_a_first_visit_weighs_little(browser, demo_live):
    for path in ("/", "/people", "/start"):
        page, weight = demo_live.open(browser), []
        page.on("response", lambda answer, weight=weight: weight.append((answer.url, len(answer.body()))))
        page.goto(path, wait_until="networkidle")
        page.context.close()
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
    page, asked, said = live.open(browser, inside=False), [], []
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
    page.context.close()
    assert {urlsplit(url).netloc for url in asked if not url.startswith("mailto:")} == {urlsplit(live.address).netloc}
    assert said == []
