"""Kinds of entry and the terms of review, from data files into the database."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from documents.models import (
    Criterion,
    HarmQuestion,
    Kind,
    ScoreMeaning,
    SectionTemplate,
    Threshold,
)
from taxonomy.localized import LocalizedText
from taxonomy.models import Concept, Scheme
from taxonomy.structure import KIND

DATA_DIR = Path(__file__).parent.parent / "data"


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


@transaction.atomic
def load_kinds() -> int:
    """Create the kinds that are missing, with their sections; the number created.

    Kinds that are there are the organizers' to change, and stay as they are.
    """
    concepts = {each.code: each for each in Concept.objects.filter(scheme__code=KIND)}
    present = set(Kind.objects.values_list("code", flat=True))
    missing = [p for p in read_yaml(DATA_DIR / "kinds.yaml") if p["code"] not in present]
    for plain in missing:
        create_kind(concepts[plain["code"]], plain)
    return len(missing)


def create_kind(concept: Concept, plain: dict[str, Any]) -> None:
    """Make a concept of the scheme `kind` a kind of entry."""
    columns = {
        "plural": LocalizedText(plain["plural"]),
        "introduction": LocalizedText(plain["introduction"]),
        "is_evidence": plain["is_evidence"],
        "takes_findings": plain.get("takes_findings", False),
        "tells_of_failure": plain.get("tells_of_failure", False),
        "takes_references": plain.get("takes_references", False),
        "required": plain["required"],
        "required_relations": plain.get("required_relations", []),
    }
    Kind(concept_ptr=concept, **columns).save_base(raw=True, force_insert=True)
    kind = Kind.objects.get(pk=concept.pk)
    kind.schemes.set(Scheme.objects.filter(code__in=plain.get("schemes", ())))
    SectionTemplate.objects.bulk_create(
        SectionTemplate(
            kind=kind,
            key=section["key"],
            heading=LocalizedText(section["heading"]),
            guidance=LocalizedText(section.get("guidance", {})),
            required=section.get("required", False),
            word_limit=section.get("word_limit", 200),
            position=position,
        )
        for position, section in enumerate(plain["sections"])
    )


@transaction.atomic
def load_review_terms() -> None:
    """Create the criteria, do-no-harm questions and thresholds that are missing; those that are
    there are the organizers' to change."""
    plain = read_yaml(DATA_DIR / "review.yaml")
    for position, each in enumerate(plain["criteria"]):
        create_criterion(each, position)
    for position, question in enumerate(plain["questions"]):
        text = {code: text for code, text in question.items() if code != "code"}
        HarmQuestion.objects.get_or_create(
            code=question["code"], defaults={"text": LocalizedText(text), "position": position}
        )
    for kind in Kind.objects.filter(code__in=plain["thresholds"], threshold=None):
        Threshold.objects.create(kind=kind, **plain["thresholds"][kind.code])


def create_criterion(plain: dict[str, Any], position: int) -> None:
    criterion, created = Criterion.objects.get_or_create(
        code=plain["code"],
        defaults={
            "name": LocalizedText(plain["name"]),
            "question": LocalizedText(plain["question"]),
            "position": position,
        },
    )
    if created:
        ScoreMeaning.objects.bulk_create(
            ScoreMeaning(criterion=criterion, score=score, text=LocalizedText(text))
            for score, text in enumerate(plain["meanings"])
        )
