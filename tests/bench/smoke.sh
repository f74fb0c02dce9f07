#!/usr/bin/env bash
# Fills a site with five people and reads it, so that the programs of the bench do not rot. Usage: smoke.sh FILL ACT
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/curriculum"
awk -v steps=200 -v into="$folder/curriculum" -f "$here/curriculum.awk" "$here"/../../curriculum/programmes/*/*/*.md
"$1" "$folder/site" "$folder/curriculum" 5 10
"$2" matrix "$folder/site" >"$folder/matrix"
[ -s "$folder/matrix" ]
