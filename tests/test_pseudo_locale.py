"""No string of the interface escapes translation.

Every text of the collection is Greek and every translated string comes back between ⟦ and ⟧: a
Latin word outside of these was written into a template or into code without being marked.
"""

import re

import pytest
from babel import Locale
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import _trans, trans_real

from documents.curation.workflow import TRANSITIONS
from documents.pages.sitemap import PAGES
from tests.documents.admin.test_entry_admin import form_data
from tests.greek import TEXT, Collection
from tests.words import LATIN, words
from twg_repository import errors

pytestmark = pytest.mark.django_db

LITERAL = re.compile(r"(%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|<[^>]*>)")
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
# What stands on the pages as it is, in any language.
DATA = re.compile(
    r"TWG-\d{4}|CC BY 4\.0|https?://\S+|\bPDF\b|\b(DOI|ISBN|ROR|ORCID|SHA-256|GeoNames)\b|[0-9a-f]{12}…|\.pdf\b"
)
LANGUAGES = {"English", "Español", "Français"}
DJANGO = {"True", "False"}  # read out for the ticks and crosses of its lists
NAMED = {Locale("en").languages[code] for code in ("el", "en", "fr")}  # in the reader's language
SKIPPED_IDS = {"citation"}  # worded by the citation styles, in the reader's language
SKIPPED_CLASSES = {"field-code"}  # codes of concepts, in the lists of the admin


def marked(text: str) -> str:
    """The parts that a translator writes, marked; placeholders and tags stay outside."""
    if text == "yes,no,maybe":  # Django takes the three apart
        return ",".join(f"⟦{word}⟧" for word in text.split(","))
    return "".join(
        part if not part.strip() or LITERAL.fullmatch(part) else f"⟦{part}⟧"
        for part in LITERAL.split(text)
    )


def marking(function):
    def translated(*arguments):
        return type(arguments[0])(marked(function(*arguments)))

    return translated


@pytest.fixture
def collection(settings):
    settings.ENTRIES_PER_PAGE = 2
    return Collection()


@pytest.fixture
def pseudo_locale(collection, monkeypatch):
    """From here on every translation is marked; the collection is there already."""
    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        monkeypatch.setattr(_trans, name, marking(getattr(trans_real, name)), raising=False)


def is_data(tag: str, attributes: dict[str, str]) -> bool:
    classes = set(attributes.get("class", "").split())
    is_record = tag == "td" and "dir" in attributes  # values in the history of an entry
    return attributes.get("id") in SKIPPED_IDS or bool(classes & SKIPPED_CLASSES) or is_record


def unmarked(response) -> list[str]:
    """The texts of a page in which a word stands that nobody can translate."""
    found = []
    for each in words(response.content.decode(), is_data):
        rest = DATA.sub("", MARKED.sub(" ", each.text))
        if set(LATIN.findall(rest)) - LANGUAGES - NAMED - DJANGO:
            found.append(each.text)
    return found


def public_addresses(collection: Collection) -> list[str]:
    search, theme = reverse("search"), collection.theme
    return [
        *map(reverse, set(PAGES) - {"situation"}),
        *(f"{reverse('situation')}{query}" for query in ("", "?step=2&context=1")),
        reverse("file_text", args=[collection.rich.identifier, 1]),
        f"{search}?q=οδηγός&kind=tool&theme=1&place=3&year_from=1990&year_to=2030&file=yes",
        f"{search}?evidence=yes&sort=title&page=2",
        f"{search}?q=τίποτα&theme=1&kind=idea&file=yes",
        f"{search}?theme=99&ζ=η&year_from=ψ&sort=ω&page=ω",
        f"{search}?find-context=πλαίσιο&page=2",
        f"{search}?find-context=ψψψ",
        *(
            f"{reverse('autocomplete')}{query}"
            for query in ("", "?q=θέ", "?q=οδ&fragment=1", "?q=ψψ")
        ),
        theme.scheme.get_absolute_url(),
        *(each.get_absolute_url() for each in (theme, collection.deprecated, collection.narrower)),
        *(each.get_absolute_url() for each in (collection.region, collection.city)),
        *(
            getattr(collection, name).get_absolute_url()
            for name in ("rich", "plain", "foreign", "failure", "superseded", "orphaned")
        ),
    ]


def admin_addresses(collection: Collection) -> list[str]:
    lists = ["documents_entry", "documents_agent", "documents_kind", "taxonomy_concept",
             "taxonomy_place", "taxonomy_scheme"]  # fmt: skip
    entry, draft, theme = collection.rich.pk, collection.draft.pk, collection.theme.pk
    return [
        reverse("admin:index"),
        reverse("admin:password_change"),
        *(reverse(f"admin:{name}_changelist") for name in lists),
        *(reverse(f"admin:{name}_add") for name in lists if name != "documents_kind"),
        reverse("admin:documents_entry_changelist") + "?q=TWG-0001&state__exact=draft",
        *(reverse("admin:documents_entry_add") + f"?kind={kind}" for kind in ("tool", "idea")),
        *(
            reverse(f"admin:documents_entry_{page}", args=[pk])
            for page in ("change", "history", "preview")
            for pk in (entry, draft, collection.withdrawn.pk)
        ),
        reverse("admin:documents_entry_queue"),
        *(reverse("admin:documents_entry_step", args=[entry, step]) for step in TRANSITIONS),
        *(reverse(f"admin:documents_entry_{page}", args=[draft]) for page in ("desk", "harm")),
        reverse("admin:documents_entry_delete", args=[draft]),
        reverse("admin:documents_kind_change", args=[collection.tool.pk]),
        *(reverse(f"admin:taxonomy_concept_{page}", args=[theme]) for page in ("change", "merge")),
        reverse("admin:taxonomy_concept_add") + f"?scheme={collection.theme.scheme.code}",
        reverse("admin:taxonomy_concept_history", args=[theme]),
        reverse("admin:taxonomy_place_change", args=[collection.city.pk]),
        reverse("admin:taxonomy_scheme_change", args=[collection.theme.scheme_id]),
    ]


def checked(client, addresses: list[str]) -> dict[str, list[str]]:
    """Address -> its texts that are not marked, where there are any."""
    faults = {}
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        if texts := unmarked(response):
            faults[address] = texts
    return faults


def test_public_pages_have_no_string_of_their_own(client, collection, pseudo_locale):
    assert checked(client, public_addresses(collection)) == {}


def test_the_admin_has_no_string_of_its_own(client, collection, pseudo_locale):
    client.force_login(collection.organizer)

    assert checked(client, admin_addresses(collection)) == {}


def test_pages_of_what_went_wrong_have_no_string_of_their_own(client, collection, pseudo_locale):
    request = RequestFactory().get("/")
    errors.sorry.cache_clear()  # it may have been made in plain English before
    pages = [
        client.get("/ψ/"),
        client.get(collection.withdrawn.get_absolute_url()),
        client.get(collection.postponed.get_absolute_url()),
        errors.bad_request(request),
        errors.forbidden(request),
        errors.server_error(request),
        errors.unavailable(request),
    ]

    assert [page.status_code for page in pages] == [404, 410, 403, 400, 403, 500, 503]
    assert [unmarked(page) for page in pages] == [[]] * len(pages)
    errors.sorry.cache_clear()


def test_signing_in_has_no_string_of_its_own(client, collection, pseudo_locale, settings):
    login = reverse("admin:login")
    wrong = {"username": "άννα", "password": "λάθος"}
    pages = [client.get(login)]
    pages += [client.post(login, wrong) for _attempt in range(settings.AXES_FAILURE_LIMIT)]

    assert pages[-1].status_code == 429
    assert [unmarked(page) for page in pages] == [[]] * len(pages)


def test_answers_to_forms_have_no_string_of_their_own(client, collection, pseudo_locale):
    client.force_login(collection.organizer)
    add = reverse("admin:documents_entry_add") + "?kind=tool"
    change = reverse("admin:documents_entry_change", args=[collection.plain.pk])
    withdraw = reverse("admin:documents_entry_step", args=[collection.plain.pk, "withdraw"])
    merge = reverse("admin:taxonomy_concept_merge", args=[collection.narrower.pk])
    upload = {"files-TOTAL_FORMS": "1", "files-0-content": SimpleUploadedFile("α.pdf", b"%")}
    forms = {
        "no title": (add, form_data(title="", issued="ψ", text_language="ψ", access="embargoed")),
        "a file that is none": (add, form_data(title="Α", **upload)),
        "incomplete": (add, form_data(title="Α", _publish="1", summary="λέξη " * 300)),
        "published and incomplete": (change, form_data(title="Α", opened_version="1")),
        "overtaken": (change, form_data(title="Α", opened_version="0")),
        "no reason": (withdraw, {}),
        "withdrawn": (withdraw, {"reason": TEXT}),
        "merged into nothing": (merge, {}),
        "merged": (merge, {"into": collection.theme.pk}),
    }

    answers = {name: client.post(*form, follow=True) for name, form in forms.items()}

    assert {page.status_code for page in answers.values()} == {200}
    assert {name: texts for name, page in answers.items() if (texts := unmarked(page))} == {}
    history = reverse("admin:taxonomy_concept_history", args=[collection.narrower.pk])
    assert checked(client, [reverse("admin:index"), history]) == {}


def test_a_string_that_nobody_marked_would_be_noticed():
    page = HttpResponse(
        '<p title="Hover">⟦Ein⟧ α</p><p>⟦One⟧ Two</p><input type=submit value="Go">'
    )

    assert unmarked(page) == ["Hover", "⟦One⟧ Two", "Go"]
