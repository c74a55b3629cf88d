"""What is entered into a form: one change, and what the form asks for before it can be sent."""

from playwright.sync_api import Locator, Page

from tests.browser.walk.forms import TEXTS, Field, Form, locate
from tests.documents.files import builders

# By which a change is known again in the database.
MARK = "walked"
PASSWORD = "correct horse battery"
NEW_PASSWORD = "staple orange seventeen"
VALUES = {
    "text": MARK, "textarea": MARK, "search": MARK, "email": f"{MARK}@example.net",
    "url": f"https://example.net/{MARK}", "number": "3", "date": "2031-05-06",
    "password": PASSWORD,
}  # fmt: skip
# Where a generic choice makes no sense: page that a form is sent to -> name of a field -> value.
OWN: dict[str, dict[str, str]] = {
    "admin:address": {"password": PASSWORD, "email": f"{MARK}@example.net"},
    "admin:documents_criterion_add": {"code": MARK, "name_en": MARK, "question_en": MARK},
    "admin:documents_entry_correct_evidence": {"finding": MARK},
    "admin:documents_harmquestion_add": {"code": MARK, "text_en": MARK},
    "admin:exchange_importrun_decide": {"all": "new"},
    "admin:exchange_importrun_upload": {"file": f"kind,title\ntool,{MARK}\n"},
    "admin:login": {"username": "walk-member", "password": PASSWORD},
    "admin:password_change": {
        "old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD,
    },
    "admin_password_reset": {"email": "walk-other@example.net"},
    "submit": {"url": f"https://example.net/{MARK}"},
    "admin:taxonomy_concept_add": {"preferred_labels_en": MARK},
    "admin:taxonomy_place_add": {"preferred_labels_en": MARK},
    "admin:taxonomy_scheme_add": {"code": MARK, "title_en": MARK},
    "invitation": {
        "username": MARK, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD,
    },
    "password_reset_confirm": {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD},
}  # fmt: skip


def fill_in(page: Page, form: Form) -> list[Field]:
    """Enter what is declared and what the form asks for, else one change; the fields changed."""
    own = OWN.get(form.name, {})
    declared = [each for each in form.fields if each.name in own and each.usable]
    for each in declared:
        enter(page, each, own[each.name])
    asked = {each.name: each for each in form.fields if each.needed and each.usable}
    needed = [each for name, each in asked.items() if name not in own]
    for each in needed:
        enter(page, each, fitting(each))
    return [*declared, *needed] or change_one(page, form)


def change_one(page: Page, form: Form) -> list[Field]:
    """Change the first field that can be written in, else the first that can be chosen."""
    usable = [each for each in form.fields if each.usable and not each.is_button]
    for types in (TEXTS, {"number", "email", "url"}, {"select-one"}, {"checkbox", "radio"}):
        for each in usable:
            if each.type in types and (value := another(each)):
                enter(page, each, value)
                return [each]
    return []


def another(field: Field) -> str:
    """A value beside the one that is there; "" where there is no other."""
    if field.type == "number":
        return str(int(field.value or 0) + 1)
    if field.type == "select-one":
        return next((each for each in field.options if each != field.value), "")
    if field.type in TEXTS:
        return f"{field.value} {MARK}" if " " in field.value else f"{field.value}{MARK}"
    return VALUES.get(field.type, "on")


def fitting(field: Field) -> str:
    """Something for a field that is empty."""
    return field.options[-1] if field.options else VALUES.get(field.type, "on")


def enter(page: Page, field: Field, value: str) -> None:
    box = locate(page, field.key)
    if field.type == "file":
        content = builders.pdf(MARK) if value == "on" else value.encode()
        name = f"{MARK}.pdf" if value == "on" else f"{MARK}.csv"
        box.set_input_files({"name": name, "mimeType": "", "buffer": content})
    elif field.type.startswith("select") and not field.options:
        search(page, box)
    elif field.type.startswith("select"):
        box.select_option(value)
    elif field.type in {"checkbox", "radio"}:
        if value in {"on", field.value}:
            box.set_checked(field.type == "radio" or not field.checked)
    else:
        box.fill(value)


def search(page: Page, box: Locator) -> None:
    """Take the first that a list of the admin finds, which is empty before."""
    box.locator("xpath=following-sibling::*[contains(@class, 'select2')]").click()
    page.locator(".select2-results__option--highlighted").first.click()


def choose_action(page: Page, form: Form, action: str) -> None:
    """Tick the first row of a list, and choose what to do with it."""
    first = next(each for each in form.fields if each.name == "_selected_action" and each.usable)
    locate(page, first.key).check()
    locate(page, form.named("action")[0].key).select_option(action)
