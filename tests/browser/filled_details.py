"""Site details in which everything is filled in, for the browser's sites."""

from wagtail.models import Page

from site_details.models import SiteDetails

EXAMPLE = "https://www.example.gov/"


def contact(number, name):
    return {
        "name": name,
        "phone": f"202-555-01{number:02}",
        "email": f"office-{number}@example.gov",
        "url": f"{EXAMPLE}{number}/",
    }


def fill() -> None:
    """Publish made-up details of the kind that an agency would enter."""
    details = SiteDetails.objects.get()
    details.parent_name = "Department of Examples"
    details.parent_short_name = "DOE"
    details.parent_url = EXAMPLE
    details.contacts = [
        ("general", contact(1, "Office of the Example")),
        ("press", contact(2, "Office of Public Affairs")),
        ("accessibility", contact(3, "Section 508 Program")),
        ("privacy", contact(4, "Privacy Office")),
        ("foia", contact(5, "FOIA Requester Service Center")),
        ("inspector_general", contact(6, "Hotline of the Inspector General")),
    ]
    pages = {page.url_path: page for page in Page.objects.all()}

    def page(path):
        return {"page": pages[f"/home{path}"], "address": ""}

    def elsewhere(path):
        return {"page": None, "address": EXAMPLE + path}

    details.required_links = [
        ("about", page("/about/")),
        ("accessibility", page("/accessibility/")),
        ("foia", elsewhere("foia/")),
        ("no_fear", elsewhere("no-fear/")),
        ("inspector_general", elsewhere("oig/")),
        ("performance", elsewhere("performance/")),
        ("privacy", page("/privacy/")),
    ]
    details.accounts = [
        ("account", {"label": "YouTube", "url": "https://www.youtube.com/"}),
    ]
    details.save_revision().publish()
