"""Nobody publishes alone: every route, by every role, for every kind of record."""

import pytest

from tests.publishing_matrix.addresses import THROUGH
from tests.publishing_matrix.desk import Desk
from tests.publishing_matrix.kinds import KINDS
from tests.publishing_matrix.routes import NOBODY, ROUTES
from tests.publishing_matrix.world import ADMINISTRATOR, may_publish, people

pytestmark = pytest.mark.usefixtures("db")

ROWS = [
    (name, kind, begin)
    for name, route in ROUTES.items()
    for kind in KINDS
    if route.kinds(kind)
    for begin in route.begins
    if begin == "changing" or not kind.is_only
]
CELLS = [(*row, person) for row in ROWS for person in people(row[1])]
OPEN = [row for row in ROWS if ROUTES[row[0]].opens != NOBODY]
# Of each route one row, and of the rows in turn each kind.
OF_ROUTE = [[row for row in OPEN if row[0] == name] for name in ROUTES]
SLICE = [rows[at % len(rows)] for at, rows in enumerate(OF_ROUTE) if rows]


def named(cell):
    name, kind, *more = cell
    return "-".join([name, kind.model.__name__, *more])


def desk_of(world, row, writer):
    _name, kind, begin = row
    return Desk(world, kind, getattr(world, begin)[kind.name], world.writers[writer])


@pytest.mark.parametrize("cell", CELLS, ids=named)
def test_nobody_publishes_their_own_words(world, cell):
    *row, person = cell
    route, desk = ROUTES[row[0]], desk_of(world, row, person)

    route.prepare(desk)
    route.publish(desk)
    desk.let_time_pass()

    assert not desk.is_public()
    if person == ADMINISTRATOR:  # who may do everything
        assert not desk.is_read()
        assert addresses_of(*row[:2]) <= desk.client.visited


def addresses_of(name, kind):
    """Name the addresses that a route has to go through with a kind."""
    other = "snippet:" if kind.is_page else "wagtailadmin_pages:"
    found = {address for address, routes in THROUGH.items() if name in routes}
    return {address for address in found if not address.startswith(other)}


def a_second_person(route, kind):
    return next(each for each in route.only or people(kind) if may_publish(each, kind))


@pytest.mark.parametrize("row", SLICE, ids=named)
def test_second_person_publishes_by_each_route(world, row):
    """Without these, a broken route would pass the test above."""
    publish_by_two(world, row)


@pytest.mark.parametrize("row", [row for row in OPEN if row not in SLICE], ids=named)
def test_second_person_publishes_every_kind_by_the_same_route(world, row):
    publish_by_two(world, row)


def publish_by_two(world, row):
    name, kind, _begin = row
    route = ROUTES[name]
    person = a_second_person(route, kind)
    desk = desk_of(world, row, person)

    route.prepare(desk)
    route.publish(desk)
    desk.sign_in(world.seconds[person])
    route.publish(desk)
    desk.let_time_pass()

    assert desk.is_public()
    assert desk.is_read()
