# Sourced by scripts/try and scripts/test: makes .venv once, from the locked requirements, with pip alone.
# usage: setup runtime|dev   (must be called from the top of the checkout)
setup() {
  local wanted="$1" python="" candidate stamp
  for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python="$candidate"
      break
    fi
  done
  if [ -z "$python" ]; then
    echo "Worthwhile needs Python 3.11 or newer; none is on the PATH." >&2
    exit 2
  fi
  stamp="$wanted $(cat requirements/runtime.txt requirements/build.txt requirements/"$wanted".txt frontend/package-lock.json pyproject.toml hatch_build.py | cksum)"
  if [ "$(cat ".venv/ready-$wanted" 2>/dev/null)" = "$stamp" ] && [ -x .venv/bin/worthwhile ] && [ -d src/worthwhile/doors/web/static/vendor ]; then
    return
  fi
  echo "Setting up in .venv (once; about a minute) …" >&2
  [ -x .venv/bin/python ] || "$python" -m venv .venv || {
    echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2
    exit 2
  }
  local pip=(.venv/bin/python -m pip install --quiet --disable-pip-version-check)
  "${pip[@]}" --require-hashes -r "requirements/$wanted.txt"
  "${pip[@]}" --require-hashes -r requirements/build.txt
  # Fonts and scripts for the pages come through npm: the machine's own, else the one in PyPI's Node wheel.
  command -v npm >/dev/null 2>&1 || "${pip[@]}" --require-hashes -r requirements/node.txt
  .venv/bin/python hatch_build.py
  "${pip[@]}" --no-build-isolation --no-deps --editable .
  .venv/bin/python -m compileall -q src || true
  echo "$stamp" >".venv/ready-$wanted"
}
