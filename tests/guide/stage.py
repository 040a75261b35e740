"""What the guide shows: accounts of each role, and work in the middle of being done.

For a seeded site. People are visibly made up, and so are the changes.
"""

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.models import Page
from wagtail.rich_text import RichText

from faq.models import QuestionPage
from imports.models import ImportBatch
from pages.roles import ROLES
from regions.models import ContactChannel, Office
from site_details.models import SiteDetails
from sources.models import ChangeNote, NoteKind
from stats.models import ChangeKind, Observation
from tests.guide.screens import CONTACTS, upload_contacts

PASSWORD = "pass-555-0100"  # noqa: S105 - of accounts that nobody else has
# The name of each account, and whose it is.
PEOPLE = {
    "editor": ("Erin Example", "Editor"),
    "reviewer": ("Robin Example", "Reviewer"),
    "manager": ("Sam Example", "Site manager"),
    "contacts": ("Chris Example", "Regional contacts editor"),
    "administrator": ("Alex Example", None),
}


def stage():
    """Set it up, and give the numbers that addresses need."""
    people = {name: account(name, *who) for name, who in PEOPLE.items()}
    answer = changed_answer(people["editor"], people["reviewer"])
    value = Observation.objects.get(statistic__slug="hstf-operations", live=True)
    return {
        "answer": answer.pk,
        "answers": answer.get_parent().pk,
        "question": QuestionPage.objects.get(slug="how-is-it-funded").pk,
        "home": Page.objects.get(depth=2).pk,
        "threat": Page.objects.get(slug="weapons-trafficking").pk,
        "about": Page.objects.get(slug="about").pk,
        "batch": import_in_review(people["contacts"]).pk,
        "source": value.source_id,
        "user": people["contacts"].pk,
        "contact": ContactChannel.objects.get(slug="fbi-albany-phone").pk,
        "office": Office.objects.get(slug="fbi-sandiego").pk,
        "value": value.pk,
        "details": SiteDetails.objects.get().pk,
        "draft": value_in_review("hstf-currency", people["editor"]).pk,
        "earlier": answer.revisions.order_by("pk").first().pk,
        "later": answer.revisions.order_by("pk").last().pk,
    }


def account(name, whose, role):
    assert role is None or role in ROLES
    first, last = whose.split()
    user = User.objects.create_user(
        name,
        f"{name}@example.org",
        PASSWORD,
        first_name=first,
        last_name=last,
        is_superuser=role is None,
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def changed_answer(editor, reviewer):
    """An answer to which one person added a sentence that another published."""
    page = QuestionPage.objects.get(slug="what-is-the-task-force")
    page.save_revision(user=editor, log_action=True)
    paragraphs = str(page.body[0].value)
    page.body[0] = ("text", RichText(f"{paragraphs}<p>A sentence of Erin Example.</p>"))
    page.change_notes.add(ChangeNote(kind=NoteKind.NEW, reason="An example reason."))
    revision = page.save_revision(user=editor, log_action=True)
    revision.publish(user=reviewer)
    page.refresh_from_db()
    return page


def value_in_review(statistic, editor):
    """A new value of a figure, sent to review."""
    earlier = Observation.objects.get(statistic__slug=statistic, live=True)
    value = Observation(
        statistic=earlier.statistic,
        source=earlier.source,
        as_published="$3.33 million",
        number=3_330_000,
        supersedes=earlier,
        change_kind=ChangeKind.UPDATE,
        change_reason="The source published an example figure.",
        live=False,
    )
    value.full_clean()
    value.save()
    value.save_revision(user=editor, log_action=True)
    value.get_workflow().start(value, editor)
    return value


def import_in_review(sender):
    """A list that was sent for approval: one contact, with other hours."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(sender)
    page = BeautifulSoup(upload_contacts(client).content, "html.parser")
    ticket = page.find("input", {"name": "ticket"})["value"]
    client.post(CONTACTS + "import/apply/", {"ticket": ticket})
    return ImportBatch.objects.get()
