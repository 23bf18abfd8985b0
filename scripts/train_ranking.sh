#!/usr/bin/env bash
# train_ranking.sh - learns the weights of ranking anew from the six judged collections and the sample mesh.
#
#   scripts/train_ranking.sh [--fields] [OUTPUT.json]   default build/eval/ranking.json; copy it to src/search/ranking.json to ship it
#
# Learns the weights of the signals; with --fields k1 and the weights and lengths of fields before them, which takes a quarter of an
# hour, else those of src/search/ranking.json stay. Builds nothing: ninja -C build/release waymark train_fields train_ranking.
# Collections as for scripts/eval.sh. docs/evaluation.md says what it does.
set -euo pipefail

usage="usage: scripts/train_ranking.sh [--fields] [OUTPUT.json]"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
output=build/eval/ranking.json
fields=no
for argument in "$@"; do
  case $argument in
    --fields) fields=yes ;;
    -h | --help) echo "$usage"; exit 0 ;;
    -*) echo "train_ranking.sh: unknown option $argument; $usage" >&2; exit 2 ;;
    *) output=$argument ;;
  esac
done
shared=${WAYMARK_SHARED:-../shared}
[[ -d $shared/eval ]] || { echo "train_ranking.sh: no judged collections in $shared/eval; WAYMARK_SHARED names their place" >&2; exit 2; }
trainer=$(ls -t build/release/bench/train_ranking build/dev/bench/train_ranking 2>/dev/null | head -n 1 || true)
[[ -n $trainer ]] || { echo "train_ranking.sh: no trainer yet; run ninja -C build/release waymark train_fields train_ranking" >&2; exit 2; }
program=${trainer%/bench/*}/waymark
for tool in "$program" "${trainer%/*}/train_fields"; do
  [[ -x $tool || ($fields == no && $tool == */train_fields) ]] || { echo "train_ranking.sh: $tool is not built" >&2; exit 2; }
done

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
start=src/search/ranking.json
if [[ $fields == yes ]]; then
  start=build/eval/fields.json
  "${trainer%/*}/train_fields" "$start" "${arguments[@]}"
fi
"$trainer" "$start" "$output" "${arguments[@]}"
echo "written to $output"
