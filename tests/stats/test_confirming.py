"""Nothing odd goes public before somebody has confirmed exactly that."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import Workflow

from pages.schedule import do_what_is_due
from stats.models import Observation
from stats.models.confirming import UnconfirmedError, read_out
from tests.factories import ObservationFactory, StatisticFactory, published

pytestmark = pytest.mark.django_db
BASE = "/admin/snippets/stats/observation"
PUBLISH = {"action-publish": "1"}
SUBMIT = {"action-submit": "1"}


@pytest.fixture
def earlier():
    statistic = StatisticFactory(label="Firearms", unit="firearms")
    return published(ObservationFactory(statistic=statistic, as_published="1,067"))


def replacing(earlier, wording, **values):
    return {
        "statistic": earlier.statistic_id,
        "source": earlier.source_id,
        "supersedes": earlier.pk,
        "change_kind": "correction",
        "change_reason": "Misread.",
        "as_published": wording,
        "period_precision": "not_stated",
        **values,
    }


def another(earlier, wording, **values):
    return {
        "statistic": earlier.statistic_id,
        "source": earlier.source_id,
        "as_published": wording,
        "period_precision": "not_stated",
        **values,
    }


def asked(response):
    """Return the error box of a rejected form, and the note beside the wording."""
    assert response.status_code == 200, "was saved"
    page = BeautifulSoup(response.content, "html.parser")
    place = page.select_one("[data-reading]")
    return place.select_one("input[name=confirmed_wording]"), " ".join(
        place.text.split()
    )


@pytest.mark.parametrize("action", [PUBLISH, SUBMIT])
@pytest.mark.parametrize(
    ("wording", "says"),
    [
        ("10", "Read as 10 firearms. Before: 1,067 (\N{MINUS SIGN}99%)."),
        ("10,67", "Not read as a number: “,67” is not understood. Before: 1,067."),
        ("10,67", "No number is read from “10,67”, where 1,067 stands."),
        ("abc", "No number is read from “abc”, where 1,067 stands."),
        ("1,700", "The number is 1,700, where 1,067 stands: +59%."),
        ("over 1,067", "It says “more than”, where “exactly” stands."),
        ("900 to 2,000", "The number is 2,000, where 1,067 stands: +87%."),
    ],
)
def test_what_is_odd_waits_for_a_tick(admin, earlier, wording, says, action):
    response = admin.post(f"{BASE}/add/", replacing(earlier, wording, **action))

    box, text = asked(response)
    assert says in text
    assert "tick the box" in text
    assert not box.has_attr("checked")
    assert not Observation.objects.filter(supersedes=earlier).exists()


@pytest.mark.parametrize(
    ("wording", "says"),
    [
        ("10", "Another account: 1,067 (\N{MINUS SIGN}99%)."),
        ("abc", "No number is read from “abc”, where 1,067 stands."),
    ],
)
def test_odd_account_beside_another_waits_for_a_tick(admin, earlier, wording, says):
    box, text = asked(admin.post(f"{BASE}/add/", another(earlier, wording, **PUBLISH)))

    assert box
    assert says in text


def test_first_value_in_words_waits_for_a_tick(admin, earlier):
    new = StatisticFactory(unit="pills")
    form = another(earlier, "abc", **PUBLISH) | {"statistic": new.pk}

    box, text = asked(admin.post(f"{BASE}/add/", form))

    assert "Readers see “abc” as words, without a number." in text
    admin.post(f"{BASE}/add/", form | {"confirmed_wording": box["value"]})
    assert new.observations.get().live
    # Of words, more words are nothing odd.
    admin.post(f"{BASE}/add/", form | {"as_published": "dozens"})
    assert new.observations.published().count() == 2


@pytest.mark.parametrize(
    "wording", ["1,070", "1,100", "700", "1,600", "1,067 firearms"]
)
def test_usual_change_is_not_asked_about(admin, earlier, wording):
    admin.post(f"{BASE}/add/", replacing(earlier, wording, **PUBLISH))

    assert Observation.objects.get(supersedes=earlier).live


def test_another_unit_waits_for_a_tick(admin):
    statistic = StatisticFactory(label="Places", unit="states and territories")
    earlier = published(
        ObservationFactory(statistic=statistic, as_published="52 states")
    )

    _box, text = asked(
        admin.post(f"{BASE}/add/", replacing(earlier, "52 territories", **PUBLISH))
    )

    assert "The unit in “52 territories” is another than in “52 states”." in text


def test_ticked_change_goes_public_and_its_confirmation_is_kept(admin, earlier):
    form = replacing(earlier, "10", **PUBLISH)
    box, _text = asked(admin.post(f"{BASE}/add/", form))

    admin.post(f"{BASE}/add/", form | {"confirmed_wording": box["value"]})

    new = Observation.objects.get(supersedes=earlier)
    assert new.live
    assert new.confirmed_wording == box["value"] == "10: number 1067 > 10"


def test_tick_is_for_the_wording_that_it_stood_beside(admin, earlier):
    form = replacing(earlier, "10", **PUBLISH)
    box, _text = asked(admin.post(f"{BASE}/add/", form))

    again, text = asked(
        admin.post(
            f"{BASE}/add/",
            form | {"as_published": "11", "confirmed_wording": box["value"]},
        )
    )

    assert not again.has_attr("checked")
    assert "tick the box" in text


def test_draft_is_saved_without_a_tick_and_says_what_to_confirm(admin, earlier):
    admin.post(f"{BASE}/add/", replacing(earlier, "10"))

    draft = Observation.objects.get(supersedes=earlier)
    page = admin.get(f"{BASE}/edit/{draft.pk}/")
    box, text = asked(page)
    assert box["value"] == "10: number 1067 > 10"
    assert "tick the box" not in text  # nobody was refused yet
    refused = admin.post(
        f"{BASE}/edit/{draft.pk}/", replacing(earlier, "10", **PUBLISH)
    )
    assert "tick the box" in asked(refused)[1]
    draft.refresh_from_db()
    assert not draft.live


def test_form_that_saves_itself_keeps_an_odd_draft(admin, earlier):
    response = admin.post(
        f"{BASE}/add/",
        replacing(earlier, "10"),
        headers={"Accept": "application/json"},
    )

    assert response.json()["success"]
    assert Observation.objects.get(supersedes=earlier).as_published == "10"


@pytest.fixture
def odd(earlier):
    return ObservationFactory(
        statistic=earlier.statistic,
        source=earlier.source,
        as_published="10",
        supersedes=earlier,
        change_kind="correction",
        change_reason="Misread.",
    )


@pytest.fixture
def reviewer():
    user = User.objects.create_user("reviewer", "reviewer@example.org")
    user.groups.add(Group.objects.get(name="Reviewer"))
    return user


def is_public(value):
    return Observation.objects.get(pk=value.pk).live


def test_nobody_publishes_it_by_another_way(odd, reviewer):
    revision = odd.save_revision()

    with pytest.raises(UnconfirmedError, match=r"where 1,067 stands: .99%"):
        revision.publish(user=reviewer)
    with LogContext(user=reviewer), pytest.raises(UnconfirmedError):
        revision.publish()
    odd.live = True
    with LogContext(user=reviewer), pytest.raises(UnconfirmedError):
        odd.save()

    assert not is_public(odd)


def test_approval_from_the_list_does_not_publish_it(client, odd, reviewer):
    odd.save_revision()
    writer = User.objects.create_user("writer", "writer@example.org")
    Workflow.objects.get(name="Review by a second person").start(odd, writer)
    client.force_login(reviewer)
    state = odd.current_workflow_task_state

    response = client.post(
        f"{BASE}/workflow/action/{odd.pk}/approve/{state.pk}/", follow=True
    )

    assert "confirm this beside its wording" in response.content.decode()
    assert not is_public(odd)


@pytest.mark.parametrize("command", [None, "publish_scheduled"])
def test_schedule_does_not_publish_it(odd, command):
    revision = odd.save_revision()
    past = timezone.now() - datetime.timedelta(minutes=1)
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past)

    if command:
        with pytest.raises(UnconfirmedError):
            call_command(command)
    else:
        (line,) = do_what_is_due()
        assert "was not published as planned" in line

    assert not is_public(odd)


def test_what_the_site_itself_brings_along_passes(odd):
    assert published(odd).live


def test_reviewer_sees_wording_number_unit_and_change(admin, odd):
    page = BeautifulSoup(admin.get(f"{BASE}/edit/{odd.pk}/").content, "html.parser")

    rows = {
        row.th.text: [cell.text for cell in row.find_all("td")]
        for row in page.select("#panel-earlier_and_new-section tbody tr")
    }
    assert rows["As published"] == ["1,067", "10"]
    assert rows["Number"] == ["1,067", "10"]
    assert rows["Unit"] == ["firearms", "firearms"]
    assert rows["How exact"] == ["exactly", "exactly"]
    assert rows["Change"] == ["", "\N{MINUS SIGN}99%"]
    panel = page.select_one("#panel-earlier_and_new-section").text
    assert "Nobody has confirmed this yet" in panel


def test_reviewer_sees_another_account_beside_the_nearest_one(admin, earlier):
    far = ObservationFactory(statistic=earlier.statistic, as_published="5,000")
    published(far)
    new = ObservationFactory(statistic=earlier.statistic, as_published="over 1,000")

    page = BeautifulSoup(admin.get(f"{BASE}/edit/{new.pk}/").content, "html.parser")

    text = page.select_one("#panel-earlier_and_new-section").text
    assert "1,067" in text
    assert "\N{MINUS SIGN}6%" in text
    assert not read_out(new).odd


def reading(client, values, key=""):
    response = client.post(f"{BASE}/reading/{key}", values)
    return " ".join(BeautifulSoup(response.content, "html.parser").text.split())


def test_server_tells_while_somebody_types_and_saves_nothing(admin, earlier):
    text = reading(admin, replacing(earlier, "10"))

    assert "Read as 10 firearms. Before: 1,067 (\N{MINUS SIGN}99%)." in text
    assert Observation.objects.get() == earlier
    assert reading(admin, {"as_published": "3 milion"}).startswith("Not read as a")
    assert reading(admin, {}) == ""
    assert reading(admin, replacing(earlier, "1067")).endswith("1,067 (no change).")
    assert reading(admin, replacing(earlier, "10"), "²/") == text


@pytest.mark.parametrize(
    ("wording", "number", "says"),
    [
        (
            "5m",
            "",
            "Can be read as 5 or 5,000,000 firearms. Type the one that counts into "
            "“Number”, under “Seldom needed”. Before: 1,067.",
        ),
        ("5m", "5000000", "Read as 5,000,000 firearms. Before: 1,067 (+468,504%)."),
        ("$1,100", "", "Read as 1,100 dollars. Before: 1,067 (+3%)."),
        ("1,100 pounds", "", "Read as 1,100 pounds. Before: 1,067 (+3%)."),
    ],
)
def test_what_is_read_is_what_the_wording_says(admin, earlier, wording, number, says):
    text = reading(admin, replacing(earlier, wording, number=number))

    assert text.startswith(says)
    assert "No number is read" not in text


def test_reading_is_for_those_who_may_add_a_value(client, earlier):
    client.force_login(User.objects.create_user("nobody", "nobody@example.org"))

    assert client.post(f"{BASE}/reading/", {}).status_code == 302
    assert client.get(f"{BASE}/reading/").status_code != 200


def test_what_is_taken_back_is_not_asked_about(admin, earlier):
    form = replacing(earlier, "withdrawn", **PUBLISH) | {"change_kind": "withdrawal"}

    admin.post(f"{BASE}/add/", form)

    assert Observation.objects.get(supersedes=earlier).live
