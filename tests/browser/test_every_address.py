"""One walk through every address of the site, and what must hold for all of them."""

import gzip
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import brotli
import pytest

from tests.browser.conftest import NODE_MODULES, Visitor, missing
from tests.browser.states import STATES, State

# Styles that no page of these sites can use.
NOT_SHOWN_HERE = {
    # Only a government host over HTTPS says these.
    ".usa-banner__content > * + *",
    # Put into a page by its cache, if its copy is more than a day old.
    ".old-copy",
    # Without a script, which would hide the answer itself, and be in time to do so.
    ".faq > details:not([open]) + .faq__answer:not([hidden])",
    # A last label that reaches over the edge, as our ten milestones have none.
    ".timeline-strip .timeline-strip__label--flipped",
    # The reset is for every plain element; these are in scripts' hands, or to come.
    "[hidden]",
    "textarea",
    "h4",
}
# States of a moment, device or paper are removed from a selector.
PSEUDO_ELEMENT = r"::[\w-]+(\([^)]*\))?"
MOMENT = (
    r":(hover|focus-visible|focus-within|focus|active|target|visited|popover-open)\b"
)
NOT_YET = rf":not\(({MOMENT}|\.is-ready)\)"
MOMENTS = re.compile(f"{PSEUDO_ELEMENT}|{NOT_YET}|{MOMENT}")
SELECTORS = """
() => {
  const found = [];
  const read = (rules) => {
    for (const rule of rules) {
      const condition = rule.conditionText ?? "";
      if (/print|forced-colors|not selector/.test(condition)) continue;
      // For another engine, as this one does not do what the rules ask for.
      if (rule instanceof CSSSupportsRule && !CSS.supports(condition)) continue;
      if (rule.selectorText) found.push(rule.selectorText);
      if (rule.cssRules) read(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) {
    if (sheet.media.mediaText !== "print") read(sheet.cssRules);
  }
  return found;
}
"""
MATCHING = """
(selectors) => selectors.filter((each) => document.querySelector(each) !== null)
"""


@dataclass
class Answer:
    """What came back from one address."""

    html: str
    policy: str
    loaded: list[str]  # the paths of all that the page loads


@dataclass
class Walk:
    base: str
    answers: dict[str, Answer]
    incidents: list[str]
    unused: list[str]

    def size(self, path):
        """Bytes as they travel: WhiteNoise sends brotli; a proxy may gzip the page."""
        with urlopen(self.base + path) as answer:  # noqa: S310 - our own server
            body = answer.read()
        if path.endswith((".css", ".js", ".svg")):
            return len(brotli.compress(body))
        if "." not in path:
            return len(gzip.compress(body, 6, mtime=0))
        return len(body)


def addresses(base):
    with urlopen(f"{base}/sitemap.xml") as answer:  # noqa: S310 - our own server
        found = re.findall("<loc>(.*?)</loc>", answer.read().decode())
    assert all(address.startswith(base + "/") for address in found)
    return [State(path, path) for path in (urlsplit(each).path for each in found)]


def without_moments(selector):
    """`a:hover` is used where `a` is."""
    # This matches everything, and may appear anywhere, also alone.
    return MOMENTS.sub(":is(*)", selector)


def apart(rule):
    """Return the selectors of a rule: commas in parentheses do not part them."""
    found, depth = [""], 0
    for letter in rule:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return found


def selectors_of(page):
    """Map each selector of the style sheets to the one that must match somewhere."""
    parts = [part.strip() for rule in page.evaluate(SELECTORS) for part in apart(rule)]
    return {part: without_moments(part) for part in parts}


@pytest.fixture(scope="package")
def walk(browser, sites):
    visitor = Visitor(sites, browser)
    states = [*addresses(sites("seeded")), *STATES]
    page = visitor(states[0], reduced_motion="reduce")
    unused = selectors_of(page)
    answers = {}
    for state in states:
        page.set_viewport_size({"width": state.width or 1440, "height": 900})
        response = visitor.go(page, state)
        loaded = page.evaluate(
            "performance.getEntriesByType('resource').map((each) => each.name)"
        )
        answers[str(state)] = Answer(
            html=visitor.html,
            policy=response.headers.get("content-security-policy", ""),
            loaded=[urlsplit(each).path for each in loaded],
        )
        used = set(page.evaluate(MATCHING, list(set(unused.values()))))
        unused = {part: bare for part, bare in unused.items() if bare not in used}
    visitor.leave()
    return Walk(sites("seeded"), answers, visitor.incidents, sorted(unused))


def test_no_page_asks_elsewhere_breaks_its_policy_or_reports_an_error(walk):
    assert walk.incidents == []


def test_every_page_forbids_what_is_not_its_own(walk):
    wanted = ["script-src 'self'", "style-src 'self'"]
    faults = [
        (path, answer.policy)
        for path, answer in walk.answers.items()
        if "unsafe" in answer.policy
        or not all(rule in answer.policy.split("; ") for rule in wanted)
    ]

    assert faults == []


@pytest.mark.parametrize(
    ("selector", "bare"),
    [
        ("a:hover > b::before", "a:is(*) > b:is(*)"),
        (":focus-visible + label", ":is(*) + label"),
        (":root:has(:target) .long", ":root:has(:is(*)) .long"),
        (".long .section:not(.is-ready)", ".long .section:is(*)"),
        ("[popover]:not(:popover-open)", "[popover]:is(*)"),
        ("li:not(.is-old)", "li:not(.is-old)"),
    ],
)
def test_only_moments_are_left_out_of_a_selector(selector, bare):
    assert without_moments(selector) == bare


def test_commas_in_parentheses_do_not_part_selectors():
    assert apart("a:is(b, :has(c)), d") == ["a:is(b, :has(c))", " d"]


def test_every_style_is_used(walk):
    unused = sorted(set(walk.unused) - NOT_SHOWN_HERE)

    assert not unused, "\n".join(unused)


# The directory has the outlines of all states, 14 kB, and each town in words.
@pytest.mark.parametrize(
    ("path", "limit"), [("/", 60_000), ("/help/", 30_000), ("/regions/", 75_000)]
)
def test_page_is_light(path, limit, walk):
    parts = {each: walk.size(each) for each in [path, *walk.answers[path].loaded]}

    assert sum(parts.values()) <= limit, parts


def test_scripts_of_every_page_are_small(walk):
    sizes = {
        path: sum(walk.size(each) for each in answer.loaded if each.endswith(".js"))
        for path, answer in walk.answers.items()
    }

    assert {path: size for path, size in sizes.items() if size > 5_000} == {}


def test_html_is_valid(walk, tmp_path):
    """The Nu checker of the W3C reads all pages, and finds no error."""
    checker = NODE_MODULES / "vnu-jar/build/dist/vnu.jar"
    java = shutil.which("java")
    if java is None or not checker.exists():
        missing(
            "The Nu checker needs Java and npm. "
            "Debian: apt-get install default-jre-headless npm"
        )
    for number, answer in enumerate(walk.answers.values()):
        (tmp_path / f"{number}.html").write_text(answer.html, encoding="utf-8")
    states = list(walk.answers)

    done = subprocess.run(  # noqa: S603 - our own command
        [java, "-jar", checker, "--format", "json", "--stdout", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    faults = {}
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] != "info":  # which includes warnings
            where = states[int(Path(message.get("url", "0")).stem)]
            extract = " ".join(message.get("extract", "").split())
            faults[message["message"]] = f"{where}: {message['message']}: {extract}"
    assert not faults, "\n".join(faults.values())
