import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

GROUP = "Organizers"


class Command(BaseCommand):
    help = "Create an organizer's account with a generated password, printed once."

    def add_arguments(self, parser):
        parser.add_argument("--username", default="organizer")
        parser.add_argument("--email", default="", help="where letters to the account go")
        parser.add_argument(
            "--first-only", action="store_true", help="do nothing when there is an organizer"
        )

    @transaction.atomic
    def handle(self, *args, username: str, email: str, first_only: bool, **options):
        accounts = get_user_model().objects
        group = Group.objects.get(name=GROUP)
        there = accounts.filter(groups=group) | accounts.filter(username=username)
        if first_only and there.exists():
            return
        if accounts.filter(username=username).exists():
            raise CommandError(
                f"There is an account “{username}” already; give another --username."
            )
        password = secrets.token_urlsafe(12)
        user = accounts.create_user(username, email, password, is_staff=True)
        user.groups.add(group)
        self.stdout.write(f"Organizer account: {username}, password: {password} (shown only now)")
