"""Links, contacts and groups of links, as a Site manager enters them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks import check_local_path
from core.body import BodyBlock
from core.deleted_choices import ChosenPageBlock
from core.text_cleanup import one_line
from regions.models.channel import refuse_relay, refuse_undialable

check_web_address = URLValidator(schemes=["https", "http"])


class LineBlock(blocks.CharBlock):
    """One line of text, without the invisible characters that come with a paste."""

    class Meta:
        default = ""

    def clean(self, value: str) -> str:
        cleaned: str = super().clean(one_line(value or ""))
        if cleaned:
            self.refuse_unusable(cleaned)
        return cleaned

    def refuse_unusable(self, value: str) -> None:
        """Raise ValidationError for what readers could not use."""

    def deconstruct(self) -> tuple[str, Any, Any]:
        # What is stored is the same, so migrations need not tell them apart.
        _name, args, kwargs = super().deconstruct()
        return "wagtail.blocks.CharBlock", args, kwargs


class PhoneBlock(LineBlock):
    def refuse_unusable(self, value: str) -> None:
        refuse_relay(value)
        refuse_undialable(value)


class AddressBlock(LineBlock):
    """A path of this site, or the whole address of another."""

    def refuse_unusable(self, value: str) -> None:
        if value.startswith("/"):
            check_local_path(value)
            return
        try:
            check_web_address(value)
        except ValidationError as error:
            raise ValidationError(
                _("Start with https://, or with / for a page of this site.")
            ) from error


class OtherSiteBlock(blocks.StructBlock):
    """A page of another site, such as an account in a social network."""

    label = LineBlock(max_length=60, label=_("Label"))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "site"
        label = _("Account")


class TargetBlock(blocks.StructBlock):
    """Where a link with a fixed label leads: to a page, or to any address."""

    page = ChosenPageBlock(
        required=False,
        label=_("Page"),
        help_text=_("A page of this site. It is left out while readers cannot see it."),
    )
    address = AddressBlock(
        required=False,
        max_length=500,
        label=_("Or an address"),
        help_text=_("Such as https://www.example.gov/, or /search/ on this site."),
    )

    class Meta:
        icon = "link"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        # A page that was deleted is false, and still is what was chosen.
        is_page, is_address = cleaned["page"] is not None, bool(cleaned["address"])
        if is_page == is_address:
            words = gettext("Choose a page, or give an address: one of the two.")
            problem = ValidationError(words)
            raise StructBlockValidationError(block_errors={"address": problem})
        return cleaned


class SiteLinkBlock(TargetBlock):
    """A link in the menu or the footer."""

    label = LineBlock(
        required=False,
        max_length=60,
        label=_("Label"),
        help_text=_(
            "Leave it empty for a page: its title is the label, so that the two agree."
        ),
    )

    class Meta:
        label = _("Entry")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["address"] and not cleaned["label"]:
            problem = ValidationError(gettext("An address needs a label."))
            raise StructBlockValidationError(block_errors={"label": problem})
        return cleaned


class GroupBlock(blocks.StructBlock):
    """A group of links in the footer."""

    title = LineBlock(max_length=60, label=_("Title"))
    entries = blocks.ListBlock(SiteLinkBlock(), label=_("Entries"))

    class Meta:
        icon = "list-ul"
        label = _("Group")


class SiteContactBlock(blocks.StructBlock):
    """How to reach those who answer for one matter."""

    name = LineBlock(
        required=False,
        max_length=120,
        label=_("Name"),
        help_text=_("Of the office, such as Office of Public Affairs."),
    )
    phone = PhoneBlock(required=False, max_length=40, label=_("Phone"))
    email = blocks.EmailBlock(
        required=False, default="", max_length=200, label=_("E-mail")
    )
    url = blocks.URLBlock(
        required=False, default="", max_length=500, label=_("Web page")
    )

    class Meta:
        icon = "mail"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not (cleaned["phone"] or cleaned["email"] or cleaned["url"]):
            problem = ValidationError(
                gettext("Give a phone number, an e-mail address or a web page.")
            )
            raise StructBlockValidationError(block_errors={"phone": problem})
        return cleaned


# What each contact is for, in the order in which readers find them.
CONTACTS = {
    "general": _("General questions"),
    "press": _("Press"),
    "accessibility": _("Accessibility"),
    "privacy": _("Privacy"),
    "foia": _("Records under the Freedom of Information Act (FOIA)"),
    "inspector_general": _("Inspector general"),
}
# The links of the identifier, in the words of the U.S. Web Design System. “About” is
# followed by the agency's short name.
REQUIRED_LINKS = {
    "about": _("About"),
    "accessibility": _("Accessibility statement"),
    "foia": _("FOIA requests"),
    "no_fear": _("No FEAR Act data"),
    "inspector_general": _("Office of the Inspector General"),
    "performance": _("Performance reports"),
    "privacy": _("Privacy policy"),
}
ONCE = {"max_num": 1}


class ContactsBlock(BodyBlock):
    """The contacts of the site, each at most once."""

    class Meta:
        block_counts = dict.fromkeys(CONTACTS, ONCE)
        required = False

    def __init__(self, **kwargs: Any) -> None:
        kinds = [
            (kind, SiteContactBlock(label=label)) for kind, label in CONTACTS.items()
        ]
        super().__init__(kinds, **kwargs)


class RequiredLinksBlock(BodyBlock):
    """The links that laws and policies require, each at most once."""

    other = SiteLinkBlock(label=_("Another link"))

    class Meta:
        block_counts = dict.fromkeys(REQUIRED_LINKS, ONCE)
        required = False

    def __init__(self, **kwargs: Any) -> None:
        kinds = [
            (kind, TargetBlock(label=label)) for kind, label in REQUIRED_LINKS.items()
        ]
        super().__init__(kinds, **kwargs)


class AccountsBlock(BodyBlock):
    account = OtherSiteBlock()

    class Meta:
        required = False


class MenuBlock(BodyBlock):
    entry = SiteLinkBlock()

    class Meta:
        required = False
        max_num = 12


class FooterBlock(BodyBlock):
    group = GroupBlock()

    class Meta:
        required = False
        max_num = 8
