"""The drawing of the states: how it is made, and where towns are in it."""

import hashlib
import json
import re
import subprocess
import sys

import brotli
import pytest
from django.conf import settings

from places.cities import city_coordinates
from places.geography import Coordinates
from regions.maps.drawing import extents
from regions.maps.projection import BOXES, INSETS, WHOLE, Point, on_map
from tests.regions.outlines import MAP, area, is_inside, outlines, rings_of

COMMAND = settings.BASE_DIR / "bin" / "draw-map"


def draw(source, folder):
    return subprocess.run(  # noqa: S603, our own command
        [sys.executable, COMMAND, source, folder],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def sample(tmp_path):
    """Three made-up shapes: Kansas, Nebraska, and Guam."""
    file = tmp_path / "states.json"
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            # What the two neighbors share has a point too many.
            [[-100, 40], [1, 0], [1, 0]],
            [[-98, 40], [0, -2], [-2, 0], [0, 2]],
            [[-98, 40], [0, 2], [-2, 0], [0, -2]],
            [[144, 13], [0, 1], [1, 0], [-1, -1]],
        ],
        "objects": {
            "states": {
                "geometries": [
                    {"id": "20", "type": "Polygon", "arcs": [[0, 1]]},
                    {"id": "31", "type": "MultiPolygon", "arcs": [[[-1, 2]]]},
                    {"id": "66", "type": "Polygon", "arcs": [[3]]},
                ]
            }
        },
    }
    file.write_text(json.dumps(topology), encoding="utf-8")
    return file


def test_command_draws_the_states_of_a_file(sample, tmp_path):
    done = draw(sample, tmp_path)

    svg = (tmp_path / "us-map.svg").read_text(encoding="utf-8")
    paths = dict(re.findall(r'<path id="(\w+)".*? d="(.*?)"/>', svg))
    kansas, nebraska = rings_of(paths["KS"])[0], rings_of(paths["NE"])[0]
    assert done.returncode == 0, done.stderr
    assert list(paths) == ["KS", "NE", "GU"]
    # Neighbors share their corners exactly, so that no gap is between them.
    assert len(set(kansas) & set(nebraska)) >= 2
    corner = on_map(Coordinates(40, -100), "KS")
    assert (round(corner.x), round(corner.y)) in kansas
    assert hashlib.sha256(sample.read_bytes()).hexdigest() in svg


def test_command_writes_where_each_state_is(sample, tmp_path):
    draw(sample, tmp_path)

    header, kansas, *_others = (
        (tmp_path / "map_extents.csv").read_text(encoding="utf-8").splitlines()
    )
    ring = rings_of(
        re.search(
            'id="KS".*? d="(.*?)"',
            (tmp_path / "us-map.svg").read_text(encoding="utf-8"),
        )[1]
    )[0]
    left = min(x for x, _y in ring)
    assert header == "code,left,top,width,height"
    assert kansas.startswith(f"KS,{left:g},")


def test_command_without_a_file_says_how_it_is_used():
    done = subprocess.run(  # noqa: S603, our own command
        [sys.executable, COMMAND], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "Usage: bin/draw-map STATES" in done.stderr


def test_committed_map_is_drawn_from_the_file_that_the_documentation_names():
    named = re.search(
        r"`([0-9a-f]{64})`",
        (settings.BASE_DIR / "docs" / "dependencies.md").read_text(encoding="utf-8"),
    )[1]

    assert f"SHA-256 sum {named}." in MAP.read_text(encoding="utf-8")


def test_committed_map_shows_every_state_and_territory_and_says_whose_it_is():
    with (settings.BASE_DIR / "fixtures/jurisdictions.csv").open() as lines:
        places = [line.split(",") for line in lines][1:]
    codes = {row[1] for row in places if row[2]}  # military mail has no FIPS code

    assert set(outlines()) == codes == set(extents())
    assert "U.S. Census Bureau" in MAP.read_text(encoding="utf-8")
    assert "ISC license" in MAP.read_text(encoding="utf-8")


def test_committed_map_is_small():
    assert len(brotli.compress(MAP.read_bytes())) <= 16_000


def test_extents_are_those_of_the_outlines():
    for code, rings in outlines().items():
        xs = [x for ring in rings for x, _y in ring]
        ys = [y for ring in rings for _x, y in ring]
        left, top, width, height = extents()[code]

        assert (left, top) == (min(xs), min(ys)), code
        assert (left + width, top + height) == (max(xs), max(ys)), code


def test_everything_is_on_the_map_and_insets_are_in_their_boxes():
    for code, extent in extents().items():
        inside = BOXES.get(code, WHOLE)
        corner = Point(extent.left + extent.width, extent.top + extent.height)

        assert inside.contains(Point(extent.left, extent.top)), code
        assert inside.contains(corner), code
    assert set(BOXES) == set(INSETS)


@pytest.mark.parametrize(
    ("city", "state"),
    [
        ("Houston", "TX"),
        ("El Paso", "TX"),
        ("Kansas City", "MO"),
        ("Kansas City", "KS"),
        ("Washington", "DC"),
        ("Fairfax", "VA"),
        ("Boise", "ID"),
        ("Orlando", "FL"),
        ("Anchorage", "AK"),
        ("Fairbanks", "AK"),
        ("Hilo", "HI"),
        ("San Juan", "PR"),
        ("Pago Pago", "AS"),
        ("Saipan", "MP"),
    ],
)
def test_town_stands_inside_the_outline_of_its_state(city, state):
    point = on_map(city_coordinates(city, state), state)

    inside = [code for code, rings in outlines().items() if is_inside(point, rings)]
    assert inside == [state]


def test_aleutian_islands_beyond_the_meridian_stand_west_of_the_others():
    attu, adak = Coordinates(52.9, 172.9), Coordinates(51.9, -176.6)

    assert on_map(attu, "AK").x < on_map(adak, "AK").x


def test_areas_are_true_to_each_other():
    # 104,094 and 97,813 square miles, by the Census Bureau.
    colorado, wyoming = (sum(map(area, outlines()[code])) for code in ("CO", "WY"))

    assert colorado / wyoming == pytest.approx(104_094 / 97_813, rel=0.005)
