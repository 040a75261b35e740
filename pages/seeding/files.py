"""Parses fixture files into entries, and rejects typos."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pages.seeding.errors import SeedError
from publishing.models.seal import digest

# Behind a sentence that may name who speaks, and why it may: see docs/style.md.
ATTRIBUTED = re.compile(r" ?\{\{ *attributed: *(contradiction|praise|allegation) *\}\}")


@dataclass(frozen=True)
class Entry:
    """One entry of a fixture file: `data` without its key."""

    kind: str
    key: str
    data: dict[str, Any]
    file: str

    @property
    def hash(self) -> str:
        return digest(self.data)

    def error(self, field: str, problem: str) -> SeedError:
        return SeedError(self.file, self.key, field, problem=problem)


class StrictLoader(yaml.CSafeLoader):
    """YAML in which a duplicate key is an error, not a silent loss."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key}” appears twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_yaml(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return yaml.load(text, Loader=StrictLoader)  # noqa: S506, it is a SafeLoader


def read_csv(path: Path) -> list[dict[str, Any]]:
    """Rows without their empty cells, so that empty means left out."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, strict=True))
    return [{key: cell for key, cell in row.items() if cell} for row in rows]


def without_marks(value: Any) -> Any:
    """Return an entry's data without what only the check of the voice reads."""
    if isinstance(value, dict):
        return {key: without_marks(each) for key, each in value.items()}
    if isinstance(value, list):
        return [without_marks(each) for each in value]
    return ATTRIBUTED.sub("", value) if isinstance(value, str) else value


def read(path: Path, kind: str, root: Path) -> Iterator[Entry]:
    name = str(path.relative_to(root.parent))
    try:
        rows = read_csv(path) if path.suffix == ".csv" else read_yaml(path)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise SeedError(name, line, problem=str(error.problem)) from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SeedError(name, problem=str(error)) from error
    if not isinstance(rows, list):
        raise SeedError(name, problem="the file must be a list of entries")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or not isinstance(row.get("key"), str):
            raise SeedError(name, f"entry {number}", "key", problem="is missing")
        if None in row:
            raise SeedError(name, row["key"], problem="has more cells than the header")
        data = {field: value for field, value in row.items() if field != "key"}
        yield Entry(kind, row["key"], without_marks(data), name)
