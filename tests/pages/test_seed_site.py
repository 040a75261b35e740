"""The seed command: twice equals once, and an editor's work is sacred."""

import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from wagtail.models import Page, ReferenceIndex

from core.mentions import mentions
from faq.models import QuestionPage
from pages.models import HomePage, SeedEntry, StandardPage
from regions.models import Office
from sources.models import Disagreement, Source
from stats.models import Observation, Statistic
from stats.rich_text import written
from tests.factories import ObservationFactory, published
from tests.pages.small_seed import RECORD, SOURCES

pytestmark = pytest.mark.django_db


def question(slug="why"):
    return QuestionPage.objects.get(slug=slug)


def snapshot():
    """All that loading could have changed."""
    return {
        "pages": list(
            Page.objects.values_list("pk", "path", "latest_revision", "live")
        ),
        "sources": list(Source.objects.values()),
        "observations": list(Observation.objects.values()),
        "entries": list(SeedEntry.objects.order_by("pk").values()),
    }


def test_first_load_builds_and_publishes_the_tree(loaded):
    assert HomePage.objects.get().url == "/"
    assert question().live
    assert question().url == "/faq/why/"
    assert [str(c) for c in question().citations.all()] == ["A report"]
    assert Observation.objects.get().live
    assert Disagreement.objects.get().live
    assert Office.objects.get().agency.acronym == "EXA"
    assert Office.objects.get().channels.get().live
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_each_object_is_indexed_once_at_the_end(fixtures):
    done = []

    def note(task_result, **told):
        assert task_result.status == TaskResultStatus.SUCCESSFUL
        done.append((task_result.task.name, *map(str, task_result.args)))

    task_finished.connect(note)
    try:
        fixtures.load()
    finally:
        task_finished.disconnect(note)

    assert len(done) == len(set(done)) > 20
    assert question() in QuestionPage.objects.search("report")
    uses = ReferenceIndex.get_references_to(Statistic.objects.get())
    assert question().pk in {int(use.object_id) for use in uses}


def test_tree_is_sound(loaded):
    assert Page.find_problems() == ([], [], [], [], [])


def test_markdown_becomes_the_rich_text_an_editor_could_have_written(loaded):
    html = question().body[0].value.source

    assert html.strip() == '<p>Because. See <a href="/record/">the report</a>.</p>'


def test_statistic_named_in_running_text_becomes_a_reference(fixtures):
    fixtures.replace("pages/faq.yaml", "Because.", "Because of {{statistic: things}}.")

    fixtures.load()

    statistic = Statistic.objects.get(slug="things")
    assert f"Because of {written(statistic.pk)}." in question().body[0].value.source
    assert [page.slug for page in mentions(statistic)] == ["why"]


@pytest.mark.parametrize("kind", ["contradiction", "praise", "allegation"])
def test_mark_of_an_attributed_sentence_is_no_content(loaded, kind):
    """Readers never see it, and to add one is no new version of a page."""
    before = snapshot()
    mark = f"{{{{attributed: {kind}}}}}"
    loaded.replace("pages/faq.yaml", "Because.", f"Because.{mark}")
    said = "The leaflet says 13."
    loaded.replace("disagreements.yaml", said, f'"{said} {mark}"')

    told = loaded.load()

    assert snapshot() == before
    assert "updated" not in told


def test_loading_twice_changes_nothing_the_second_time(loaded):
    before = snapshot()

    told = loaded.load()

    assert snapshot() == before
    assert "created" not in told
    assert "updated" not in told


def test_corrected_fixture_reaches_an_untouched_page(loaded):
    loaded.replace("pages/faq.yaml", "title: Why?", "title: Why not?")

    told = loaded.load()

    assert question().title == "Why not?"
    assert question().live
    assert "1 updated" in told


def test_corrected_fixture_reaches_an_untouched_record(loaded):
    loaded.replace("sources.yaml", "A report", "The report")

    loaded.load()

    assert Source.objects.get(slug="report").title == "The report"


def test_field_left_out_of_a_corrected_fixture_is_emptied(loaded):
    loaded.replace("sources.yaml", "title: A report", "title: A report\n  note: Weak.")
    loaded.load()
    loaded.write("sources.yaml", SOURCES)

    loaded.load()

    assert Source.objects.get(slug="report").note == ""


def test_page_that_an_editor_changed_is_kept(loaded):
    page = question()
    page.title = "Why, in an editor's words?"
    page.save_revision().publish()
    loaded.replace("pages/faq.yaml", "title: Why?", "title: Why not?")

    told = loaded.load()

    assert question().title == "Why, in an editor's words?"
    assert "an editor changed it" in told


def test_unpublished_draft_of_an_editor_is_kept(loaded):
    page = question()
    page.title = "A draft"
    page.save_revision()
    loaded.replace("pages/faq.yaml", "title: Why?", "title: Why not?")

    loaded.load()

    assert question().title == "Why?"
    assert question().get_latest_revision_as_object().title == "A draft"


def test_page_that_an_editor_deleted_stays_deleted(loaded):
    question("how").delete()
    loaded.replace("pages/faq.yaml", "title: How?", "title: How come?")

    told = loaded.load()

    assert not QuestionPage.objects.filter(slug="how").exists()
    assert "an editor deleted it" in told


def test_page_that_an_editor_unpublished_stays_unpublished(loaded):
    question("how").unpublish()
    loaded.replace("pages/faq.yaml", "title: How?", "title: How come?")

    loaded.load()

    assert not question("how").live
    assert question("how").title == "How?"


def test_page_that_an_editor_moved_stays_where_it_is(loaded):
    about = StandardPage.objects.get()
    other = about.add_sibling(
        instance=StandardPage(
            title="Other", slug="other", search_description="Other.", live=True
        )
    )
    about.refresh_from_db()
    about.move(other, pos="last-child")
    loaded.replace("pages/about.yaml", "title: About,", "title: About us,")

    loaded.load()

    about = StandardPage.objects.get(slug="about")
    assert about.title == "About"
    assert about.get_parent().pk == other.pk


def test_renamed_address_is_kept_and_not_made_again(loaded):
    page = question("how")
    page.slug = "how-exactly"
    page.save_revision().publish()

    loaded.load()

    assert set(QuestionPage.objects.values_list("slug", flat=True)) == {
        "why",
        "how-exactly",
    }


def test_record_that_an_editor_changed_is_kept(loaded):
    Source.objects.filter(slug="report").update(note="An editor's note.")
    loaded.replace("sources.yaml", "A report", "The report")

    loaded.load()

    source = Source.objects.get(slug="report")
    assert (source.title, source.note) == ("A report", "An editor's note.")


def test_kind_that_an_editor_gave_a_difference_is_kept(loaded):
    topic = Disagreement.objects.get()
    assert topic.kind == "compatible"
    topic.kind = "contradiction"
    topic.save_revision().publish()
    loaded.replace("disagreements.yaml", "Things counted", "Things")

    assert "things: left alone, an editor changed it" in loaded.load()
    assert Disagreement.objects.get().kind == "contradiction"


def test_page_that_an_editor_made_before_the_fixture_is_kept(loaded):
    parent = Page.objects.get(slug="faq").specific
    parent.add_child(
        instance=QuestionPage(
            title="Ours",
            slug="when",
            group=question().group,
            search_description="Ours.",
            body=[],
        )
    )
    loaded.write(
        "pages/more.yaml",
        "- {key: faq/when, type: QuestionPage, parent: faq, slug: when, title: 'When?',"
        " search_description: When., group: basics, body: [{text: Now.}]}\n",
    )

    told = loaded.load()

    assert question("when").title == "Ours"
    assert "an editor made one before" in told


def test_new_entry_below_a_deleted_page_is_left_out(loaded):
    Page.objects.get(slug="about").delete()
    loaded.write(
        "pages/more.yaml",
        "- {key: about/more, type: StandardPage, parent: about, slug: more,"
        " title: More, search_description: More.}\n",
    )

    told = loaded.load()

    assert not StandardPage.objects.filter(slug="more").exists()
    assert "its parent was deleted" in told


def test_published_value_is_corrected_by_a_new_one_only(loaded):
    loaded.replace("observations.yaml", '"12"', '"13"')

    with pytest.raises(CommandError, match="things-report: a published value"):
        loaded.load()

    assert Observation.objects.get().as_published == "12"


def test_published_value_keeps_its_note_when_new_sites_get_another(loaded):
    loaded.replace(
        "observations.yaml", "  source: report", "  note: Counted.\n  source: report"
    )

    told = loaded.load()

    assert Observation.objects.get().note == ""
    assert "observation: 1 unchanged" in told
    assert "observation: 1 unchanged" in loaded.load()


REPLACEMENT = """\
- key: things-report-2
  statistic: things
  number: 13
  as_published: "13"
  source: report
  supersedes: things-report
  change_kind: correction
  change_reason: This site had miscounted.
"""


def test_value_that_supersedes_another_is_loaded(loaded):
    loaded.write("observations.yaml", RECORD["observations.yaml"] + REPLACEMENT)

    loaded.load()

    assert [o.as_published for o in Observation.objects.current()] == ["13"]


def test_value_that_an_editor_has_replaced_already_stays_replaced(loaded):
    first = Observation.objects.get()
    published(
        ObservationFactory(
            statistic=first.statistic,
            source=first.source,
            as_published="14",
            supersedes=first,
            change_kind="correction",
            change_reason="An editor counted again.",
        )
    )
    loaded.write("observations.yaml", RECORD["observations.yaml"] + REPLACEMENT)

    told = loaded.load()

    assert [o.as_published for o in Observation.objects.current()] == ["14"]
    assert "things-report-2: left alone" in told


def test_dry_run_says_and_saves_nothing(fixtures):
    told = fixtures.load(dry_run=True)

    assert "created" in told
    assert not SeedEntry.objects.exists()
    assert not HomePage.objects.exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "pages/faq.yaml",
            "title: How?",
            "titel: How?",
            "fixtures/pages/faq.yaml: faq/how: titel: there is no such field",
        ),
        (
            "observations.yaml",
            "  source: report\n",
            "",
            "fixtures/observations.yaml: things-report: source: This field",
        ),
        (
            "observations.yaml",
            "source: report",
            "source: rumour",
            "things-report: source: there is no source “rumour”",
        ),
        (
            "observations.yaml",
            "things/one",
            "things/three",
            "things-report: position: there is no position “things/three”",
        ),
        (
            "pages/faq.yaml",
            "statistics: [things]",
            "statistics: [thigs]",
            "faq/why: body[2].statistics.statistics[1]: there is no statistic “thigs”",
        ),
        (
            "pages/faq.yaml",
            "- statistics:",
            "- statistic:",
            "faq/why: body[2]: there is no block “statistic” here",
        ),
        (
            "pages/faq.yaml",
            "heading: Figures",
            "header: Figures",
            "faq/why: body[2].statistics.header: there is no such field",
        ),
        (
            "pages/faq.yaml",
            "[{source: report, quote: because}]",
            "[{quote: because}]",
            "faq/why: citations[1].source: This field cannot be null.",
        ),
        (
            "pages/faq.yaml",
            "  search_description: How.\n",
            "",
            "faq/how: search_description: is missing",
        ),
        (
            "pages/faq.yaml",
            "parent: faq\n  slug: how",
            "parent: fag\n  slug: how",
            "faq/how: parent: there is no page “fag”",
        ),
        (
            "pages/faq.yaml",
            "key: faq/how",
            "key: faq/why",
            "faq/why: key: is used in fixtures/pages/faq.yaml, too",
        ),
        (
            "pages/faq.yaml",
            "title: How?",
            "title: How?\n  title: How come?",
            "fixtures/pages/faq.yaml: line 18: “title” appears twice",
        ),
        ("pages/faq.yaml", "- key: faq/how", "- key faq/how", "pages/faq.yaml: line"),
        (
            "pages/faq.yaml",
            "Because.",
            "Because of {{statistic: thigs}}.",
            "pages/faq.yaml: faq/why: body[1].text: there is no statistic “thigs”",
        ),
        (
            "pages/faq.yaml",
            "Because.",
            "Because of {{things}}.",
            "faq/why: body[1].text: write a figure as {{statistic: its-key}}",
        ),
        (
            "pages/faq.yaml",
            "title: How?",
            'title: "How, {{statistic: things}}?"',
            "faq/how: title: this text holds no references",
        ),
        (
            "pages/faq.yaml",
            "heading: Figures",
            'heading: "{{statistic: things}}"',
            "faq/why: body[2].statistics.heading: this text holds no references",
        ),
        (
            "sources_reference.csv",
            "2025-01-02",
            "January",
            "fixtures/sources_reference.csv: leaflet: date: “January”",
        ),
        (
            "sources_reference.csv",
            "2025-01-02",
            "2025-01-02,more",
            "leaflet: has more cells than the header",
        ),
        (
            "statistics.yaml",
            "key: things",
            "key: feed",
            "feed: slug: “feed” is kept for a page of the record",
        ),
        (
            "observations.yaml",
            "number: 12",
            "number: twelve",
            "things-report: number: “twelve” value must be a decimal number",
        ),
    ],
)
def test_broken_fixture_is_refused_whole_in_one_line(fixtures, name, old, new, message):
    fixtures.replace(name, old, new)

    with pytest.raises(CommandError) as caught:
        fixtures.load()

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not SeedEntry.objects.exists()
    assert not Source.objects.exists()
    assert not HomePage.objects.exists()


def test_missing_file_is_named(fixtures):
    shutil.rmtree(fixtures.path / "pages")

    with pytest.raises(CommandError, match="there is no such file"):
        fixtures.load()


def test_default_folder_is_the_site_s_own():
    assert (settings.BASE_DIR / "fixtures" / "pages").is_dir()
