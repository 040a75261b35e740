"""Every model of the installation: what the second-person rule says about it.

`KINDS` are held by the rule, and each goes through every route. `UNCOVERED` are public
without a second person today; each is listed by name, with the words for why. `PARTS`
are published with the page or record that they belong to. `NOT_CONTENT` says of all
other tables why nothing in them is words of this site. A new model has to be put into
one of the four: see docs/operations/publishing-matrix.md.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    rich_text,
)

from faq.models import QuestionPage
from news.models import NewsPage
from publishing.revision_content import BOOKKEEPING
from regions.models import ContactChannel, NationalLine, Office, Region
from search.models import DistressWords, SearchBestAnswer, SearchMeaning
from search.steering import known_steering
from site_details.models import SiteDetails
from sources.models import ChangeNote
from stats.models import Observation
from tests.factories import (
    ContactChannelFactory,
    DistressWordsFactory,
    NationalLineFactory,
    NewsPageFactory,
    ObservationFactory,
    OfficeCoverageFactory,
    OfficeFactory,
    QuestionPageFactory,
    RegionCoverageFactory,
    RegionFactory,
    SearchBestAnswerFactory,
    SearchMeaningFactory,
    SiteDetailsFactory,
    published,
)

WORDS = "Unreviewed 555-0199 words"
PLAIN = "Looked at 555-0100 words"

# As a browser sends it: with the numbers of block and paragraph that are stored, so
# that sending a form again changes nothing.
HTML = '<p data-block-key="x5550">An answer.</p>'
BLOCK = "00000000-0000-4000-8000-000000005550"
BODY = json.dumps([{"type": "text", "value": HTML, "id": BLOCK}])


def body() -> dict[str, Any]:
    block = {"type": "text", "value": rich_text(HTML), "id": BLOCK}
    return {"count": "1", "0": block | {"deleted": "", "order": "0"}}


@dataclass(frozen=True)
class Kind:
    """A kind of record under the rule, and how to make and to read one."""

    model: Any
    # Make a draft that says PLAIN, given the world that it is to stand in.
    make: Callable[[Any], Any]
    # The field that the writer types into.
    field: str
    # The addresses at which a visitor reads it.
    read_at: Callable[[Any], list[str]]
    # Make the draft of a change to what is public already; None: as `make`, published.
    make_change: Callable[[Any], Any] | None = None
    imported: bool = False
    confirmed: bool = False
    # What readers get of one that no page shows: whether these words work.
    works: Callable[[str], bool] | None = None
    # There is just one, which is public from the start.
    is_only: bool = False

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @property
    def is_page(self) -> bool:
        return issubclass(self.model, Page)

    @property
    def is_frozen(self) -> bool:
        """Return whether a published record is superseded rather than edited."""
        return self.make_change is not None

    def new(self, world: Any) -> Any:
        return saved(self.make(world))

    def changing(self, world: Any) -> Any:
        if self.make_change:
            return saved(self.make_change(world))
        return published(self.new(world))


def saved(draft: Any) -> Any:
    draft.save_revision()
    return draft


def type_words(record: Any, field: str, words: str) -> None:
    """Put the words where a form would put them, with the note that readers get."""
    setattr(record, field, words)
    if isinstance(record, QuestionPage | NewsPage) and record.live:
        record.change_notes.add(ChangeNote(kind="wording"))


def form_of(record: Any, user: Any) -> dict[str, Any]:
    """Return what a browser sends of the edit form when nothing was typed."""
    said = {
        name: value
        for name, value in record.serializable_data().items()
        if name not in BOOKKEEPING
    }
    for note in said.get("change_notes", []):
        del note["key"]  # made up anew for each, and in no form
    key = f"{record._meta.label} {json.dumps(said, default=str, sort_keys=True)}"
    if key not in FORMS:
        FORMS[key] = rendered(record, user)
    return dict(FORMS[key])


# Drawing a form takes longer than sending it, and most are the same.
FORMS: dict[str, dict[str, Any]] = {}


def rendered(record: Any, user: Any) -> dict[str, Any]:
    is_page = isinstance(record, Page)
    handler = (record if is_page else record.snippet_viewset).get_edit_handler()
    options = {"parent_page": record.get_parent()} if is_page else {}
    form = handler.get_form_class()(instance=record, for_user=user, **options)
    parts = [str(field) for field in form]
    parts += [str(formset) for formset in getattr(form, "formsets", {}).values()]
    sent = querydict_from_html(f"<form>{''.join(parts)}</form>")
    # A browser, unlike the parser, leaves out the line break that begins a text area.
    data = {
        name: [value.removeprefix("\n") for value in sent.getlist(name)]
        for name in sent
    }
    if is_page:
        return data | nested_form_data({"body": body()})
    # A script draws the streams of a record.
    streams = [f for f in record._meta.fields if isinstance(f, StreamField)]
    for stream in streams:
        data |= chosen(stream.name, getattr(record, stream.name).raw_data)
    return data


def chosen(name: str, blocks: Any) -> dict[str, Any]:
    """Return what a browser sends of a stream of choosers."""
    sent = {f"{name}-count": str(len(blocks))}
    for number, block in enumerate(blocks):
        said = {key: block[key] for key in ("type", "value", "id")}
        parts = said | {"deleted": "", "order": number}
        sent |= {f"{name}-{number}-{part}": value for part, value in parts.items()}
    return sent


def contact(world: Any) -> Any:
    return ContactChannelFactory(region=world.region, name=PLAIN, live=False)


def replacement(world: Any) -> Any:
    earlier = published(ObservationFactory())
    return ObservationFactory(
        statistic=earlier.statistic,
        source=earlier.source,
        supersedes=earlier,
        change_kind="correction",
        change_reason="The first figure was a slip.",
        note=PLAIN,
    )


NUMBERS = count()


def phrases() -> str:
    """Return words for one record alone: no other may have the same."""
    return f"{PLAIN} {next(NUMBERS)}"


def is_meant(words: str) -> bool:
    return any(words in each.typed for each in known_steering().meanings)


def has_best_answer(words: str) -> bool:
    return any(words in each.typed for each in known_steering().best_answers)


def is_distress(words: str) -> bool:
    return any(words in each.typed for each in known_steering().distress)


def region(world: Any) -> Any:
    made = RegionFactory(name=PLAIN, live=False)
    RegionCoverageFactory(region=made, jurisdiction=world.texas, sort_order=0)
    return made


def office(world: Any) -> Any:
    made = OfficeFactory(name=PLAIN, live=False, agency=world.agency, state=world.texas)
    OfficeCoverageFactory(office=made, jurisdiction=world.texas, sort_order=0)
    return made


KINDS = [
    Kind(
        QuestionPage,
        lambda world: QuestionPageFactory(
            parent=world.faq, title=PLAIN, live=False, body=BODY
        ),
        "title",
        lambda page: [page.url],
    ),
    Kind(
        NewsPage,
        lambda world: NewsPageFactory(
            parent=world.news, title=PLAIN, live=False, body=BODY
        ),
        "title",
        lambda page: [page.url],
    ),
    Kind(
        Observation,
        lambda world: ObservationFactory(note=PLAIN),
        "note",
        lambda value: ["/record.json"],
        make_change=replacement,
    ),
    Kind(
        ContactChannel,
        contact,
        "name",
        lambda row: ["/regions.json"],
        imported=True,
        confirmed=True,
    ),
    Kind(
        NationalLine,
        lambda world: NationalLineFactory(purpose=PLAIN, live=False),
        "purpose",
        lambda row: ["/regions.json"],
        confirmed=True,
    ),
    Kind(
        Office,
        office,
        "name",
        lambda row: ["/regions.json"],
        imported=True,
    ),
    Kind(
        Region,
        region,
        "name",
        lambda row: ["/regions.json"],
        imported=True,
    ),
    Kind(
        SearchMeaning,
        lambda world: SearchMeaningFactory(phrases=phrases(), live=False),
        "phrases",
        lambda row: [],
        works=is_meant,
    ),
    Kind(
        SearchBestAnswer,
        lambda world: SearchBestAnswerFactory(
            phrases=phrases(), target=[("page", world.faq)], live=False
        ),
        "phrases",
        lambda row: [],
        works=has_best_answer,
    ),
    Kind(
        DistressWords,
        lambda world: DistressWordsFactory(phrases=phrases(), live=False),
        "phrases",
        lambda row: [],
        works=is_distress,
    ),
    Kind(
        SiteDetails,
        lambda world: SiteDetailsFactory(site_name=PLAIN, live=False),
        "site_name",
        lambda row: ["/faq/"],
        is_only=True,
    ),
]
BY_NAME = {kind.name: kind for kind in KINDS}
