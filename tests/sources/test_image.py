"""Pictures carry who made them and why the site may show them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file, get_test_image_file_svg
from wagtail.models import Collection

from sources.models import CreditedImage, CreditedRendition
from tests.factories import AgencyIndexPageFactory, AgencyPageFactory

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


def test_same_copy_of_a_picture_is_made_once(picture):
    first = picture.get_rendition("width-100")
    again = CreditedImage.objects.get().get_rendition("width-100")

    assert first == again
    assert CreditedRendition.objects.count() == 1


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
