"""Everything that the real site has a form for: one object of each sort, and where its pages are.

Made in the site's own process for the walk through all forms, which takes it back at the end.
"""

import json
from collections.abc import Iterator
from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db.models import F, Model
from django.urls import reverse
from django.utils import timezone

from accounts import invitations, second_factor
from accounts.models import Invitation
from accounts.views.password import write as write_password_letter
from documents.audience import Audience
from documents.changes import prepare as prepare_import
from documents.curation import conversation, letters, submitting, workflow
from documents.curation.bulk.jobs import start_applying
from documents.curation.bulk.preparing import prepare as prepare_change
from documents.curation.evidence import correcting, two_readers
from documents.curation.reviewing import assign
from documents.curation.workflow import perform
from documents.evidence.rows import plain
from documents.history.actions import entry_saved
from documents.models import (
    Agent,
    BulkChange,
    Criterion,
    Entry,
    Finding,
    FindingCorrection,
    HarmQuestion,
    Kind,
    Submission,
    Threshold,
)  # fmt: skip
from exchange.files import uploaded
from exchange.jobs import apply_import
from exchange.models import ImportRun
from jobs.models import Job, Schedule
from jobs.schedule import RECURRING
from taxonomy.models import Concept, Place
from tests import addresses
from tests.people import make_person
from tests.site_work import SUCCESSOR, TABLE
from upkeep import letter as upkeep_letter
from upkeep.concerns import CONCERNS
from upkeep.models import PossibleDuplicate

# Name of an account -> its role. "safe" has a second factor; the readers have read for evidence.
PEOPLE = {
    "walk-member": "Members", "walk-reviewer": "Reviewers", "walk-curator": "Curators",
    "walk-organizer": "Organizers", "walk-safe": "Curators",
    "walk-reader": "Reviewers", "walk-other": "Reviewers",
}  # fmt: skip
SECRET = "3132333435363738393031323334353637383930"
REFERENCE = b"@article{walk, title = {Walks}, year = {2020}}"
STEPS = {
    "draft": [], "submitted": ["submit"], "in_review": ["submit", "start_review"],
    "declined": ["submit", "decline"],
}  # fmt: skip


def add() -> str:
    """Make it all; name of a page -> its addresses, as JSON."""
    return json.dumps(dict(Work().pages()))


class Work:
    """What many ordinary days leave behind, of every sort at least one."""

    def __init__(self):
        self.people = {name: make_person(name, role) for name, role in PEOPLE.items()}
        make_person("walk-super", is_superuser=True, is_staff=True)
        make_person("walk-unreachable", "Organizers", email="")
        self.organizer = self.people["walk-organizer"]
        self.make_settings()
        self.entries = {state: self.entry_after(steps) for state, steps in STEPS.items()}
        self.ask_reviewers()
        self.kinds = self.of_each_kind()
        self.entries |= self.kinds | self.with_readings() | self.replaced()
        self.findings = self.stated()
        self.correction = self.proposed(Finding.objects.filter(dimension="effect")[1])
        self.runs = [self.prepared_run("walk.csv"), self.applied_run(), self.unread_run()]
        self.changes = [self.applied_change(), self.prepared_change("violence")]
        self.jobs = [self.waiting_job(), self.failed_job()]
        self.make_accounts()
        self.submissions = [self.submission("ann"), self.submission("ben")]
        self.ask_submitter(self.submissions[1])
        self.send_letters()

    # -- Making ------------------------------------------------------------------------------

    def make_settings(self) -> None:
        Agent.objects.create(name="Walking together")
        Criterion.objects.get_or_create(code="walk", defaults={"name": {"en": "Walks"}})
        HarmQuestion.objects.get_or_create(code="walk", defaults={"text": {"en": "Harm?"}})
        *_others, last = Kind.objects.all()
        Threshold.objects.filter(kind=last).delete()
        now = timezone.now()
        Schedule.objects.get_or_create(
            task=next(iter(RECURRING)), defaults={"last_enqueued_at": now}
        )

    def entry_after(self, steps: list[str]) -> Entry:
        """One that a curator entered and an organizer took these steps with."""
        curator = self.people["walk-curator"]
        entry = Entry(kind=Kind.objects.get(code="practice"), title=f"A walk: {steps}")
        entry.entered_by = curator
        entry.save()
        entry_saved(entry, curator)
        for step in steps:
            needs_reason = workflow.TRANSITIONS[step].reason
            perform(entry, step, self.organizer, *(["Why"] if needs_reason else []))
        return entry

    def ask_reviewers(self) -> None:
        for name in ("walk-reviewer", "walk-other"):
            assign(self.entries["in_review"], self.people[name], self.organizer)

    def of_each_kind(self) -> dict[str, Entry]:
        """Kind -> a published entry, with a file if there is one."""
        files_first = F("files__pk").asc(nulls_last=True)
        published = Entry.objects.published().order_by("kind_id", files_first, "pk")
        return {entry.kind.code: entry for entry in published.distinct("kind_id")}

    def with_readings(self) -> dict[str, Entry]:
        """One whose two readings differ, one that a second person may read."""
        readable = Entry.objects.visible_to(Audience.of(self.people["walk-reader"]))
        free = readable.filter(kind__takes_findings=True, evidence_block=None)
        both, one = free.order_by("-pk")[:2]
        costs = {"dimension": "economics", "reported": False}
        two_readers.send(both, self.people["walk-reader"], [costs])
        two_readers.send(both, self.people["walk-other"], [])
        two_readers.keep(one, self.people["walk-reviewer"], [costs])
        return {"read": both, "half_read": one}

    def replaced(self) -> dict[str, Entry]:
        """State -> an entry that another one stands for, and that one."""
        gone = {state: Entry.objects.filter(state=state, replacement=SUCCESSOR).latest("pk")
                for state in Entry.REPLACED}  # fmt: skip
        return {"successor": Entry.objects.get(pk=SUCCESSOR), **gone}

    def stated(self) -> list[Finding]:
        """Public findings of both sorts: on an outcome, and on another dimension."""
        effect = Finding.objects.filter(dimension="effect")[0]
        about = {"text": "Who is seen does no harm.", "quality": 2}
        mechanism = Finding.objects.create(owner=effect.owner, dimension="mechanism", **about)
        entry_saved(effect.owner.entry, self.organizer, "Walked", action="evidence")
        return [effect, mechanism]

    def proposed(self, finding: Finding) -> FindingCorrection:
        """What a curator wants it to say, and others are to decide on."""
        entry = Entry.objects.get(pk=finding.owner_id)
        row = plain(finding)
        row["quality"] = 1 + row["quality"] % 4
        curator = self.people["walk-curator"]
        return correcting.correct(entry, finding.pk, curator, row, "Walked", entry.version)

    def unread_run(self) -> ImportRun:
        """One that names its fields, and that nothing has looked through."""
        run = uploaded(self.organizer, "walk.bib", REFERENCE)
        run.save()
        return run

    def prepared_run(self, name: str) -> ImportRun:
        known = Entry.objects.published().filter(kind__code="literature").order_by("pk")[0]
        table = TABLE.format(known=f'"{known.title}"').encode()
        run = uploaded(self.organizer, name, table)
        run.save()
        prepare_import(run)
        return run

    def applied_run(self) -> ImportRun:
        run = self.prepared_run("walk-applied.csv")
        ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.APPLYING)
        apply_import.func(run.pk, "en", self.organizer.pk, True)
        return run

    def prepared_change(self, scheme: str) -> BulkChange:
        concept = Concept.objects.filter(scheme__code=scheme).order_by("pk")[0]
        ids = Entry.objects.order_by("pk").values_list("pk", flat=True)[:3]
        return prepare_change(self.organizer, "tag", {"add": [concept.pk], "remove": []}, ids)

    def applied_change(self) -> BulkChange:
        change = self.prepared_change("theme")
        start_applying(change)
        return change

    def waiting_job(self) -> Job:
        letters.send_letter.enqueue("submit", self.entries["submitted"].pk, None, "")
        job = Job.objects.order_by("-enqueued_at")[0]
        tomorrow = timezone.now() + timedelta(days=1)
        Job.objects.filter(pk=job.pk).update(run_after=tomorrow)
        return job

    def failed_job(self) -> Job:
        job = self.waiting_job()
        job.set_failed(RuntimeError("So it goes."))
        return job

    def make_accounts(self) -> None:
        attempt = {"username": "nobody", "ip_address": "192.0.2.1"}
        AccessAttempt.objects.create(**attempt, failures_since_start=1)
        AccessLog.objects.create(**attempt)
        AccessFailureLog.objects.create(**attempt)
        safe = self.people["walk-safe"]
        second_factor.keep(safe, SECRET)
        second_factor.make_codes(safe)
        first, second = Entry.objects.order_by("pk")[:2]
        PossibleDuplicate.objects.create(first=first, second=second, reasons=["title"])

    def submission(self, name: str) -> Submission:
        made = Submission(name=name, email=f"walk-{name}@example.net", why="It works.")
        submitting.submit(Entry(kind=Kind.objects.get(code="practice"), title="A walk"), made)
        return made

    def ask_submitter(self, submission: Submission) -> None:
        submitting.confirm(submission)
        curator = self.people["walk-curator"]
        conversation.say(submission.entry, curator, "Since when?", "submitter")

    def send_letters(self) -> None:
        """Every letter with a link that needs no login."""
        role = Group.objects.get(name="Members")
        invitations.send(Invitation(email="walk-guest@example.net", role=role), self.organizer)
        write_password_letter.enqueue(self.people["walk-other"].pk)
        upkeep_letter.write.enqueue(self.organizer.pk, [["duplicates", 2, 1]])

    # -- Where the pages are -----------------------------------------------------------------

    def pages(self) -> Iterator[tuple[str, list[str]]]:
        arguments = self.of_the_public() | self.plain() | self.of_models() | self.of_the_admin()
        asked = self.asked()
        for name in arguments | asked:
            plain = [reverse(name, args=each) for each in arguments.get(name, [[]])]
            more = asked.get(name, [""])
            yield name, [address + question for address in plain for question in more]

    def of_the_public(self) -> dict[str, list[list]]:
        """One of each sort; those that letters lead to are in the letters."""
        readable = Entry.objects.published().order_by("pk")[0].identifier
        known = addresses.arguments() | {
            "entry": [[readable]], "versions": [[readable]], "version": [[readable, 1]],
            "api_entry": [[readable]], "submission": [[each.token] for each in self.submissions],
        }  # fmt: skip
        one = {name: known.get(name, [[]])[:1] for name in set(addresses.names())}
        return one | {"submission": known["submission"]}

    def plain(self) -> dict[str, list[list]]:
        """The pages of the admin that need no arguments."""
        return {name: [[]] for name in addresses.admin_names() if addresses.is_plain(name)}

    def of_models(self) -> dict[str, list[list]]:
        """The pages that Django gives to every model."""
        found: dict[str, list[list]] = {}
        for model in admin.site._registry:
            about = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            rows = [[row.pk] for row in self.rows(model)]
            assert rows, f"There is no {model._meta.label} to open."
            found |= {f"{about}_changelist": [[]], f"{about}_add": [[]], f"{about}_change": rows}
            found |= {f"{about}_{page}": rows[:1] for page in ("history", "delete")}
        return {name: ways for name, ways in found.items() if name in addresses.admin_names()}

    def rows(self, model: type[Model]) -> list[Model]:
        several = {
            Entry: [self.entries[name] for name in ("draft", *self.kinds)],
            ImportRun: self.runs, BulkChange: self.changes, Job: self.jobs,
            User: [self.people["walk-member"], self.organizer],
            Concept: Concept.objects.filter(scheme__code="theme").order_by("pk")[:1],
        }  # fmt: skip
        return list(several.get(model) or model._default_manager.order_by("pk")[:1])

    def of_the_admin(self) -> dict[str, list[list]]:
        """The pages that are ours."""
        entries = {name: [entry.pk] for name, entry in self.entries.items()}
        themes = Concept.objects.filter(scheme__code="theme").order_by("pk")
        pages = {
            "documents_entry_preview": [entries["draft"]],
            "documents_entry_desk": [entries[n] for n in (*STEPS, "read", "tool", "superseded")],
            "documents_entry_evidence_of": [
                [self.findings[0].owner_id], [self.correction.entry_id],
            ],
            "documents_entry_correct_evidence": [
                [each.owner_id, each.pk] for each in (*self.findings, self.correction.finding)
            ],
            "documents_entry_replacement": [entries[state] for state in Entry.REPLACED],
            "documents_entry_step": self.steps(),
            "documents_entry_harm": [entries["draft"]],
            "documents_entry_review": [entries["in_review"]],
            "documents_entry_read_evidence": [entries["half_read"], entries["practice"]],
            "documents_entry_compare_evidence": [entries["read"], entries["half_read"]],
            "documents_bulkchange_form": [[code] for code in BulkChange.Action.values],
            "exchange_importrun_mapping": [[self.runs[0].pk]],
            "exchange_importrun_discard": [[self.runs[0].pk]],
            "exchange_importrun_undo": [[self.runs[1].pk]],
            "documents_bulkchange_undo": [[self.changes[0].pk]],
            "exchange_importrun_template": [["tool"]],
            "exchange_importrun_export": [["csv"], ["xlsx"]],
            "upkeep_concern": [[code] for code in CONCERNS],
            "taxonomy_concept_merge": [[themes[0].pk]],
            "taxonomy_place_merge": [[Place.objects.order_by("-pk")[0].pk]],
            "app_list": [["documents"]],
        }  # fmt: skip
        return {f"admin:{name}": ways for name, ways in pages.items()}

    def steps(self) -> list[list]:
        """[entry, step] for every step that somebody can take now, once each; that with decisions
        on other entries besides."""
        found = {
            step.code: entry.pk
            for entry in self.entries.values()
            for step in workflow.offered(entry, self.organizer)
        }
        return [*([pk, code] for code, pk in found.items()), [SUCCESSOR, "withdraw"]]

    def asked(self) -> dict[str, list[str]]:
        """What stands after the question mark, where a page is another one for it."""
        some = "?entries=" + ",".join(str(entry.pk) for entry in self.entries.values())
        kinds = [kind.code for kind in Kind.objects.usable()[:2]]
        return {
            "admin:documents_entry_add": ["", *[f"?kind={code}" for code in kinds]],
            "admin:documents_bulkchange_choose": [some],
            "admin:documents_bulkchange_form": [some],
            "admin:taxonomy_concept_add": ["", "?scheme=theme"],
            "search": ["", "?q=violence&kind=tool", "?q=violence&kind=tool&year_to=1900"],
            "situation": ["", "?step=2", "?step=3", "?step=4"],
        }
