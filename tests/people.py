"""Accounts with a role, for tests."""

from django.contrib.auth.models import Group, User

STAFF = {"Reviewers", "Curators", "Organizers"}


def make_person(name: str, role: str = "", **columns) -> User:
    columns = {"email": f"{name}@example.net", "is_staff": role in STAFF} | columns
    user = User.objects.create_user(name, password="correct horse battery", **columns)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
