"""Sentences that speak of a source, or of themselves, instead of their subject."""

import re

SAYS = (
    r"(?:(?:also|then|still|itself|first|once|later|again|has|have|had) )*"
    r"(?:says?|said|states?|stated|calls?|called|describes?|described|claims?|claimed"
    r"|tells?|told|writes?|wrote|reports?|reported|adds?|added|mentions?|mentioned)\b"
)
# What only a document does: a body may name members and give support.
PRINTS = (
    r"(?:also )?(?:names?|gives?|gave|lists?|listed|counts?|counted|puts?|prints?"
    r"|printed|shows?|explains?|reads?|credits?|quotes?|dates?|repeats?"
    r"|does not|do not)\b"
)
OUTLET = (
    r"(?:News(?: Digital)?|Examiner|Times|Square|Axios|Wikipedia|KRGV|WRKF|BrightGram"
    r"|HSToday|theunn\.com|Federal Register)"
)
DOCUMENT = (
    r"(?:statement|announcement|release|publication|article|account|text|report"
    r"|explainer|page|post|transcript|fact sheet|document|source|press|outlet|media)s?"
)
# Who is a source and a body at once: to give a date is to say it.
PUBLISHER = r"(?:HSTF|task force|FBI|HSI|DHS|DOJ|White House|Department of State)"
GIVES = r"(?:also )?(?:gives?|gave|names?|named|counts?|counted|dates?|dated|puts?)\b"
SPEAKER = (
    r"(?:officials?|spokes(?:man|woman|person|people)(?: \w+ \w+)?|task force|HSTF"
    r"|White House|President(?: Trump)?|(?:Deputy )?Attorney General|Governor|Director"
    r"|Secretary(?: of [A-Z]\w+(?: [A-Z]\w+)?)?|FBI|HSI|DHS|DOJ|ICE|DEA|ATF"
    r"|Departments?(?: of [A-Z]\w+(?: [A-Z]\w+)?)?|executive order|order|charter"
    r"|administration|office)"
)
ABOUT_SOURCES = re.compile(
    rf"\b(?:(?:{DOCUMENT}|{OUTLET}) (?:{SAYS}|{PRINTS})|{SPEAKER} {SAYS}"
    rf"|{PUBLISHER} {GIVES})"
    r"|\b(?:says?|said|states|stated|writes|wrote) (?:the|a|an|its?)\b"
    r"|\baccording to\b|\bin the words of\b|\bin its (?:own )?words\b|\bis said to\b"
    r"|\breportedly\b|\bas reported\b|\bhome page\b|\bthe page\b|\bexplainer\b"
    r"|\bnews report\b|\bthe report\b|\b(?:our|the|these|no|either|neither|which|other)"
    r" sources?\b|\bsources (?:used|here|differ|agree)\b",
    re.IGNORECASE,
)
ABOUT_ITSELF = re.compile(
    r"(?<!about )\bthis (?:web)?site\b"
    r"|\bthis (?:page|answer|list|section|sentence) (?:\w+s)\b"
    r"|\b(?:shown|listed|given|see|stands?|described) (?:above|below)\b"
    r"|\bnot stated\b|\binferred by\b|\bour (?:own )?reading\b|\bsources? used\b",
    re.IGNORECASE,
)
# "About this site" is the name of a page.
THIS_SITE = re.compile(r"(?<!about )\bthis (?:web)?site\b", re.IGNORECASE)
# In a cell or a row: nothing, with a name.
NOTHING = re.compile(
    r"^(?:not (?:stated|published|known|given|printed|available)|unknown|n/a)[.\s]*$"
    r"|\bnot stated\b",
    re.IGNORECASE,
)


def speaks(sentence: str) -> bool:
    """Return whether a sentence needs a mark, or other words."""
    return bool(ABOUT_SOURCES.search(sentence) or ABOUT_ITSELF.search(sentence))


def says_nothing(cell: str) -> bool:
    return bool(NOTHING.search(cell))
