"""Restores access for somebody who lost phone, keys and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from audit.log import write


class Command(BaseCommand):
    help = (
        "Take an account's second factors away and end its sessions. Its owner sets up "
        "a new one after the next login. Make sure first that it is the owner who asks."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="whose account")

    @transaction.atomic
    def handle(self, *, username: str, **options: Any) -> None:
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"No account is called {username!r}.")
        factors = Authenticator.objects.filter(user=user)
        kinds = sorted(set(factors.values_list("type", flat=True)))
        factors.delete()
        ended = end_sessions(str(user.pk))
        write(
            "auth.factors_reset",
            user_id=user.pk,
            user=username,
            factors=kinds,
            sessions=ended,
        )
        told = ", ".join(kinds) or "nothing"
        self.stdout.write(
            self.style.SUCCESS(
                f"{username}: {told} taken away, {ended} sessions ended."
            )
        )


def end_sessions(user_id: str) -> int:
    """End all sessions; new ones must begin with the password."""
    current = Session.objects.filter(expire_date__gte=timezone.now())
    own = [
        each.pk
        for each in current.iterator()
        if each.get_decoded().get(SESSION_KEY) == user_id
    ]
    return Session.objects.filter(pk__in=own).delete()[0]
