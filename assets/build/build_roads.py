#!/usr/bin/env python3
"""Builds ../map/roads.bin: the main roads of Russia and its neighbours as a graph with lengths.

README.md beside this file names the packages that are read and how to run it. Same packages in, same bytes out.
"""

import argparse
import collections
import csv
import json
import re
import sys
from pathlib import Path

import numpy as np
import shapely
import shapefile
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree
from shapely.geometry import LineString, shape

from map_format import EARTH_KM, Writer, beyond_cut, countries, great_circle_km, to_grid

ASSETS = Path(__file__).resolve().parent.parent
# Countries that are kept (ISO 3166-1 numeric): RU BY KZ MD LT LV EE GE AM AZ KG UZ TJ TM MN PL FI, and UA, whose roads are
# drawn but not driven.
KEPT = "643 112 398 498 440 428 233 268 051 031 417 860 762 795 496 616 246 804".split()
NOT_DRIVEN = "804"
# Points nearer to each other than this are one: dual carriageways, ramps.
CLUSTER_KM = 0.4
# A break at a dead end is closed by a straight link: how far to look, and how much longer a road is than the line.
BRIDGES = ((3, 1.15), (12, 1.2), (45, 1.2), (160, 1.25))
# No link that leaves the countries that are driven, or crosses the sea or a lake of this size (square degrees), for more
# than this.
OFF_LAND_KM = 6
LARGE_LAKE = 0.3
# A road by hand begins at a junction that is this near to its end.
JUNCTION_KM = 20
# Pieces of road shorter than this in all that hang on nothing are drawn, but nobody is sent there.
PIECE_KM = 200
# What a road is by how many shortest ways between cities lead over it.
CITY_POPULATION = 50_000
CLASS_USES = (6000, 300)
# Of a road's bends, those flatter than this (grid units) are left out.
FLAT = 10
# Links that are longer are not drawn: the road is elsewhere.
DRAWN_KM = 30
# Bits beside the class.
INVENTED, DRAWN_ONLY, NOT_DRAWN = 4, 8, 16


def read_graph(path):
    """Nodes (latitude, longitude) and edges {(a, b): km} of `world_highways.py`, read as text, never run."""
    text = path.read_text()
    start, middle, end = text.index("graph=[") + 6, text.index("\nnodes="), text.index("\nworld_highways_geograph")
    graph = json.loads(re.sub(r"(\d+):", r'"\1":', text[start:middle]))
    nodes = np.array(json.loads(text[middle + 7 : end]))
    edges = {(a, int(b)): km for a, row in enumerate(graph) for b, km in row.items() if a < int(b)}
    return nodes, edges


def inside(geometry, nodes):
    shapely.prepare(geometry)
    return shapely.contains_xy(geometry, beyond_cut(nodes[:, 1]), nodes[:, 0])


def clustered(nodes, edges, kept):
    """One node a grid cell; edges between cells, the shortest of each pair."""
    rows = np.round(nodes[:, 0] * 111.2 / CLUSTER_KM).astype(int)
    columns = np.round(nodes[:, 1] * np.cos(np.radians(nodes[:, 0])) * 111.2 / CLUSTER_KM).astype(int)
    cells, cell_of = {}, np.full(len(nodes), -1)
    for node in np.nonzero(kept)[0]:
        cell_of[node] = cells.setdefault((rows[node], columns[node]), len(cells))
    members = cell_of[cell_of >= 0]
    centres = np.stack([np.bincount(members, nodes[cell_of >= 0][:, axis]) for axis in (0, 1)], axis=1)
    centres /= np.bincount(members)[:, None]
    merged = {}
    for (a, b), km in edges.items():
        a, b = int(cell_of[a]), int(cell_of[b])
        if a >= 0 and b >= 0 and a != b:
            pair = (min(a, b), max(a, b))
            # Moving the ends to the centre of their cells must not make a road shorter than the straight line.
            merged[pair] = max(min(merged.get(pair, 1e9), km), float(great_circle_km(centres[a], centres[b])))
    return centres, merged


def matrix(size, edges):
    pairs, km = np.array(list(edges)), np.array(list(edges.values()))
    both = np.r_[pairs[:, 0], pairs[:, 1]], np.r_[pairs[:, 1], pairs[:, 0]]
    return csr_matrix((np.r_[km, km], both), (size, size))


def on_sphere(nodes):
    lat, lon = np.radians(nodes[:, 0]), np.radians(nodes[:, 1])
    return EARTH_KM * np.c_[np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]


def bridge(nodes, edges, land):
    """Closes breaks of the source: from a dead end to the nearest node that is far away by road. Gives the links made."""
    space = on_sphere(nodes)
    tree = cKDTree(space)
    degree = collections.Counter(node for pair in edges for node in pair)
    dead = [node for node in range(len(nodes)) if degree[node] == 1]
    made = {}
    for radius, factor in BRIDGES:
        by_road = matrix(len(nodes), edges)
        for node in dead:
            limit = radius * 6 + 20
            reached = dijkstra(by_road, indices=node, limit=limit)
            near = [(float(np.linalg.norm(space[node] - space[other])), other)
                    for other in tree.query_ball_point(space[node], radius) if other != node]
            for km, other in sorted(pair for pair in near if not reached[pair[1]] < limit)[:5]:
                pair = (min(node, other), max(node, other))
                if pair not in edges and off_land_km(nodes[node], nodes[other], land) <= OFF_LAND_KM:
                    edges[pair] = made[pair] = km * factor
                    break
    return made


def link_by_hand(nodes, edges):
    """Adds the roads of links.tsv to the edges: (all nodes, {(a, b): km} of what was added)."""
    made = {}
    with (ASSETS / "map" / "links.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t")
        next(rows)
        for row in rows:
            ends = []
            for place in ((float(row[1]), float(row[2])), (float(row[4]), float(row[5]))):
                driven = np.unique(np.array(list(edges)))
                away = great_circle_km(nodes[driven], np.array(place))
                if away.min() > JUNCTION_KM:
                    nodes = np.vstack([nodes, place])
                    ends.append(len(nodes) - 1)
                else:
                    ends.append(int(driven[away.argmin()]))
            pair = (min(ends), max(ends))
            edges[pair] = made[pair] = float(row[6])
    return nodes, made


def off_land_km(a, b, land):
    """How much of the straight line lies off the land, by sampling it at every kilometre."""
    km = float(great_circle_km(a, b))
    steps = np.linspace(0, 1, int(km) + 2)[:, None]
    points = a * (1 - steps) + b * steps
    return km * float(1 - shapely.contains_xy(land, beyond_cut(points[:, 1]), points[:, 0]).mean())


def cities():
    with (ASSETS / "places" / "places.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if int(row["population"]) >= CITY_POPULATION and row["kind"] != "quarter":
                yield float(row["latitude"]), float(row["longitude"])


def pieces(size, edges):
    """Edges that belong to a piece too small to be driven."""
    _, component = connected_components(matrix(size, edges), False)
    km = collections.Counter()
    for (a, _), length in edges.items():
        km[component[a]] += length
    return {pair for pair in edges if km[component[pair[0]]] < PIECE_KM}


def classes(nodes, edges):
    """{(a, b): 0 … 2} by how many shortest ways between cities lead over it."""
    by_road = matrix(len(nodes), edges)
    _, component = connected_components(by_road, False)
    main = np.nonzero(component == np.bincount(component).argmax())[0]
    away, nearest = cKDTree(on_sphere(nodes[main])).query(on_sphere(np.array(list(cities()))))
    ends = np.unique(main[nearest[away < 25]])
    km, before = dijkstra(by_road, indices=ends, return_predecessors=True)
    uses = collections.Counter()
    for row in range(len(ends)):
        through = np.zeros(len(nodes))
        through[ends] = 1
        for node in np.argsort(-km[row], kind="stable"):
            previous = before[row, node]
            if through[node] and previous >= 0 and np.isfinite(km[row, node]):
                through[previous] += through[node]
                uses[min(node, previous), max(node, previous)] += through[node]
    return {pair: sum(uses[pair] < least for least in CLASS_USES) for pair in edges}


def chains(edges, kinds):
    """Roads from junction to junction: ([nodes], km, kind). A change of kind is a junction."""
    around = collections.defaultdict(dict)
    for (a, b), km in edges.items():
        around[a][b] = around[b][a] = km

    def kind(a, b):
        return kinds[min(a, b), max(a, b)]

    ends = {node for node, others in around.items()
            if len(others) != 2 or len({kind(node, other) for other in others}) > 1}
    seen = set()
    # Rings without a junction are left out: no way leads there.
    for start in sorted(ends):
        for following in sorted(around[start]):
            if (start, following) in seen:
                continue
            way, km = [start, following], around[start][following]
            while way[-1] not in ends:
                onward = next(other for other in around[way[-1]] if other != way[-2])
                km += around[way[-1]][onward]
                way.append(onward)
            seen.update({(start, following), (way[-1], way[-2])})
            if way[0] != way[-1]:
                yield way, km, kind(start, following)


def write(nodes, roads):
    ends = sorted({way[0] for way, *_ in roads} | {way[-1] for way, *_ in roads},
                  key=lambda node: (round(float(nodes[node][1])), float(nodes[node][0])))
    index = {node: place for place, node in enumerate(ends)}
    grid = np.round(to_grid(nodes[:, ::-1])).astype(int)
    out = Writer(b"ROADS1\n")
    out.number(len(ends))
    for node in ends:
        out.point(*grid[node])
    roads = sorted(roads, key=lambda road: (index[road[0][0]], index[road[0][-1]], road[1]))
    out.number(len(roads))
    before, points = 0, 0
    for way, km, kind in roads:
        bends = shapely.simplify(LineString(grid[way]), FLAT).coords[1:-1]
        points += len(bends) + 2
        out.signed(index[way[0]] - before)
        out.signed(index[way[-1]] - index[way[0]])
        before = index[way[0]]
        out.number(np.ceil(km * 10))
        out.number(kind)
        out.number(len(bends))
        out.at = tuple(grid[way[0]])
        for x, y in bends:
            out.point(x, y)
    (ASSETS / "map" / "roads.bin").write_bytes(out.bytes)
    print(f"{len(ends)} junctions, {len(roads)} roads, {points} points, {len(out.bytes)} bytes", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--highways", type=Path, required=True, help="scgraph_data/world_highways.py")
    parser.add_argument("--countries", type=Path, required=True, help="world-atlas countries-10m.json")
    parser.add_argument("--natural-earth", type=Path, required=True, help="folder natural_earth_10m")
    arguments = parser.parse_args()

    nodes, edges = read_graph(arguments.highways)
    borders = countries(arguments.countries)
    kept = np.logical_or.reduce([inside(borders[code].buffer(0.03), nodes) for code in KEPT])
    nodes, edges = clustered(nodes, edges, kept)
    lakes = [shapely.make_valid(shape(part.__geo_interface__))
             for part in shapefile.Reader(str(arguments.natural_earth / "ne_10m_lakes.shp")).iterShapes()]
    land = shapely.union_all([borders[code] for code in KEPT if code != NOT_DRIVEN])
    land = shapely.difference(land, shapely.union_all([lake for lake in lakes if lake.area > LARGE_LAKE]))
    shapely.prepare(land)

    foreign = inside(borders[NOT_DRIVEN], nodes)
    drawn_only = {pair: km for pair, km in edges.items() if foreign[pair[0]] or foreign[pair[1]]}
    driven = {pair: km for pair, km in edges.items() if pair not in drawn_only}
    invented = bridge(nodes, driven, land)
    nodes, by_hand = link_by_hand(nodes, driven)
    small = pieces(len(nodes), driven)
    drawn_only.update((pair, driven.pop(pair)) for pair in sorted(small))
    kinds = classes(nodes, driven)
    kinds = {pair: kind + INVENTED * (pair in invented) + NOT_DRAWN * (pair in by_hand or invented.get(pair, 0) > DRAWN_KM) for pair, kind in kinds.items()}
    kinds.update(dict.fromkeys(drawn_only, 2 + DRAWN_ONLY))

    every = driven | drawn_only
    print(f"{len(nodes)} nodes, {len(every)} edges, {sum(every.values()):.0f} km; {len(invented)} links,"
          f" {sum(invented.values()):.0f} km", file=sys.stderr)
    write(nodes, list(chains(every, kinds)))


if __name__ == "__main__":
    main()
