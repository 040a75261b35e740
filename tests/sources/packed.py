"""Minimal office files for the checks."""

import io
import zipfile

OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
TYPES = "[Content_Types].xml"


def packed(*names, **parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "")
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def office(*names, types=(), relations=(), **parts):
    """Pack a file of Word, Excel or PowerPoint that says what is in it."""
    said = "".join(f'<Override PartName="/a" ContentType="{each}"/>' for each in types)
    related = "".join(
        f'<Relationship Id="a" Type="http://example.org/{kind}" {more}/>'
        for kind, more in relations
    )
    return packed(
        *names,
        **{
            TYPES: f'<Types xmlns="http://example.org/types">{said}</Types>',
            "word/_rels/document.xml.rels": f"<Relationships>{related}</Relationships>",
            **parts,
        },
    )


def open_document(text="", **parts):
    namespaces = 'xmlns:x="http://www.w3.org/1999/xlink" xmlns:t="t"'
    return packed(
        **{
            "mimetype": OPEN_DOCUMENT,
            "content.xml": f"<t:body {namespaces}>{text}</t:body>",
            **parts,
        }
    )
