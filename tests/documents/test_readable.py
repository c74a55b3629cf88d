from documents.templatetags.readable import isolated
from taxonomy.localized import LocalizedText


def test_data_is_kept_apart_and_says_its_language():
    assert isolated(LocalizedText(es="Tema")) == '<bdi lang="es">Tema</bdi>'
    assert isolated("CC BY") == "<bdi>CC BY</bdi>"
    assert isolated("") == ""


def test_data_is_no_markup():
    assert isolated("<b>&") == "<bdi>&lt;b&gt;&amp;</bdi>"
    assert isolated(LocalizedText(en="<b>")) == '<bdi lang="en">&lt;b&gt;</bdi>'
