"""
A strict reader of vCards, written from RFC 2426 (3.0) and RFC 6350 (4.0).

It knows nothing of what writes them, and refuses what neither standard allows.
"""

import re
from dataclasses import dataclass

LINE = re.compile(
    r"([A-Za-z0-9-]+)"
    r'((?:;[A-Za-z0-9-]+=(?:"[^"\x00-\x1f\x7f]*"|[^",;:\x00-\x1f\x7f]+'
    r"(?:,[^\",;:\x00-\x1f\x7f]+)*))*)"
    r":([^\x00-\x08\x0a-\x1f\x7f]*)"
)
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=(?:"([^"]*)"|([^;]*))')
STAMP = re.compile(r"[0-9]{8}T[0-9]{6}Z")
URI = re.compile(r"[a-z][a-z0-9+.-]*:[!-~]+")
BOTH = {"VERSION", "PRODID", "UID", "REV", "SOURCE", "FN", "N", "ORG", "ADR"} | {
    "TEL",
    "EMAIL",
    "URL",
    "NOTE",
}
KNOWN = {"3.0": BOTH, "4.0": BOTH | {"KIND"}}
REQUIRED = {"3.0": {"VERSION", "FN", "N"}, "4.0": {"VERSION", "FN"}}
ONCE = {"VERSION", "PRODID", "UID", "REV", "FN", "N", "KIND"}
PARTS = {"N": 5, "ADR": 7}
TEXTS = {"FN", "NOTE", "PRODID", "TEL", "EMAIL"}
ADDRESSES = {"SOURCE", "URL"}
# Section 3.3.1 of RFC 2426, and what the registry of RFC 6350 has added.
TEL_TYPES = {
    "3.0": {"HOME", "WORK", "PREF", "VOICE", "FAX", "MSG", "CELL", "PAGER", "BBS"}
    | {"MODEM", "CAR", "ISDN", "VIDEO", "PCS", "TEXT", "TEXTPHONE"},
    "4.0": {"home", "work", "text", "voice", "fax", "cell", "video", "pager"}
    | {"textphone"},
}
OTHER_TYPES = {
    "3.0": {"ADR": {"WORK"}, "EMAIL": {"INTERNET"}},
    "4.0": {},
}


class BrokenCardError(Exception):
    """The file is not as its standard has it."""


@dataclass(frozen=True)
class Property:
    name: str
    types: frozenset
    value: str  # as it stands there, escaped


class Card:
    def __init__(self, properties):
        self.properties = properties

    def all(self, name):
        return [each for each in self.properties if each.name == name]

    def text(self, name):
        (found,) = self.all(name)
        return unescaped(found.value)

    def texts(self, name):
        return [unescaped(each.value) for each in self.all(name)]

    def parts(self, name):
        (found,) = self.all(name)
        return [unescaped(part) for part in components(found.value)]

    def types(self, name):
        return [{kind.lower() for kind in each.types} for each in self.all(name)]

    @property
    def version(self):
        return self.text("VERSION")


def check(is_right, reason):
    if not is_right:
        raise BrokenCardError(reason)


def components(value):
    """Split at the semicolons that are not escaped."""
    return re.findall(r"(?:^|;)((?:\\.|[^\\;])*)", value)


def unescaped(value):
    found = re.fullmatch(r"(?:[^\\,;]|\\[\\,;nN])*", value)
    check(found, f"not escaped: {value!r}")
    marks = {"n": "\n", "N": "\n"}
    return re.sub(r"\\(.)", lambda mark: marks.get(mark[1], mark[1]), value)


def unfolded(content):
    text = content.decode("utf-8")
    check(text.endswith("\r\n"), "the last line has no end")
    lines = text.removesuffix("\r\n").split("\r\n")
    found = []
    for line in lines:
        check(not re.search(r"[\r\n]", line), "a bare line end")
        check(len(line.encode()) <= 75, f"too long: {line!r}")
        if line[:1] in (" ", "\t"):
            check(found, "nothing to go on from")
            found[-1] += line[1:]
        else:
            found.append(line)
    return found


def property_of(line):
    found = LINE.fullmatch(line)
    check(found, f"not a property: {line!r}")
    types = set()
    for name, quoted, plain in PARAMETER.findall(found[2]):
        check(name == "TYPE", f"a parameter that no property here has: {name}")
        types |= set((quoted or plain).split(","))
    return Property(found[1], frozenset(types), found[3])


def read_cards(content):
    """Return the cards of a file, or raise BrokenCardError."""
    cards, lines = [], None
    for line in unfolded(content):
        if line == "BEGIN:VCARD":
            check(lines is None, "a card within a card")
            lines = []
        elif line == "END:VCARD":
            check(lines, "an end without a beginning")
            cards.append(card_of([property_of(each) for each in lines]))
            lines = None
        else:
            check(lines is not None, f"outside of a card: {line!r}")
            lines.append(line)
    check(lines is None, "a card without an end")
    return cards


def card_of(properties):
    names = [each.name for each in properties]
    check(names[0] == "VERSION", "the version does not come first")
    card = Card(properties)
    version = card.version
    check(version in KNOWN, f"version {version}")
    check(set(names) <= KNOWN[version], f"unknown: {set(names) - KNOWN[version]}")
    check(REQUIRED[version] <= set(names), "something required is missing")
    for name in ONCE:
        check(names.count(name) <= 1, f"{name} stands there twice")
    for each in properties:
        check_property(each, version)
    return card


def check_property(each, version):
    if each.name in TEXTS:
        unescaped(each.value)
    if each.name in PARTS:
        parts = components(each.value)
        check(len(parts) == PARTS[each.name], f"{each.name} has {len(parts)} parts")
    if each.name in ADDRESSES or (each.name == "UID" and version == "4.0"):
        check(URI.fullmatch(each.value), f"not an address: {each.value}")
    if each.name == "REV":
        check(STAMP.fullmatch(each.value), each.value)
    if each.name == "KIND":
        check(each.value in {"individual", "group", "org", "location"}, each.value)
    kinds = TEL_TYPES if each.name == "TEL" else {}
    allowed = kinds.get(version) or OTHER_TYPES[version].get(each.name, set())
    check(each.types <= allowed, f"{each.name} of type {set(each.types)}")
