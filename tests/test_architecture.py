"""Layering rules that import-linter cannot check."""

import ast
import re
from collections import Counter
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations import AddField
from django.db.migrations.loader import MigrationLoader

from core.models import BasePage
from tests.processes import FILLED, shared

FLOORS = [
    {"publishing"},
    {"core"},
    {"sources"},
    {"stats"},
    {"record"},
    {"agencies"},
    {"regions"},
    {"finder", "verification"},
    {"timeline", "faq", "imports", "site_details", "understanding"},
    {"news"},
    {"pages"},
    {"search"},
]
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}
OUR_MODELS = [model for model in apps.get_models() if model._meta.app_label in FLOOR_OF]
PAGE_TYPES = [model for model in OUR_MODELS if issubclass(model, BasePage)]


def test_foreign_keys_point_downwards():
    """A foreign key named by a string is an import that import-linter cannot see."""
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in OUR_MODELS
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        for target in [field.related_model._meta.app_label]
        if target in FLOOR_OF and target != model._meta.app_label
        if FLOOR_OF[target] >= FLOOR_OF[model._meta.app_label]
    ]

    assert upward == []


def test_core_has_no_tables():
    assert [m for m in apps.get_models() if m._meta.app_label == "core"] == []


# Packages of this repository; the contract of import-linter names the same.
APPS = sorted(
    name for name in settings.INSTALLED_APPS if Path(settings.BASE_DIR, name).is_dir()
)
PACKAGES = [*APPS, "hstf_site", "places", "understanding"]


def in_circles(graph):
    return {
        module
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if module in graph.find_upstream_modules(imported)
    }


def test_no_module_imports_itself_by_way_of_others():
    """Imports inside of functions and for type checking count, too."""
    graph = grimp.build_graph(
        *PACKAGES, exclude_type_checking_imports=False, cache_dir=None
    )

    assert in_circles(graph) == set()


def test_circle_would_be_seen():
    graph = grimp.ImportGraph()
    for importer, imported in ["ab", "bc", "cb", "cd"]:
        graph.add_import(importer=importer, imported=imported)

    assert in_circles(graph) == {"b", "c"}


# Lines of Python: what is longer is divided by subject.
LONGEST_ROOMS = dict.fromkeys(PACKAGES, 4_300) | {"core": 2_300}
LONGEST_FILE = 300


def sources_of(package):
    """Return the code of a package, without migrations, by its path."""
    base = Path(settings.BASE_DIR)
    return {
        path.relative_to(base).as_posix(): path.read_text(encoding="utf-8")
        for path in base.joinpath(package).rglob("*.py")
        if "migrations" not in path.parts
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_no_room_and_no_file_is_too_large(package):
    lines = {path: code.count("\n") for path, code in sources_of(package).items()}
    long = {path for path, number in lines.items() if number > LONGEST_FILE}

    assert sum(lines.values()) <= LONGEST_ROOMS[package]
    assert long == set()


# Management commands have to be called so.
SHARED_NAMES = {"Command"}


def test_no_two_classes_share_a_name():
    names = Counter(
        node.name
        for package in PACKAGES
        for code in sources_of(package).values()
        for node in ast.parse(code).body
        if isinstance(node, ast.ClassDef)
    )
    namesakes = {name for name, number in names.items() if number > 1}

    assert namesakes - SHARED_NAMES == set()


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_page_type_states_its_parents_and_its_children(model):
    assert "parent_page_types" in vars(model)
    assert "subpage_types" in vars(model)


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model.__name__)
def test_every_model_says_what_it_is(model):
    own = model.__dict__.get("__doc__") or ""

    assert own
    assert not own.startswith(f"{model.__name__}(")  # Django's made-up docstring


# What came before the rule, and runs everywhere by now.
WITHOUT_DEFAULT = {("regions", "0002_add_offices_and_contacts")}


def test_the_version_before_can_still_save():
    """It knows no new column, and serves during an update and after going back."""
    loader = MigrationLoader(None)
    added = [
        f"{app}.{name}: {operation.name}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in loader.migrated_apps & {*FLOOR_OF, "accounts"}
        and (app, name) not in WITHOUT_DEFAULT
        for operation in migration.operations
        if isinstance(operation, AddField)
        and not operation.field.null
        and not operation.field.many_to_many
        and not operation.field.has_db_default()
    ]

    assert added == []


ADDING_UP = {"Sum", "Avg", "StdDev", "Variance", "sum", "fsum", "mean", "fmean"}
# These add up sizes on the screen, and degrees of a map: no published values.
NO_VALUES = {"core", "finder", "regions"}
ROOMS = sorted(set(FLOOR_OF) - NO_VALUES)


def added_up(source):
    """Name what a module adds up or averages, with its line."""
    return [
        f"line {node.lineno}: {name}"
        for node in ast.walk(ast.parse(source))
        for name in [getattr(node, "id", None) or getattr(node, "attr", None)]
        if isinstance(node, ast.Name | ast.Attribute) and name in ADDING_UP
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_published_values_are_never_added_up(room):
    """Sources count different things; a sum of their figures would be invented."""
    found = {
        str(path): lines
        for path in Path(settings.BASE_DIR, room).rglob("*.py")
        if (lines := added_up(path.read_text(encoding="utf-8")))
    }

    assert found == {}


@pytest.mark.parametrize(
    "code", ["sum(values)", "values.aggregate(Sum('number'))", "statistics.mean(x)"]
)
def test_adding_up_would_be_seen(code):
    assert added_up(code)


def test_tests_of_a_file_and_all_of_a_filled_site_share_a_process():
    assert shared("tests/faq/test_a.py::test_b[c::d]") == "tests/faq/test_a.py"
    for folder in FILLED:
        files = sorted(Path(settings.BASE_DIR, folder).glob("test_*.py"))
        assert len({shared(f"{folder}{path.name}::test_b") for path in files}) == 1
        assert len(files) > 3


def test_looks_at_a_state_of_a_page_share_a_process():
    looks = [
        "tests/browser/test_accessibility.py::test_axe_finds_nothing[odd-home]",
        "tests/browser/test_reflow.py::test_page_fits_every_width[odd-home]",
        "tests/browser/test_screenshots.py::test_page_is_drawn[odd-home]",
    ]
    assert len({shared(look) for look in looks}) == 1
    assert shared(looks[0]) != shared(looks[0].replace("odd-home", "home"))


TESTS = Path(settings.BASE_DIR, "tests")
ON_POSTGRESQL = TESTS / "postgresql.txt"
# Signs that a test is about what databases do differently.
DIFFERS = re.compile(
    r"IntegrityError|select_for_update|bulk_create|\batomic\(|\.cursor\(|\bcommitting\b"
    r"|\bown_database\(|call_command\(\"(?:migrate|seed_site|publish_scheduled)\""
)
# Signs that mean nothing: a transaction that only undoes what the test has done.
UNDOING = {
    "tests/properties/test_every_admin_address.py",
    "tests/site/test_guide.py",
}


def repeated_on_postgresql():
    """Split each line of the list into the path and, at times, the name of a test."""
    lines = ON_POSTGRESQL.read_text(encoding="utf-8").splitlines()
    return [line.partition("::")[::2] for line in lines]


def test_list_for_postgresql_leads_to_tests():
    gone = [
        (path, name)
        for path, name in repeated_on_postgresql()
        for place in [Path(settings.BASE_DIR, path)]
        if not place.exists()
        or (name and f"def {name}(" not in place.read_text(encoding="utf-8"))
    ]

    assert gone == [], f"Write their new places into {ON_POSTGRESQL.name}."


def test_tests_of_what_databases_do_differently_are_repeated_on_postgresql():
    listed = {Path(settings.BASE_DIR, path) for path, _name in repeated_on_postgresql()}
    missing = {
        str(path.relative_to(settings.BASE_DIR))
        for path in TESTS.rglob("test_*.py")
        if "browser" not in path.parts and path != Path(__file__)
        if listed.isdisjoint([path, *path.parents])
        if DIFFERS.search(path.read_text(encoding="utf-8"))
    }

    assert missing - UNDOING == set(), f"Add them to {ON_POSTGRESQL.name}."
