"""What the pages of an entry's versions show."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.shortcuts import render
from django.utils.safestring import SafeString

from documents.audience import Audience
from documents.history.differences import Difference, as_text, differences, flatten
from documents.history.field_names import FieldNames
from documents.history.versions import Version, versions_of
from documents.markdown import to_html
from documents.models import Entry
from documents.pages.entry import answered
from documents.pages.remembering import remembered
from documents.texts import Text

IN_FULL = ("title", "title_language", "text_language", "takeaway", "summary", "kind")


@dataclass(frozen=True)
class VersionStep:
    """A version with what it changed since the one before that is shown."""

    version: Version
    differences: list[Difference]


@dataclass(frozen=True)
class Part:
    heading: str
    html: SafeString


class VersionList:
    """All versions of an entry that the audience may read."""

    def __init__(self, entry: Entry, audience: Audience):
        self.entry, self.audience = entry, audience

    @cached_property
    def versions(self) -> list[Version]:
        return versions_of(self.entry, self.audience)

    @cached_property
    def names(self) -> FieldNames:
        return FieldNames(self.entry.kind)

    @property
    def steps(self) -> list[VersionStep]:
        """What each version changed, newest first; of the first version nothing differs."""
        pairs = zip(self.versions, [*self.versions[1:], None], strict=False)
        return [VersionStep(new, self.between(old, new)) for new, old in pairs]

    def between(self, old: Version | None, new: Version) -> list[Difference]:
        return differences(old.content, new.content, self.names) if old else []

    def find(self, number: int) -> "VersionPage | None":
        wanted = (each for each in self.versions if each.number == number)
        return next((VersionPage(self, each) for each in wanted), None)


class VersionPage:
    """One version, to be read as it was."""

    def __init__(self, among: VersionList, version: Version):
        self.among, self.entry, self.version = among, among.entry, version
        self.content = version.content

    @property
    def title(self) -> Text:
        return Text(self.content["title"], self.content["title_language"])

    @property
    def text_language(self) -> str:
        return self.content["text_language"]

    @property
    def newest(self) -> Version:
        return self.among.versions[0]

    @property
    def is_newest(self) -> bool:
        return self.version == self.newest

    @property
    def summary_html(self) -> SafeString:
        return to_html(self.content.get("summary", ""))

    @property
    def sections(self) -> list[Part]:
        texts = self.content.get("sections", {})
        name = self.among.names.below["sections"]
        return [Part(name.get(key, key), to_html(text)) for key, text in texts.items()]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Everything else: (name, lines of text)."""
        left = {n: v for n, v in self.content.items() if n not in (*IN_FULL, "sections")}
        names = self.among.names
        return [
            (names.name(path), as_text(names.value(path, value)))
            for path, value in flatten(left).items()
            if value
        ]


@remembered
def versions(request, identifier: str):
    return shown(request, identifier, lambda page: render_list(request, page))


@remembered
def version(request, identifier: str, number: int):
    return shown(request, identifier, lambda page: render_one(request, page, number))


def shown(request, identifier: str, draw):
    """Show what `draw` makes of the entry's versions.

    What is withdrawn or under embargo has none to show.
    """
    return answered(request, identifier, lambda found, audience: draw(VersionList(found, audience)))


def render_list(request, page: VersionList):
    return render(request, "versions.html", {"page": page, "entry": page.entry})


def render_one(request, versions: VersionList, number: int):
    page = versions.find(number)
    if page is None:
        raise Http404
    return render(request, "version.html", {"page": page, "entry": page.entry})
