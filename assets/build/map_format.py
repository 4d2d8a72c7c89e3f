"""What the two map builders share: the projected grid, the byte format, countries, and lines cut at the date line."""

import json
import math

import numpy as np
import shapely
from shapely.geometry import Polygon

# The whole world is a square of 2^21 units in Web Mercator: 19 m at the equator, 11 m at Moscow. Longitudes west of
# CUT lie beyond the right edge, so that Chukotka stays in one piece.
WORLD = 1 << 21
CUT = -168.9
EARTH_KM = 6371.0


def to_grid(lon_lat):
    """Degrees (n × 2, longitude first) → grid units; y grows downwards."""
    lon_lat = np.asarray(lon_lat, dtype=float).reshape(-1, 2)
    lon = beyond_cut(lon_lat[:, 0])
    lat = np.radians(np.clip(lon_lat[:, 1], -85, 85))
    x = (lon + 180) / 360
    y = 0.5 - np.log(np.tan(math.pi / 4 + lat / 2)) / (2 * math.pi)
    return np.c_[x, y] * WORLD


def beyond_cut(longitudes):
    """Longitudes in which Chukotka comes after the date line: CUT … CUT + 360."""
    return np.where(np.asarray(longitudes) < CUT, np.asarray(longitudes) + 360, longitudes)


def great_circle_km(a, b):
    """Between (latitude, longitude) points, or arrays of them."""
    a, b = np.radians(np.asarray(a, dtype=float)), np.radians(np.asarray(b, dtype=float))
    chord = np.sin((b[..., 0] - a[..., 0]) / 2) ** 2
    chord = chord + np.cos(a[..., 0]) * np.cos(b[..., 0]) * np.sin((b[..., 1] - a[..., 1]) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))


class Writer:
    """Bytes: unsigned numbers as LEB128, signed ones zigzag before it, points as differences."""

    def __init__(self, magic):
        self.bytes = bytearray(magic)
        self.at = (0, 0)

    def number(self, value):
        value = int(value)
        assert value >= 0
        while value > 127:
            self.bytes.append(value & 127 | 128)
            value >>= 7
        self.bytes.append(value)

    def signed(self, value):
        value = int(value)
        self.number(value << 1 if value >= 0 else (-value << 1) - 1)

    def point(self, x, y):
        """A point as its difference from the one before."""
        self.signed(x - self.at[0])
        self.signed(y - self.at[1])
        self.at = (int(x), int(y))


def countries(path):
    """ISO 3166-1 numeric code → geometry in degrees of `beyond_cut`, out of the TopoJSON of npm `world-atlas`."""
    topology = json.loads(path.read_text())
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]

    def ring(indices):
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        points = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
        return np.c_[beyond_cut(points[:, 0]), points[:, 1]]

    def polygon(rings):
        made = [ring(indices) for indices in rings]
        made = [points for points in made if len(points) > 3]
        return Polygon(made[0], made[1:]) if made else Polygon()

    found = {}
    for country in topology["objects"]["countries"]["geometries"]:
        if country["type"] is None or "id" not in country:
            continue
        shapes = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        whole = shapely.union_all([shapely.make_valid(polygon(rings)) for rings in shapes])
        found[country["id"]] = shapely.union(found[country["id"]], whole) if country["id"] in found else whole
    return found
