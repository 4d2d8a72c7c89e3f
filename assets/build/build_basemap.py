#!/usr/bin/env python3
"""Builds ../map/basemap.bin: land, lakes and borders in two degrees of detail, cut into cells.

README.md beside this file names the packages that are read and how to run it. Same packages in, same bytes out.
"""

import argparse
import math
import sys
from pathlib import Path

import numpy as np
import shapefile
import shapely
from shapely.geometry import LineString, Polygon, box, shape

from map_format import CUT, WORLD, Writer, beyond_cut, countries, to_grid

TARGET = Path(__file__).resolve().parent.parent / "map" / "basemap.bin"
# What is drawn in full: degrees, west, south, east, north. Beyond it the map is as coarse as FAR.
WINDOW = (17, 38, 191, 82)
# Flattening in grid units (11 m at Moscow): the country seen from far away, the surroundings, the country near by.
COARSE, FAR, FINE = 300, 150, 14
# Shapes smaller than this (grid units squared) are left out.
SMALLEST = {COARSE: 60_000, FAR: 30_000, FINE: 9_000}
# Side of a cell in grid units: a tile of zoom 6. The coarse map is in larger ones.
CELL, COARSE_CELL = WORLD >> 6, WORLD >> 3
# Cells overlap by this share of their side: drawing leaves out points that fall on one pixel, and must leave no seam.
OVERLAP = 1 / 100
# Countries whose regions have borders (ISO 3166-1 numeric): RU BY KZ.
REGIONS_OF = ("643", "112", "398")


def shapes(folder, name):
    """Parts of a layer in degrees, cut at CUT."""
    for part in shapefile.Reader(str(folder / f"{name}.shp")).iterShapes():
        if part.points:
            geometry = shape(part.__geo_interface__)
            if geometry.geom_type.endswith("Polygon"):
                geometry = shapely.make_valid(geometry)
            yield from getattr(geometry, "geoms", [geometry])


def on_grid(geometry):
    """Degrees → grid, the two sides of CUT apart: a shape over the date line would smear across the world."""
    east, west = geometry.intersection(box(CUT, -60, 181, 85)), geometry.intersection(box(-181, -60, CUT, 85))
    for side, shift in ((east, 0), (west, 360)):
        if not side.is_empty:
            yield shapely.transform(side, lambda points, shift=shift: to_grid_shifted(points, shift))


def to_grid_shifted(points, shift):
    grid = to_grid(np.c_[np.clip(points[:, 0], CUT, 180) if shift == 0 else np.full(len(points), 0.0), points[:, 1]])
    if shift:
        grid[:, 0] = (points[:, 0] + shift + 180) / 360 * WORLD
    return grid


def parts_of(geometry, kind):
    for part in getattr(geometry, "geoms", [geometry]):
        if part.geom_type == kind and not part.is_empty:
            yield part
        elif part.geom_type in ("GeometryCollection", "MultiPolygon", "MultiLineString"):
            yield from parts_of(part, kind)


def welded(polygons):
    """One geometry of all: what the date line had cut is whole again."""
    return shapely.union_all([polygon.buffer(0.5, join_style="mitre") for polygon in polygons])


def window():
    low, high = to_grid([(WINDOW[0], WINDOW[3])])[0], to_grid([(WINDOW[2] - 360, WINDOW[1])])[0]
    return box(low[0], low[1], high[0], high[1])


def simplified(geometry, tolerance):
    return geometry if tolerance is None else shapely.simplify(geometry, tolerance)


def cells(geometry, side, kind):
    """Parts of the geometry by cell of a grid: cut into rows first, so that few cuts meet the whole of it."""
    more = side * OVERLAP
    west, north, east, south = geometry.bounds
    for row in range(int(north // side), int(south // side) + 1):
        strip = shapely.intersection(geometry, box(west, row * side - more, east, (row + 1) * side + more))
        for column in range(int(west // side), int(east // side) + 1):
            square = box(column * side - more, north, (column + 1) * side + more, south)
            found = list(parts_of(shapely.intersection(strip, square), kind))
            if found:
                yield found


def near_and_far(geometry, kind):
    """The geometry in full inside the window and flattened outside it."""
    inside = window()
    near = simplified(geometry, FINE)
    far = simplified(geometry, FAR)
    near, far = shapely.intersection(near, inside), shapely.difference(far, inside.buffer(-CELL * OVERLAP))
    return shapely.union_all([near, far]) if kind == "Polygon" else shapely.GeometryCollection([near, far])


def areas(geometry, tolerance):
    """Polygons of one degree of detail without the smallest; holes too."""
    kept = []
    for polygon in parts_of(geometry, "Polygon"):
        if polygon.area >= SMALLEST[tolerance]:
            holes = [hole for hole in polygon.interiors if Polygon(hole).area >= SMALLEST[tolerance]]
            kept.append(Polygon(polygon.exterior, holes))
    return shapely.make_valid(shapely.MultiPolygon(kept))


def ring(points, clockwise):
    points = np.round(np.asarray(points)).astype(int)
    if shapely.is_ccw(shapely.LinearRing(points)) == clockwise:
        points = points[::-1]
    return points[:-1]


def distinct(points):
    points = np.round(np.asarray(points)).astype(int)
    return points[np.r_[True, np.any(np.diff(points, axis=0) != 0, axis=1)]]


def write_layer(out, groups, is_area):
    """A layer: cells, each with its bounds' worth of rings or lines. Outer rings run one way, holes the other."""
    out.number(len(groups))
    points = 0
    for parts in groups:
        lines = []
        for part in parts:
            if is_area:
                rings = [ring(part.exterior.coords, True), *(ring(hole.coords, False) for hole in part.interiors)]
                lines += [line for line in (distinct(r) for r in rings) if len(line) > 2]
            else:
                line = distinct(part.coords)
                lines += [line] if len(line) > 1 else []
        out.number(len(lines))
        for line in lines:
            points += len(line)
            out.number(len(line))
            for x, y in line:
                out.point(x, y)
    return points


def is_in(geometry, point):
    return bool(shapely.contains_xy(geometry, beyond_cut(point.x), point.y))


def grouped_lines(lines, side):
    """Lines by the cell of their middle: short ones need no cutting."""
    groups = {}
    for line in lines:
        x, y = line.interpolate(0.5, normalized=True).coords[0]
        groups.setdefault((int(y // side), int(x // side)), []).append(line)
    return [groups[cell] for cell in sorted(groups)]


def pieces(line, most=64):
    """A long line in pieces that share their ends."""
    points = list(line.coords)
    for start in range(0, len(points) - 1, most):
        yield LineString(points[start : start + most + 1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--natural-earth", type=Path, required=True, help="folder natural_earth_10m")
    parser.add_argument("--countries", type=Path, required=True, help="world-atlas countries-10m.json")
    arguments = parser.parse_args()
    folder = arguments.natural_earth
    borders = countries(arguments.countries)
    regions_of = shapely.union_all([borders[code] for code in REGIONS_OF])
    shapely.prepare(regions_of)

    out = Writer(b"BASEMAP1\n")
    layers = {}
    for name, source in (("land", "ne_10m_land"), ("lakes", "ne_10m_lakes")):
        whole = welded([side for part in shapes(folder, source) for side in on_grid(part)])
        coarse = areas(simplified(whole, COARSE), COARSE)
        fine = areas(near_and_far(whole, "Polygon"), FINE)
        layers[name] = (list(cells(coarse, COARSE_CELL, "Polygon")), list(cells(fine, CELL, "Polygon")))
    for name, source in (("countries", "ne_10m_admin_0_boundary_lines_land"), ("regions", "ne_10m_admin_1_states_provinces_lines")):
        lines = [line for line in shapes(folder, source)
                 if name == "countries" or is_in(regions_of, line.interpolate(0.5, normalized=True))]
        sides = [part for line in lines for side in on_grid(line) for part in parts_of(side, "LineString")]
        merged = list(parts_of(shapely.line_merge(shapely.MultiLineString(sides)), "LineString"))
        coarse = [piece for line in merged for piece in pieces(simplified(line, COARSE)) if line.length > COARSE]
        fine = [piece for line in merged for kept in parts_of(near_and_far(line, "LineString"), "LineString")
                for piece in pieces(kept)]
        layers[name] = (grouped_lines(coarse, COARSE_CELL), grouped_lines(fine, CELL))
    for detail in (0, 1):
        for name, layer in layers.items():
            before = len(out.bytes)
            points = write_layer(out, layer[detail], name in ("land", "lakes"))
            print(f"{('coarse', 'fine')[detail]} {name}: {len(layer[detail])} cells, {points} points,"
                  f" {len(out.bytes) - before} bytes", file=sys.stderr)
    TARGET.write_bytes(out.bytes)
    print(f"{len(out.bytes)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
