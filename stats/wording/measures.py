"""The weights, amounts of money and shares that a text mentions."""

import re

# Measures that are not interchangeable; longer names before those they contain.
MEASURES = {
    "pounds sterling": r"£|\bpounds? sterling\b",
    "euros": r"€|\beuros?\b",
    "dollars": r"\$|\bdollars?\b",
    "percent": r"%|\bper[ -]?cent\b",
    "pounds": r"\bpounds?\b|\blbs?\b",
    "metric tons": r"\bmetric\s+tons?\b|\btonnes?\b",
    "short tons": r"\bshort\s+tons?\b",
    "long tons": r"\blong\s+tons?\b",
    "tons": r"\btons?\b",
    "kilograms": r"\bkilo(?:gram)?s?\b|\bkg\b",
    "grams": r"\bgrams?\b",
    "ounces": r"\bounces?\b|\boz\b",
}


def measures(text: str) -> set[str]:
    """Return the weights, amounts of money and shares that a text mentions."""
    named = set()
    for name, words in MEASURES.items():
        text, times = re.subn(words, " ", text, flags=re.IGNORECASE)
        if times:
            named.add(name)
    return named
