"""Print the matrix as a Markdown table: python -m tests.publishing_matrix.table."""

import os
import sys

import django


def lines() -> list[str]:
    from tests.publishing_matrix.kinds import KINDS
    from tests.publishing_matrix.routes import ROUTES
    from tests.publishing_matrix.world import people

    names = [kind.model.__name__ for kind in KINDS]
    table = [["Route", *names, "Opens for"], ["---"] * (len(names) + 2)]
    for name, route in ROUTES.items():
        cells = [
            f"{len(route.begins) * len(people(kind))}" if route.kinds(kind) else ""
            for kind in KINDS
        ]
        who = f"{route.opens} ({', '.join(route.only)})" if route.only else route.opens
        table.append([name, *cells, who])
    return [f"| {' | '.join(row)} |" for row in table]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hstf_site.settings.test")
    django.setup()
    sys.stdout.write("\n".join(lines()) + "\n")
