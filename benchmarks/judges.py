"""What three programs of others say of a page: Lighthouse, axe and the Nu HTML checker.

They are no part of HealthHub and are not needed to run, build or test it:

    npm install --ignore-scripts --prefix var/bench-tools axe-core vnu-jar lighthouse

Node runs Lighthouse, Java the checker, and the system's Chromium shows the pages. What is not there
is said to be missing; nothing is guessed.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "var" / "bench-tools" / "node_modules"
LIGHTHOUSE = TOOLS / "lighthouse" / "cli" / "index.js"
AXE = TOOLS / "axe-core" / "axe.min.js"
NU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
GROUPS = ("performance", "accessibility", "best-practices", "seo")
# A machine that has other things to do makes a page look slower than it is, never faster.
RUNS = 3
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (360, 1280)]


class Missing(Exception):
    """A judge that cannot be asked, and why."""


def lighthouse(url: str, *, but: tuple[str, ...] = ()) -> tuple[list[int], list[str]]:
    """Its four scores for a phone, and the audits below the best; the best of up to three runs."""
    _need(LIGHTHOUSE, "node")
    best: tuple[list[int], list[str]] = ([], [])
    for _ in range(RUNS):
        try:
            best = max(best, _run_lighthouse(url, but), key=lambda found: sum(found[0]))
        except subprocess.CalledProcessError as error:
            failure = error.stderr.decode(errors="replace").strip().splitlines()[-1:]
        if sum(best[0]) == 100 * len(GROUPS):
            break
    if not best[0]:
        raise Missing(f"Lighthouse failed: {' '.join(failure)}")
    return best


def axe(urls: list[str]) -> dict[str, list[str]]:
    """What breaks WCAG A, AA, 2.2 or a good practice, of each page: light, dark, narrow, wide."""
    _need(AXE)
    flags, tags, chromium = _browser()
    from playwright.sync_api import sync_playwright

    source = AXE.read_text()
    found: dict[str, list[str]] = {url: [] for url in urls}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for scheme, width in LOOKS:
            page = browser.new_page(
                viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=False
            )
            for url in urls:
                page.goto(url)
                page.evaluate(source)
                answer = page.evaluate("tags => axe.run({runOnly: tags, preload: false})", tags)
                found[url] += [
                    f"{rule['id']} ({scheme}, {width} px): {node['html'][:120]}"
                    for rule in answer["violations"]
                    for node in rule["nodes"]
                ]
            page.close()
        browser.close()
    return found


def nu(urls: list[str]) -> dict[str, list[str]]:
    """Errors, warnings and remarks of the Nu HTML checker, of each page."""
    _need(NU, "java")
    local = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
    command = ["java", local, "-jar", str(NU), "--format", "json", *urls]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=300).stderr
    found: dict[str, list[str]] = {url: [] for url in urls}
    for message in json.loads(answer)["messages"]:
        kind = message.get("subType") or message["type"]
        found[message["url"]].append(f"{kind}: {message['message']}")
    return found


def asked(judge: Callable, *args, **options):
    """What the judge says, or in one line why it was not asked."""
    try:
        return judge(*args, **options)
    except Missing as missing:
        return str(missing)


def _run_lighthouse(url, but):
    flags, _, chromium = _browser()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            *["node", str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={report}"],
            f"--only-categories={','.join(GROUPS)}",
            f"--chrome-flags={' '.join(['--headless=new', *flags])}",
            *(["--skip-audits=" + ",".join(but)] if but else []),
        ]
        environment = {**os.environ, "CHROME_PATH": chromium}
        subprocess.run(command, env=environment, check=True, timeout=300, capture_output=True)
        found = json.loads(report.read_text())
    groups = found["categories"]
    scores = [round(100 * (groups[name]["score"] or 0)) for name in GROUPS]
    speed = found["environment"]["benchmarkIndex"]
    return scores, [
        *_below_the_best(found),
        f"(the machine’s speed, as Lighthouse saw it: {speed})",
    ]


def _below_the_best(found):
    weighted = {
        each["id"] for group in found["categories"].values() for each in group["auditRefs"]
        if each["weight"]
    }  # fmt: skip
    audits = ((name, found["audits"][name]) for name in sorted(weighted))
    return [
        f"{name}: {audit['title']} {audit.get('displayValue', '')}".strip()
        for name, audit in audits
        if audit["score"] is not None and audit["score"] < 1
    ]


def _browser():
    """The flags and the tags of the tests in a browser, so that both judge by the same rules."""
    sys.path.insert(0, str(ROOT))
    try:
        from tests.browser.conftest import FLAGS, TAGS, find_chromium
    except ImportError as error:
        raise Missing(f"not measured: {error.name} is not installed") from error
    if (chromium := find_chromium()) is None:
        raise Missing("not measured: no chromium on this machine")
    return FLAGS, TAGS, chromium


def _need(file: Path, program: str = ""):
    if program and shutil.which(program) is None:
        raise Missing(f"not measured: no {program} on this machine")
    if not file.exists():
        raise Missing(f"not measured: {file.relative_to(ROOT)} is not installed")
