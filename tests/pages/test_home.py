"""The home page: every block, what it hides and what it costs."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, Revision
from wagtail.rich_text import RichText

from pages.doors import DoorsBlock, usual_doors
from pages.home_blocks import HomeBlock
from pages.links import broken_links
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    CitationFactory,
    FAQIndexPageFactory,
    HelpPageFactory,
    JurisdictionFactory,
    MilestoneFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ObservationFactory,
    QuestionPageFactory,
    SourceFactory,
    StandardPageFactory,
    StatisticFactory,
    ThreatIndexPageFactory,
    ThreatPageFactory,
    TimelinePageFactory,
    private,
    published,
)


@pytest.fixture
def show(home, read):
    """Set the home page's body and fetch the page."""

    def page(*blocks):
        home.body = list(blocks)
        home.save_revision().publish()
        return read("/").main

    return page


@pytest.fixture
def threats(home):
    return ThreatIndexPageFactory(parent=home, slug="threats")


@pytest.fixture
def agencies(home):
    return AgencyIndexPageFactory(parent=home, slug="agencies")


@pytest.fixture
def timeline(home):
    return TimelinePageFactory(parent=home, slug="timeline")


ROSTER = ("roster", {"heading": "The roster", "statistics": []})
THREATS = ("threats", {"heading": "Threats"})
TIMELINE = ("timeline", {"heading": "The timeline"})
SECTION = {"heading": "Shown", "text": RichText("<p>Words.</p>")}


def test_home_page_opens_with_the_finder_and_the_ways_in(read, home):
    JurisdictionFactory(name="Texas", tile_column=3, tile_row=6)
    home.doors = usual_doors()
    home.save()

    main = read("/").main

    form = main.find("form", action="/regions/")
    assert form["method"] == "get"
    assert form.find("input", {"name": "q"})
    assert main.find("a", href="/regions/texas/")
    for address in ("/help/", "/regions/", "/record/"):
        assert main.find("a", href=address)


def test_map_leaves_out_places_that_no_source_lists(read, home):
    JurisdictionFactory(name="Texas", tile_column=3, tile_row=6)
    JurisdictionFactory(name="Guam", code="GU", fips="66", is_listed=False)

    main = read("/").main

    assert main.find("a", href="/regions/texas/")
    assert not main.find("a", href="/regions/guam/")


def test_home_page_names_every_source_of_its_words(read, home):
    first, second = SourceFactory(title="First report"), SourceFactory(title="Second")
    CitationFactory(page=home, source=first)
    CitationFactory(page=home, source=second)

    text = read("/").main.text

    assert "First report" in text
    assert "Second" in text


def test_threats_stand_in_order_without_drafts_and_private_ones(show, threats):
    ThreatPageFactory(parent=threats, title="Later threat", order=2)
    ThreatPageFactory(parent=threats, title="Early threat", order=1)
    ThreatPageFactory(parent=threats, title="Drafted threat", live=False)
    private(ThreatPageFactory(parent=threats, title="Private threat"))

    text = show(THREATS).text

    assert text.index("Early threat") < text.index("Later threat")
    assert "Drafted threat" not in text
    assert "Private threat" not in text


def test_roster_shows_members_in_order_without_drafts_and_retired_ones(show, agencies):
    AgencyPageFactory(parent=agencies, title="Later agency", roster_order=2)
    AgencyPageFactory(parent=agencies, title="Early agency", roster_order=1)
    AgencyPageFactory(parent=agencies, title="Drafted agency", live=False)
    AgencyPageFactory(parent=agencies, title="Former agency", is_retired=True)

    text = show(ROSTER).text

    assert text.index("Early agency") < text.index("Later agency")
    assert "Drafted agency" not in text
    assert "Former agency" not in text


def test_roster_leaves_out_a_private_agency(show, agencies):
    private(AgencyPageFactory(parent=agencies, title="Private agency"))

    assert "Private agency" not in show(ROSTER).text


def test_roster_shows_only_statistics_that_a_published_value_supports(show):
    shown = published(ObservationFactory(as_published="25 of them")).statistic
    drafted = ObservationFactory(as_published="99 drafted").statistic

    text = show(
        ("roster", {"heading": "The roster", "statistics": [shown, drafted]})
    ).text

    assert "25 of them" in text
    assert "99 drafted" not in text


def test_timeline_shows_its_milestones(show, timeline):
    MilestoneFactory(page=timeline, title="First order")

    main = show(TIMELINE)

    assert "First order" in main.text
    assert main.find("a", href=lambda href: href and href.startswith("/timeline/"))


def test_timeline_that_is_a_draft_shows_nothing(show, timeline):
    MilestoneFactory(page=timeline, title="First order")
    timeline.unpublish()

    assert "First order" not in show(TIMELINE).text


def test_timeline_that_is_private_shows_nothing(show, timeline):
    MilestoneFactory(page=timeline, title="First order")
    private(timeline)

    assert "First order" not in show(TIMELINE).text


def test_home_page_without_a_timeline_still_opens(show):
    assert show(TIMELINE, THREATS, ROSTER)


def test_results_say_source_period_and_that_an_arrest_is_no_conviction(show):
    value = published(
        ObservationFactory(
            statistic__stage="arrest",
            statistic__program__is_own=True,
            source__title="A report",
            as_published="3,266",
            number=3266,
            period_precision="month",
            period_start=datetime.date(2025, 9, 1),
        )
    )
    chart = {"statistic": value.statistic, "per_square": 1, "square_noun": "arrest"}

    text = show(("results", {"heading": "Results", "charts": [chart]})).text

    assert "3,266" in text
    assert "A report" in text
    assert "September 2025" in text
    assert "An arrest is not a conviction." in text
    assert "Separate program" not in text


def test_results_of_another_program_say_so(show):
    value = published(ObservationFactory(statistic__program__is_own=False))
    chart = {"statistic": value.statistic, "per_square": 1, "square_noun": "case"}

    text = show(("results", {"heading": "Results", "charts": [chart]})).text

    assert "Separate program: not task force results." in text


def test_results_show_what_another_source_says_too(show):
    statistic = StatisticFactory()
    published(ObservationFactory(statistic=statistic, as_published="345"))
    published(ObservationFactory(statistic=statistic, as_published="more than 300"))
    chart = {"statistic": statistic, "per_square": 1, "square_noun": "case"}

    text = show(("results", {"heading": "Results", "charts": [chart]})).text

    assert "345" in text
    assert "more than 300" in text


def test_chosen_questions_are_links_with_the_first_sentence_of_the_answer(show, home):
    faq = FAQIndexPageFactory(parent=home, slug="faq")
    question = QuestionPageFactory(
        parent=faq, title="Why?", slug="why", lede="The U.S. asked for it. Twice."
    )
    drafted = QuestionPageFactory(parent=faq, title="Drafted?", live=False)

    main = show(
        ("questions", {"heading": "Questions", "questions": [question, drafted]})
    )

    assert main.find("a", href="/faq/why/")
    assert "The U.S. asked for it." in main.text
    assert "Twice." not in main.text
    assert "Drafted?" not in main.text
    assert not main.find("details")


def test_news_are_the_three_newest_without_drafts(show, home):
    news = NewsIndexPageFactory(parent=home, slug="news")
    for day in range(1, 6):
        NewsPageFactory(
            parent=news,
            title=f"Article {day}",
            date=datetime.date(2026, 1, day),
            live=day < 5,
        )

    section = show(("news", {"heading": "News"}))

    titles = [link.text for link in section.select(".latest a")]
    assert titles == ["Article 4", "Article 3", "Article 2"]


def test_home_page_without_news_leaves_the_section_out(show):
    assert "Latest" not in show(("news", {"heading": "Latest"})).text


def test_all_sources_of_the_page_stand_in_one_list(show):
    source = SourceFactory()
    quote = {"text": "So.", "speaker": "Somebody", "source": source}

    main = show(("quote", quote), ("section", SECTION), ("quote", quote))

    assert len(main.select(".cite-notes")) == 1


# Hidden sections


def test_hidden_section_stays_and_shows_nothing(show, home):
    hidden = SECTION | {"heading": "Put away", "is_hidden": True}

    text = show(("section", SECTION), ("section", hidden)).text

    assert "Shown" in text
    assert "Put away" not in text
    home.refresh_from_db()
    assert [part.value["heading"] for part in home.body] == ["Shown", "Put away"]


def test_search_does_not_find_what_is_hidden(home):
    hidden = SECTION | {"heading": "Put away", "is_hidden": True}
    home.body = [("section", SECTION), ("section", hidden)]

    found = home._meta.get_field("body").get_searchable_content(home.body)

    assert "Shown" in found
    assert "Put away" not in found


@pytest.mark.parametrize("name", HomeBlock.base_blocks)
def test_every_section_can_be_hidden_and_is_stored_as_before_while_it_is_not(name):
    block = HomeBlock()
    kind = block.child_blocks[name]
    value = kind.get_default()

    (stored,) = block.get_prep_value(block.to_python([(name, value)]))
    value["is_hidden"] = True
    (hidden,) = block.get_prep_value(block.to_python([(name, value)]))

    assert "is_hidden" not in stored["value"]
    assert hidden["value"]["is_hidden"] is True
    assert kind.meta.form_layout.children[1] == "is_hidden"


# Doors


def door(**value):
    given = {"page": None, "address": "", "label": "In", "text": "One line."} | value
    return {"type": "door", "value": given}


def refusals(*doors):
    block = DoorsBlock()
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(list(doors)))
    return str(caught.value.as_json_data())


def test_doors_are_those_that_editors_chose(read, home):
    page = StandardPageFactory(parent=home, slug="about")
    home.doors = [
        door(address="/help/", label="Help", text="Now."),
        door(page=page.pk, label="About it", text="Later."),
    ]
    home.save_revision().publish()

    doors = read("/").main.select(".doors li")

    assert [each.a["href"] for each in doors] == ["/help/", "/about/"]
    assert [each.p.text for each in doors] == ["Now.", "Later."]


@pytest.mark.parametrize("change", [Page.unpublish, Page.delete, private])
def test_door_to_a_page_that_is_not_public_is_left_out(read, home, change):
    page = StandardPageFactory(parent=home, slug="about")
    home.doors = [door(address="/help/"), door(page=page.pk, label="Away")]
    home.save_revision().publish()

    change(Page.objects.get(pk=page.pk))

    assert "Away" not in read("/").main.text


def test_one_door_must_lead_to_help(home):
    assert "One door must lead to /help/" in refusals(door(address="/record/"))
    assert DoorsBlock().clean(DoorsBlock().to_python([door(address="/help/#crisis")]))


def test_door_by_its_page_leads_to_help_too(home):
    help_page = HelpPageFactory(parent=home, slug="help")
    doors = DoorsBlock().to_python([door(page=help_page.pk)])

    assert DoorsBlock().clean(doors)


def test_door_has_either_a_page_or_an_address(home):
    help_page = HelpPageFactory(parent=home, slug="help")

    assert "and not both" in refusals(door(page=help_page.pk, address="/help/"))
    assert "and not both" in refusals(door(address="/help/"), door())


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "help"])
def test_door_leads_nowhere_else(address):
    assert "Start with one slash" in refusals(
        door(address="/help/"), door(address=address)
    )


def test_draft_may_wait_for_its_doors():
    block = DoorsBlock()

    assert block.clean_deferred(block.to_python([door(address="")]))


def test_version_from_before_the_doors_opens_with_the_usual_ones(home):
    revision = home.save_revision()
    del revision.content["doors"]
    revision.save()

    doors = Revision.objects.get(pk=revision.pk).as_object().doors

    assert [part.value.url for part in doors] == ["/help/", "/regions/", "/record/"]


def test_link_check_finds_a_door_that_leads_nowhere(home):
    home.doors = [door(address="/help/"), door(address="/no-such-page/")]
    home.save_revision().publish()

    assert "/no-such-page/" in [link.target for link in broken_links()]


def test_home_page_costs_the_same_however_much_there_is(
    show, home, threats, agencies, timeline, count_queries
):
    def add(number):
        ThreatPageFactory(parent=threats)
        AgencyPageFactory(parent=agencies)
        MilestoneFactory(page=timeline)
        JurisdictionFactory(
            name=f"Place {number}",
            code=f"P{number}",
            fips=f"9{number}",
            tile_column=number,
            tile_row=1,
        )

    add(0)
    show(THREATS, ROSTER, TIMELINE)  # warm Wagtail's site cache
    few = count_queries("/")
    for number in range(1, 6):
        add(number)

    assert count_queries("/") == few
