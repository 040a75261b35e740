"""Pictures in a text: what editors must say of them, and what visitors load."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from sources.blocks import PictureBlock
from sources.models import CreditedImage, CreditedRendition
from sources.pictures import figure
from tests.factories import CreditedImageFactory, image_file
from tests.scenes import FRAME, SCENES

pytestmark = pytest.mark.django_db

RED, BLUE = (220, 20, 20), (20, 20, 220)


def value_of(image, alt="A harbor at dawn.", *, decorative=False, caption="A harbor"):
    return PictureBlock().to_python(
        {
            "image": {"image": image.pk, "alt_text": alt, "decorative": decorative},
            "caption": caption,
        }
    )


def rendered(value, **context):
    return BeautifulSoup(PictureBlock().render(value, context=context), "html.parser")


def problems(value):
    """Return the message of each field, by its path."""
    with pytest.raises(ValidationError) as caught:
        PictureBlock().clean(value)
    found = {}
    for name, error in caught.value.block_errors.items():
        for inner, message in getattr(error, "block_errors", {"": error}).items():
            found[f"{name}.{inner}".strip(".")] = message.messages[0]
    return found


def copies():
    """The copies on the disk, as Pillow images, the widest first."""
    files = [Image.open(row.file) for row in CreditedRendition.objects.all()]
    return sorted(files, key=lambda copy: (-copy.width, copy.format))


def halves(left=RED, right=BLUE, size=(3000, 1000)):
    picture = Image.new("RGB", size, left)
    ImageDraw.Draw(picture).rectangle((size[0] // 2, 0, *size), fill=right)
    return picture


# What an editor must say


def test_picture_with_its_words_is_accepted():
    value = value_of(CreditedImageFactory())

    assert PictureBlock().clean(value)


@pytest.mark.parametrize("alt", ["", "   ", None])
def test_alt_text_is_required(alt):
    found = problems(value_of(CreditedImageFactory(), alt))

    assert set(found) == {"image.alt_text"}
    assert "decorative" in found["image.alt_text"]


def test_decorative_picture_needs_no_words():
    value = value_of(CreditedImageFactory(), "", decorative=True, caption="")

    assert PictureBlock().clean(value)


def test_picture_that_shows_something_needs_a_caption():
    assert set(problems(value_of(CreditedImageFactory(), caption=""))) == {"caption"}


@pytest.mark.parametrize("missing", ["credit", "permission"])
def test_picture_without_credit_or_permission_is_not_published(missing):
    found = problems(value_of(CreditedImageFactory(**{missing: ""})))

    assert set(found) == {"image.image"}
    assert "Record the credit and the permission" in found["image.image"]


def test_draft_may_wait_for_its_words():
    value = value_of(CreditedImageFactory(credit=""), "", caption="")

    assert PictureBlock().clean_deferred(value)


def test_title_of_an_image_is_not_offered_as_its_alt_text():
    image = CreditedImageFactory(title="IMG_0555.jpg")

    assert image.default_alt_text == ""


# What a visitor loads


def test_picture_comes_in_two_sizes_and_two_formats():
    html = rendered(value_of(CreditedImageFactory()))

    source, img = html.picture.source, html.picture.img
    assert source["type"] == "image/webp"
    assert [part.split()[1] for part in source["srcset"].split(", ")] == [
        "640w",
        "1280w",
    ]
    assert ".webp" in source["srcset"]
    assert (img["width"], img["height"]) == ("640", "426")
    assert img["src"].endswith(".jpg")
    assert [part.split()[1] for part in img["srcset"].split(", ")] == ["640w", "1280w"]
    assert source["sizes"] == img["sizes"]
    assert img["sizes"] == "(min-width: 672px) 640px, calc(100vw - 2rem)"
    assert img["decoding"] == "async"
    assert img["alt"] == "A harbor at dawn."
    assert [(copy.format, copy.size) for copy in copies()] == [
        ("JPEG", (1280, 853)),
        ("WEBP", (1280, 853)),
        ("JPEG", (640, 426)),
        ("WEBP", (640, 426)),
    ]


@pytest.mark.parametrize(
    ("context", "loading"),
    [
        ({}, "lazy"),
        ({"is_first": True}, None),
        ({"is_first": True, "level": 3}, "lazy"),
    ],
)
def test_only_the_first_picture_of_a_page_loads_at_once(context, loading):
    html = rendered(value_of(CreditedImageFactory()), **context)

    assert html.img.get("loading") == loading


def test_caption_and_credit_stand_under_the_picture():
    html = rendered(value_of(CreditedImageFactory(credit="Sam <Example>")))

    assert html.find(class_="picture__caption").text == "A harbor"
    assert html.find(class_="picture__credit").text.strip() == "Credit: Sam <Example>"


def test_decorative_picture_is_silent():
    html = rendered(value_of(CreditedImageFactory(), "Unused", decorative=True))

    assert html.img["alt"] == ""


def test_one_image_in_two_places_has_the_words_of_each():
    key = CreditedImageFactory().pk
    raw = [
        {"image": {"image": key, "alt_text": alt, "decorative": False}, "caption": "C"}
        for alt in ("First words.", "Second words.")
    ]

    for _ in range(2):  # the second time, the copies are there
        values = PictureBlock().bulk_to_python(raw)
        found = [rendered(value).img["alt"] for value in values]
        assert found == ["First words.", "Second words."]


def is_framed(copy):
    """Return whether the frame of a scene is seen on all four sides."""
    pixels, middle = copy.convert("RGB"), (copy.width // 2, copy.height // 2)
    edges = [
        (0, middle[1]),
        (copy.width - 1, middle[1]),
        (middle[0], 0),
        (middle[0], copy.height - 1),
    ]
    return all(
        pixels.getpixel(place) == pytest.approx(FRAME, abs=60) for place in edges
    )


@pytest.mark.parametrize("scene", SCENES[:-1], ids=lambda scene: scene.name)
def test_photograph_of_any_shape_is_shown_whole(scene):
    image = CreditedImageFactory(file=image_file("a.png", content=scene.draw()))

    html = rendered(value_of(image))

    width, height = int(html.img["width"]), int(html.img["height"])
    assert width / height == pytest.approx(scene.width / scene.height, rel=0.05)
    assert width <= min(640, scene.width)
    assert height <= min(560, scene.height)
    assert is_framed(copies()[0])
    assert ("picture--tall" in html.figure["class"]) == (height > width)


def test_strip_is_cropped_to_four_by_one():
    image = CreditedImageFactory(file=image_file("a.png", content=SCENES[-1].draw()))

    html = rendered(value_of(image))

    assert (html.img["width"], html.img["height"]) == ("640", "160")


def test_narrow_photograph_is_not_loaded_as_wide_as_the_screen():
    image = CreditedImageFactory(file=image_file(size=(1200, 1800)))

    html = rendered(value_of(image))

    assert html.img["sizes"] == "(min-width: 405px) 373px, calc(100vw - 2rem)"


@pytest.mark.parametrize(("at", "colour"), [(100, RED), (8900, BLUE)])
def test_crop_of_a_strip_keeps_the_focal_point(at, colour):
    file = image_file(content=halves(size=(9000, 1000)))
    image = CreditedImageFactory(
        file=file,
        focal_point_x=at,
        focal_point_y=500,
        focal_point_width=100,
        focal_point_height=100,
    )

    figure(image)

    for copy in copies():
        for place in (0.1, 0.9):
            pixel = copy.convert("RGB").getpixel((copy.width * place, copy.height / 2))
            assert pixel == pytest.approx(colour, abs=12)


def test_moved_focal_point_makes_new_copies():
    strip = halves(size=(9000, 1000))
    image = CreditedImageFactory(file=image_file(content=strip))
    before = figure(image).renditions[0].url
    image.focal_point_x, image.focal_point_y = 100, 500
    image.focal_point_width = image.focal_point_height = 100
    image.save()

    assert figure(image).renditions[0].url != before


@pytest.mark.parametrize(
    "size", [(1, 1), (5000, 2), (2, 5000), (600, 100), (100, 600), (500, 400)]
)
def test_small_wide_or_tall_image_is_never_enlarged(size):
    html = rendered(value_of(CreditedImageFactory(file=image_file(size=size))))

    assert int(html.img["width"]) <= min(640, size[0])
    assert int(html.img["height"]) <= min(560, size[1])
    assert "srcset" not in html.img  # two candidates of one width would be invalid
    assert "," not in html.source["srcset"]
    assert "sizes" not in html.img  # it may stand only beside widths
    assert "sizes" not in html.source


def test_copies_tell_nothing_that_the_camera_noted():
    exif = Image.Exif()
    exif[0x010F] = "Camera 555"
    exif.get_ifd(0x8825)[1] = "N"  # a place
    image = CreditedImageFactory(file=image_file(exif=exif, comment=b"By A. Example"))

    figure(image)

    assert len(copies()) == 4
    for copy in copies():
        assert not copy.getexif()
        assert "comment" not in copy.info


def test_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right to see it
    file = image_file(content=halves(size=(1500, 1000)), exif=exif)

    figure(CreditedImageFactory(file=file))

    copy = copies()[0].convert("RGB")
    assert copy.getpixel((copy.width / 2, 5)) == pytest.approx(RED, abs=12)
    assert copy.getpixel((copy.width / 2, copy.height - 5)) == pytest.approx(
        BLUE, abs=12
    )


def test_transparent_drawing_stands_on_white():
    drawing = Image.new("RGBA", (1500, 1000), (0, 0, 0, 0))

    figure(CreditedImageFactory(file=image_file("drawing.png", content=drawing)))

    for copy in copies():
        assert copy.convert("RGB").getpixel((5, 5)) == pytest.approx(
            (255, 255, 255), abs=3
        )


@pytest.mark.parametrize(
    ("mode", "colour"),
    [("L", 128), ("P", 1), ("1", 1), ("LA", (128, 255)), ("I;16", 32768)],
)
def test_drawing_in_any_colours_is_shown(mode, colour):
    content = Image.new(mode, (800, 600), colour)

    assert figure(CreditedImageFactory(file=image_file("a.png", content=content)))


def test_half_grey_of_16_bits_stays_half_grey():
    content = Image.new("I;16", (800, 600), 32768)

    figure(CreditedImageFactory(file=image_file("a.png", content=content)))

    assert copies()[0].convert("L").getpixel((5, 5)) == pytest.approx(128, abs=3)


def test_photo_in_printing_colours_becomes_one_for_screens():
    content = Image.new("CMYK", (1500, 1000), (0, 200, 200, 0))

    figure(CreditedImageFactory(file=image_file(content=content)))

    assert {copy.mode for copy in copies()} == {"RGB"}


@pytest.mark.parametrize("name", ["moving.gif", "moving.webp"])
def test_moving_image_stands_still(name):
    frames = [Image.new("RGB", (800, 600), colour) for colour in (BLUE, RED)]
    file = image_file(
        name, content=frames[0], save_all=True, append_images=frames[1:], duration=99
    )

    assert rendered(value_of(CreditedImageFactory(file=file))).img

    for copy in copies():
        assert getattr(copy, "n_frames", 1) == 1
        assert copy.convert("RGB").getpixel((5, 5)) == pytest.approx(BLUE, abs=12)


# What is shown when a file is gone


def without_file(image):
    default_storage.delete(image.file.name)
    return CreditedImage.objects.get(pk=image.pk)


def with_half_a_file(image):
    with default_storage.open(image.file.name) as file:
        half = file.read()[: image.file.size // 2]
    default_storage.delete(image.file.name)
    default_storage.save(image.file.name, ContentFile(half))
    return CreditedImage.objects.get(pk=image.pk)


@pytest.mark.parametrize("harm", [without_file, with_half_a_file])
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif"])
def test_words_stand_in_for_a_file_that_cannot_be_read(harm, name, caplog):
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    image = harm(CreditedImageFactory(file=image_file(name, content=noise)))

    html = rendered(value_of(image))

    assert html.img is None
    assert html.find(class_="picture__absent").text == "A harbor at dawn."
    assert html.find(class_="picture__caption").text == "A harbor"
    assert f"Image {image.pk} cannot be shown" in caplog.text


def test_decorative_picture_without_its_file_leaves_nothing():
    image = without_file(CreditedImageFactory())

    assert not rendered(value_of(image, "", decorative=True)).find(True)


def test_picture_that_was_deleted_leaves_nothing():
    value = value_of(CreditedImageFactory())
    CreditedImage.objects.all().delete()
    value = PictureBlock().to_python(PictureBlock().get_prep_value(value))

    assert not rendered(value).find(True)


# How much it costs


def test_copies_of_many_pictures_are_looked_up_at_once(django_assert_num_queries):
    raw = [
        {"image": {"image": image.pk, "alt_text": "A.", "decorative": False}}
        for image in CreditedImageFactory.create_batch(3)
    ]
    for value in PictureBlock().bulk_to_python(raw):
        rendered(value)

    with django_assert_num_queries(2):  # the images; then their copies
        html = [rendered(value) for value in PictureBlock().bulk_to_python(raw)]

    assert all(each.img for each in html)


def test_copy_of_a_photo_stays_light():
    noise = Image.effect_noise((150, 100), 60).resize((1500, 1000)).convert("RGB")

    figure(CreditedImageFactory(file=image_file(content=noise, quality=95)))

    for row in CreditedRendition.objects.filter(width=640):
        assert len(io.BytesIO(row.file.read()).getvalue()) < 60 * 1024
