from wording.errors import ValidationError


class Refused(ValidationError):
    """A file is not taken. `message` is one or two sentences for the person who offers it.

    As a ValidationError it may be raised straight from a form's or a field's `clean`.
    """

    def __str__(self):
        return str(self.message)


class Mismatch(Exception):
    """The content is not of the format that the file's name announces."""
