"""
Determines whether a PDF only shows pages.

Readers find a PDF's objects in different ways, so no offset is trusted:
active content is searched for in every byte, and in every compressed object.
Links that a reader clicks, and the page at which the file opens, are fine.
"""

import re
import zlib
from collections.abc import Iterator

from sources.refusals import (
    acts_by_itself,
    damaged,
    has_password,
    not_what_it_says,
    too_much_inside,
)

# Names of active content.
ACTING = [
    "EmbeddedFile",
    "EmbeddedFiles",
    "FileAttachment",
    "GoToE",
    "GoToR",
    "ImportData",
    "JavaScript",
    "Launch",
    "Movie",
    "OnInstantiate",
    "Rendition",
    "RichMedia",
    "Sound",
    "SubmitForm",
    "XFA",
]
# An object stream is small: it holds no pictures.
MOST_UNPACKED = 64 * 1024 * 1024
BEGINNING = 1_024
CHUNK = 16 * 1_024
# More than any report has; each costs time.
MOST_STREAMS = 50_000
MOST_OPENINGS = 20
LONGEST_DICTIONARY = 8_192

END_OF_NAME = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z)"
HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"(?<!end)stream\r?\n?")
# Object numbers and offsets, then the first object.
PACKED_OBJECTS = re.compile(
    rb"(?:[\x00\s]|%[^\r\n]*+[\r\n])*+\d++[\x00\s]++\d++"
    rb"(?:[\x00\s\d]|%[^\r\n]*+[\r\n])*+(?:[<\[(/+.\-%]|true|false|null|\Z)"
)
LIST_OF_OBJECTS = re.compile(rb"/(?:ObjStm|First)" + END_OF_NAME)
UNUSUALLY_PACKED = re.compile(
    rb"/(?:ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL|Crypt"
    rb"|Predictor[\x00\s]*(?!1\D)[^\x00\s]|Filter[\x00\s]*\d)"
)
OPENS = rb"[\x00\s]*(?:(<<.{0,500})|(\d{1,10})[\x00\s]+\d{1,5}[\x00\s]+R)"
KIND_OF_ACTION = re.compile(rb"/S[\x00\s]*/(\w+)")
# One action after another.
FURTHER_ACTION = re.compile(rb"/Next" + END_OF_NAME)
# What looks like the start of an object may also be part of a text.
COMMENT = re.compile(rb"%[^\r\n]*+")
EDGES = re.compile(rb"<<|>>")


def name(word: str) -> bytes:
    """Return a pattern for a name, whose characters may be hex-escaped."""
    signs = (rb"(?:%s|#(?i:%02x))" % (sign.encode(), ord(sign)) for sign in word)
    return b"/" + b"".join(signs) + END_OF_NAME


ACTS = re.compile(b"|".join(name(word) for word in ACTING))
# So short that pixel data may match it: searched for outside images.
ACTS_SHORTLY = re.compile(name("AA"))
ENCRYPTED = re.compile(name("Encrypt"))
AT_OPENING = re.compile(name("OpenAction") + OPENS, re.DOTALL)


def check_pdf(content: bytes) -> None:
    """Raise `ValidationError` for a PDF that does more than show pages."""
    if not content.startswith(b"%PDF-"):
        raise not_what_it_says("PDF")
    # Nothing may be hidden after the end.
    if not content.rstrip(b"\0\t\n\r ").endswith(b"%%EOF"):
        raise damaged()
    if ENCRYPTED.search(content):
        raise has_password()
    packed = list(packed_objects(content))
    for part in (content, *packed):
        refuse(ACTS.search(part))
    readable = [b" ".join(outside_streams(content)), *packed]
    for part in readable:
        refuse(ACTS_SHORTLY.search(part))
    check_openings(readable)
    check_openings([COMMENT.sub(b" ", part) for part in readable])


def check_openings(parts: list[bytes]) -> None:
    openings = [found for part in parts for found in AT_OPENING.finditer(part)]
    if len(openings) > MOST_OPENINGS:
        raise damaged()
    if not all(only_shows(found, parts) for found in openings):
        raise acts_by_itself("/OpenAction")


def refuse(found: re.Match[bytes] | None) -> None:
    if found:
        raise acts_by_itself(as_written(found[0]).decode("ascii", "replace"))


def as_written(names: bytes) -> bytes:
    """Return names with hex escapes decoded."""
    return HEX.sub(lambda found: bytes([int(found[1], 16)]), names)


def outside_streams(content: bytes) -> Iterator[bytes]:
    start = 0
    for stream in STREAM.finditer(content):
        if stream.start() >= start:
            yield content[start : stream.start()]
            end = content.find(b"endstream", stream.end())
            start = len(content) if end < 0 else end
    yield content[start:]


def packed_objects(content: bytes) -> Iterator[bytes]:
    """Return the content of each object stream, up to a limit."""
    left = MOST_UNPACKED
    for number, stream in enumerate(STREAM.finditer(content)):
        if number == MOST_STREAMS:
            raise too_much_inside()
        check_dictionary(content, stream.start())
        for part in lists_of_objects(content, stream.end(), left):
            left -= len(part)
            if left < 0:
                raise too_much_inside()
            yield part


def lists_of_objects(content: bytes, start: int, left: int) -> Iterator[bytes]:
    """Return what begins like an object stream, as is or decompressed."""
    if PACKED_OBJECTS.match(content, start, start + BEGINNING):
        end = content.find(b"endstream", start, start + left)
        yield content[start : start + left + 1 if end < 0 else end]
    if PACKED_OBJECTS.match(unpacked(content, start, BEGINNING)):
        yield unpacked(content, start, left + 1)


def check_dictionary(content: bytes, end: int) -> None:
    """Reject an object stream whose compression cannot be inspected."""
    earliest = max(end - LONGEST_DICTIONARY, 0)
    start = max(content.rfind(b"obj", earliest, end), earliest)
    words = as_written(content[start:end])
    if LIST_OF_OBJECTS.search(words) and UNUSUALLY_PACKED.search(words):
        raise damaged()


def unpacked(content: bytes, start: int, most: int) -> bytes:
    """Return at most this many decompressed bytes, or nothing."""
    unpacking, found, size = zlib.decompressobj(), [], 0
    try:
        for place in range(start, len(content), CHUNK):
            part = unpacking.decompress(content[place : place + CHUNK], most - size)
            found.append(part)
            size += len(part)
            if size >= most or unpacking.eof:
                break
    except zlib.error:
        pass  # damaged after this, or not compressed at all
    return b"".join(found)


def only_shows(opening: re.Match[bytes], parts: list[bytes]) -> bool:
    """Return whether the file's open action only goes to one of its pages."""
    direct, number = opening[1], opening[2]
    actions = [direct] if direct else list(objects(number, parts))
    written = [as_written(dictionary(action)) for action in actions]
    kinds = {kind for each in written for kind in KIND_OF_ACTION.findall(each)}
    return kinds <= {b"GoTo"} and not any(map(FURTHER_ACTION.search, written))


def objects(number: bytes, parts: list[bytes]) -> Iterator[bytes]:
    """Return the beginning of each object that has this number."""
    plain = re.compile(rb"(?<!\d)0*%s[\x00\s]+\d+[\x00\s]+obj(.{0,500})" % number, re.S)
    pair = re.compile(rb"(?<!\d)0*%s[\x00\s]+(\d{1,10})" % number)
    for found in plain.finditer(parts[0]):
        yield found[1]
    for packed in parts[1:]:
        first = max(packed.find(b"<"), 0)
        for found in pair.finditer(packed, 0, first):
            start = first + int(found[1])
            yield packed[start : start + 500]


def dictionary(beginning: bytes) -> bytes:
    """Return the dictionary that begins here, without what follows it."""
    depth = 0
    for sign in EDGES.finditer(beginning):
        depth += 1 if sign[0] == b"<<" else -1
        if depth <= 0:
            return beginning[: sign.end()]
    return beginning
