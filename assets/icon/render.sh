#!/usr/bin/env bash
# Renders the sizes that desktops ask for from the drawing (ImageMagick). Run after a change of the drawing.
set -euo pipefail
cd "$(dirname "$0")"
for size in 16 24 32 48 64 128 256 512; do
  convert -background none -density 288 cargorun-desk.svg -resize "${size}x${size}" -strip "PNG32:cargorun-desk-$size.png"
done
