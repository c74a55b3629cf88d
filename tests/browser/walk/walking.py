"""Going through the forms of a page as somebody with a browser: open, send, go back, send again."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page, Response

from tests.browser.walk import filling, forms
from tests.browser.walk.forms import Field, Form
from tests.browser.walk.ledger import Ledger, Written

# What belongs to the request and not to what was entered.
NOISE = {"django_session", "django_admin_log", "throttling_count"}
ERRORS = ".errornote, .errorlist, .error-summary, [role=alert]"
SOON, SETTLE = 5, 100  # milliseconds: after a click, and after a second one
ABORTED = "net::ERR_ABORTED"  # the browser went on before it was done


@dataclass
class Watch:
    """What a page complains of, and how the server answered what it was asked for."""

    problems: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    asked: set = field(default_factory=set)
    is_there: bool = False

    def on(self, page: Page) -> None:
        page.on("request", self.ask)
        page.on("framenavigated", self.land)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("console", self.hear)
        page.on("requestfailed", self.fail)
        page.on("response", self.note)

    def hear(self, said) -> None:
        """Chromium repeats the status of a page itself, which is judged elsewhere."""
        if said.type == "error" and "Failed to load resource" not in said.text:
            self.problems.append(f"console: {said.text}")

    def ask(self, request) -> None:
        if request.is_navigation_request():
            self.asked.add(request)

    def land(self, frame) -> None:
        self.is_there = self.is_there or bool(self.answers)

    def fail(self, request) -> None:
        self.asked.discard(request)
        if request.failure != ABORTED:
            self.problems.append(f"failed: {request.url} {request.failure}")

    def note(self, response: Response) -> None:
        self.asked.discard(response.request)
        if response.request.is_navigation_request():
            self.answers.append(response)
        elif response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")

    @property
    def has_arrived(self) -> bool:
        """Whether a page has come and no other is on its way."""
        return self.is_there and not self.asked

    def taken(self) -> tuple[list[str], list[int]]:
        """The problems and the statuses since the last time."""
        found = self.problems[:], [each.status for each in self.answers]
        self.problems.clear()
        self.answers.clear()
        self.is_there = False
        return found


@dataclass(frozen=True)
class Sent:
    """What came of sending a form: how it was answered, what was written, what the page says."""

    form: Form
    how: str
    fields: list[Field]
    statuses: list[int]
    problems: list[str]
    written: list[Written]
    errors: str

    @property
    def tables(self) -> set[str]:
        return {each.table for each in self.written}

    @property
    def refused(self) -> list[int]:
        return [status for status in self.statuses if status >= 400]


class Visitor:
    """Somebody with a role, in a browser of their own."""

    def __init__(self, context: BrowserContext, site, ledger: Ledger):
        self.context, self.site, self.ledger = context, site, ledger
        self.page, self.watch = context.new_page(), Watch()
        self.watch.on(self.page)
        self.cookies = context.cookies()
        self.fresh = ""  # the page that is open as it came

    def begin(self) -> None:
        """Nothing that was sent before is left, here or in the database."""
        self.ledger.take_back()
        self.context.clear_cookies()
        self.context.add_cookies(self.cookies)
        self.watch.taken()

    def open(self, path: str) -> tuple[Response, list[str]]:
        """A page as the role finds it, and what it complains of."""
        self.begin()
        answer = self.page.goto(self.site.url(path))
        self.fresh = path
        return answer, self.watch.taken()[0]

    def found(self) -> list[Form]:
        return forms.read(self.page)

    def prepare(self, path: str, number: int, changed: bool) -> tuple[Form, list[Field]]:
        """Open a page and fill in one of its forms; the fields that are changed."""
        if self.fresh != path:
            self.open(path)
        self.fresh = ""
        form = self.found()[number]
        return form, filling.fill_in(self.page, form) if changed else []

    def press(self, form: Form, button: Field, how: str, fields=(), times: int = 1) -> Sent | None:
        """Send a form with a button; None where the browser keeps it."""
        if not forms.would_be_sent(self.page, form):
            return None
        before = self.ledger.position()
        self.watch.taken()
        forms.locate(self.page, button.key).click(click_count=times, no_wait_after=True)
        self.arrive(times)
        problems, statuses = self.watch.taken()
        errors = " ".join(self.page.locator(ERRORS).all_inner_texts())
        return Sent(form, how, fields, statuses, problems, self.noted(before), errors)

    def arrive(self, times: int) -> None:
        """Wait for the page that answers; the second click of two may lead on once more."""
        for _attempt in range(3000):
            self.page.wait_for_timeout(SOON if times == 1 else SETTLE)
            if self.watch.has_arrived:
                break
        self.page.wait_for_load_state()

    def noted(self, since: int) -> list[Written]:
        return [each for each in self.ledger.written(since) if each.table not in NOISE]

    def again(self, form: Form, button: Field) -> Sent | None:
        """Go back and press twice, as the impatient do; None where the form is gone."""
        self.page.go_back()
        self.watch.taken()
        same = [each for each in self.found() if each.signature == form.signature]
        pressed = [each for one in same[:1] for each in one.buttons if each.name == button.name]
        if not pressed:
            return None
        return self.press(same[0], pressed[0], "twice", times=2)
