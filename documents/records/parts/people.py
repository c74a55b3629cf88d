"""Who made, edited and published it. An acronym belongs to the organisation, not to its part in
the work: it is kept where an organisation is new, and is no difference."""

from collections.abc import Iterable, Iterator
from typing import Any

from documents.models import Agent, Contribution, Entry
from documents.records.cells import joined, parted
from documents.records.parts.own import in_all_languages
from documents.records.parts.part import (
    Candidate,
    Change,
    Column,
    Fault,
    Leaves,
    Part,
    Path,
    normal,
    replace,
    twice,
    without_empty,
)
from documents.records.terms import Terms
from wording import sentence as _

ROLES = {
    "creators": Contribution.Role.CREATOR,
    "editors": Contribution.Role.EDITOR,
    "publishers": Contribution.Role.PUBLISHER,
}
LONGEST_NAME = Agent._meta.get_field("name").max_length or 0


class People(Part):
    names = tuple(ROLES)
    models = (Contribution,)
    rank = 2

    def related(self) -> Iterable[Any]:
        return ["contributions__agent"]

    def read(self, entry: Entry) -> dict[str, Any]:
        return {name: contributors(entry, role) for name, role in ROLES.items()}

    def settle(self, name: str, value: Any, terms: Terms) -> Any:
        return [without_empty({each: normal(text) for each, text in who.items()}) for who in value]

    def leaves(self, name: str, value: Any) -> Leaves:
        """Keep them in their order."""
        return {(name,): [dict([agent_of(who)]) for who in value]}

    def faults_at(
        self, path: Path, value: Any, candidate: Candidate, terms: Terms
    ) -> Iterator[Fault]:
        for who in value:
            _type, name = agent_of(who)
            if len(name) > LONGEST_NAME:
                yield path, _("The name “%(name)s…” is too long.") % {"name": name[:30]}
        yield from twice(path, value)

    def write(self, changes: list[Change], terms: Terms) -> None:
        agents = agents_of(changes)
        for name, role in ROLES.items():
            found = [change for change in changes if change.touches(name)]
            rows = [
                Contribution(
                    entry=each.entry, agent_id=agents[agent_of(who)], role=role, position=position
                )
                for each in found
                for position, who in enumerate(each.record.get(name, ()))
            ]
            replace(Contribution, found, rows, role=role)

    def columns(self, terms: Terms, languages: Iterable[str]) -> Iterable[Column]:
        return [column(name) for name in ROLES]

    def called(self, path: Path, below: dict[str, str]) -> list[Any]:
        return [ROLES[path[0]].label]


PEOPLE = People()


def contributors(entry: Entry, role: str) -> list[dict[str, Any]]:
    return [
        {each.agent.type: each.agent.name} | without_empty({"acronym": each.agent.acronym})
        for each in entry.contributions.all()
        if each.role == role
    ]


def agent_of(who: dict[str, Any]) -> tuple[str, str]:
    """Return (type, name) of `{"person": "Family, Given"}` or `{"organisation": "Name"}`."""
    type_ = Agent.Type.PERSON if "person" in who else Agent.Type.ORGANISATION
    return type_.value, who[type_]


def agents_of(changes: Iterable[Change]) -> dict[tuple[str, str], int]:
    """Return the keys of all whom the changes name, made where they are missing."""
    named: dict[tuple[str, str], str] = {}
    for change in changes:
        for role in ROLES:
            for who in change.record.get(role, ()):
                agent = agent_of(who)
                named[agent] = named.get(agent) or who.get("acronym", "")
    keys = known_agents(named)
    missing = [
        Agent(type=t, name=n, acronym=named[t, n]) for t, n in sorted(set(named) - set(keys))
    ]
    Agent.objects.bulk_create(missing, ignore_conflicts=True)  # somebody may have been quicker
    return keys | known_agents((each.type, each.name) for each in missing)


def known_agents(named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    rows = Agent.objects.filter(name__in={name for _type, name in named})
    return {(type_, name): pk for type_, name, pk in rows.values_list("type", "name", "pk")}


# -- Cells: “Family, Given” is a person; what is otherwise is said so ------------------------


def column(name: str) -> Column:
    return Column(
        name, (name,), lambda rows: joined(map(write_person, rows)),
        lambda cell: [read_person(each) for each in parted(cell)],
        called=lambda: in_all_languages(lambda: ROLES[name].label),
    )  # fmt: skip


def write_person(row: dict[str, Any]) -> str:
    type_, name = agent_of(row)
    return name if read_person(name) == {type_: name} else f"{type_}: {name}"


def read_person(text: str) -> dict[str, Any]:
    for type_ in Agent.Type.values:
        if text.startswith(f"{type_}: "):
            return {type_: text.removeprefix(f"{type_}: ").strip()}
    return {"person" if ", " in text else "organisation": text}
