"""A small collection whose every text is in Greek letters: Latin ones are then the interface's."""

from datetime import timedelta

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone

from documents.history import actions
from documents.models import (
    Agent,
    Contribution,
    Entry,
    EntryPlace,
    Kind,
    Relation,
    SectionTemplate,
    Translation,
)
from taxonomy.localized import LocalizedText
from taxonomy.models import Label
from tests.documents.files import builders
from tests.factories import make_concept, make_entry, make_file, make_kind, make_place, make_scheme

SCHEMES = ["goal", "theme", "context", "violence", "language"]
TEXT = "Κείμενο για την πόλη και την ειρήνη."


def greek(text: str = TEXT) -> LocalizedText:
    return LocalizedText(en=text)


class Collection:
    """Entries of several kinds and states, the vocabularies they use, and who keeps them."""

    def __init__(self):
        self.make_vocabularies()
        self.make_kinds()
        self.make_places()
        self.make_entries()
        self.make_people()

    def make_vocabularies(self) -> None:
        asked = {"question": greek(), "question_short": greek("Ερώτηση")}
        for code in [*SCHEMES, "kind", "place"]:
            own = asked if code in ("context", "violence") else {}
            told = {"title": greek("Λεξιλόγιο"), "description": greek(), "source": "Πηγή"}
            make_scheme(code, **told, **own)
        self.goal = make_concept("goal", "1", label="στόχος", definition=greek(), source="Πηγή")
        self.theme = make_concept("theme", "1", label="θέμα", scope_note=greek())
        self.narrower = make_concept("theme", "2", broader=[self.theme], label="στενότερο")
        self.deprecated = make_concept(
            "theme", "3", label="παλιό", status="deprecated", successor=self.theme
        )
        self.many = [make_concept("context", str(n), label=f"πλαίσιο {n}") for n in range(1, 14)]
        for language, text in (("el", "άλλο"), ("en", "συνώνυμο"), ("und", "όνομα")):
            Label.objects.create(
                concept=self.theme, language=language, kind="alternative", text=text
            )
        Label.objects.create(concept=self.theme, language="fr", kind="preferred", text="τίτλος")

    def make_kinds(self) -> None:
        for code, columns in {
            "tool": {"required": list(Kind.Requirement.values)},
            "failure": {"required_relations": list(Relation.Type.values)},
            "idea": {"is_evidence": False},
        }.items():
            kind = make_kind(
                code, plural=greek("Είδη"), introduction=greek(), label="είδος", **columns
            )
            self.make_sections(kind)
        self.tool = Kind.objects.get(code="tool")

    def make_sections(self, kind: Kind) -> None:
        for number in range(6):
            SectionTemplate.objects.create(
                kind=kind, key=f"s{number}", heading=greek("Ενότητα"), guidance=greek(),
                required=number == 0, position=number,
            )  # fmt: skip

    def make_places(self) -> None:
        self.region = make_place("1", "region", label="ήπειρος")
        self.country = make_place("2", "country", [self.region], label="χώρα")
        columns = {"latitude": 1, "longitude": 2, "geonames_id": 12345, "definition": greek()}
        self.city = make_place("3", "city", [self.country], label="πόλη", **columns)

    def make_entries(self) -> None:
        self.rich = self.entry(
            sections={f"s{number}": TEXT for number in range(5)},
            places=[self.city], concepts=[self.goal, self.theme, self.narrower, *self.many],
            creators=["Παπαδοπούλου, Άννα"], summary=TEXT, title_language="el",
            issued="2019-05-31", csl_type="chapter", container_title="Βιβλίο", rights="Ελεύθερο",
            period_start=2001, period_end=2010, found_by="Άννα", found_in="Βιβλιοθήκη",
            found_on=timezone.localdate(), verified_on=timezone.localdate(),
        )  # fmt: skip
        self.plain = self.entry()
        self.foreign = self.entry(
            kind="idea", text_language="el", title_language="el", summary=TEXT,
            sections={"s1": TEXT}, period_start=1999, issued="2020-02",
        )  # fmt: skip
        self.failure = self.entry(kind="failure", period_end=2003, issued="2021")
        self.draft = self.entry(state="draft", takeaway="")
        self.withdrawn = self.entry(
            state="withdrawn", withdrawal_reason=TEXT, replacement=self.plain
        )
        self.superseded = self.entry()
        actions.supersede(self.superseded, None, TEXT, self.plain)
        self.orphaned = self.entry(state="superseded", replacement=self.withdrawn)
        self.postponed = self.entry()
        self.make_rows()

    def entry(self, title: str = "Οδηγός", kind: str = "tool", **columns) -> Entry:
        return make_entry(title, kind, **{"takeaway": TEXT} | columns)

    def make_rows(self) -> None:
        """Everything that can belong to an entry belongs to the rich one."""
        rich = self.rich
        make_file(
            rich, ContentFile(builders.pdf(pages=3)), "οδηγός.pdf", title="Οδηγός", language="el",
            licence="Ελεύθερο",
        )  # fmt: skip
        rich.files.update(text=TEXT, extraction="done")
        rich.links.create(url="https://παράδειγμα.ελ/", title="Σελίδα", checked_at=timezone.now())
        rich.links.create(url="https://παράδειγμα.ελ/β")
        rich.identifiers.create(scheme="doi", value="10.1093/1")
        rich.identifiers.create(scheme="symbol", value="Α/1")
        for role in EntryPlace.Role.values:
            EntryPlace.objects.get_or_create(entry=rich, place=self.country, role=role)
        for role in Contribution.Role.values:
            agent = Agent.objects.create(type="organisation", name=f"Οργάνωση {role[:1]}")
            Contribution.objects.create(entry=rich, agent=agent, role=role)
        for type_ in Relation.Type.values:
            Relation.objects.create(source=rich, type=type_, target=self.plain)
            Relation.objects.create(source=self.failure, type=type_, target=rich)
        Translation.objects.create(entry=self.foreign, language="en", title="Τίτλος")

    def make_people(self) -> None:
        self.organizer = User.objects.create_user("άννα", password="μυστικό", is_staff=True)
        self.organizer.groups.add(Group.objects.get(name="Organizers"))
        for entry in Entry.objects.all():
            actions.entry_saved(entry, self.organizer, note="Σημείωση")
        self.postponed.access = "embargoed"
        self.postponed.embargo_until = timezone.localdate() + timedelta(days=9)
        self.postponed.save()
        actions.entry_saved(self.postponed, self.organizer)
        self.rich.rights = "Άλλο"
        self.rich.save()
        actions.entry_saved(self.rich, self.organizer)
