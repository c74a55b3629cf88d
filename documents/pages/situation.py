"""The guided choice: a few questions about a city that end in a filtered list."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, QueryDict
from django.shortcuts import render
from django.urls import reverse

from documents.audience import Audience
from documents.models import Entry
from documents.pages.remembering import remembered
from documents.search.address import Address, Pair
from documents.search.counts import usage_counts
from documents.search.filters import EntryFilterSet
from documents.search.index.snapshot import now
from taxonomy.hierarchy import by_parent
from taxonomy.localized import LocalizedText
from taxonomy.models import Concept, Scheme


@dataclass(frozen=True)
class SituationQuestion:
    """One step of the way; its answers are the concepts of a vocabulary."""

    scheme: str
    text: LocalizedText
    short: LocalizedText


@dataclass(frozen=True)
class SituationChoice:
    """One answer, with the entries it leads to. A heading only groups the answers below it."""

    concept: Concept
    count: int
    selected: bool
    is_heading: bool
    children: tuple["SituationChoice", ...]


@dataclass(frozen=True)
class SituationAnswer:
    """What was answered to an earlier question, and where to change it."""

    question: SituationQuestion
    labels: tuple[str, ...]
    change_url: str


class SituationPage:
    """One question, as the answers so far leave it; `step` counts from 1."""

    def __init__(self, params: QueryDict, audience: Audience):
        self.asked, self.audience = EntryFilterSet(params, audience, now()), audience
        self.schemes = {scheme.code: scheme for scheme in self.asked.schemes}
        self.questions = questions_of(self.asked.schemes)
        self.step = step_in(params.get("step", ""), len(self.questions))

    @property
    def question(self) -> SituationQuestion:
        return self.questions[self.step - 1]

    @property
    def is_last(self) -> bool:
        return self.step == len(self.questions)

    @property
    def scheme(self) -> Scheme:
        return self.schemes[self.question.scheme]

    @property
    def kept(self) -> list[Pair]:
        """What the form must carry along: the answers to the other questions."""
        return self.address.others(self.question.scheme)

    @property
    def next_step(self) -> str:
        return str(self.step + 1)

    @property
    def action(self) -> str:
        return reverse("search") if self.is_last else reverse("situation")

    @cached_property
    def address(self) -> Address:
        """The search that the answers so far make; anything else in the address is left out."""
        known = {question.scheme for question in self.questions}
        pairs = self.asked.address.pairs
        return Address(tuple(pair for pair in pairs if pair[0] in known))

    @property
    def back_url(self) -> str:
        return self.url_of(self.step - 1) if self.step > 1 else ""

    def url_of(self, step: int) -> str:
        query = Address((*self.address.pairs, ("step", str(step)))).query
        return f"{reverse('situation')}?{query}"

    @property
    def answers(self) -> list[SituationAnswer]:
        """What other questions were answered with."""
        numbered = enumerate(self.questions, start=1)
        given = [
            SituationAnswer(each, self.labels_of(each), self.url_of(number))
            for number, each in numbered
            if number != self.step
        ]
        return [answer for answer in given if answer.labels]

    def labels_of(self, question: SituationQuestion) -> tuple[str, ...]:
        selected = self.asked.selected(self.schemes[question.scheme])
        return tuple(concept.label for concept in selected)

    @cached_property
    def choices(self) -> tuple[SituationChoice, ...]:
        """The vocabulary of the question as a tree; a concept stands below its first parent."""
        headings = self.asked.vocabulary.in_scheme(self.scheme.code)
        shown = (each for each in headings if each.status == Concept.Status.ACCEPTED)
        return self.branch(by_parent(shown), None)

    def branch(self, below: dict, parent_id: int | None) -> tuple[SituationChoice, ...]:
        """Keep the vocabulary's order, but put what leads nowhere last."""
        branch = [
            SituationChoice(
                concept=each,
                count=self.counts.get(each.pk, 0),
                selected=each in self.asked.selected(self.scheme),
                is_heading=each.pk in below and each.pk not in self.carried,
                children=self.branch(below, each.pk),
            )
            for each in below.get(parent_id, [])
        ]
        return tuple(sorted(branch, key=lambda choice: not choice.count))

    @cached_property
    def counts(self) -> dict[int, int]:
        """Concept id -> the entries that also fit the other answers."""
        found = self.asked.entries(without=(self.scheme.code,))
        return usage_counts(self.asked.index, found)

    @cached_property
    def carried(self) -> set[int]:
        """The concepts that entries carry themselves, not only by a narrower one."""
        entries = Entry.objects.visible_to(self.audience)
        carried = Concept.objects.filter(scheme=self.scheme, tagged_entries__in=entries)
        return set(carried.values_list("pk", flat=True))


def questions_of(schemes: list[Scheme]) -> list[SituationQuestion]:
    """List what the vocabularies have to be asked, in the order of their questions."""
    asked = sorted((s for s in schemes if s.question), key=lambda s: s.question_position)
    return [SituationQuestion(s.code, s.question, s.question_short) for s in asked]


def step_in(value: str, last: int) -> int:
    """Return the step that an address asks for; what is no step is the first."""
    return int(value) if value.isascii() and value.isdigit() and 1 <= int(value) <= last else 1


@remembered
def situation(request):
    page = SituationPage(request.GET, Audience.of(request.user))
    if not page.questions:
        raise Http404
    return render(request, "situation.html", {"page": page})
