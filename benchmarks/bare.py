"""A WSGI function that gives the same bytes with the same headers, and does no more."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# A folder with a file `headers.json` and the bodies, named in it by address.
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
