"""The form that takes the file, and the one that sends it back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from imports.reading import read_table

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 2_000


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "Up to 2 MB and 2,000 rows; so many take some minutes. In Excel, save as "
            "“CSV UTF-8”."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )
    content: bytes

    def __init__(self, *args: Any, columns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                gettext("The file is larger than 2 MB. Split it into smaller lists.")
            )
        self.content = file.read()
        table = read_table(self.content, self.columns, MAX_ROWS + 1)
        if len(table.rows) > MAX_ROWS:
            raise forms.ValidationError(
                gettext(
                    "The file has more than %(most)s rows. Split it, or ask the people "
                    "who run the site to import it with the command "
                    "“import_directory”."
                )
                % {"most": f"{MAX_ROWS:,}"}
            )
        return file


class SendBackForm(forms.Form):
    reason = forms.CharField(
        label=_("What is to be corrected"),
        help_text=_("The author reads this, and can upload a corrected file."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say why, so that the author can correct the file.")
        },
    )
