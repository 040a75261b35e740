"""Second factors as their owners hold them: the app's secret and the written codes."""

import base64
import hashlib
import hmac
import struct
import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

RIGHT = "pass-555-0100"
SIGN_IN = "/admin/account/login/"
SECOND = "/admin/account/second-factor/authenticate/"
FACTORS = "/admin/account/second-factor/"


def code_of(secret):
    """Compute what an app shows now, by RFC 6238 and not with the site's own code."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[at : at + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


class Held:
    """An account's app and recovery codes."""

    def __init__(self, user):
        self.secret = generate_totp_secret()
        self.app = TOTP.activate(user, self.secret).instance
        written = RecoveryCodes.activate(user)
        self.paper = written.instance
        self.codes = written.generate_codes()

    @property
    def code(self):
        return code_of(self.secret)


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def type_password(client, name="editor", password=RIGHT, **more):
    return client.post(SIGN_IN, {"login": name, "password": password}, **more)


def is_in(client):
    """Return whether this browser may see the admin."""
    return client.get("/admin/").status_code == 200
