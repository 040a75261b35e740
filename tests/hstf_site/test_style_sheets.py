"""Style sheets are written one component a file, and served joined."""

import os
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from hstf_site.style_sheets import IMPORT, JoinedStyleSheets, join

SHEETS = Path("static/css")
ADMIN = ("account", "admin-")
WAGTAIL = ("wagtailadmin/css/core.css", "wagtailadmin/css/panels/draftail.css")
TAG = r"\{[%{#].*?[%}#]\}"
CLASS = re.compile(rf'(?<![\w-])class="((?:{TAG}|[^"])*)"', re.DOTALL)
GIVEN = re.compile(
    r"""class\w*(?:[.](?:add|toggle)\(|\s*[:=]\s*)["']([\w -]+)["']""", re.IGNORECASE
)
BODY_CLASS = re.compile(r"\{% block body_class %\}(.+?)\{% endblock")
# A class that names a component or what it is about, and has rules for its parts only.
BARE = re.compile(r"[.](?P<block>[\w-]+?)(__|--)")


@pytest.fixture
def written(settings, tmp_path):
    """Write a sheet of two parts, one of which imports a third."""
    folder = tmp_path / "from" / "css"
    for path, rules in {
        "site.css": "/* All. */\n@layer base, parts;\n\n"
        '@import "base.css" layer(base);\n@import "parts/card.css" layer(parts);\n'
        "a { color: teal }\n",
        "base.css": "b { color: red } /* bold */\n",
        "parts/card.css": '@import "../parts/more.css";\n.card { color: blue }\n',
        "parts/more.css": "i { color: pink }\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(rules)
    (tmp_path / "from" / "site.js").write_text("// A script")
    settings.STATICFILES_DIRS = [tmp_path / "from"]
    settings.STATICFILES_FINDERS = ["hstf_site.style_sheets.JoinedStyleSheets"]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.VAR_DIR = tmp_path / "var"
    finders.get_finder.cache_clear()
    yield folder
    finders.get_finder.cache_clear()


JOINED = """@layer base, parts;

@layer base {
b { color: red }
}
@layer parts {
i { color: pink }
.card { color: blue }
}
a { color: teal }
"""


def test_parts_are_joined_in_the_order_in_which_they_are_imported(written):
    assert join(written / "site.css") == JOINED


def test_what_is_found_is_joined_and_follows_its_parts(written):
    assert Path(finders.find("css/site.css")).read_text() == JOINED

    (written / "parts" / "more.css").write_text("i { color: gold }\n")

    found = Path(finders.find("css/site.css")).read_text()
    assert found == JOINED.replace("pink", "gold")


def test_sheet_that_did_not_change_is_not_written_again(written):
    path = finders.find("css/site.css")
    os.utime(path, (1, 1))

    assert finders.find("css/site.css") == path
    assert Path(path).stat().st_mtime == 1


def test_sheets_are_collected_joined_and_their_parts_are_not(written, settings):
    call_command("collectstatic", interactive=False, verbosity=0)

    collected = settings.STATIC_ROOT
    files = {
        str(path.relative_to(collected))
        for path in collected.rglob("*")
        if path.is_file()
    }
    assert files == {"css/site.css", "css/base.css", "site.js"}
    assert (collected / "css" / "site.css").read_text() == JOINED


# The sheets of this site


def parts_of(sheet):
    for found in IMPORT.finditer(sheet.read_text()):
        part = sheet.parent / found["part"]
        yield part
        yield from parts_of(part)


def test_each_part_is_joined_into_exactly_one_sheet():
    joined = [part for sheet in SHEETS.glob("*.css") for part in parts_of(sheet)]

    assert sorted(joined) == sorted(SHEETS.glob("*/**/*.css"))


def test_sheets_are_joined_whole():
    for path, storage in JoinedStyleSheets().list(None):
        if path.startswith("css/"):
            rules = Path(storage.path(path)).read_text()
            assert "@import" not in rules, path
            assert "/*" not in rules, path
            assert rules.count("{") == rules.count("}"), path


def test_files_are_short_and_parts_lead_nowhere():
    """An address in a part would be read as if it stood in the sheet."""
    for path in SHEETS.rglob("*.css"):
        rules = path.read_text()
        assert len(rules.splitlines()) < 300, path
        assert path.parent == SHEETS or "url(" not in rules, path


# Classes


def without_comments_and_texts(rules):
    return re.sub(r'/\*.*?\*/|"[^"]*"', "", rules, flags=re.DOTALL)


def classes_of_rules(rules):
    """Return the classes that a sheet names, also those that Tailwind wrote escaped."""
    selectors = re.findall(r"([^{}]*)\{", without_comments_and_texts(rules))
    found = re.findall(r"[.](-?[a-zA-Z_](?:\\.|[\w-])*)", " ".join(selectors))
    return {name.replace("\\", "") for name in found}


def classes_of(attribute):
    """Return the classes of an attribute, and the beginnings of those it makes up."""
    names, beginnings = set(), set()
    for word in re.findall(rf"(?:{TAG}|\S)+", attribute):
        beginning, *more = re.split(TAG, word)
        if "{{" in word or (beginning and any(more)):
            beginnings.add(beginning)
        else:
            names |= {beginning, *more}
    return names - {""}, beginnings - {""}


@pytest.mark.parametrize(
    ("attribute", "names", "beginnings"),
    [
        ("card card--wide", {"card", "card--wide"}, set()),
        ("card{% if a %} card--a{% endif %}", {"card", "card--a"}, set()),
        ("{% if a %}one{% else %}two{% endif %}", {"one", "two"}, set()),
        ("card--{{ kind }} {{ more }}", set(), {"card--"}),
        ("card__{% if a %}one{% else %}two{% endif %}", set(), {"card__"}),
    ],
)
def test_classes_of_templates_are_read(attribute, names, beginnings):
    assert classes_of(attribute) == (names, beginnings)


def in_templates():
    names, beginnings = set(), set()
    for path in Path("templates").rglob("*.html"):
        html = path.read_text()
        for attribute in CLASS.findall(html) + BODY_CLASS.findall(html):
            more_names, more_beginnings = classes_of(attribute)
            names |= more_names
            beginnings |= more_beginnings
    return names, beginnings


def of_wagtail():
    sheets = (Path(finders.find(sheet)).read_text() for sheet in WAGTAIL)
    return set().union(*map(classes_of_rules, sheets))


def in_code():
    """Return the classes that scripts and the code of the site give to elements."""
    files = [*Path("static/js").glob("*.js"), *Path().glob("[a-z]*/**/*.py")]
    apart = {"tests", "var", "node_modules"}
    texts = (path.read_text() for path in files if not apart & set(path.parts))
    given = (found for text in texts for found in GIVEN.findall(text))
    return {name for found in given for name in found.split()}


@pytest.fixture(scope="module")
def own_classes():
    return {path: classes_of_rules(path.read_text()) for path in SHEETS.rglob("*.css")}


def test_each_class_of_a_template_has_a_rule(own_classes):
    ours = set().union(*own_classes.values())
    bare = {found["block"] for name in ours if (found := BARE.match(f".{name}"))}
    names, beginnings = in_templates()

    assert names - ours - bare - of_wagtail() == set()
    assert {
        each for each in beginnings if not any(name.startswith(each) for name in ours)
    } == set()


def test_each_class_with_a_rule_is_used(own_classes):
    names, beginnings = in_templates()
    used = names | in_code()
    of_admin = used | of_wagtail()
    dead = {
        (str(path), name)
        for path, ours in own_classes.items()
        for name in ours - (of_admin if path.name.startswith(ADMIN) else used)
        if not name.startswith(tuple(beginnings))
    }

    assert dead == set()
