"""What an address may ask Django's admin for."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import product

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse

from documents.models import Submission
from tests.factories import make_concept, make_entry
from tests.people import make_person

pytestmark = pytest.mark.django_db

SECRET = ("password", "token", "digest", "secret", "sealed", "session", "key")
NOT_SECRET = {"sort_key", "object_key"}
DEPTH = 3
QUERY = re.compile(r'href="(\?[^"]+)"')
ENDINGS = ["", "__regex", "__startswith", "__gt", "__exact", "__in", "__isnull"]


def secret_paths(model: type[Model], depth: int = DEPTH) -> Iterator[str]:
    """Every way from a model to a column with a secret in it, over relations in both directions."""
    for field in model._meta.get_fields():
        if field.is_relation and field.related_model and depth:
            name = field.name if field.concrete or not field.auto_created else name_back(field)
            yield from (f"{name}__{path}" for path in secret_paths(field.related_model, depth - 1))
        elif field.concrete and not field.primary_key and is_secret(field.name):
            yield field.name


def name_back(relation) -> str:
    return relation.field.related_query_name()


def is_secret(name: str) -> bool:
    return name not in NOT_SECRET and any(word in name for word in SECRET)


@pytest.fixture
def asked(rf):
    request = rf.get("/admin/")
    request.user = make_person("super", is_superuser=True, is_staff=True)
    return request


def test_no_list_is_filtered_by_a_secret(asked):
    tried = 0
    for model, model_admin in admin.site._registry.items():
        for path, ending in product(set(secret_paths(model)), ENDINGS):
            assert not model_admin.lookup_allowed(f"{path}{ending}", "a", asked), (model, path)
            tried += 1

    assert tried > 1000


def test_no_list_is_searched_sorted_or_headed_by_a_secret(asked):
    for model, model_admin in admin.site._registry.items():
        columns = [
            *model_admin.get_search_fields(asked),
            *map(str, model_admin.get_list_display(asked)),
            *map(str, model_admin.get_sortable_by(asked)),
            *map(str, model_admin.get_ordering(asked)),
            *(str(each) for each in model_admin.get_list_filter(asked)),
        ]
        assert [each for each in columns if is_secret(each.lower())] == [], model


@pytest.mark.parametrize(
    "asks", ["password__regex=^pbkdf2", "password__startswith=p", "password=x", "email__regex=a",
             "totpdevice__key__startswith=3", "groups__permissions__codename=x"],
)  # fmt: skip
@pytest.mark.parametrize("is_superuser", [False, True])
def test_a_list_says_no_to_what_it_does_not_declare(client, asks, is_superuser):
    client.force_login(make_person("olga", "Organizers", is_superuser=is_superuser))

    answer = client.get(f"/admin/auth/user/?{asks}")

    assert answer.status_code == 400
    assert b"<h1" in answer.content
    assert b"olga@example.net" not in answer.content


def test_all_filters_of_all_lists_go_on(client, asked):
    """Each link of a list to a part of itself answers with that part."""
    make_entry("A guide", kind="tool", concepts=[make_concept("theme", "policing")])
    make_entry("A draft", state="draft")
    client.force_login(asked.user)
    followed = 0

    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        page = client.get(address, follow=True)
        for query in set(QUERY.findall(page.content.decode())):
            assert client.get(f"{address}{unescape(query)}").status_code == 200, (address, query)
            followed += 1

    assert followed > 100


@pytest.mark.parametrize("role", ["Reviewers", "Curators", "Organizers"])
def test_no_address_sends_on_to_any_object(client, role):
    entry = make_entry("Not yet", state="submitted")
    submission = Submission.objects.create(entry=entry, name="X", email="x@example.net", why="?")
    client.force_login(make_person("rita", role))

    for shown in (submission, entry):
        number = ContentType.objects.get_for_model(shown).pk
        assert client.get(f"/admin/r/{number}/{shown.pk}/").status_code == 404


def test_what_has_a_page_links_it_from_its_form(client):
    client.force_login(make_person("olga", "Organizers"))
    entry = make_entry("A guide")

    page = client.get(f"/admin/documents/entry/{entry.pk}/change/").content.decode()

    assert f'href="{entry.get_absolute_url()}"' in page
    assert "/admin/r/" not in page


@pytest.mark.parametrize("role", ["", "Members", "Reviewers"])
def test_the_admins_own_pages_ask_for_the_right_to_the_object(client, role):
    """Autocomplete, history, deletion and windows opened from a form, of what nobody else knows."""
    draft = make_entry("Zqdraft", state="draft")
    client.force_login(make_person("rita", role, is_staff=True))
    search = "?app_label=documents&model_name=relation&field_name=target&term=zqdraft"
    form = f"/admin/documents/entry/{draft.pk}"

    for address in (
        f"/admin/autocomplete/{search}", f"{form}/history/", f"{form}/delete/",
        f"{form}/change/?_popup=1&_to_field=id", f"{form}/preview/", f"{form}/desk/",
        "/admin/documents/entry/?_popup=1&_to_field=title&q=zqdraft",
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code in (302, 403), address
        assert b"Zqdraft" not in answer.content, address


def test_a_window_opened_from_a_form_returns_no_secret(client):
    client.force_login(make_person("olga", "Organizers", is_superuser=True))

    answer = client.get("/admin/auth/user/?_popup=1&_to_field=password")

    assert answer.status_code == 400
