"""One sort of line end: browsers send CR LF for each line of a text, which is no change."""


def with_one_line_end(value):
    """End the lines of a text by LF alone; leave anything else as it is."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


class OneLineEnd:
    """Mixed into a form: what is cleaned has one sort of line end, as what is stored has."""

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in self.cleaned_data.items():
            self.cleaned_data[name] = with_one_line_end(value)
