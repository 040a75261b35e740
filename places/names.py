"""What people call the states and territories, in English and in Spanish."""

import functools
import re
import unicodedata

MILITARY = frozenset({"AA", "AE", "AP"})
MILITARY_OFFICES = frozenset({"apo", "dpo", "fpo"})
ASSOCIATED = frozenset({"FM", "MH", "PW"})  # Micronesia, the Marshall Islands, Palau
PREFIXES = re.compile(r"^(the )?((state|commonwealth|territory) of|estado de) ")
JOINING = re.compile("[.'`\u2018\u2019\u02bb\u02bc]")  # the last two: of Hawaiian
APART = re.compile(r"[\W_]+")
CITY_OF = re.compile(r"^(the )?((city|town|village) of |(la )?ciudad de )?(the )?(?=.)")
COUNTY_OF = re.compile(
    r"^(the )?((county|parish|municipality|(city and )?borough) of"
    r"|(el )?(condado|municipio)( de)?|(la )?parroquia de) "
)
COUNTY = re.compile(
    r" (county|parish|city and borough|borough|census area|municipality|municipio"
    r"|condado|island)$"
)
WHOLE_WORDS = {
    "afb": "airforcebase",
    "e": "east",
    "ft": "fort",
    "hgts": "heights",
    "hts": "heights",
    "jb": "jointbase",
    "mt": "mount",
    "n": "north",
    "s": "south",
    "spgs": "springs",
    "st": "saint",
    "ste": "sainte",
    "w": "west",
}

SPANISH = {
    "AS": "Samoa Americana",
    "DC": "Distrito de Columbia",
    "HI": "Hawái",
    "LA": "Luisiana",
    "MI": "Míchigan",
    "MN": "Minesota",
    "MO": "Misuri",
    "MP": "Islas Marianas del Norte",
    "MS": "Misisipi",
    "NC": "Carolina del Norte",
    "ND": "Dakota del Norte",
    "NH": "Nuevo Hampshire",
    "NJ": "Nueva Jersey",
    "NM": "Nuevo México",
    "NY": "Nueva York",
    "OR": "Oregón",
    "PA": "Pensilvania",
    "SC": "Carolina del Sur",
    "SD": "Dakota del Sur",
    "TN": "Tenesí",
    "TX": "Tejas",
    "VI": "Islas Vírgenes",
    "WV": "Virginia Occidental",
}
# Abbreviations and everyday names. Some are also words or first names (Miss, Cal): in
# a field that asks for a place, the place is what is meant.
EVERYDAY = {
    "AA": "armed forces america|armed forces the americas",
    "AK": "alas",
    "AL": "ala",
    "AR": "ark",
    "AS": "a samoa|amer samoa",
    "AZ": "ariz",
    "CA": "cal|calif|cali",
    "CO": "colo|col",
    "CT": "conn",
    "DC": "wash dc|dist of columbia",
    "DE": "del|dela",
    "FL": "fla|flor|la florida",
    "FM": "micronesia|federated states of micronesia|fsm"
    "|estados federados de micronesia",
    "HI": "haw",
    "ID": "ida",
    "IL": "ill|ills",
    "IN": "ind",
    "KS": "kans|kan",
    "KY": "ken|kent",
    "MA": "mass",
    "MH": "marshall islands|marshalls|islas marshall",
    "MI": "mich",
    "MN": "minn",
    "MP": "cnmi|northern marianas|marianas|n mariana islands|mariana islands"
    "|commonwealth of the northern mariana islands|islas marianas",
    "MS": "miss",
    "MT": "mont",
    "NC": "n car|n carolina|no carolina|north car",
    "ND": "n dak|n dakota|no dakota|no dak|north dak",
    "NE": "neb|nebr",
    "NH": "n hamp|n hampshire|nueva hampshire",
    "NJ": "n jersey|new jer|jersey",
    "NM": "n mex|n mexico|new mex",
    "NV": "nev",
    "NY": "n york|new york state",
    "OK": "okla",
    "OR": "ore|oreg",
    "PA": "penn|penna",
    "PR": "p rico|porto rico|pto rico",
    "PW": "palau|palaos|belau|republic of palau",
    "RI": "r island|rhode isl|r isl",
    "SC": "s car|s carolina|so carolina|south car",
    "SD": "s dak|s dakota|so dakota|so dak|south dak|sodak",
    "TN": "tenn",
    "TX": "tex",
    "VA": "virg",
    "VI": "usvi|us virgin islands|united states virgin islands|virgin islands"
    "|virgin islands of the united states|islas virgenes de los estados unidos"
    "|islas virgenes americanas",
    "VT": "verm",
    "WA": "wash|washington state",
    "WI": "wis|wisc",
    "WV": "w va|wva|w virginia|west va|w virg|virginia del oeste",
    "WY": "wyo",
}


def normalized(text: str) -> str:
    """
    Reduce a name to plain lower-case words: "Washington, D.C." to "washington dc".

    Accents are dropped, because few people type them; periods and apostrophes join,
    and other marks separate, as in "Winston-Salem".
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(each for each in plain if not unicodedata.combining(each))
    words = " ".join(APART.sub(" ", JOINING.sub("", plain)).split())
    return PREFIXES.sub("", words)


@functools.cache
def codes_by_name() -> dict[str, str]:
    """Map what people call a place, normalized, to its postal code."""
    found = {
        normalized(name): code
        for code, names in EVERYDAY.items()
        for name in names.split("|")
    }
    found |= {normalized(name): code for code, name in SPANISH.items()}
    return found | {code.lower(): code for code in MILITARY | ASSOCIATED}


def city_key(name: str) -> str:
    """
    Reduce the name of a city to a key under which it is found however it is written.

    "St. Louis" is "Saint Louis", "Coeur d'Alene" is "Coeur D Alene", and "N. Las Vegas"
    is "North Las Vegas".
    """
    words = CITY_OF.sub("", normalized(name))
    return "".join(WHOLE_WORDS.get(word, word) for word in words.split())


def county_key(name: str) -> str:
    """
    Reduce the name of a county, parish, borough or municipio to a key.

    "Bexar" is "Bexar County", and "City and Borough of Juneau" is "Juneau City and
    Borough". "Richmond city" stays apart from "Richmond County".
    """
    words = COUNTY_OF.sub("", normalized(name))
    return city_key(COUNTY.sub("", words))
