"""scripts/try says how the commands that it prints come to mean its own store."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).parents[4]
pytestmark = pytest.mark.skipif(not (TOP / "scripts/try").exists(), reason="the scripts are not part of an installed wheel")


@pytest.mark.parametrize("file", [(), ("own.vcf",)], ids=["demo", "own files"])
def test_the_line_that_it_prints_makes_a_bare_command_open_its_store(tmp_path, file):
    top = tmp_path / "a check out"  # a path with a space, as there are
    (top / "scripts").mkdir(parents=True)
    (top / ".venv/bin").mkdir(parents=True)
    shutil.copy(TOP / "scripts/try", top / "scripts/try")
    (top / "scripts/setup.sh").write_text("setup() { :; }\n")
    stand_in = top / ".venv/bin/worthwhile"
    stand_in.write_text('#!/bin/sh\necho "asked: $* in ${WORTHWHILE_DATA:-another store}"\n')
    stand_in.chmod(0o755)
    plain = {k: v for k, v in os.environ.items() if k != "WORTHWHILE_DATA"}
    said = subprocess.run(["bash", str(top / "scripts/try"), "--once", *file], capture_output=True, text=True, check=True, env=plain)
    (line,) = [line for line in said.stdout.splitlines() if line.strip().startswith("export ")]
    after = subprocess.run(["bash", "-c", f"{line}\nworthwhile done 1"], capture_output=True, text=True, check=True, env=plain)
    assert after.stdout == f"asked: done 1 in {top}/.try/{'yours' if file else 'demo'}\n"
