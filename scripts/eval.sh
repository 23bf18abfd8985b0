#!/usr/bin/env bash
# eval.sh - how good the search is on six judged collections, beside what other engines reach there.
#
#   scripts/eval.sh [--gate] [waymark]   the program; by default the newest of build/release and build/dev
#
# The collections are not part of the project: WAYMARK_SHARED names the folder that has them in eval/ (default ../shared beside
# the checkout). Runs and figures stay in build/eval. With --gate the exit code is 1 when a floor of scripts/eval_peers.tsv, or
# a macro mean of .56, is not reached.
set -euo pipefail

usage="usage: scripts/eval.sh [--gate] [waymark]"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
gate=no
program=
for argument in "$@"; do
  case $argument in
    --gate) gate=yes ;;
    -h | --help) echo "$usage"; exit 0 ;;
    -*) echo "eval.sh: unknown option $argument; $usage" >&2; exit 2 ;;
    *) program=$argument ;;
  esac
done

shared=${WAYMARK_SHARED:-../shared}
if [[ ! -d $shared/eval ]]; then
  echo "eval.sh: skipped, there are no judged collections in $shared/eval; WAYMARK_SHARED names their place"
  exit 0
fi
if [[ -z $program ]]; then
  program=$(ls -t build/release/waymark build/dev/waymark 2>/dev/null | head -n 1 || true)
  [[ -n $program ]] || { echo "eval.sh: no program yet; run scripts/build.sh release" >&2; exit 2; }
fi

read -r -a collections < <(awk -F'\t' '$1 == "ranking" { for (i = 2; i <= NF; i++) printf "%s ", $i; print "" }' scripts/eval_peers.tsv)
mkdir -p build/eval
for collection in "${collections[@]}"; do
  [[ -t 2 ]] && printf '\r\e[K%s' "$collection" >&2
  folder=$shared/eval/$collection
  "$program" eval --quiet --corpus "$folder/corpus.jsonl" --queries "$folder/queries.tsv" --qrels "$folder/qrels.txt" \
    --run "build/eval/$collection.run" >"build/eval/$collection.txt"
done
[[ -t 2 ]] && printf '\r\e[K' >&2

# figure COLLECTION MEASURE
figure() { awk -v name="$2" '$1 == name { print $2 }' "build/eval/$1.txt"; }

row() { awk -F'\t' '{ printf "%-52s", $1; for (i = 2; i <= NF; i++) printf "%11s", $i; print "" }'; }

mean_row() {  # Adds the mean of six figures to a row, where all six are there.
  awk -F'\t' -v OFS='\t' '{ sum = 0; whole = 1
    for (i = 2; i <= NF; i++) { if ($i == "-") whole = 0; sum += $i }
    mean = sprintf("%.3f", sum / (NF - 1)); sub(/^0/, "", mean)
    print $0, (whole ? mean : "-") }'
}

waymark_row() {  # waymark_row "title" MEASURE
  printf '%s' "$1"
  for collection in "${collections[@]}"; do
    printf '\t%s' "$(printf '%.3f' "$(figure "$collection" "$2")" | sed 's/^0//')"
  done
  printf '\n'
}

peers() { grep -v -e '^#' -e '^ranking' scripts/eval_peers.tsv; }

measured_rows() {  # Peers run now, on the same files, where bench/eval_peers is built.
  local tool
  tool=$(ls -t build/release/bench/eval_peers build/dev/bench/eval_peers 2>/dev/null | head -n 1 || true)
  [[ -z $tool ]] || "$tool" "$shared/eval" "${collections[@]}" | sed 's/\t/, measured now\t/'
}

echo "NDCG@10, macro mean last"
{ grep '^ranking' scripts/eval_peers.tsv | sed 's/$/\tmean/'; } | row
{ peers | grep -v -E '^(floor|aim|noise)'; measured_rows; waymark_row "Waymark" "NDCG@10"; peers | grep -E '^(floor|aim)'; } | mean_row | row
peers | grep '^noise' | row
echo
echo "Waymark"
for measure in "MRR@10" "Recall@50" "P@1"; do waymark_row "$measure" "$measure"; done | mean_row | row
{
  printf 'ms, median of a query'
  for collection in "${collections[@]}"; do printf '\t%s' "$(awk '$1 == "time" { print $5 }' "build/eval/$collection.txt")"; done
  printf '\nms, 99 of 100 queries'
  for collection in "${collections[@]}"; do printf '\t%s' "$(awk '$1 == "time" { print $8 }' "build/eval/$collection.txt")"; done
  printf '\n'
} | row

[[ $gate == yes ]] || exit 0
{ waymark_row "Waymark" "NDCG@10"; peers | grep '^floor'; } | awk -F'\t' '
  NR == 1 { for (i = 2; i <= NF; i++) { reached[i] = $i; sum += $i } }
  NR == 2 { for (i = 2; i <= NF; i++) if (reached[i] < $i) below++; exit !(below == 0 && sum / (NF - 1) >= 0.56) }' ||
  { echo "eval.sh: the gate is not reached" >&2; exit 1; }
