"""The filter above the record."""

import pytest

from tests.factories import (
    ObservationFactory,
    ProgramFactory,
    RecordPageFactory,
    SourceFactory,
    StatisticFactory,
    published,
)


@pytest.fixture
def record(home):
    return RecordPageFactory(parent=home, slug="record")


class TestFilter:
    @pytest.fixture
    def figures(self, record):
        own = ProgramFactory(slug="own", is_own=True)
        other = ProgramFactory(slug="other", is_own=False)
        page = SourceFactory(slug="page")
        report = SourceFactory(slug="report")
        arrests = StatisticFactory(label="Arrests", program=own)
        published(ObservationFactory(statistic=arrests, source=page))
        published(ObservationFactory(statistic=arrests, source=report))
        for label, program in (("Guns", own), ("Boats", other)):
            statistic = StatisticFactory(label=label, program=program)
            published(ObservationFactory(statistic=statistic, source=page))

    def labels(self, html):
        return [
            link.text for link in html.select(".record-table tbody th > a:first-child")
        ]

    @pytest.mark.parametrize(
        ("query", "labels"),
        [
            ("", {"Arrests", "Guns", "Boats"}),
            ("?program=own", {"Arrests", "Guns"}),
            ("?source=report", {"Arrests"}),
            ("?program=other&source=report", set()),
            ("?program=nobody&source=%00", {"Arrests", "Guns", "Boats"}),
        ],
    )
    def test_shows_what_was_asked_for(self, figures, read, query, labels):
        assert set(self.labels(read(f"/record/{query}"))) == labels

    def test_keeps_the_other_value_of_a_figure_on_which_sources_differ(
        self, figures, read
    ):
        rows = read("/record/?source=report").select(".record-table tbody tr")
        assert len(rows) == 2

    def test_remembers_the_choice_and_counts(self, figures, read):
        html = read("/record/?program=own")
        assert html.select_one("#program option[selected]")["value"] == "own"
        assert html.select_one("#figures h2").text.split() == ["2", "figures"]
        assert html.find("link", rel="canonical")["href"].endswith("/record/")

    def test_says_when_nothing_is_left(self, figures, read):
        text = read("/record/?program=other&source=report").main.text
        assert "No figure of this program comes from this source." in text
