"""Columns of text that become columns of messages; nothing that stands in them is lost."""

from typing import Any

from django.db.migrations.operations import AlterField

INTO = """
ALTER TABLE {table} ALTER COLUMN {column} DROP DEFAULT,
ALTER COLUMN {column} TYPE jsonb
USING CASE WHEN {column} = '' THEN '[]'::jsonb ELSE jsonb_build_array({new}) END
"""
BACK = """
ALTER TABLE {table} ALTER COLUMN {column} TYPE {type}
USING coalesce({column} #>> '{{0,message}}', {column} ->> 0, '')
"""


class TextToMessages(AlterField):
    """Alter a field of text to a MessagesField. What stood there stays as words, or with
    `as_sentences`, where only code has written, becomes messages of the catalogues. On the way
    back the first message of each row stays, in English."""

    def __init__(self, *args: Any, as_sentences: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_sentences = as_sentences

    def deconstruct(self) -> Any:
        name, args, kwargs = super().deconstruct()
        return name, args, kwargs | ({"as_sentences": True} if self.as_sentences else {})

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        column = self.field_of(app_label, from_state)
        new = f"jsonb_build_object('message', {column})" if self.as_sentences else column
        self.run(app_label, schema_editor, from_state, INTO, new=new)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        type_ = model._meta.get_field(self.name).db_type(schema_editor.connection)
        self.run(app_label, schema_editor, to_state, BACK, type=type_)

    def field_of(self, app_label: str, state: Any) -> str:
        model = state.apps.get_model(app_label, self.model_name)
        return str(model._meta.get_field(self.name).column)

    def run(
        self, app_label: str, schema_editor: Any, state: Any, statement: str, **more: Any
    ) -> None:
        model = state.apps.get_model(app_label, self.model_name)
        names = {"table": model._meta.db_table, "column": self.field_of(app_label, state)}
        schema_editor.execute(statement.format(**names, **more))
