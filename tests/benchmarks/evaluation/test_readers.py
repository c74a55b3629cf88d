"""Each format is read as it is distributed, and what is none is named."""

import pytest

from benchmarks.evaluation.collection import Collection, CollectionError, Document
from benchmarks.evaluation.readers import read_collection
from tests.benchmarks.evaluation import files


def questions(collection: Collection) -> dict[str, str]:
    return {query.id: query.text for query in collection.queries}


def test_beir(tmp_path):
    collection = read_collection(files.write(tmp_path, files.BEIR))

    assert collection.documents[:2] == [
        Document("d1", "Gang truces", "They hold when watched.", ("Cruz, Ana",), "en", "2013"),
        Document("d2", "", "Street lights and safety"),
    ]
    assert questions(collection)["q2"] == "lights -safety"
    assert collection.judgements["q1"] == {"d1": 2, "d3": 0}


def test_judgements_of_beir_may_lie_beside_the_rest(tmp_path):
    beside = files.BEIR | {"qrels.tsv": files.BEIR["qrels/test.tsv"]}
    del beside["qrels/test.tsv"]

    assert read_collection(files.write(tmp_path, beside)).judgements["q2"] == {"d2": 1, "d1": -1}


def test_trec(tmp_path):
    collection = read_collection(files.write(tmp_path, files.TREC))

    assert {each.id: each for each in collection.documents} == {
        "1": Document("1", "wings", "if a < b then lift"),
        "AP89-0001": Document(
            "AP89-0001", "Mayors & police", "Two lines of text .", ("By A. Reporter",), "", "1989"
        ),
        "AP89-0002": Document("AP89-0002", "", "No element of text."),
    }
    assert questions(collection) == {"51": "Airbus Subsidies", "52": "Only described"}
    assert collection.judgements == {"51": {"AP89-0001": 1, "AP89-0002": 0}, "52": {"1": 2}}


def test_cranfield_numbers_queries_by_place_and_grades_downwards(tmp_path):
    collection = read_collection(files.write(tmp_path, files.CRANFIELD))

    assert collection.documents[:2] == [
        Document("1", "flow over a wing .", "the flow over a wing .", ("brown,m.",), "", "1958"),
        Document("2", ""),
    ]
    assert questions(collection) == {"1": "what flow over wings .", "2": "empty", "3": "heat ."}
    assert collection.judgements == {"1": {"1": 4, "3": 1}, "2": {"2": 0},
                                     "3": {"3": 3, "1": 0, "2": 0}}  # fmt: skip


def test_cranfield_with_a_column_for_trec(tmp_path):
    widened = files.CRANFIELD | {"cranqrel": "1 0 1 1\n1 0 3 -1\n3 0 3 \n"}

    assert read_collection(files.write(tmp_path, widened)).judgements["1"] == {"1": 4, "3": 0}


def test_cisi_lists_what_is_relevant(tmp_path):
    collection = read_collection(files.write(tmp_path, files.CISI))

    assert collection.documents[0] == Document(
        "1", "18 Editions of the Dewey", "The classification.", ("Comaromi, J.P.", "Second, A.")
    )
    assert questions(collection) == {"1": "Dewey?", "58": "Use made of libraries"}
    assert collection.judgements == {"1": {"1": 1}, "58": {"2": 1}}


def test_names_of_files_in_any_case_and_documents_without_titles(tmp_path):
    collection = read_collection(files.write(tmp_path, files.MED))

    assert collection.documents[1] == Document("2", "", "crystalline lens")
    assert collection.judgements == {"1": {"2": 1}}


def test_cacm(tmp_path):
    collection = read_collection(files.write(tmp_path, files.CACM))

    assert collection.documents == [
        Document("1", "Preliminary Report", "algebra, language",
                 ("Perlis, A. J.", "Samelson,K."), "", "1958")
    ]  # fmt: skip
    assert (questions(collection), collection.judgements) == (
        {"1": "algebraic languages"},
        {"1": {"1": 1}},
    )


def test_files_older_than_unicode(tmp_path):
    latin = files.MED | {"med.all": ".I 2\n.W\nMénière\n"}

    assert read_collection(files.write(tmp_path, latin, "latin-1")).documents[0].text == "Ménière"


def test_only_queries_with_something_relevant_are_asked(tmp_path):
    collection = read_collection(files.write(tmp_path, files.BEIR))

    assert collection.answerable().judgements == {"q1": {"d1": 2}, "q2": {"d2": 1}}
    assert questions(collection.answerable(limit=1)) == {"q1": "truce"}


@pytest.mark.parametrize(
    ("present", "missing"),
    [
        ({}, "neither corpus.jsonl"),
        ({"corpus.jsonl": ""}, "queries.jsonl"),
        ({"corpus.jsonl": "", "queries.jsonl": ""}, "qrels/test.tsv or qrels.tsv"),
        (files.BEIR | {"corpus.jsonl": "no json"}, "not in the form of a BEIR collection"),
        (files.BEIR | {"corpus.jsonl": '{"_id": "other"}'}, "name none of its documents"),
        (files.BEIR | {"queries.jsonl": ""}, "name none of its queries"),
        ({"cran.all.1400": ".I 1\n"}, "cran.qry"),
        ({"one.xml": "<DOC><DOCNO>1</DOCNO></DOC>"}, "no file with topics"),
    ],
)
def test_what_is_missing_is_named(tmp_path, present, missing):
    with pytest.raises(CollectionError, match=missing):
        read_collection(files.write(tmp_path, present)).answerable()


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(CollectionError, match="There is no folder"):
        read_collection(tmp_path / "elsewhere")
