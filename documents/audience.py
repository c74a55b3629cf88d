"""Who is reading: the one answer to "may they see it" that every public page asks for."""

import enum


class Audience(enum.Enum):
    """Visitors see what is open; members also what is for members only. Nobody sees drafts here:
    curators preview them in the admin."""

    PUBLIC = "public"
    MEMBERS = "members"

    @classmethod
    def of(cls, user) -> "Audience":
        return cls.MEMBERS if user.has_perm("documents.read_members_only") else cls.PUBLIC
