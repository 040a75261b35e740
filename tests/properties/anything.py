"""What visitors and editors may send: any text, and known troublemakers."""

from urllib.parse import quote, quote_from_bytes

from hypothesis import HealthCheck, Phase, settings, strategies as st

# Unescaped in a page, it would have been taken for markup.
MARKUP = "\"'><zq-markup>"
TROUBLE = [
    "",
    " ",
    "\x00",
    "a\x00b",
    '"',
    '""',
    "'",
    "'; DROP TABLE wagtailcore_page; --",
    "(",
    "*",
    "%",
    "_",
    "\\",
    "&",
    "|",
    ":*",
    "AND OR NOT",
    "NEAR(a b)",
    "title:a",
    "a" * 5_000,
    "a " * 3_000,
    "'" * 300,
    "9" * 30,
    "9" * 5_000,
    "-1",
    "0",
    "1",
    "NaN",
    "Infinity",
    "²",
    "\u0667",
    "0001",
    "10000",
    "0000-00-00",
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "2026-11-01",
    "../../etc/passwd",
    "//example.org",
    "https://example.org/",
    "\r\nSet-Cookie: a=b",
    "{{ 7*7 }}",
    "\ufeff",
    "\U0001f600",
    "ß" * 100,
    "\u0301" * 100,
    MARKUP,
    f"texas{MARKUP}",
]
# What the seeded site knows, so that examples also reach past the first check.
KNOWN = [
    "texas",
    "TX",
    "75001",
    "arrests",
    "hstf",
    "public",
    "law-enforcement",
    "press",
]
# A lone surrogate is not text; a browser cannot send it.
SIGNS = st.characters(exclude_categories=["Cs"])
texts = st.one_of(
    st.sampled_from(TROUBLE),
    st.sampled_from(KNOWN),
    st.text(SIGNS, max_size=60),
    st.lists(st.sampled_from([*TROUBLE[:22], *KNOWN]), max_size=4).map(" ".join),
)
# The same as it goes over the wire; and what is no text in any encoding.
sent = st.one_of(
    texts.map(lambda text: quote(text, safe="")),
    st.binary(max_size=30).map(quote_from_bytes),
    st.sampled_from(["%", "%f", "%zz", "%u0041", "%c0%80", "%ed%a0%80", "%ff", "+"]),
)


def steady(examples: int) -> settings:
    """Try the same each time; a slow machine fails no test."""
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        database=None,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.too_slow,
        ],
    )
