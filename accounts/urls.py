"""
The pages of one's own account, below `/admin/account/`.

allauth has more: sign-up, addresses, codes by mail. Unlisted pages do not exist.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from accounts.views import SignInView, where_mail_is_sent

passwords = [
    path("change/", account.password_change, name="account_change_password"),
    # An account without a password is treated like one with a forgotten password.
    path(
        "set/",
        never_cache(RedirectView.as_view(pattern_name="account_reset_password")),
        name="account_set_password",
    ),
    path(
        "reset/",
        where_mail_is_sent(account.password_reset),
        name="account_reset_password",
    ),
    path(
        "reset/done/",
        where_mail_is_sent(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        where_mail_is_sent(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "reset/key/done/",
        where_mail_is_sent(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]

passkeys = [
    path("", keys.list_webauthn, name="mfa_list_webauthn"),
    path("add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("login/", keys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "reauthenticate/",
        keys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("<int:pk>/edit/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
]

second_factor = [
    path("", factors.index, name="mfa_index"),
    path("authenticate/", factors.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("app/activate/", app.activate_totp, name="mfa_activate_totp"),
    path("app/deactivate/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "codes/generate/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("passkeys/", include(passkeys)),
]

urlpatterns = [
    path("login/", SignInView.as_view(), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", include(passwords)),
    path("second-factor/", include(second_factor)),
]
