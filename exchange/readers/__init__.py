"""Files from elsewhere, read into drafts: one module for each format."""

from wording.errors import ValidationError


class Unreadable(ValidationError):
    """The file as a whole is not of the format that it is said to be."""
