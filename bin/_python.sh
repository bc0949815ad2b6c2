# Read by the commands in this folder: finds the checkout and a Python, and makes .venv/ ready.
# $here is the calling command, with symbolic links followed.
caller=$PWD
case ${HEALTHHUB_VAR:-} in
    "" | /* | "~"*) ;;
    *) HEALTHHUB_VAR=$caller/$HEALTHHUB_VAR; export HEALTHHUB_VAR ;;
esac
root=$(cd "$(dirname "$here")/.." && pwd -P)

say_and_stop() {
    echo "$*" >&2
    exit 1
}

fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (4,))' >/dev/null 2>&1
}

can_make_venv() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

# Sets $python: the one that is asked for, the one that .venv/ has already, or the newest that fits.
choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        fits "$PYTHON" || say_and_stop "PYTHON is “$PYTHON”, which is no Python 3.11 or newer. Leave it out, or name one."
        python=$PYTHON
        return
    fi
    incapable=
    for python in "$root/.venv/bin/python" python3.13 python3.12 python3.11 python3 python; do
        fits "$python" || continue
        if can_make_venv "$python"; then return; fi
        incapable=$python
    done
    if [ -n "$incapable" ]; then
        say_and_stop "$incapable cannot make virtual environments. Install that part of Python (on Debian and Ubuntu: apt-get install python3-venv) and try again."
    fi
    say_and_stop "HealthHub needs Python 3.11 or newer, and found none. Install it, or name one: PYTHON=/path/to/python3.12 bin/serve"
}

# make_ready requirements.txt
make_ready() {
    choose_python
    "$python" "$root/bin/_environment.py" "$root" "$1" || exit 1
    cd "$root" || exit 1
    PYTHONUNBUFFERED=1
    export PYTHONUNBUFFERED
}
