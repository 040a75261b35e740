"""Which names of a city are kept: those that name no other city, and are no noise."""

import csv
import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path

from places.extracting.rows import TERRITORIES, FoundCity, FoundZip
from places.geography import Coordinates, miles
from places.names import city_key, codes_by_name, normalized

JURISDICTIONS = Path(__file__).parents[2] / "fixtures" / "jurisdictions.csv"
LARGE = 100_000  # people; other names of smaller cities are more often another city's
SMALL = 5_000  # people; other names of even smaller ones are mostly of long ago
NEAR = 10.0  # miles between two positions of one city
USUAL = 4  # names that have the same three letters in a row
ALIKE = 0.75  # of the letters; what is more alike is found as a misspelling
# Names of states by which their largest cities are called as often.
ALSO_STATES = {"newyork", "nuevayork", "la"}
LETTERS = "[A-Z\u00c1\u00c9\u00cd\u00d3\u00da\u00d1]"
READABLE = re.compile(
    LETTERS + "[A-Za-z\u00e1\u00e9\u00ed\u00f3\u00fa\u00fc\u00f1\u02bb'. -]+"
)
DIVISION = re.compile(r" (county|parish|borough|municipio|township|station)$", re.I)
SPANISH = re.compile("(Nuev[ao]|San|Santa|L[ao]s|Ciudad|Cayo|Puerto) ")
AGENCIES = {"FBI", "HSI", "DEA", "ATF", "ICE", "CBP", "IRS"}  # not airports
POST = re.compile("^(Fort|Camp|Joint Base|Jb) |Air (Force|Reserve) Base|Naval", re.I)


def state_names() -> set[str]:
    with JURISDICTIONS.open(encoding="utf-8", newline="") as lines:
        written = [
            name for row in csv.DictReader(lines) for name in (row["name"], row["code"])
        ]
    return {city_key(name) for name in [*written, *codes_by_name()]}


class PostalNames:
    """The names of the Postal Service, and the ZIP codes of each."""

    def __init__(self, zips: list[FoundZip]) -> None:
        self.zips: dict[tuple[str, str], list[FoundZip]] = defaultdict(list)
        self.names: dict[tuple[str, str], str] = {}
        self.states: dict[str, set[str]] = defaultdict(set)
        self.of_state: dict[str, list[FoundZip]] = defaultdict(list)
        for each in zips:
            if each.position and each.county:
                self.of_state[each.state].append(each)
            if each.kind not in {"special", "doubtful", "military"}:
                self.add(each)

    def add(self, each: FoundZip) -> None:
        for name in each.names:
            # Codes of one receiver name companies, unless it is a fort or a base.
            if each.kind == "unique" and not POST.search(name):
                continue
            key = each.state, city_key(name)
            self.zips[key].append(each)
            # The longest of those that are alike: "Joint Base Andrews", not "Jb".
            self.names[key] = max(self.names.get(key, ""), name, key=len)
            self.states[key[1]].add(each.state)

    def middle(self, key: tuple[str, str]) -> Coordinates | None:
        """Return the middle of a name's ZIP codes, those that prefer it first."""
        placed = [each for each in self.zips[key] if each.position]
        own = [each for each in placed if city_key(each.city) == key[1]]
        points = [each.position for each in own or placed if each.position]
        if not points:
            return None
        north, east = (sum(each) / len(points) for each in zip(*points, strict=True))
        return Coordinates(north, east)

    def zips_of(self, city: FoundCity) -> list[FoundZip]:
        """Return the ZIP codes of a city, those of its other names last."""
        keys = {city_key(name): None for name in [city.name, *city.kept]}
        return [each for key in keys for each in self.zips.get((city.state, key), [])]

    def county(self, city: FoundCity) -> str:
        """Return the county of the city's ZIP code, or of any, that is nearest."""
        at = city.position
        if at is None:
            return next(filter(None, (z.county for z in self.zips_of(city))), "")
        own = [z for z in self.zips_of(city) if z.position and z.county]
        near = own or self.of_state[city.state]
        return (
            min(near, key=lambda z: miles(z.position or at, at)).county if near else ""
        )

    def also_in(self, city: FoundCity, shares: dict[str, set[str]]) -> set[str]:
        """Return the other states that hold a part of each of its ZIP codes."""
        codes = [z.code for z in self.zips_of(city) if z.is_active]
        held = [shares.get(code, set()) for code in codes]
        return set.intersection(*held) - {city.state} if held else set()


class OtherNames:
    """Decides which other names of a city help, and name no other city."""

    def __init__(self, cities: list[FoundCity], postal: PostalNames) -> None:
        self.own = Counter(city_key(each.name) for each in cities)
        self.postal = postal
        self.states = state_names() - ALSO_STATES
        # Transliterations have letters in an order that few American names have.
        known = [*(each.name for each in cities), *postal.names.values()]
        counts = Counter(three for name in known for three in triples(name))
        self.triples = {three for three, number in counts.items() if number >= USUAL}
        self.others = Counter(
            key for each in cities for key in {city_key(other) for other in each.others}
        )

    def kept(self, city: FoundCity) -> list[str]:
        found: dict[str, str] = {}
        for written in sorted(city.others):
            other = written.removesuffix(" CDP")  # a place that the census defined
            key = city_key(other)
            if key not in found and self.helps(city, other, key):
                found[key] = other
        return sorted(found.values())

    def helps(self, city: FoundCity, other: str, key: str) -> bool:
        if not READABLE.fullmatch(other) or DIVISION.search(other) or self.own[key]:
            return False
        if key in self.states or other in AGENCIES:
            return False
        if city.state in self.postal.states[key]:
            return self.is_same(city, key)
        if city.people >= LARGE:
            return other.isupper() or self.is_usual(city, other)
        is_unique = not self.postal.states[key] and self.others[key] == 1
        is_known = city.people >= SMALL or city.state in TERRITORIES
        return is_unique and is_known and self.is_usual(city, other)

    def is_same(self, city: FoundCity, key: str) -> bool:
        """Return whether a name of the Postal Service means this city."""
        if city.people < LARGE and city.key[1].startswith(key):
            return False  # "Fort Campbell North" is not all of Fort Campbell
        middle = self.postal.middle((city.state, key))
        if middle and city.position and miles(middle, city.position) <= NEAR:
            return True
        return self.postal.county(city) in {
            each.county for each in self.postal.zips[city.state, key]
        }

    def is_usual(self, city: FoundCity, other: str) -> bool:
        """Return whether it looks American or Spanish, and is no mere misspelling."""
        if other.isupper() or ("-" in other and "-" not in city.name):
            return False
        if not triples(other) <= self.triples:
            return False
        own, key = city.key[1], city_key(other)
        alike = SequenceMatcher(None, own, key).ratio() >= ALIKE
        return not alike or key in own or bool(SPANISH.match(other))


def triples(name: str) -> set[str]:
    words = [f" {word} " for word in normalized(name).split()]
    return {word[at : at + 3] for word in words for at in range(len(word) - 2)}
