"""Which hosts belong to the United States government."""

GOVERNMENT_DOMAINS = {"gov", "mil"}


def is_government(host: str) -> bool:
    """Return whether a host, perhaps with a port, ends in .gov or .mil."""
    name = host.partition(":")[0].lower().removesuffix(".")
    *rest, top = name.split(".")
    return bool(rest) and all(rest) and top in GOVERNMENT_DOMAINS
