#!/usr/bin/env bash
# pictures.sh - makes the pictures of README and docs from the sample mesh, in a real browser.
#
#   scripts/pictures.sh    every screen into build/pictures, wide and narrow, light and dark; those the docs show into docs/images
#
# Needs the release build (scripts/build.sh release) and the test packages.
set -euo pipefail
[[ ${1:-} != -h && ${1:-} != --help ]] || { sed -n '2,6p' "$0"; exit 0; }
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log=build/pictures.log
build/release/waymark demo --index build/demo-index --port 0 >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in $(seq 300); do
  url=$(sed -n 's#^Waymark is at \(http://[^ ]*\).*#\1#p' "$log")
  [[ -z $url ]] || break
  kill -0 "$server" 2>/dev/null || { cat "$log" >&2; exit 1; }
  sleep 0.1
done

rm -rf build/pictures
export WAYMARK_URL=$url WAYMARK_SHOTS=$PWD/build/pictures WAYMARK_REPORTER=dot
scripts/web.sh browser --test-name-pattern "every screen in pictures" tests/items.test.mjs
# Hostile texts, the error and the empty states, made up over the same catalog.
scripts/web.sh browser --test-name-pattern "^64 |^36 |^35 |no index yet" tests/safety.test.mjs tests/results.test.mjs
mkdir -p docs/images
cp build/pictures/search-1280-light.png docs/images/search.png
cp build/pictures/item-data_product-1280-dark.png docs/images/product-dark.png
cp build/pictures/home-1280-light.png docs/images/home.png
cp build/pictures/search-375-light.png docs/images/search-phone.png
cp build/pictures/preview-1280-light.png docs/images/preview.png
cp build/pictures/lineage-1280-light.png docs/images/lineage.png
cp build/pictures/item-contract-1280-light.png docs/images/contract.png
echo "pictures are in build/pictures, those of the docs in docs/images"
