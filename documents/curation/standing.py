"""Where the reviews of an entry stand: who is waited for, what they gave, whether it suffices.

Nothing that anybody scored is told before all who were asked in this round have sent theirs, or
nobody can send one any more.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from django.db.models import F, QuerySet

from documents.curation.permissions import CURATE
from documents.models import Criterion, Entry, Review, Score, Threshold
from wording import Message, counted
from wording import sentence as _

FAR_APART = 2  # two scores that differ by so much are a disagreement


@dataclass(frozen=True)
class Judged:
    """One criterion with the scores it got beside the reviews, in their order; None stands for a
    review that was sent while the criterion was not in use."""

    criterion: Criterion
    beside: list[Score | None]

    @property
    def scores(self) -> list[Score]:
        return [score for score in self.beside if score]

    @property
    def mean(self) -> float:
        return fmean(score.value for score in self.scores)

    @property
    def is_disputed(self) -> bool:
        values = [score.value for score in self.scores]
        return max(values) - min(values) >= FAR_APART


class Standing:
    """The reviews of one round of an entry (default: its present one)."""

    def __init__(self, entry: Entry, round_: int | None = None):
        self.entry, self.round = entry, entry.review_round if round_ is None else round_

    @cached_property
    def threshold(self) -> Threshold:
        kind = self.entry.kind
        return Threshold.objects.filter(kind=kind).first() or Threshold(kind=kind)

    @cached_property
    def reviews(self) -> list[Review]:
        """The reviews of those who were asked and did not say no."""
        found = self.entry.reviews.standing().filter(round=self.round)
        return list(found.select_related("reviewer", "entry__kind"))

    @property
    def waited_for(self) -> list[Review]:
        return [review for review in self.reviews if review.is_open]

    @property
    def lacks(self) -> int:
        """How many reviewers are yet to be asked."""
        return max(0, self.threshold.reviewers - len(self.reviews))

    @property
    def is_complete(self) -> bool:
        return bool(self.reviews) and not self.lacks and not self.waited_for

    @property
    def is_over(self) -> bool:
        """Whether nobody can send a review of this round any more, complete or not."""
        is_current = self.round == self.entry.review_round
        return not (is_current and self.entry.state == Entry.State.IN_REVIEW)

    @cached_property
    def refused(self) -> list[Review]:
        """The reviews of those who said no."""
        found = self.entry.reviews.exclude(refused_at=None).filter(round=self.round)
        return list(found.select_related("reviewer"))

    @cached_property
    def scores(self) -> list[Score]:
        return list(scores_of(self.reviews))

    @cached_property
    def judged(self) -> list[Judged]:
        """Every criterion with its scores; nothing before the round is complete or over."""
        if not (self.is_complete or self.is_over):
            return []
        given: dict[Criterion, dict[int, Score]] = defaultdict(dict)
        for score in self.scores:
            given[score.criterion][score.review_id] = score
        return [
            Judged(criterion, [of_review.get(review.pk) for review in self.reviews])
            for criterion, of_review in given.items()
        ]

    @property
    def disputed(self) -> list[Judged]:
        return [each for each in self.judged if each.is_disputed]

    @property
    def values(self) -> list[int]:
        return [score.value for each in self.judged for score in each.scores]

    @property
    def shortfalls(self) -> list[Message]:
        """What keeps the entry from being accepted by its reviews."""
        if not self.threshold.reviewers:
            return []
        if not self.is_complete:
            return [self.who_is_missing()]
        return [*self.too_low(), *self.mean_too_low()]

    def who_is_missing(self) -> Message:
        sent = len(self.reviews) - len(self.waited_for)
        wanted = max(self.threshold.reviewers, len(self.reviews))
        return counted(
            "%(sent)d of %(wanted)d review is in.",
            "%(sent)d of %(wanted)d reviews are in.",
            wanted,
        ) % {"sent": sent, "wanted": wanted}

    def too_low(self) -> list[Message]:
        least = self.threshold.least
        return [
            _("“%(criterion)s” was given %(score)d; at least %(least)d is needed.")
            % {"criterion": each.criterion.name, "score": lowest, "least": least}
            for each in self.judged
            if (lowest := min(score.value for score in each.scores)) < least
        ]

    def mean_too_low(self) -> list[Message]:
        mean, wanted = fmean(self.values), float(self.threshold.mean)
        if mean >= wanted:
            return []
        text = _("The mean of all scores is %(mean).2f; at least %(wanted).2f is needed.")
        return [text % {"mean": mean, "wanted": wanted}]

    def scores_visible_to(self, user) -> list[Judged]:
        """Return the scores that this account may see.

        It sees none while its own review is open, nor those of a round that was cut short: how that
        one stood is the curators' to know.
        """
        own = [review for review in self.waited_for if review.reviewer_id == user.pk]
        is_judging = bool(own) and not self.is_over
        was_cut_short = not self.is_complete and not user.has_perm(CURATE)
        return [] if is_judging or was_cut_short else self.judged


def scores_of(reviews: Iterable[Review]) -> QuerySet[Score]:
    scores = Score.objects.filter(review__in=reviews).order_by("criterion__position", "review_id")
    return scores.select_related("criterion", "review__reviewer")


def rounds(entry: Entry) -> list[Standing]:
    """List where the reviews of every round stand, newest first, in a fixed number of queries."""
    reviews = list(entry.reviews.select_related("reviewer", "entry__kind"))
    threshold = Standing(entry).threshold
    found = {number: Standing(entry, number) for number in {each.round for each in reviews}}
    for standing in found.values():
        standing.threshold = threshold
        standing.reviews, standing.refused, standing.scores = [], [], []
    for review in reviews:
        standing = found[review.round]
        (standing.refused if review.refused_at else standing.reviews).append(review)
    for score in scores_of(reviews):
        found[score.review.round].scores.append(score)
    return sorted(found.values(), key=lambda standing: -standing.round)


def standings(entries: Iterable[Entry]) -> dict[int, Standing]:
    """Map entries to where their reviews of this round stand, in a fixed number of queries."""
    found = {entry.pk: Standing(entry) for entry in entries}
    thresholds = {each.kind_id: each for each in Threshold.objects.all()}
    current = Review.objects.standing().filter(round=F("entry__review_round"), entry__in=found)
    reviews = list(current.select_related("reviewer", "entry__kind"))
    for standing in found.values():
        kind = standing.entry.kind
        standing.threshold = thresholds.get(kind.pk) or Threshold(kind=kind)
        standing.reviews, standing.scores = [], []
    for review in reviews:
        found[review.entry_id].reviews.append(review)
    for score in scores_of(reviews):
        found[score.review.entry_id].scores.append(score)
    return found
