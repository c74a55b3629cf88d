"""What no browser sends: every form with hostile values, as everybody who may open it.

    python -m tests.fuzz NUMBER SEED ROLE ...

on the database of the environment, which `tests.site_work` has been added to: the failures as JSON.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlencode

ROLES = {"anonymous": "", "member": "walk-member", "reviewer": "walk-reviewer",
         "curator": "walk-curator", "organizer": "walk-organizer"}  # fmt: skip
HOSTILE = [
    "", " ", "\0", "a\0b", "x" * 70_000, "-1", "0", "1", "99999999999999999999", "1e309", "NaN",
    "٣", "2026-13-45", "0000-00-00", "9999-12-31", "[]", "{}", '{"a": [1]}', "[" * 5000, "null",
    "../../etc/passwd", "<script>alert(1)</script>", "%s%n{0}", "'; DROP TABLE x; --", "\u202e",
    "javascript:alert(1)", "http://[::1", "a@b", "\r\nSet-Cookie: a=b", "1,2,x", "TWG-99999999999",
]  # fmt: skip
BODIES = [
    ("application/json", b'{"a": 1}'), ("application/json", b"{" * 1000), ("text/plain", b"\xff"),
    ("multipart/form-data", b"nothing"), ("multipart/form-data; boundary=x", b"--x\r\n\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n"),
    ("application/x-www-form-urlencoded", b"a=%ED%A0%80&%00=%FF&b"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"a=%FF"),
    ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 4000)),
]  # fmt: skip
QUERIES = ["?q=%00", "?page=99999999999999999999", "?p=-1", "?o=x.y", "?e=1",
           "?_popup=1&_to_field=x", "?kind=%ff%fe", "?entries=1,x,99999999999999999999",
           "?next=//evil", "?" + "a=1&" * 500, "?pk__in=1,x", "?all=", "?step=%00",
           "?part=NaN"]  # fmt: skip


FIELDS = ("input", "select", "textarea", "button")


class Forms(HTMLParser):
    """The forms of a page that are sent: (where to, [(name, type, value)])."""

    def __init__(self, page: str):
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str, str]]]] = []
        self.is_within = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method", "").lower() == "post":
            self.found.append((told.get("action", ""), []))
            self.is_within = True
        elif tag == "form":
            self.is_within = False
        elif (
            self.is_within and tag in ("input", "select", "textarea", "button") and told.get("name")
        ):
            self.found[-1][1].append((told["name"], told.get("type", tag), told.get("value", "")))

    def handle_endtag(self, tag):
        self.is_within = self.is_within and tag != "form"


class Fuzz:
    def __init__(self, number: int, seed: int, roles: list[str]):
        from django.contrib.auth.models import User
        from django.test import Client

        from tests import site_forms

        self.number, self.random, self.roles = number, random.Random(seed), roles
        self.pages = json.loads(site_forms.add())
        self.clients = {role: Client(raise_request_exception=False) for role in ROLES}
        for role, name in ROLES.items():
            if name:
                self.clients[role].force_login(User.objects.get(username=name))
        self.failures: list[str] = []
        self.counted: Counter = Counter()
        self.seen: set = set()

    def run(self) -> None:
        for name, paths in sorted(self.pages.items()):
            for path in paths[:2]:
                for role in self.roles:
                    self.try_page(role, name, path)

    def try_page(self, role: str, name: str, path: str) -> None:
        page = self.ask(role, "GET", path)
        query = self.random.choice(QUERIES)
        self.ask(role, "GET", path.partition("?")[0] + query)
        for content_type, body in self.random.sample(BODIES, 2):
            self.send(role, path, body, content_type)
        if page is None or page.streaming or "text/html" not in page.get("Content-Type", ""):
            return
        for action, fields in Forms(page.content.decode()).found:
            key = (role, name, tuple(name for name, _type, _value in fields))
            if key not in self.seen:
                self.seen.add(key)
                self.try_form(role, action or path, fields)

    def try_form(self, role: str, path: str, fields: list) -> None:
        for _time in range(self.number):
            data = [(name, value) for name, _type, value in fields]
            for index in self.random.sample(range(len(data)), min(len(data), 3)):
                data[index] = (data[index][0], self.random.choice(HOSTILE))
            if self.random.random() < 0.3:
                data = [pair for pair in data if self.random.random() < 0.8]
            if self.random.random() < 0.3:
                data += [(name, self.random.choice(HOSTILE)) for name, _value in data[-3:]]
            if self.random.random() < 0.3:
                number = self.random.choice(["99999999", "-1", "x", "", "1001"])
                data = [(n, number if n.endswith("-TOTAL_FORMS") else v) for n, v in data]
            body = urlencode(data, errors="surrogatepass")
            form = "application/x-www-form-urlencoded"
            self.send(role, path, body.encode(), form)

    def send(self, role: str, path: str, body: bytes, content_type: str) -> None:
        self.ask(role, "POST", path, data=body, content_type=content_type)

    def ask(self, role: str, method: str, path: str, **sent):
        """Ask, and take back what was written."""
        from django.db import transaction

        client, answer = self.clients[role], None
        cookies = client.cookies.output()
        try:
            with transaction.atomic():
                answer = client.generic(method, path, **sent)
                transaction.set_rollback(True)
        except Exception as error:
            self.failures.append(f"{role} {method} {path}: {error!r} {str(sent)[:300]}")
        if answer is not None:
            self.counted[answer.status_code] += 1
            if answer.status_code >= 500:
                self.failures.append(
                    f"{role} {method} {path}: {answer.status_code} {str(sent)[:600]}"
                )
        if client.cookies.output() != cookies:
            self.come_back(role)
        return answer

    def come_back(self, role: str) -> None:
        """Sign in again: a form may have signed this client out."""
        from django.contrib.auth.models import User

        self.clients[role].cookies.clear()
        if ROLES[role]:
            self.clients[role].force_login(User.objects.get(username=ROLES[role]))


def shown() -> Iterator[None]:
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    yield


if __name__ == "__main__":
    next(shown())
    fuzz = Fuzz(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
    fuzz.run()
    print(json.dumps({"failures": fuzz.failures, "counted": dict(fuzz.counted)}))  # noqa: T201
