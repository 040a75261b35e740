"""Every URL responds as before the update, and shows the same content."""

import re

from tests.upgrade.answers import answer, words

# What readers must still find wherever they found it, in whatever words around it.
SHOWN = {
    "faq_questiongroup": ["name"],
    "regions_contactchannel": ["value"],
    "regions_nationalline": ["name", "phone", "text", "purpose"],
    "regions_office": ["name", "address", "territory"],
    "regions_region": ["name", "city"],
    "sources_changenote": ["reason"],
    "sources_disagreement": ["topic", "explanation"],
    "sources_position": ["says"],
    "sources_source": ["title"],
    "stats_observation": ["as_published", "also_stated_as", "quote", "change_reason"],
    "stats_programme": ["name", "description"],
    "stats_statistic": ["label", "counts"],
    "timeline_milestone": ["title", "text"],
    "wagtailcore_page": ["title"],
}


# Where a part of a page went that has become a page, to which the first one links.
MOVED = [
    (r"/record/", ["/record/sources/", "/record/differences/"]),
    (r"/record/[\w-]+/", ["/record/differences/"]),
    # The address of an agency leads to its row.
    (r"/agencies/[\w-]+/", ["/agencies/"]),
    # Its answers were folded; now each question is a link with its first sentence.
    (
        r"/",
        [
            "/faq/what-is-the-task-force/",
            "/faq/who-leads-it/",
            "/faq/how-arrests-are-counted/",
            "/faq/how-do-i-contact-it/",
        ],
    ),
]
# What pages no longer repeat: which pages, which facts, and where they still stand.
SAID_ONCE = [
    # Each place repeated how many there are, and who counts them.
    (r"/regions/[\w-]+/", {"52", "HSTF home page"}, "/record/hstf-states-territories/"),
    # The page of an agency listed the threats whose pages name it.
    (
        r"/agencies/[\w-]+/",
        {
            "Narcotics and contraband",
            "Human trafficking and smuggling",
            "Weapons trafficking",
            "Financial crimes",
            "Transnational gangs",
            "Intelligence fusion",
        },
        "/threats/",
    ),
    # Questions are listed with the first sentence of their answers alone.
    (r"/related/[\w-]+/", {"HSTF home page"}, "/record/sources/"),
    # The list gives the first sentence of each threat, and its page the others.
    (r"/threats/", {"four"}, "/threats/transnational-gangs/"),
]


def is_said_once(address, fact):
    return any(
        re.fullmatch(where, address) and fact in said
        for where, said, _place in SAID_ONCE
    )


def moved(address):
    """Return the pages where parts of this one are now."""
    path = address.partition("?")[0]
    return [
        answer(place)
        for where, places in MOVED
        if re.fullmatch(where, path)
        for place in places
    ]


def facts(tables):
    return {
        words(row[column])
        for table, columns in SHOWN.items()
        for row in tables[table].values()
        for column in columns
        if row[column]
    }


# Each page is printed with the day on which it is read, so that numbers come and go.
DAY = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b"
)


def says(found, fact):
    """Return whether it appears as whole words: 400 is not part of 1,400."""
    text = found.get("text", "")
    if fact.isdigit():
        text = DAY.sub("", text)
    return fact in text and re.search(rf"(?<![\w,]){re.escape(fact)}(?!\w)", text)


def test_every_address_answers_as_before_and_shows_the_same_facts(before):
    known = facts(before.tables)
    faults, number = [], 0
    for address, was in before.answers.items():
        now = answer(address)
        if address.startswith("/regions/?q="):
            # Understood in another way since, so it has only to lead to a page.
            status = answer(now["to"])["status"] if now.get("to") else now["status"]
            if status != 200:
                faults.append((address, "status", 200, status))
            continue
        if address.startswith("/search/"):
            # Found in another way since; each fact stands at its own address.
            if now["status"] != 200:
                faults.append((address, "status", 200, now["status"]))
            continue
        if row := re.fullmatch(r"(/agencies/)([\w-]+)/", address):
            if now["to"] != "{}#{}".format(*row.groups()):
                faults.append((address, "to", now["to"]))
            now = was | {"text": now.get("text", "")}
        faults += [
            (address, name, was.get(name), now.get(name))
            for name in ("status", "type", "to", "title", "h1")
            if was.get(name) != now.get(name)
        ]
        shown = {fact for fact in known if says(was, fact)}
        number += len(shown)
        parts = moved(address)
        faults += [
            (address, fact)
            for fact in shown
            if not says(now, fact)
            and not any(says(part, fact) for part in parts)
            and not is_said_once(address, fact)
        ]
    faults += [
        (place, fact)
        for _where, said, place in SAID_ONCE
        for fact in said
        if not says(answer(place), fact)
    ]

    assert len(before.answers) > 250
    assert number > 5_000
    assert faults == []
