"""Pictures carry who made them and why the site may show them."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file, get_test_image_file_svg
from wagtail.models import Collection

from sources.models import CreditedImage, CreditedRendition
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    CreditedImageFactory,
    image_file,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return CreditedImage.objects.create(
        title="A seal",
        file=get_test_image_file("seal.png"),
        credit="Alex Example",
        permission="Letter of January 2, 2026, in the office",
    )


def upload(admin, image_file, **values):
    """Send the form with which an editor adds a picture."""
    image_file.file.seek(0)
    content = SimpleUploadedFile(image_file.name, image_file.file.read())
    return admin.post(
        "/admin/images/add/",
        {
            "title": "A seal",
            "file": content,
            "collection": Collection.get_first_root_node().pk,
            **values,
        },
    )


def test_every_picture_of_the_site_is_a_credited_one():
    assert get_image_model() is CreditedImage


def test_editor_records_credit_and_permission_with_the_upload(admin):
    upload(
        admin,
        get_test_image_file("seal.png"),
        credit="Alex Example",
        permission="Letter of January 2, 2026",
    )

    picture = CreditedImage.objects.get()
    assert picture.credit == "Alex Example"
    assert picture.permission == "Letter of January 2, 2026"


def test_drawing_that_could_carry_a_script_is_refused(admin):
    response = upload(admin, get_test_image_file_svg("drawing.svg"))

    assert "file" in response.context["form"].errors
    assert not CreditedImage.objects.exists()


def uploaded(admin, file, **values):
    return admin.post(
        "/admin/images/add/",
        {
            "title": "A photo",
            "file": file,
            "collection": Collection.get_first_root_node().pk,
            "credit": "Alex Example",
            "permission": "Letter of January 2, 2026",
            **values,
        },
    )


@pytest.mark.parametrize("name", ["credit", "permission"])
def test_upload_without_credit_or_permission_is_refused(admin, name):
    response = uploaded(admin, image_file(size=(30, 20)), **{name: ""})

    assert set(response.context["form"].errors) == {name}
    assert not CreditedImage.objects.exists()


# The second would exhaust the memory if it were decoded.
@pytest.mark.parametrize("size", [(5200, 5000), (20_000, 20_000)])
def test_upload_with_too_many_pixels_is_refused_in_plain_words(admin, size):
    file = image_file("a.png", content=Image.new("1", size))

    response = uploaded(admin, file)

    [message] = response.context["form"].errors["file"]
    assert "more than 25 million pixels" in message
    assert "Save a smaller copy" in message
    assert not CreditedImage.objects.exists()


def test_upload_of_a_large_photo_is_accepted(admin):
    uploaded(admin, image_file("a.png", content=Image.new("1", (6000, 4000))))

    assert CreditedImage.objects.exists()


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.webp", "a.avif"])
def test_upload_of_half_a_file_is_refused(admin, name):
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    whole = image_file(name, content=noise).read()

    response = uploaded(admin, ContentFile(whole[: len(whole) // 2], name))

    assert set(response.context["form"].errors) == {"file"}
    assert not CreditedImage.objects.exists()


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.webp", "a.avif"])
def test_upload_of_each_usual_format_is_accepted(admin, name):
    uploaded(admin, image_file(name, size=(300, 200)))

    assert CreditedImage.objects.get().file.size


def test_editor_who_chooses_an_image_is_asked_for_credit_and_permission(admin):
    html = admin.get("/admin/images/chooser/").json()["html"]

    for name in ("credit", "permission"):
        assert f'name="image-chooser-upload-{name}"' in html
    assert "25 million pixels" in html


def test_several_files_at_once_wait_for_credit_and_permission(admin):
    response = admin.post(
        "/admin/images/multiple/add/",
        {"title": "A photo", "files[]": image_file(size=(30, 20))},
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()

    assert response["success"]
    assert "-credit" in response["form"]
    assert not CreditedImage.objects.exists()


def test_words_of_an_image_are_changed_without_a_new_file(admin):
    image = CreditedImageFactory()

    admin.post(
        f"/admin/images/{image.pk}/",
        {
            "title": "A photo",
            "collection": Collection.get_first_root_node().pk,
            "credit": "Sam Example",
            "permission": "Letter of January 3, 2026",
        },
    )

    assert CreditedImage.objects.get().credit == "Sam Example"
    assert CreditedImage.objects.get().file.name == image.file.name


def test_same_copy_of_a_picture_is_made_once(picture):
    first = picture.get_rendition("width-100")
    again = CreditedImage.objects.get().get_rendition("width-100")

    assert first == again
    assert CreditedRendition.objects.count() == 1


def test_another_picture_with_the_name_of_one_gone_has_another_address():
    addresses = []
    for colour in ("teal", "red"):
        image = CreditedImageFactory(file=image_file("twice-used.png", content=colour))
        addresses.append(image.get_rendition("width-10").url)
        default_storage.delete(image.file.name)
        default_storage.delete(image.get_rendition("width-10").file.name)
        image.delete()

    assert addresses[0] != addresses[1]
    assert addresses[0].rpartition("/")[2] == addresses[1].rpartition("/")[2]


def test_database_refuses_the_same_copy_twice(picture):
    copy = picture.get_rendition("width-100")

    with pytest.raises(IntegrityError), transaction.atomic():
        CreditedRendition.objects.create(
            image=picture,
            filter_spec=copy.filter_spec,
            focal_point_key=copy.focal_point_key,
            file=copy.file,
            width=1,
            height=1,
        )


def test_copies_go_with_their_picture(picture):
    picture.get_rendition("width-100")

    picture.delete()

    assert not CreditedRendition.objects.exists()


def test_page_shows_a_picture_with_its_credit_and_a_description(read, home, picture):
    agency = AgencyPageFactory(
        parent=AgencyIndexPageFactory(parent=home), acronym="BEX", image=picture
    )

    main = read(agency.url).main

    assert main.img["alt"] == "BEX"
    assert "Alex Example" in main.text


def test_page_survives_the_deletion_of_its_picture(read, home, picture):
    agency = AgencyPageFactory(
        parent=AgencyIndexPageFactory(parent=home), acronym="BEX", image=picture
    )
    picture.delete()

    main = read(agency.url).main

    assert main.img is None
    assert "BEX" in main.text


# The tile of an agency


def agency_with(home, file):
    return AgencyPageFactory(
        parent=AgencyIndexPageFactory(parent=home),
        acronym="BEX",
        image=CreditedImageFactory(file=file),
    )


@pytest.mark.parametrize("size", [(500, 500), (900, 100), (100, 900), (40, 40)])
def test_tile_of_an_agency_stays_small_and_whole(read, home, size):
    agency = agency_with(home, image_file("seal.png", size=size))

    tile = read(agency.url).main.picture

    width, height = int(tile.img["width"]), int(tile.img["height"])
    assert max(width, height) == min(96, max(size))
    assert width / height == pytest.approx(size[0] / size[1], rel=0.1)
    assert tile.source["type"] == "image/webp"
    assert tile.img["src"].endswith(".png")
    assert tile.img.get("sizes") == (f"{width}px" if max(size) > 96 else None)


def test_acronym_stands_alone_if_the_file_of_the_tile_is_missing(read, home):
    agency = agency_with(home, image_file("seal.png", size=(500, 500)))
    default_storage.delete(agency.image.file.name)

    head = read(agency.url).main.find(id=agency.slug).th

    assert head.img is None
    assert head.text.strip() == "BEX"
