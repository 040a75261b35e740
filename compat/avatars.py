"""
No profile pictures: they would be unchecked uploads.

Works around: no setting switches the avatar off on an account's own page.
Upstream: none found
Seen in: Wagtail 7.4.4
Delete when: Wagtail has such a setting.
"""

from wagtail.admin.views.account import AvatarSettingsPanel


def install() -> None:
    AvatarSettingsPanel.is_active = lambda _panel: False
