"""An accepted document only shows pages: it runs, fetches and hides nothing."""

import io
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from sources.documents import check
from sources.office import Left
from tests.sources.packed import OPEN_DOCUMENT, TYPES, office, open_document, packed


def refusal(name, content):
    """Return why a file is rejected, or nothing."""
    try:
        check(ContentFile(content, name))
    except ValidationError as error:
        return error.code
    return ""


# PDF


def pdf(*objects):
    body = b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, each)
        for number, each in enumerate(objects, 1)
    )
    return b"%PDF-1.7\n" + body + b"trailer <</Root 1 0 R>>\n%%EOF\n"


def stream(content, more=b"", pack=zlib.compress):
    return b"<<%s>>\nstream\r\n%s\nendstream" % (more, pack(content))


def packed_objects(*objects, more=b"/Type/ObjStm/Filter/FlateDecode", **values):
    """Return an object stream, numbered from 11."""
    starts, place = [], 0
    for each in objects:
        starts.append(place)
        place += len(each) + 1
    head = b" ".join(
        b"%d %d" % (number, start) for number, start in enumerate(starts, 11)
    )
    head += b"\n"
    more += b"/N %d/First %d" % (len(objects), len(head))
    return stream(head + b" ".join(objects), more, **values)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
LINK = b"<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://example.org/)>>>>"
PIXELS = bytes(range(256)) * 40 + b"/AA "

SHOWS = [
    pdf(CATALOG, LINK),
    pdf(CATALOG, stream(b"BT (Words about /JS and /Launching) Tj ET")),
    pdf(CATALOG, stream(PIXELS, b"/Subtype/Image", pack=bytes)),
    pdf(b"<</Type/Catalog/OpenAction[3 0 R/XYZ null null 0]>>"),
    pdf(b"<</Type/Catalog/OpenAction<</S/GoTo/D[3 0 R/Fit]>>/A 1>>", LINK),
    pdf(b"<</Type/Catalog/OpenAction 2 0 R>>", b"<</S /GoTo/D[3 0 R/Fit]>>", LINK),
    pdf(CATALOG, packed_objects(b"<</Type/Catalog>>", LINK)),
    pdf(
        CATALOG,
        packed_objects(b"<</OpenAction 12 0 R>>", b"<</S/GoTo/D[1 0 R]>>", LINK),
    ),
    pdf(CATALOG, stream(b"1 0 0 -1 0 792 cm /Fm0 Do")),
    pdf(CATALOG, b"<</MarkInfo<</Marked true>>/StructTreeRoot 9 0 R/Lang(en)>>"),
]
ACTING = [
    b"<</S/JavaScript/JS(app.alert(1))>>",
    b"<</S/J#61va#53cript/JS(app.alert(1))>>",
    b"<</S /Launch/F(cmd.exe)>>",
    b"<</S/#4caunch/F(cmd.exe)>>",
    b"<</S/SubmitForm/F(https://example.org)>>",
    b"<</S/ImportData/F(a)>>",
    b"<</S/GoToR/F(//example.org/a.pdf)>>",
    b"<</S/GoToE/F(a)>>",
    b"<</S/Rendition/JS(a)>>",
    b"<</Subtype/RichMedia>>",
    b"<</Names<</EmbeddedFiles 9 0 R>>>>",
    b"<</Type/EmbeddedFile>>",
    b"<</Subtype/FileAttachment>>",
    b"<</AcroForm<</XFA 9 0 R>>>>",
    b"<</AA<</O<</S/URI/URI(https://example.org)>>>>>>",
    b"<</OpenAction<</S/URI/URI(https://example.org)>>>>",
    b"<</OpenAction %a\n<</S%b\n/URI/URI(https://example.org)>>>>",
    b"<</OpenAction<</S/GoTo/D[3 0 R/Fit]/Next 4 0 R>>>>",
    b"<</#4fpenAction << /S /U#52I >>>>",
]


@pytest.mark.parametrize("content", SHOWS, ids=range(len(SHOWS)))
def test_pdf_that_shows_pages_is_taken(content):
    assert refusal("a.pdf", content) == ""


@pytest.mark.parametrize("acting", ACTING)
def test_pdf_that_acts_by_itself_is_refused(acting):
    assert refusal("a.pdf", pdf(CATALOG, acting)) == "acts_by_itself"


@pytest.mark.parametrize("acting", ACTING)
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"more": b"/Filter/FlateDecode"},
        {"more": b"/Type/Ob#6aStm/Filter/FlateDecode"},
        {"more": b"/Type/ObjStm", "pack": bytes},
    ],
)
def test_pdf_that_acts_out_of_packed_objects_is_refused(acting, more):
    content = pdf(CATALOG, packed_objects(b"<</A 1>>", acting, **more))

    assert refusal("a.pdf", content) == "acts_by_itself"


def test_pdf_that_opens_an_address_by_number_is_refused():
    action = b"<</S/URI/URI(https://example.org)>>"
    plain = pdf(b"<</OpenAction%a\n2 %b\r0 R>>", action)
    in_list = pdf(b"<</OpenAction 12 0 R>>", packed_objects(b"<</A 1>>", action))

    assert refusal("a.pdf", plain) == refusal("a.pdf", in_list) == "acts_by_itself"


@pytest.mark.parametrize(
    "more",
    [
        b"/Type/ObjStm/Filter/LZWDecode",
        b"/Type/ObjStm/Filter[/ASCIIHexDecode/FlateDecode]",
        b"/Type/ObjStm/Filter/#41SCII85Decode",
        b"/Type/ObjStm/Filter 9 0 R",
        b"/Type/ObjStm/Filter/FlateDecode/DecodeParms<</Predictor 12>>",
    ],
)
def test_packed_objects_that_cannot_be_looked_into_are_refused(more):
    content = pdf(CATALOG, packed_objects(b"<</A 1>>", more=more))

    assert refusal("a.pdf", content) == "damaged"


def test_pdf_with_a_password_is_refused():
    assert refusal("a.pdf", pdf(CATALOG, b"<</Encrypt 9 0 R>>")) == "has_password"


def test_pdf_is_unpacked_no_further_than_a_limit(monkeypatch):
    monkeypatch.setattr("sources.pdf.MOST_UNPACKED", 100_000)
    bomb = pdf(CATALOG, packed_objects(b"<</A 1>>", b"0" * 10_000_000))

    assert refusal("a.pdf", bomb) == "too_much_inside"


def test_pdf_with_too_many_streams_or_openings_is_refused(monkeypatch):
    monkeypatch.setattr("sources.pdf.MOST_STREAMS", 10)

    assert refusal("a.pdf", pdf(*[stream(b"q")] * 11)) == "too_much_inside"
    assert refusal("a.pdf", pdf(*[b"<</OpenAction 1 0 R>>"] * 21)) == "damaged"


# Office files

WORD = "word/document.xml"
EXTERNAL = 'TargetMode="External" Target="https://example.org/a"'
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument"


@pytest.mark.parametrize(
    "content",
    [
        office(WORD, types=[f"{CONTENT_TYPE}.wordprocessingml.document.main+xml"]),
        office(WORD, relations=[("hyperlink", EXTERNAL)]),
        office(WORD, relations=[("image", 'Target="media/a.png"')]),
        office(WORD, **{"word/embeddings/a.xlsx": office("xl/workbook.xml")}),
    ],
)
def test_plain_office_file_is_taken(content):
    assert refusal("a.docx", content) == ""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (
            office(
                WORD, types=["application/vnd.ms-word.document.macroEnabled.main+xml"]
            ),
            "program_inside",
        ),
        (
            office(WORD, types=["application/vnd.ms-office.VBAPROJECT"]),
            "program_inside",
        ),
        (office(WORD, types=["application/vnd.ms-excel.macrosheet"]), "program_inside"),
        (office(WORD, types=["application/vnd.ms-office.activeX"]), "program_inside"),
        (office(WORD, relations=[("vbaProject", 'Target="a.bin"')]), "program_inside"),
        (office(WORD, relations=[("control", 'Target="a.xml"')]), "program_inside"),
        (office(WORD, types=[f"{CONTENT_TYPE}.oleObject"]), "file_inside"),
        (office(WORD, relations=[("oleObject", 'Target="a.bin"')]), "file_inside"),
        (office(WORD, relations=[("aFChunk", 'Target="a.html"')]), "file_inside"),
        (office(WORD, relations=[("attachedTemplate", EXTERNAL)]), "part_elsewhere"),
        (office(WORD, relations=[("oleObject", EXTERNAL)]), "part_elsewhere"),
        (office(WORD, relations=[("image", EXTERNAL)]), "part_elsewhere"),
        (office(WORD, relations=[("frame", EXTERNAL)]), "part_elsewhere"),
        (
            office(
                WORD,
                relations=[("attachedTemplate", 'Target="http://example.org/a.dotm"')],
            ),
            "part_elsewhere",
        ),
        (
            office(
                WORD,
                relations=[("hyperlink", 'Target="ms-msdt:a" TargetMode="External"')],
            ),
            "part_elsewhere",
        ),
        (office(WORD, "word\\vbaProject.bin"), "program_inside"),
        (office(WORD, "word/vba%50roject.bin"), "program_inside"),
        (
            office(WORD, types=[f"{CONTENT_TYPE}.spreadsheetml.externalLink+xml"]),
            "part_elsewhere",
        ),
        (
            office(
                WORD,
                **{
                    "word/embeddings/a.xlsx": office(
                        "xl/workbook.xml", relations=[("vbaProject", "")]
                    )
                },
            ),
            "program_inside",
        ),
        (
            office(
                WORD,
                **{"word/embeddings/a.xlsx": office("a", **{"b.docx": office(WORD)})},
            ),
            "file_inside",
        ),
        (office(WORD, **{TYPES: "<Types"}), "damaged"),
        (
            office(WORD, **{TYPES: '<!DOCTYPE a [<!ENTITY b "c">]><Types>&b;</Types>'}),
            "damaged",
        ),
        (office(WORD, TYPES.upper()), "damaged"),
    ],
)
def test_office_file_that_is_more_than_a_document_is_refused(content, code):
    assert refusal("a.docx", content) == code


@pytest.mark.parametrize(
    "text",
    [
        '<t:a x:href="https://example.org/">Words</t:a>',
        '<t:image x:href="Pictures/a.png"/>',
        '<t:object x:href="./Object 1"/>',
        "<t:scripts/><t:event-listeners/>",
    ],
)
def test_plain_open_document_is_taken(text):
    assert refusal("a.odt", open_document(text)) == ""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (open_document("<t:event-listener/>"), "program_inside"),
        (open_document("<t:script/>"), "program_inside"),
        (open_document("<t:object-ole/>"), "file_inside"),
        (open_document('<t:image x:href="https://example.org/a"/>'), "part_elsewhere"),
        (open_document('<t:image x:href="../a.png"/>'), "part_elsewhere"),
        (open_document('<t:section-source x:href="//a/b"/>'), "part_elsewhere"),
        (open_document("<t:dde-connection-decl/>"), "part_elsewhere"),
        (
            open_document(**{"Object 1/content.xml": "<a><script/></a>"}),
            "program_inside",
        ),
        (
            open_document(
                **{"META-INF/manifest.xml": "<m><encryption-data/></m>"},
            ),
            "has_password",
        ),
        (
            open_document(
                **{
                    "META-INF/manifest.xml": (
                        '<m><file-entry media-type="application/vnd.sun.star.'
                        'oleobject"/></m>'
                    )
                },
            ),
            "file_inside",
        ),
        (open_document(mimetype=OPEN_DOCUMENT + "\n"), "wrong_content"),
    ],
)
def test_open_document_that_is_more_than_a_text_is_refused(content, code):
    assert refusal("a.odt", content) == code


def test_no_more_of_a_part_is_unpacked_than_is_asked_for(monkeypatch):
    read = []
    original = zipfile.ZipExtFile.read

    def counted(self, size=-1):
        found = original(self, size)
        read.append(len(found))
        return found

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    monkeypatch.setattr("sources.office.MOST_UNPACKED", 10**9)

    code = refusal("a.odt", open_document(mimetype="a" * 50_000_000))

    assert code == "wrong_content"
    assert sum(read) < 1_000


@pytest.mark.parametrize("limit", ["size", "elements"])
def test_no_more_of_all_parts_is_read_than_a_limit(monkeypatch, limit):
    monkeypatch.setattr("sources.office.Left", lambda: Left(**{limit: 100}))
    relations = [("hyperlink", EXTERNAL)] * 200

    assert refusal("a.docx", office(WORD, relations=relations)) == "too_much_inside"


def test_office_file_with_a_password_is_refused():
    content = bytearray(office(WORD))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        count = len(archive.infolist())
    place = 0
    for _ in range(count):
        place = content.index(b"PK\x01\x02", place) + 8
        content[place] |= 1

    assert refusal("a.docx", bytes(content)) == "has_password"


def test_packed_file_of_another_kind_is_refused():
    assert refusal("a.docx", packed(WORD)) == "wrong_content"
