import pytest

from documents.search.text import MAX_TERMS, Term, clean, parse, read_question


def words(*texts):
    return tuple((Term(text),) for text in texts)


@pytest.mark.parametrize(
    ("typed", "groups", "excluded"),
    [
        ("gang violence", words("gang", "violence"), ()),
        ('"peace committee" -Kenya', words("peace committee"), (Term("Kenya", True),)),
        ("gang OR mara youth", ((Term("gang"), Term("mara")), *words("youth")), ()),
        ("OR gang", words("gang"), ()),
        ("gang OR", words("gang"), ()),
        ('-"local peace" city', words("city"), (Term("local peace", True),)),
        ("“comité de paz”", words("comité de paz"), ()),
        ('an "open quote', words("an", "open quote"), ()),
        ("& | ! ( ) : * - -- \"\" ''", (), ()),
        ("لجان السلام", words("لجان", "السلام"), ()),
        ("post-war", words("post-war"), ()),
        ("https://doi.org/10.1017/S002", words("10.1017/S002"), ()),
        ("doi: 10.1017/S002", words("10.1017/S002"), ()),
        ("", (), ()),
    ],
)
def test_reads_words_phrases_or_and_minus(typed, groups, excluded):
    query = parse(typed)

    assert (query.groups, query.excluded) == (groups, excluded)


def test_drops_what_no_text_can_hold():
    assert clean("a\x00b\ud800c\u202ed\n e\ue000") == "a bcd e"


def test_bounds_length_and_number_of_terms():
    query = parse(" ".join(f"w{n}" for n in range(1000)))

    assert len(clean("x" * 10_000)) == 400
    assert len(query.terms) == MAX_TERMS


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        "gang", "& | ! ( ) : *", "it's", "a\\b", "'; DROP TABLE x; --", "-only", "the", "%s %(q)s",
        "é" * 300,
    ],
)  # fmt: skip
def test_whatever_is_typed_compiles_to_a_query_postgresql_accepts(
    typed, django_assert_max_num_queries
):
    from django.db import connection

    compiled = read_question(parse(typed)).tsquery

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector('simple', 'gang') @@ %s::tsquery", [compiled])
        assert cursor.fetchone()[0] in (True, False)


@pytest.mark.django_db
def test_leaves_out_words_without_meaning_unless_there_is_nothing_else():
    assert "the" not in read_question(parse("the gang")).tsquery
    assert "'the'" in read_question(parse("the")).tsquery
