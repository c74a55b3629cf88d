"""One page as one role: every form of it sent unchanged, changed, twice, with each button.

What somebody with less rights has sent in all these ways already is only sent unchanged.
"""

from collections import Counter
from collections.abc import Iterator

from tests.browser.walk import filling
from tests.browser.walk.declared import OWN_ALONE, SENT_ONLY
from tests.browser.walk.forms import Form
from tests.browser.walk.judging import faults
from tests.browser.walk.walk import Walk, sort
from tests.browser.walk.walking import Sent, Visitor

FIRST = {"admin:index", "home"}  # where the forms of every page are walked
# The forms of these differ by the kind of the entry alone: after the first they are saved as is.
ALIKE = {"admin:documents_entry_add", "admin:documents_entry_change"}
STANDARD = {"_save", "_continue", "_addanother", "_saveasnew"}


class Round:
    """`found` are the faults in words, `numbers` what was walked."""

    def __init__(self, walk: Walk, role: str, name: str):
        self.walk, self.role, self.name = walk, role, name
        self.visitor: Visitor = walk.visitor(role)
        self.seen = set() if name in FIRST else set(walk.chrome(role))
        self.found: list[str] = []
        self.numbers: Counter = Counter()
        self.sent_to: set[str] = set()

    def go(self) -> None:
        for path in self.paths:
            if self.walk.is_open_below(self.role, path) or self.is_page(path):
                self.open(path)

    def is_page(self, path: str) -> bool:
        """Ask without a page around it; whoever may not come in is told so."""
        answer = self.walk.ask(self.role, path)
        if answer.status >= 500:
            self.found.append(f"{path} answered {answer.status}")
        if answer.sort == "words" and not answer.has_words and self.name not in SENT_ONLY:
            self.found.append(f"{path} answered {answer.status} without a word")
        return answer.sort == "page"

    @property
    def paths(self) -> list[str]:
        """Where to go; what differs by the kind of the entry alone is for organizers."""
        found = self.walk.pages.get(self.name, [])
        return found if self.role == "organizer" else found[: 2 if self.name in ALIKE else None]

    def look(self) -> None:
        """Only see which forms there are."""
        for path in self.walk.pages[self.name]:
            self.visitor.open(path)
            self.sent_to |= {form.name for form in self.visitor.found() if form.buttons}

    def open(self, path: str) -> None:
        answer, problems = self.visitor.open(path)
        if sort(path, answer) != "page" and self.name not in OWN_ALONE:
            problems = [*problems, "it opens for those with less rights"]
        self.found += [f"{path}: {each}" for each in problems]
        self.numbers["pages"] += 1
        for number, form in enumerate(self.visitor.found()):
            if form.signature not in self.seen and form.buttons:
                self.seen.add(form.signature)
                self.send(path, number, form, self.is_new(form))

    def is_new(self, form: Form) -> bool:
        """Whether nobody has sent it, or one like it, in all ways yet."""
        known = (self.name, form.signature)
        is_alike = form.name in ALIKE and form.name in self.sent_to
        is_new = known not in self.walk.sent_whole and not is_alike
        self.walk.sent_whole.add(known)
        return is_new

    def send(self, path: str, number: int, form: Form, whole: bool) -> None:
        self.numbers["forms"] += 1
        self.sent_to.add(form.name)
        for sent in self.ways(path, number, form, whole):
            self.numbers["sent"] += 1
            self.found += [f"{path}: {each}" for each in faults(sent)]

    def ways(self, path: str, number: int, form: Form, whole: bool) -> Iterator[Sent]:
        """What came of it, one way after the other; without those that the browser refuses."""
        yield from self.way(path, number, "unchanged", 0)
        if whole:
            yield from self.changed_and_twice(path, number)
            others = [n for n, each in enumerate(form.buttons) if each.name not in STANDARD]
            for button in others[0 if len(others) < len(form.buttons) else 1 :]:
                yield from self.way(path, number, "pressed otherwise", button)
            for action in form.options("action"):
                yield from self.act(path, number, action)

    def way(self, path: str, number: int, how: str, button: int) -> Iterator[Sent]:
        form, fields = self.visitor.prepare(path, number, how != "unchanged")
        if sent := self.visitor.press(form, form.buttons[button], how, fields):
            yield sent

    def changed_and_twice(self, path: str, number: int) -> Iterator[Sent]:
        form, fields = self.visitor.prepare(path, number, True)
        button = next((each for each in form.buttons if each.name == "_continue"), form.buttons[0])
        if sent := self.visitor.press(form, button, "changed", fields):
            yield sent
            if again := self.visitor.again(form, button):
                yield again

    def act(self, path: str, number: int, action: str) -> Iterator[Sent]:
        """An action of a list with its first row, and the page that asks whether to."""
        form, _fields = self.visitor.prepare(path, number, False)
        page = self.visitor.page
        filling.choose_action(page, form, action)
        button = next(each for each in form.buttons if each.name == "index")
        sent = self.visitor.press(form, button, f"action {action}")
        yield sent
        asked = [each for each in self.visitor.found() if each.has("post") and each.buttons]
        for confirmation in asked[:1]:
            yield self.visitor.press(confirmation, confirmation.buttons[0], f"action {action}")
