"""Who may do what: the groups that accounts are put into, kept with every migration."""

from accounts.roles import grant

ENTRY_ROWS = [
    "agent", "contribution", "entry", "entryplace", "file", "identifier", "link", "relation",
    "section", "translation",
]  # fmt: skip
VOCABULARY_ROWS = ["scheme", "concept", "place", "label", "sectiontemplate"]

REVIEW_ROWS = ["criterion", "harmquestion", "scoremeaning", "threshold"]


def every(actions: str, rows: list[str]) -> list[str]:
    return [f"{action}_{row}" for action in actions.split() for row in rows]


MEMBER = ["read_members_only", "suggest_entry"]
REVIEWER = [*MEMBER, "review_entry", "read_evidence"]
CURATOR = [
    *REVIEWER,
    *every("add change delete view", ENTRY_ROWS),
    *every("view", [*VOCABULARY_ROWS, *REVIEW_ROWS, "kind"]),
    "view_revision",
    "curate_entry",
    "publish_entry",
    "reconcile_evidence",
]
ORGANIZER = [
    *CURATOR,
    # Concepts are deprecated or merged, never deleted.
    *every("add change", VOCABULARY_ROWS),
    *every("delete", ["label", "sectiontemplate"]),
    *every("add change delete", REVIEW_ROWS),
    "change_kind",
    "override_review",
]
GROUPS = {
    "Members": MEMBER,
    "Reviewers": REVIEWER,
    "Curators": CURATOR,
    "Organizers": ORGANIZER,
}


def ensure_groups(**kwargs) -> None:
    """Create the groups that are missing and give each what it should be able to do."""
    for name, codenames in GROUPS.items():
        grant(name, ["taxonomy", "documents"], codenames)
