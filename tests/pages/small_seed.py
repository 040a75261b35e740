"""A small seed, which a test can edit and load."""

from io import StringIO

from django.core.management import call_command

SOURCES = """\
- key: report
  number: 1
  title: A report
"""
RECORD = {
    "sources.yaml": SOURCES,
    "sources_reference.csv": "key,number,title,date\nleaflet,2,A leaflet,2025-01-02\n",
    "disagreements.yaml": """\
- key: things
  topic: Things counted
  kind: compatible
  positions:
    - {key: one, says: The report says 12., source: report}
    - {key: two, says: The leaflet says 13., source: leaflet}
""",
    "programs.yaml": "- {key: ours, name: Ours, is_own: true}\n",
    "statistics.yaml": """\
- {key: things, label: Things, counts: One is one., program: ours}
""",
    "observations.yaml": """\
- key: things-report
  statistic: things
  number: 12
  as_published: "12"
  source: report
  position: things/one
""",
    "jurisdictions.csv": (
        "key,name,code,fips,kind,source\ntexas,Texas,TX,48,state,report\n"
    ),
    "regions.yaml": "- {key: r, name: R, source: report, state: texas}\n",
    "national_lines.csv": (
        "key,name,audience,phone,purpose,is_law_enforcement,source\n"
        "line,A line,report,1-800-555-0100,For tests.,false,report\n"
    ),
    "offices.yaml": """\
- key: exa-austin
  name: EXA Austin
  agency: agencies/exa
  city: Austin
  state: texas
  coverages: [{jurisdiction: texas, certainty: inferred}]
  source: report
""",
    "contacts.csv": (
        "key,office,kind,value,source\n"
        "exa-austin-phone,exa-austin,phone,(202) 555-0100,report\n"
    ),
    "search_meanings.yaml": "- {key: media, phrases: media, means: press}\n",
    "search_best_answers.yaml": """\
- key: example
  phrases: example agency
  target: [{page: agencies/exa}]
""",
    "search_distress.yaml": "- {key: sos, phrases: someone is here, line: line}\n",
    "question_groups.yaml": "- {key: basics, name: Basics}\n",
    "news_topics.yaml": "- {key: reports, name: Reports}\n",
    "agencies.csv": (
        "key,name,acronym,role,source,search_description\n"
        "exa,Example Agency,EXA,Sets an example.,report,About the agency.\n"
    ),
    "pages/home.yaml": """\
- {key: home, type: HomePage, slug: home, title: Home, search_description: Home.,
   is_address_fixed: true,
   body: [{questions: {heading: Questions, questions: [faq/why]}}]}
- {key: agencies, type: AgencyIndexPage, parent: home, slug: agencies,
   title: Agencies, search_description: Agencies.}
- {key: faq, type: FAQIndexPage, parent: home, slug: faq, title: FAQ,
   search_description: FAQ.}
""",
    "pages/faq.yaml": """\
- key: faq/why
  type: QuestionPage
  parent: faq
  slug: why
  title: Why?
  search_description: Why.
  group: basics
  body:
    - text: |
        Because. See [the report](/record/).
    - statistics: {heading: Figures, statistics: [things]}
  citations: [{source: report, quote: because}]
- key: faq/how
  type: QuestionPage
  parent: faq
  slug: how
  title: How?
  search_description: How.
  group: basics
  body: [{text: So.}]
""",
    "site_details.yaml": """\
- key: site-details
  site_name: Example Task Force
  menu: [{entry: {page: faq}}, {entry: {address: /search/, label: Search}}]
""",
    "pages/about.yaml": """\
- {key: about, type: StandardPage, parent: home, slug: about, title: About,
   search_description: About., body: [{section: {heading: One, text: Text.}}]}
""",
}


class Fixtures:
    """A folder of fixtures that a test can edit and load."""

    def __init__(self, path):
        self.path = path
        (path / "pages").mkdir(parents=True)
        for name, text in RECORD.items():
            self.write(name, text)

    def write(self, name, text):
        (self.path / name).write_text(text, encoding="utf-8")

    def replace(self, name, old, new):
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def load(self, **options):
        out = StringIO()
        call_command("seed_site", fixtures=self.path, stdout=out, **options)
        return out.getvalue()
