"""Determines whether an office file, which is a zip of parts, is only a document."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from urllib.parse import unquote
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from django.core.files import File

from sources.refusals import (
    damaged,
    file_inside,
    has_password,
    not_what_it_says,
    part_elsewhere,
    program_inside,
    too_much_inside,
)
from sources.uploads import extension_of

# A compressed file declares its size; a small one can expand to fill the disk.
MOST_PARTS = 5_000
MOST_UNPACKED = 250 * 1024 * 1024
# What is read here is metadata of the document, or its text.
MOST_READ = 40 * 1024 * 1024
MOST_ELEMENTS = 1_000_000
CHUNK = 64 * 1024
# Each type of office file has one part that no other has.
MAIN_PART = {
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "xlsx": "xl/workbook.xml",
}
TYPES = "[Content_Types].xml"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
IS_ENCRYPTED = 0x1

PROGRAM = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml|activex/.*)$|(^|/)(basic|scripts)/"
)
# By a part's declared type, whatever its name.
PROGRAM_TYPE = re.compile("macroenabled|macrosheet|dialogsheet|vba|activex|basic-lib")
FILE_TYPE = re.compile("oleobject|ole-object|sun.star.oleobject")
ELSEWHERE_TYPE = re.compile("externallink|spreadsheetml.connections")
PROGRAM_RELATION = {
    "activexcontrolbinary",
    "control",
    "vbaproject",
    "wordvbadata",
    "xlintlmacrosheet",
    "xlmacrosheet",
}
FILE_RELATION = {"afchunk", "oleobject"}
# What a reader clicks; everything else is fetched when the file is opened.
CLICKED = {"hyperlink"}
# With other schemes, a click starts a program.
LEADS_TO_PAGES = {"http:", "https:", "mailto:", "tel:"}
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)

# In an OpenDocument text, by the local name of the element.
OPEN_DOCUMENT_PARTS = ("content.xml", "styles.xml", "meta.xml")
PROGRAM_ELEMENT = {"event-listener", "script", "applet"}
FILE_ELEMENT = {"object-ole", "plugin"}
ELSEWHERE_ELEMENT = {"dde-connection-decl", "dde-source", "floating-frame"}
# A URL with a scheme, or a path to a server, to the disk, or outside this file.
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]|\.\.", re.IGNORECASE)

Element = tuple[str, dict[str, str]]


def check_office_file(file: File[bytes] | io.BytesIO, kind: str) -> None:
    """Raise `ValidationError` for anything more than a document of this type."""
    # Its parts are zipped, and nothing may precede them.
    if file.read(4) != b"PK\x03\x04":
        raise not_what_it_says(kind.upper())
    try:
        with ZipFile(file) as packed:
            check_parts(packed)
            if kind == "odt":
                check_open_document(Parts(packed, Left()))
            else:
                check_open_xml(Parts(packed, Left()), kind)
    except (
        BadZipFile,
        EOFError,
        NotImplementedError,  # an unsupported compression in zipfile
        OSError,
        RuntimeError,
        ValueError,
        expat.ExpatError,
    ) as error:
        raise damaged() from error


def check_parts(packed: ZipFile) -> None:
    parts = packed.infolist()
    # Readers treat other spellings of a name as the same name.
    names = {unquote(part.filename).replace("\\", "/").lower() for part in parts}
    unpacked = accumulate(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or any(size > MOST_UNPACKED for size in unpacked):
        raise too_much_inside()
    if any(part.flag_bits & IS_ENCRYPTED for part in parts):
        raise has_password()
    if any(PROGRAM.search(name) for name in names):
        raise program_inside()
    # Of two parts with the same name, readers show one or the other.
    if len(names) < len(parts):
        raise damaged()


@dataclass
class Left:
    """How much of a file may still be read."""

    size: int = MOST_READ
    elements: int = MOST_ELEMENTS

    def take(self, size: int = 0, elements: int = 0) -> None:
        self.size -= size
        self.elements -= elements
        if self.size < 0 or self.elements < 0:
            raise too_much_inside()


@dataclass
class Parts:
    """The parts of a file, read up to the remaining limit."""

    packed: ZipFile
    left: Left

    def names(self) -> set[str]:
        return set(self.packed.namelist())

    def content(self, part: str) -> bytes:
        with self.packed.open(part) as opened:
            content = opened.read(self.left.size + 1)
        self.left.take(size=len(content))
        return content

    def elements(self, part: str) -> Iterator[Element]:
        """Return each element by its local name, with its attributes by theirs."""
        found: list[Element] = []
        parser = expat.ParserCreate(namespace_separator=" ")

        def begin(name: str, attributes: dict[str, str]) -> None:
            by_name = {local(key): value for key, value in attributes.items()}
            found.append((local(name), by_name))

        parser.StartElementHandler = begin
        # No office file has one, and it can expand enormously.
        parser.StartDoctypeDeclHandler = refuse_doctype
        with self.packed.open(part) as opened:
            while chunk := opened.read(CHUNK):
                parser.Parse(chunk)
                self.left.take(len(chunk), len(found))
                yield from found
                found.clear()
            parser.Parse(b"", True)


def refuse_doctype(*args: Any) -> None:
    raise damaged()


def local(name: str) -> str:
    return name.rpartition(" ")[2]


# Word, PowerPoint and Excel


def check_open_xml(parts: Parts, kind: str) -> None:
    names = parts.names()
    if not {TYPES, MAIN_PART[kind]} <= names:
        raise not_what_it_says(kind.upper())
    check_inside(parts)
    for name in names:
        if extension_of(name) in MAIN_PART:
            # A chart contains its table.
            check_embedded(parts.content(name), parts.left)


def check_embedded(content: bytes, left: Left) -> None:
    with ZipFile(io.BytesIO(content)) as packed:
        check_parts(packed)
        parts = Parts(packed, left)
        if any(extension_of(name) in MAIN_PART for name in parts.names()):
            raise file_inside()
        if TYPES not in parts.names():
            raise damaged()
        check_inside(parts)


def check_inside(parts: Parts) -> None:
    for _name, said in parts.elements(TYPES):
        check_type(said.get("ContentType", "").lower())
    for name in parts.names():
        if name.lower().endswith(".rels"):
            for _name, said in parts.elements(name):
                check_relation(said)


def check_type(type_: str) -> None:
    if PROGRAM_TYPE.search(type_):
        raise program_inside()
    if FILE_TYPE.search(type_):
        raise file_inside()
    if ELSEWHERE_TYPE.search(type_):
        raise part_elsewhere(type_.rpartition(".")[2])


def check_relation(said: dict[str, str]) -> None:
    kind = said.get("Type", "").rpartition("/")[2].lower()
    if kind in PROGRAM_RELATION:
        raise program_inside()
    target = said.get("Target", "").strip()
    found = SCHEME.match(target)
    scheme = found[0].lower() if found else ""
    is_elsewhere = said.get("TargetMode", "").strip().lower() == "external"
    if kind in CLICKED:
        is_refused = scheme not in {"", *LEADS_TO_PAGES}
    else:
        is_refused = is_elsewhere or scheme != ""
    if is_refused:
        raise part_elsewhere(target)
    if kind in FILE_RELATION:
        raise file_inside()


# OpenDocument


def check_open_document(parts: Parts) -> None:
    if not says_open_document(parts):
        raise not_what_it_says("ODT")
    for name in parts.names():
        if name == "META-INF/manifest.xml":
            for element in parts.elements(name):
                check_listed(*element)
        # Charts and formulas are documents of their own, in folders.
        elif name.rpartition("/")[2] in OPEN_DOCUMENT_PARTS:
            for element in parts.elements(name):
                check_element(*element)


def says_open_document(parts: Parts) -> bool:
    if not {"mimetype", "content.xml"} <= parts.names():
        return False
    with parts.packed.open("mimetype") as opened:
        return opened.read(len(OPEN_DOCUMENT) + 1) == OPEN_DOCUMENT


def check_listed(name: str, said: dict[str, str]) -> None:
    if name == "encryption-data":
        raise has_password()
    check_type(said.get("media-type", "").lower())


def check_element(name: str, said: dict[str, str]) -> None:
    if name in PROGRAM_ELEMENT:
        raise program_inside()
    if name in FILE_ELEMENT:
        raise file_inside()
    where = said.get("href", "").strip()
    if name in ELSEWHERE_ELEMENT or (name != "a" and OUTSIDE.match(where)):
        raise part_elsewhere(where or name)
