"""How the pages fare in a real browser: accessible, still, light, and alone on the wire. Over the demo and over an empty store.

    python benchmarks/browser.py [--chromium FILE] [--axe FILE]

Every page is opened at two widths in two schemes with an empty cache. Counted are what axe-core finds (WCAG 2.0 to 2.2, A and AA,
and best practice; folds open), the layout shift of each load (Layout Instability), the bytes that come over the wire, and
requests to any other address than the server's own."""

import argparse
import http.client
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from command import program, run

AT = "2026-11-24T09:00"
WIDTHS = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Path(__file__).resolve().parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SHIFT = """window.shifted = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifted += e.value })
    .observe({type: 'layout-shift', buffered: true})"""
OWN = ("data:", "blob:", "about:")  # what never leaves the browser
NOWHERE = "/nothing-here"  # the page for what is not there is a page too
STILL = 150  # ms: time for a late font or script to move something


@dataclass
class Seen:
    """What was found so far: violations with their page, shift and bytes by page, and addresses that are not ours."""

    loads: int = 0
    violations: list[str] = field(default_factory=list)
    shift: dict[str, float] = field(default_factory=dict)
    weight: dict[str, int] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Door:
    """Where the pages are served, and the cookie that lets a browser in."""

    address: str
    name: str
    value: str

    def let_in(self, context: Any) -> None:
        """Give a browser the cookie, without loading a page."""
        context.add_cookies([{"name": self.name, "value": self.value, "url": self.address, "httpOnly": True, "sameSite": "Strict"}])


def _visited(printed: str) -> Door:
    wire = http.client.HTTPConnection(urlsplit(printed).netloc)
    wire.request("GET", printed.removeprefix(f"http://{urlsplit(printed).netloc}"))
    (cookie,) = SimpleCookie(wire.getresponse().headers["Set-Cookie"]).values()
    wire.close()
    return Door(f"http://{urlsplit(printed).netloc}", cookie.key, cookie.value)


@contextmanager
def served(data: Path) -> Iterator[Door]:
    """The pages of a store, served by the program itself on a free port; the printed address is visited once, and its cookie kept."""
    words = [program(), "serve", "--data", str(data), "--port", "0", "--at", AT]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert server.stdout is not None
        for line in server.stdout:
            if found := re.search(r"http://\S+token=\S+", line):
                yield _visited(found[0])
                return
        raise SystemExit("The server did not start.")
    finally:
        server.terminate()
        server.wait(timeout=20)


def pages(browser: Any, door: Door) -> list[str]:
    """The addresses to open in a store with people in it."""
    context = browser.new_context()
    door.let_in(context)
    page = context.new_page()
    own = []
    for name in ("deniz aydin", "viktor brandt"):
        page.goto(f"{door.address}/find?q={name}")
        own.append(page.locator(".found a.hit[href^='/people/']").first.get_attribute("href"))
    page.goto(f"{door.address}/goals/1")
    on_goal = page.locator("[data-spot]").first.get_attribute("href")
    context.close()
    deniz, viktor = own
    return ["/", "/?m=20&write=2", "/people", "/people?q=zzz", "/people?kind=stranger", deniz, f"{deniz}/talked", f"{deniz}/reach", f"{deniz}/as-they-see-it",
            viktor, viktor.replace("/people/", "/before/"), viktor.replace("/people/", "/before/") + "?change=1", "/start", "/find", "/find?q=deniz",
            "/find?q=note+deniz+likes+chess", "/undo", "/undo?run=1", "/keys", "/stored", "/needs", "/needs?who=Deniz", "/ask", f"/ask?person={deniz.rsplit('/', 1)[1]}",
            "/goals", "/goals/1", on_goal, "/notice", "/coach", "/coach/words", "/find?q=introduce+deniz+and+kofi:+a+lab", NOWHERE]  # fmt: skip


def look(browser: Any, door: Door, path: str, axe: str, seen: Seen, store: str = "") -> None:
    """Open one page at both widths in both schemes."""
    for width, size in WIDTHS.items():
        for scheme in SCHEMES:
            _open(browser, door, path, f"{store}{path} {width} {scheme}", {"viewport": size, "color_scheme": scheme}, axe, seen)


def _open(browser: Any, door: Door, path: str, name: str, how: dict[str, Any], axe: str, seen: Seen) -> None:
    context = browser.new_context(**how)  # a new context has an empty cache
    door.let_in(context)
    page = context.new_page()
    page.add_init_script(SHIFT)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    bytes_: list[float] = []
    wire.on("Network.loadingFinished", lambda event: bytes_.append(event["encodedDataLength"]))
    page.on("request", lambda request: seen.elsewhere.extend(_elsewhere(request.url, door)))
    answer = page.goto(door.address + path, wait_until="networkidle")
    if answer is None or answer.status != (404 if path == NOWHERE else 200):
        raise SystemExit(f"{name} answered {answer and answer.status}.")
    page.wait_for_timeout(STILL)
    seen.loads += 1
    seen.shift[name] = float(page.evaluate("window.shifted"))
    seen.weight[name] = round(sum(bytes_))
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {resultTypes: ['violations'], runOnly: rules})", RULES)
    seen.violations += [f"{name}: {v['id']}: {n['html'][:140]}" for v in found["violations"] for n in v["nodes"]]
    context.close()


def _elsewhere(address: str, door: Door) -> list[str]:
    return [] if address.startswith(OWN) or urlsplit(address).netloc == urlsplit(door.address).netloc else [address]


def figures(seen: Seen) -> list[dict[str, Any]]:
    """The four figures against their bars."""
    today = max(size for name, size in seen.weight.items() if name.startswith("/ "))
    heaviest = max(seen.weight.values())
    return [
        {"figure": f"Accessibility violations by axe-core, in {seen.loads} page loads (count)", "value": len(seen.violations), "bar": "at most 0", "baseline": None},
        {"figure": "Layout shift, the least steady page (CLS)", "value": round(max(seen.shift.values()), 6), "bar": "at most 0", "baseline": None},
        {"figure": "First visit to Today, over the wire (kB)", "value": round(today / 1000, 1), "bar": "at most 200", "baseline": None},
        {"figure": "First visit to the heaviest page, over the wire (kB)", "value": round(heaviest / 1000, 1), "bar": "at most 200", "baseline": None},
        {"figure": "Requests to any other address (count)", "value": len(seen.elsewhere), "bar": "at most 0", "baseline": None},
    ]  # fmt: skip


def main() -> None:
    """Look at every page and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--chromium", default=os.environ.get("WORTHWHILE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    parser.add_argument("--axe", type=Path, default=AXE)
    args = parser.parse_args()
    if not args.axe.exists():
        raise SystemExit("axe-core is not here: npm ci in frontend, or name it with --axe.")
    from playwright.sync_api import sync_playwright

    seen, axe = Seen(), args.axe.read_text()
    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        demo, empty = Path(folder) / "demo", Path(folder) / "empty"
        made = run("demo", "--at", AT, data=demo)
        if made.code:
            raise SystemExit(made.said)
        browser = play.chromium.launch(executable_path=args.chromium, args=flags)
        with served(demo) as door:
            for path in pages(browser, door):
                look(browser, door, path, axe, seen)
        with served(empty) as door:
            for path in ("/start", "/people", "/find?q=anna", "/undo"):
                look(browser, door, path, axe, seen, store="empty store ")
        browser.close()
    for line in dict.fromkeys(seen.violations + seen.elsewhere):
        print(line)
    for what, by_page in (("shift", seen.shift), ("bytes", seen.weight)):
        print(f"{what}: " + ", ".join(f"{name} {value}" for name, value in sorted(by_page.items(), key=lambda p: -p[1])[:5]))
    print(json.dumps(figures(seen)))


if __name__ == "__main__":
    main()
