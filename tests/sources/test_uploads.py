"""What editors may send, and what is kept of it."""

import io
import os
import re
from contextlib import closing

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile

from sources.models import CreditedImage
from sources.uploads import safe_name
from tests.factories import image_file
from tests.sources.packed import office, open_document, packed

pytestmark = pytest.mark.django_db


@pytest.fixture
def disk(settings, tmp_path):
    """Keep uploads in a folder, and list what is in it."""
    settings.MEDIA_ROOT = str(tmp_path)
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }

    def files():
        return [
            name for _folder, _folders, names in os.walk(tmp_path) for name in names
        ]

    return files


def content_of(field):
    with field.open() as file:
        return file.read()


GOOD = {
    "a.pdf": b"%PDF-1.7\nWords\n%%EOF\n",
    "a.txt": "Größe 555-0199\r\n".encode(),
    "a.csv": b"\xef\xbb\xbfa,b\r\n",
    "a.docx": office("word/document.xml"),
    "a.xlsx": office("xl/workbook.xml"),
    "a.pptx": office("ppt/presentation.xml"),
    "a.odt": open_document(),
}
PAGE = b"<html><script>alert(1)</script>"
BAD = [
    ("a.pdf", PAGE, "By its name this file is PDF"),
    ("a.pdf", PAGE + GOOD["a.pdf"], "By its name this file is PDF"),
    ("a.pdf", GOOD["a.pdf"] + GOOD["a.docx"], "more than a document"),
    ("a.pdf", GOOD["a.pdf"][:12], "damaged"),
    ("a.txt", b"Words\0", "By its name this file is plain text"),
    ("a.txt", b"MZ\x90\x00", "UTF-8"),
    ("a.csv", "Größe".encode("latin-1"), "UTF-8"),
    ("a.docx", GOOD["a.xlsx"], "By its name this file is DOCX"),
    ("a.docx", b"Words", "By its name this file is DOCX"),
    ("a.docx", PAGE + GOOD["a.docx"], "By its name this file is DOCX"),
    ("a.docx", GOOD["a.docx"][:40], "damaged"),
    ("a.xlsx", office("xl/workbook.xml", "xl/vbaProject.bin"), "macro"),
    ("a.odt", open_document(**{"Basic/a.xml": ""}), "macro"),
    ("a.odt", packed("mimetype", "content.xml"), "By its name this file is ODT"),
    ("a.pptx", packed(*map(str, range(5_001))), "too much in this file"),
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
    ("a.html", PAGE, "html"),
    ("a.pdf.exe", b"MZ", "exe"),
]


def together(admin, kind, name, content, **values):
    """Send one of several files that are added at once."""
    answer = admin.post(
        f"/admin/{kind}/multiple/add/",
        {
            "title": "Words",
            "files[]": SimpleUploadedFile(name, content),
            "collection": Collection.get_first_root_node().pk,
            **values,
        },
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()
    return answer.get("error_message", "")


def alone(admin, kind, name, content, **values):
    response = admin.post(
        f"/admin/{kind}/add/",
        {
            "title": "Words",
            "file": SimpleUploadedFile(name, content),
            "collection": Collection.get_first_root_node().pk,
            "credit": "Alex Example",
            "permission": "Letter of January 2, 2026",
            **values,
        },
    )
    if response.status_code == 302:
        return ""
    return " ".join(response.context["form"].errors["file"])


def in_chooser(admin, kind, name, content):
    field = "document-chooser-upload"
    response = admin.post(
        f"/admin/{kind}/chooser/create/",
        {
            f"{field}-title": "Words",
            f"{field}-file": SimpleUploadedFile(name, content),
            f"{field}-collection": Collection.get_first_root_node().pk,
        },
    ).json()
    return response.get("htmlFragment", "")


# Documents


@pytest.mark.parametrize("send", [alone, together, in_chooser])
@pytest.mark.parametrize("name", GOOD)
def test_document_of_each_kind_is_taken(admin, disk, send, name):
    assert send(admin, "documents", name, GOOD[name]) == ""

    assert content_of(Document.objects.get().file) == GOOD[name]


@pytest.mark.parametrize("send", [alone, together, in_chooser])
@pytest.mark.parametrize(("name", "content", "words"), BAD, ids=range(len(BAD)))
def test_document_that_is_something_else_is_refused(
    admin, disk, send, name, content, words
):
    said = send(admin, "documents", name, content)

    assert words in said
    assert "“”" not in said  # the missing file's extension
    assert not Document.objects.exists()
    assert disk() == []


def test_new_file_of_a_document_is_looked_at_as_well(admin, disk):
    alone(admin, "documents", "a.txt", b"Words")
    document = Document.objects.get()

    response = admin.post(
        f"/admin/documents/edit/{document.pk}/",
        {
            "title": "Words",
            "file": SimpleUploadedFile("a.pdf", PAGE),
            "collection": document.collection_id,
        },
    )

    assert set(response.context["form"].errors) == {"file"}
    assert disk() == ["a.txt"]


def test_packed_file_that_would_fill_the_disk_is_refused(admin, monkeypatch):
    monkeypatch.setattr("sources.office.MOST_UNPACKED", 10_000)
    bomb = office(**{"word/document.xml": "0" * 10_001})

    assert len(bomb) < 1_000
    assert "too much in this file" in alone(admin, "documents", "a.docx", bomb)


def test_too_large_a_document_is_refused(admin, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 4

    assert "too big" in alone(admin, "documents", "a.txt", b"Words")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Übersicht 2026 (final).PDF", "ubersicht-2026-final.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("报告.docx", "file.docx"),
        ("a\u202efdp.txt", "afdp.txt"),
        ("con<script>.txt", "conscript.txt"),
        ("x" * 300 + ".csv", "x" * 60 + ".csv"),
    ],
)
def test_name_is_made_safe(given, kept):
    assert safe_name(given) == kept


def test_file_is_kept_under_a_safe_name(admin, disk):
    alone(admin, "documents", "Größe <b>.TXT", b"Words")

    assert disk() == ["groe-b.txt"]


# How they are read


def test_document_is_saved_and_can_run_nothing(admin, client, disk):
    alone(admin, "documents", "a.pdf", GOOD["a.pdf"])
    client.logout()

    response = client.get(Document.objects.get().url)

    assert response.getvalue() == GOOD["a.pdf"]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    policy = response["Content-Security-Policy"].split("; ")
    assert {"sandbox", "default-src 'none'", "frame-ancestors 'none'"} <= set(policy)


@pytest.mark.parametrize("kind", ["login", "password"])
def test_private_document_is_nowhere(admin, client, disk, kind):
    alone(admin, "documents", "a.txt", b"Words 555-0199")
    document = Document.objects.get()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=kind
    )
    client.logout()

    for path in (document.url, f"/media/{document.file.name}"):
        response = client.get(path, follow=True)
        content = b"".join(response) if response.streaming else response.content
        assert b"555-0199" not in content
    assert client.get(f"/media/{document.file.name}").status_code == 404


# Images


def opened(image):
    return Image.open(io.BytesIO(content_of(image.file)))


def secretive(name):
    """Draw a photo with its location and other metadata."""
    exif = Image.Exif()
    exif[0x010E] = "SECRET words"
    exif[0x0112] = 6  # it stands on its side
    exif.get_ifd(0x8825).update({1: "N", 2: (38.0, 53.0, 23.0)})
    options = {"exif": exif}
    if name.endswith(".png"):
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Comment", "SECRET words")
    elif name.endswith(".gif"):
        options = {"comment": b"SECRET words"}
    else:
        options["xmp"] = b"<x>SECRET words</x>"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if not name.endswith(".gif"):
        options["icc_profile"] = profile
    return image_file(name, size=(60, 40), **options).read() + b"SECRET words"


@pytest.mark.parametrize(
    "name", ["a.jpg", "a.jpeg", "a.png", "a.gif", "a.webp", "a.avif"]
)
def test_image_is_kept_without_what_it_told_beside_its_pixels(admin, disk, name):
    assert alone(admin, "images", name, secretive(name)) == ""

    kept = CreditedImage.objects.get()
    content = content_of(kept.file)
    drawn = Image.open(io.BytesIO(content))
    assert b"SECRET" not in content
    assert not drawn.getexif()
    assert "icc_profile" not in drawn.info
    if not name.endswith(".gif"):
        assert drawn.size == (kept.width, kept.height) == (40, 60)
    assert kept.file_size == len(content)


def test_several_at_once_are_kept_without_it_as_well(admin):
    assert together(admin, "images", "Größe 1.jpg", secretive("a.jpg")) == ""
    waiting = UploadedFile.objects.get()
    assert b"SECRET" not in content_of(waiting.file)

    admin.post(
        f"/admin/images/multiple/create_from_uploaded_image/{waiting.pk}/",
        {
            f"uploaded-image-{waiting.pk}-title": "Words",
            f"uploaded-image-{waiting.pk}-credit": "Alex Example",
            f"uploaded-image-{waiting.pk}-permission": "Letter of January 2, 2026",
            f"uploaded-image-{waiting.pk}-collection": 1,
        },
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    kept = CreditedImage.objects.get()
    assert b"SECRET" not in content_of(kept.file)
    assert kept.filename.startswith("groe-1")


@pytest.mark.usefixtures("admin")
def test_waiting_and_original_images_have_no_address(admin, client, disk):
    together(admin, "images", "a.png", image_file("a.png", size=(30, 20)).read())
    alone(admin, "images", "b.png", image_file("b.png", size=(30, 20)).read())

    for file in (UploadedFile.objects.get().file, CreditedImage.objects.get().file):
        assert client.get(f"/media/{file.name}").status_code == 404
    copy = CreditedImage.objects.get().get_rendition("width-10")
    with closing(client.get(copy.url)) as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize("send", [alone, together])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("a.png", image_file("a.jpg", size=(30, 20)).read()),
        ("a.jpg", PAGE),
        ("a.bmp", image_file("a.bmp", size=(30, 20)).read()),
        ("a.gif", b"GIF89a" + PAGE),
        ("a.png", image_file("a.png", size=(300, 200)).read()[:300]),
    ],
)
def test_refused_image_leaves_nothing(admin, disk, send, name, content):
    assert send(admin, "images", name, content)

    assert not CreditedImage.objects.exists()
    assert not UploadedFile.objects.exists()
    assert disk() == []


def test_bomb_among_several_is_refused_before_it_is_unpacked(admin, disk):
    bomb = image_file("a.png", content=Image.new("1", (20_000, 20_000))).read()

    assert "more than 25 million pixels" in together(admin, "images", "a.png", bomb)
    assert disk() == []


def test_colours_of_print_become_those_of_screens(admin, disk):
    photo = image_file("a.jpg", content=Image.new("CMYK", (30, 20), (200, 0, 0, 0)))

    alone(admin, "images", "a.jpg", photo.read())

    assert opened(CreditedImage.objects.get()).mode == "RGB"


@pytest.mark.parametrize("name", ["a.png", "a.gif", "a.webp", "a.avif"])
def test_see_through_parts_stay_so(admin, disk, name):
    photo = image_file(name, content=Image.new("RGBA", (30, 20), (0, 0, 0, 0)))

    alone(admin, "images", name, photo.read())

    kept = opened(CreditedImage.objects.get()).convert("RGBA")
    assert kept.getpixel((5, 5))[3] == 0


def test_large_photo_that_waits_in_a_file_of_its_own_is_redrawn_too(
    admin, disk, settings
):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0

    assert alone(admin, "images", "a.jpg", secretive("a.jpg")) == ""

    assert b"SECRET" not in content_of(CreditedImage.objects.get().file)


# Before any of it is read


def test_more_than_a_form_can_hold_is_refused_at_once(client, db, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.MOST_BYTES_SENT = 1_000
    file = SimpleUploadedFile("a.txt", b"x" * 2_000)

    response = client.post("/admin/account/login/", {"file": file})

    assert response.status_code == 400
    assert list(tmp_path.iterdir()) == []
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_editors_upload_no_pictures_of_themselves(admin):
    html = admin.get("/admin/account/").content.decode()

    assert not re.search("type=.file.", html)
