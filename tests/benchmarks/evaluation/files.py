"""Small test collections in the forms in which large ones are distributed."""

from pathlib import Path


def write(folder: Path, files: dict[str, str], encoding: str = "utf-8") -> Path:
    """The folder, with files of these names and texts in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding=encoding)
    return folder


BEIR = {
    "corpus.jsonl": (
        '{"_id": "d1", "title": "Gang truces", "text": "They hold when watched.",'
        ' "metadata": {"authors": ["Cruz, Ana"], "year": 2013, "language": "en"}}\n'
        '{"_id": "d2", "title": "", "text": "Street lights and safety", "metadata": {}}\n'
        '{"_id": "d3", "title": "Peace committees", "text": "Forums of a town."}\n'
    ),
    "queries.jsonl": (
        '{"_id": "q1", "text": "truce"}\n'
        '{"_id": "q2", "text": "lights -safety"}\n'
        '{"_id": "q3", "text": "nothing judged"}\n'
    ),
    "qrels/test.tsv": (
        "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td3\t0\nq2\td2\t1\nq2\td1\t-1\nq3\td1\t0\n"
    ),
}

TREC = {
    "disk/ap89.trec": (
        "<DOC>\n<DOCNO> AP89-0001 </DOCNO>\n<DATE>01/02/1989</DATE>\n"
        "<HEAD>Mayors &amp; police</HEAD>\n<BYLINE>By A. Reporter</BYLINE>\n"
        "<TEXT>\nTwo lines\nof <b>text</b>.\n</TEXT>\n</DOC>\n"
        "<DOC><DOCNO>AP89-0002</DOCNO> No element of text. </DOC>\n"
    ),
    "cran.xml": (
        "<xml>\n<doc><docno>1</docno><title>wings</title>"
        "<text>if a < b then lift</text></doc>\n</xml>\n"
    ),
    "topics.txt": (
        "<top>\n<num> Number: 051\n<title> Topic: Airbus Subsidies\n\n"
        "<desc> Description:\nWhat was paid?\n\n<narr> Narrative:\nMuch.\n</top>\n"
        "<top><num>52</num><title></title><desc>Only described</desc></top>\n"
    ),
    "qrels.51-52": "51 0 AP89-0001 1\n51 0 AP89-0002 0\n052 0 1 2\n",
}

CRANFIELD = {
    "cran.all.1400": (
        ".I 1\n.T\nflow over\na wing .\n.A\nbrown,m.\n.B\nj. ae. scs. 25, 1958, 324.\n"
        ".W\nthe flow over\na wing .\n.I 2\n.T\n.A\n.B\n.W\n.I 3\n.T\nheat\n.A\n.B\n.W\nhot .\n"
    ),
    "cran.qry": ".I 001\n.W\nwhat flow\nover wings .\n.I 002\n.W\nempty\n.I 004\n.W\nheat .\n",
    "cranqrel": "1 1 1\n1 3 4\n2 2 -1\n3 3  2\n3 1 5\n3 2 \n",
}

CISI = {
    "CISI.ALL": (
        ".I 1\n.T\n18 Editions of the Dewey\n.A\nComaromi, J.P.\n.A\nSecond, A.\n"
        ".W\nThe classification.\n.X\n1\t5\t1\n92\t1\t1\n.I 2\n.T\nUse\n.W\nShelves.\n.X\n2\t5\t1\n"
    ),
    "CISI.QRY": ".I 1\n.W\nDewey?\n.I 58\n.T\nUse made\n.A\nOne\n.W\nof libraries\n.B\n(1970)\n",
    "CISI.REL": "     1      1\t0\t0.000000\n    58      2\t0\t0.000000\n",
}

MED = {
    "med.all": ".I 1\n.W\ncorrelation of plasma\n.I 2\n.W\ncrystalline lens\n",
    "MED.QRY": ".I 1\n.W\nlens\n",
    "Med.Rel": "1 0 2 1\n",
}

CACM = {
    "cacm.all": (
        ".I 1\n.T\nPreliminary Report\n.B\nCACM December, 1958\n.A\nPerlis, A. J.\nSamelson,K.\n"
        ".N\nCA581203 JB March 22\n.K\nalgebra, language\n.X\n100\t5\t1\n"
    ),
    "query.text": ".I 1\n.W\n algebraic languages\n.N\n 1. Richard\n",
    "qrels.text": "01 0001  0 0\n",
}
