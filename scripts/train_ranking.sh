#!/usr/bin/env bash
# train_ranking.sh - learns the weights of ranking anew from the six judged collections and the sample mesh.
#
#   scripts/train_ranking.sh [OUTPUT.json]   default build/eval/ranking.json; copy it to src/search/ranking.json to ship it
#
# Builds nothing: needs `waymark` and `train_ranking` in one build folder (ninja -C build/release waymark train_ranking). Collections as
# for scripts/eval.sh. docs/evaluation.md says what it does.
set -euo pipefail

usage="usage: scripts/train_ranking.sh [OUTPUT.json]"
case ${1:-} in -h | --help) echo "$usage"; exit 0 ;; -*) echo "$usage" >&2; exit 2 ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")/.."
output=${1:-build/eval/ranking.json}
shared=${WAYMARK_SHARED:-../shared}
[[ -d $shared/eval ]] || { echo "train_ranking.sh: no judged collections in $shared/eval" >&2; exit 2; }
trainer=$(ls -t build/release/bench/train_ranking build/dev/bench/train_ranking 2>/dev/null | head -n 1 || true)
[[ -n $trainer ]] || { echo "train_ranking.sh: no trainer yet; run ninja -C build/release waymark train_ranking" >&2; exit 2; }
program=${trainer%/bench/*}/waymark

mkdir -p build/eval
arguments=()
for collection in spider2 beaver spider bird fiben datafinder; do
  folder=$shared/eval/$collection
  "$program" eval --quiet --corpus "$folder/corpus.jsonl" --queries "$folder/queries.tsv" --qrels "$folder/qrels.txt" \
    --index "build/eval/$collection.index" >"build/eval/$collection.txt"
  arguments+=("$collection" "build/eval/$collection.index" "$folder/queries.tsv" "$folder/qrels.txt")
done
"$program" index --quiet --config examples/sample-mesh/waymark.yaml --index build/eval/mesh.index
arguments+=(mesh build/eval/mesh.index tests/eval/sample_mesh/queries.tsv tests/eval/sample_mesh/qrels.txt)
"$trainer" "$output" "${arguments[@]}"
echo "written to $output"
