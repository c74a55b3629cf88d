"""Texts that were kept before are still there, as words or as sentences of the catalogues."""

import json

import pytest
from django.db import connection
from django.utils.translation import override

from wording import Messages
from wording.migrations import BACK, INTO

pytestmark = pytest.mark.django_db

OLD = ["", 'Écrit à 100 %.\nEt "plus".', "The text could not be read: the file is damaged."]


@pytest.fixture
def cursor():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE old (id serial, note text DEFAULT '' NOT NULL)")
        for text in OLD:
            cursor.execute("INSERT INTO old (note) VALUES (%s)", [text])
        yield cursor
        cursor.execute("DROP TABLE old")


def notes(cursor) -> list:
    cursor.execute("SELECT note::text FROM old ORDER BY id")
    return [text for (text,) in cursor.fetchall()]


def read(cursor) -> list[str]:
    return [str(Messages.read(json.loads(value))) for value in notes(cursor)]


def test_words_stay_words_there_and_back(cursor):
    cursor.execute(INTO.format(table="old", column="note", new="note"))
    with override("ar"):
        assert read(cursor) == OLD

    cursor.execute(BACK.format(table="old", column="note", type="text"))
    assert notes(cursor) == OLD


def test_what_code_wrote_in_english_is_read_in_arabic(cursor):
    new = "jsonb_build_object('message', note)"
    cursor.execute(INTO.format(table="old", column="note", new=new))
    with override("ar"):
        assert read(cursor)[2] == "تعذرت قراءة النص: الملف تالف."

    cursor.execute(BACK.format(table="old", column="note", type="text"))
    assert notes(cursor) == OLD
