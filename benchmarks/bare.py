"""A bare WSGI function that returns the same bytes with the same headers."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# A folder with `headers.json` and the bodies that it names by URL.
FOLDER = Path(os.environ["BARE_FOLDER"])
TOLD = json.loads((FOLDER / "headers.json").read_text(encoding="utf-8"))
ANSWERS = {
    path: (
        [tuple(pair) for pair in told["headers"]],
        (FOLDER / told["file"]).read_bytes(),
    )
    for path, told in TOLD.items()
}


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    headers, body = ANSWERS[environ["PATH_INFO"]]
    start_response("200 OK", headers)
    return [body]
