"""What a question finds, and in which order."""

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override

from documents.extracting import read_text
from documents.models import Entry, Relation, Translation
from documents.search.projection import project, project_all
from taxonomy.models import Label
from tests.documents.files import builders
from tests.factories import make_concept, make_entry, make_file, make_place
from tests.searching import ask

pytestmark = pytest.mark.django_db


def titles(query: str) -> list[str]:
    own = dict(Entry.objects.values_list("pk", "title"))
    return [own[result.pk] for result in ask(query).results]


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("en", "Mediating with gangs", "mediation gang"),
        ("es", "Prevenciones situacionales", "prevención situacional"),
        ("es", "La prevencion en Bogota", "prevención Bogotá"),
        ("fr", "Comités locaux de sécurité", "comite local securite"),
        ("ar", "لجان السلام المحلية في المدن", "السلام المحلي"),
        ("ar", "الأمن في الأحياء", "أمن الاحياء"),
        ("pt", "Pacificação nas favelas", "pacificacao favela"),
        ("sw", "Usalama wa mji", "usalama"),
    ],
)
def test_words_are_found_in_other_forms_and_without_accents(language, text, question):
    make_entry(text, title_language=language)
    make_entry("Something else")

    assert titles(f"q={question}") == [text]


def test_all_words_are_required_or_joins_and_minus_excludes():
    make_entry("Gang truce in Kenya")
    make_entry("Gang violence")
    make_entry("Peace committee")

    assert titles("q=gang+truce") == ["Gang truce in Kenya"]
    assert set(titles("q=truce+OR+committee")) == {"Gang truce in Kenya", "Peace committee"}
    assert titles("q=gang+-kenya") == ["Gang violence"]
    assert titles("q=-gang") == ["Peace committee"]


def test_a_phrase_keeps_its_order():
    make_entry("The peace committee")
    make_entry("A committee for peace")

    assert titles('q="peace committee"') == ["The peace committee"]


def test_an_exclusion_holds_in_every_language():
    make_entry("Informe sobre pandillas", title_language="es")
    make_entry("Rapport sur les pandillas", title_language="fr")

    assert titles("q=pandillas+-informe") == ["Rapport sur les pandillas"]


def test_the_title_counts_more_than_the_takeaway_and_that_more_than_the_summary():
    make_entry("Third", summary="About truces.")
    make_entry("Second", takeaway="Truces hold when watched.")
    make_entry("Truces")

    assert titles("q=truce") == ["Truces", "Second", "Third"]


def test_of_equal_matches_the_newest_comes_first():
    for year in ("2001", "2019", "2010"):
        make_entry(f"Truces {year}", issued=year)

    assert titles("q=truces") == ["Truces 2019", "Truces 2010", "Truces 2001"]
    assert titles("sort=title") == ["Truces 2001", "Truces 2010", "Truces 2019"]
    assert titles("q=truces&sort=title")[0] == "Truces 2001"


def test_titles_are_sorted_without_case_accents_or_quotation_marks():
    for title in ("Zebra", "“Éclair”", "apple", "Date"):
        make_entry(title)

    assert titles("sort=title") == ["apple", "Date", "“Éclair”", "Zebra"]


def test_titles_are_sorted_as_the_reader_sees_them():
    translated = make_entry("Apple", title_language="en")
    translated.translations.create(language="es", title="Zanahoria")
    translated.translations.create(language="en", title="Not the title of an English work")
    make_entry("Mango", title_language="en")
    project_all()

    assert titles("sort=title") == ["Apple", "Mango"]
    with override("es"):
        assert titles("sort=title") == ["Mango", "Apple"]


def test_synonyms_and_labels_of_any_language_find_what_is_tagged():
    gang = make_concept("violence", "gang-violence", [make_concept("violence", "criminal")])
    Label.objects.create(concept=gang, language="es", kind="alternative", text="pandilla")
    Label.objects.create(concept=gang, language="ar", kind="alternative", text="عصابة")
    make_entry("Tagged", concepts=[gang])
    make_entry("Not tagged")

    for question in ("pandillas", "عصابة", "gang violence", "criminal"):
        assert titles(f"q={question}") == ["Tagged"], question


def test_people_places_identifiers_and_translations_are_found():
    medellin = make_place("co-medellin", "city", [make_place("co", "country", label="Colombia")])
    entry = make_entry("Urban projects", places=[medellin], creators=["Cerdá, Magdalena"])
    Translation.objects.create(entry=entry, language="fr", title="Projets intégraux")
    entry.identifiers.create(scheme="doi", value="10.1093/aje/kwr428")
    project([entry.pk])
    make_entry("Other")

    for question in ("cerda", "colombia", "10.1093/aje/kwr428", entry.identifier, "projet"):
        assert titles(f"q={question}") == ["Urban projects"], question


def test_words_inside_a_file_are_found_and_shown():
    entry = make_entry("A guide")
    file = make_file(entry, ContentFile(builders.pdf("Walk with lanterns at dusk")), language="en")
    read_text.func(file.pk)

    result = ask("q=lantern").results[0]

    assert (result.title, "<mark>lanterns</mark>" in result.passage) == ("A guide", True)


def test_a_passage_marks_the_words_and_escapes_what_it_shows():
    make_entry("One <b>", summary="Before <script>alert(1)</script> the truces came.")

    result = ask("q=truce").results[0]

    assert "<mark>truces</mark>" in result.passage
    assert "<script>" not in result.passage
    assert "One &lt;b&gt;" in result.title


def test_choosing_a_parent_includes_its_children_once():
    parent = make_concept("theme", "youth")
    child = make_concept("theme", "children", [parent])
    make_entry("Both", concepts=[parent, child])
    make_entry("Child", concepts=[child])

    page = ask("theme=youth")

    assert page.total == 2
    assert page.facets[1].values[0].count == 2


def test_a_merged_concepts_old_code_still_filters():
    from taxonomy import actions

    old, new = make_concept("theme", "old"), make_concept("theme", "new")
    make_entry("Tagged", concepts=[old])
    actions.merge(old, new)

    assert titles("theme=old") == ["Tagged"]


def test_evidence_and_file_filter():
    practice, study = make_entry("Practice"), make_entry("Study")
    Relation.objects.create(source=study, type="evaluates", target=practice)
    make_file(study, ContentFile(builders.pdf()))
    project_all()

    assert titles("evidence=yes") == ["Practice"]
    assert titles("file=yes") == ["Study"]
    assert [(flag.name, flag.count) for flag in ask("").flags] == [("evidence", 1), ("file", 1)]


def test_an_empty_result_says_what_each_removal_would_give():
    youth, police = make_concept("theme", "youth"), make_concept("scale", "city")
    make_entry("One", concepts=[youth], issued="2019")
    make_entry("Two", concepts=[youth], issued="2020")
    make_entry("Three", concepts=[police], issued="2019")

    page = ask("theme=youth&scale=city")

    assert page.total == 0
    assert {(chip.value, chip.count) for chip in page.chips} == {("youth", 1), ("city", 2)}
    for chip in page.chips:
        assert ask(chip.without_url.partition("?")[2]).total == chip.count


def test_the_address_holds_the_whole_state_and_each_chip_removes_one_value():
    make_entry("One", concepts=[make_concept("theme", "youth"), make_concept("theme", "police")])

    page = ask("theme=police&theme=youth&q=one&sort=title&year_from=1900")

    assert page.address.url.endswith("?q=one&theme=police&theme=youth&year_from=1900&sort=title")
    assert page.chips[1].without_url.endswith("?q=one&theme=youth&year_from=1900&sort=title")


def test_a_long_facet_can_be_searched_in_any_language():
    for number in range(12):
        make_entry(concepts=[make_concept("theme", f"theme-{number}")])
    concept = make_concept("theme", "women")
    Label.objects.create(concept=concept, language="es", kind="alternative", text="mujeres")
    make_entry(concepts=[concept])

    facet = next(f for f in ask("find-theme=mujer").facets if f.code == "theme")

    assert [value.code for value in facet.values] == ["women"]
    folded = next(f for f in ask("").facets if f.code == "theme")
    assert (len(folded.values), len(folded.folded)) == (8, 5)


def test_labels_come_in_the_readers_language():
    concept = make_concept("theme", "youth")
    Label.objects.create(concept=concept, language="es", kind="preferred", text="juventud")
    make_entry(concepts=[concept])

    with override("es"):
        facet = next(f for f in ask("theme=youth").facets if f.code == "theme")

    assert facet.values[0].label == "juventud"


def test_values_of_one_facet_can_be_required_together_or_left_out():
    youth, police, courts = (make_concept("theme", code) for code in ("youth", "police", "courts"))
    both = make_entry("Both", concepts=[youth, police])
    make_entry("Youth", concepts=[youth])
    make_entry("Police", concepts=[police])
    make_entry("Courts", concepts=[courts])

    assert set(titles("theme=youth&theme=police")) == {"Both", "Youth", "Police"}
    assert titles("theme.all=youth&theme.all=police") == [both.title]
    assert set(titles("theme.not=youth")) == {"Police", "Courts"}
    assert titles("theme=police&theme.not=youth") == ["Police"]


def test_the_page_offers_to_require_or_leave_out_what_is_chosen():
    youth, police = make_concept("theme", "youth"), make_concept("theme", "police")
    make_entry("Both", concepts=[youth, police])
    make_entry("Youth", concepts=[youth])

    facet = next(f for f in ask("theme=police&theme=youth").facets if f.code == "theme")
    assert titles(facet.together_url.partition("?")[2]) == ["Both"]
    chosen = next(value for value in facet.values if value.code == "police")
    page = ask(chosen.switch_url.partition("?")[2])

    assert page.total == 1
    assert [(c.title, c.label) for c in page.chips] == [("Theme", "youth"), ("Not Theme", "police")]
    facet = next(f for f in page.facets if f.code == "theme")
    left_out = next(v for v in facet.values if v.code == "police")
    assert (left_out.name, left_out.excluded, left_out.count) == ("theme.not", True, 1)


def test_an_unknown_value_to_leave_out_leaves_everything_in():
    make_entry(concepts=[make_concept("theme", "youth")])

    page = ask("theme.not=nonsense")

    assert page.total == 1
    assert [each.value for each in page.ignored] == ["nonsense"]


def test_where_no_entry_has_all_words_those_with_some_follow():
    make_entry("Gang truce", issued="2001")
    make_entry("Gang mediation", issued="2002")
    make_entry("Bridges", issued="2003")

    page = ask("q=gang+harbour")

    assert set(titles("q=gang+harbour")) == {"Gang mediation", "Gang truce"}
    assert (page.notes.complete, page.notes.partial) == (0, 2)
    assert ask("q=gang+truce").notes.partial == 0


def test_rare_words_count_more_than_common_ones():
    for number in range(8):
        make_entry(f"City {number}", summary="Lanterns." if number == 0 else "")
    make_entry("Harbour", summary="A city and a city and a city.")

    assert titles("q=city+lantern+bridge")[0] == "City 0"


def test_a_long_list_of_values_shows_the_most_frequent_and_finds_the_rest(monkeypatch):
    monkeypatch.setattr("documents.search.index.snapshot.MOST_OFFERED", 3)
    concepts = [make_concept("theme", f"theme-{number}") for number in range(6)]
    for number, concept in enumerate(concepts):
        for _each in range(number + 1):
            make_entry(concepts=[concept])

    facet = next(f for f in ask("").facets if f.code == "theme")
    assert [value.code for value in facet.values] == ["theme-3", "theme-4", "theme-5"]
    assert facet.is_partial
    facet = next(f for f in ask("find-theme=theme-0").facets if f.code == "theme")
    assert [(value.code, value.count) for value in facet.values] == [("theme-0", 1)]
    facet = next(f for f in ask("theme=theme-1").facets if f.code == "theme")
    assert "theme-1" in [value.code for value in facet.values]


def test_a_phrase_of_common_words_is_looked_for_up_front(monkeypatch):
    monkeypatch.setattr("documents.search.index.words.MOST_READ", 2)
    for number in range(3):
        make_entry(f"Entry {number}", summary="The local peace committee met.")
    make_entry("A local peace")

    page = ask('q="local peace"')

    assert titles('q="local peace"') == ["A local peace"]
    assert not page.notes.is_whole


def test_a_question_that_takes_too_long_is_answered_newest_first(monkeypatch):
    from django.db import OperationalError

    make_entry("A lantern, a lantern", issued="2001")
    make_entry("A lantern", issued="2019")

    def too_long(*arguments):
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr("documents.search.ranking.read_frequencies", too_long)
    page = ask("q=lantern")

    assert titles("q=lantern") == ["A lantern", "A lantern, a lantern"]
    assert not page.notes.is_ranked
