#!/usr/bin/env bash
# run.sh - measures Waymark at one size from nothing, beside its peers, and keeps what it prints.
#
#   bench/run.sh SIZE [--without-peers] [--folder FOLDER] [--index INDEX]
#
# SIZE is a number of assets, or 100k, 1M, 5M. The mesh, its index and what the peers make of it lie in FOLDER (default
# build/bench; 1M takes 30 GB with peers) and are used again; --index takes an index that is there already. Results go to
# bench/results/SIZE.txt with the machine they are of. Needs scripts/packages.sh build bench peers and
# scripts/build.sh release.
set -euo pipefail

usage="usage: bench/run.sh SIZE [--without-peers] [--folder FOLDER] [--index INDEX]"
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
size= folder=$root/build/bench index= peers=yes
while [[ $# -gt 0 ]]; do
  case $1 in
    --without-peers) peers=no ;;
    --folder) folder=$2; shift ;;
    --index) index=$2; shift ;;
    -h | --help) echo "$usage"; exit 0 ;;
    -*) echo "run.sh: unknown option $1; $usage" >&2; exit 2 ;;
    *) size=$1 ;;
  esac
  shift
done
case $size in
  *k) assets=$((${size%k} * 1000)) ;;
  *M) assets=$((${size%M} * 1000000)) ;;
  '' | *[!0-9]*) echo "$usage" >&2; exit 2 ;;
  *) assets=$size ;;
esac
build=$root/build/release
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

ninja -C "$build" waymark generate_mesh search_bench >/dev/null
[[ $peers == no ]] || ninja -C "$build" peers >/dev/null || { echo "run.sh: no peers; scripts/packages.sh peers installs them" >&2; exit 2; }

machine() {
  awk -F': ' '/^model name/ { name = $2; cores++ } END { printf "%d cores of %s, ", cores, name }' /proc/cpuinfo
  awk '/^MemTotal/ { printf "%.0f GB of memory, ", $2 / 1048576 }' /proc/meminfo
  . /etc/os-release && echo "$PRETTY_NAME, $(uname -r)"
}

index_mesh() {
  local mesh=$folder/mesh-$size
  [[ -e $mesh/waymark.yaml ]] || "$build/bench/generate_mesh" --assets "$assets" --out "$mesh"
  # Elapsed, processor and peak memory of the indexer are part of the result.
  env time -f "index: %e s, %U s of processor, peak %M KB" "$build/waymark" index --config "$mesh/waymark.yaml" \
    --index "$folder/index-$size" >"$folder/index-$size.log" 2>&1 || { tail "$folder/index-$size.log" >&2; exit 1; }
}

# Starts the server on a free port and sets `url`, `server` and the milliseconds to the first answer.
serve() {
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  url=http://127.0.0.1:$port
  local begin=$EPOCHREALTIME
  "$build/waymark" serve --index "$index" --port "$port" >"$folder/serve.log" 2>&1 &
  server=$!
  until curl -fsS -o /dev/null "$url/api/v1/search?q=customer+orders" 2>/dev/null; do
    kill -0 "$server" || { tail "$folder/serve.log" >&2; exit 1; }
    sleep 0.02
  done
  echo "start to first answer through HTTP: $(awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.0f ms", (b - a) * 1000 }')"
}
server=
trap '[[ -z $server ]] || kill "$server" 2>/dev/null || true' EXIT

measure() {
  echo "# bench/run.sh $size"
  echo "commit $(git -C "$root" log -1 --format=%h), $(date -u +%F), release build"
  machine
  du -sLm "$index/$(awk '{ print $1; exit }' "$index/CURRENT")" | awk '{ print "size of the generation: " $1 " MB" }'
  [[ ! -e $folder/index-$size.log ]] || grep '^index:' "$folder/index-$size.log" || true
  echo
  echo "## in this process"
  "$build/bench/search_bench" "$index" "$log"
  echo
  echo "## through HTTP, one client"
  serve
  "$build/bench/search_bench" --url "$url" --pid "$server" "$log"
  echo
  echo "## through HTTP, many clients"
  "$root/bench/http_load.sh" "$url" "$log"
  kill "$server"
  wait "$server" 2>/dev/null || true
  server=
  [[ $peers == yes ]] || return 0
  echo
  echo "## peers"
  "$root/bench/peers.sh" "$index" "$log" "$folder/peers-$size" "${each[@]}"
}

if [[ -z $index ]]; then
  index_mesh
  index=$folder/index-$size
fi
log=$folder/queries-$size.tsv
"$build/bench/generate_mesh" --assets "$assets" --log "$log"
# The slowest peers take seconds for an answer: fewer queries where there is more to find.
each=(--each 40)
[[ $assets -lt 500000 ]] || each=(--each 20)
mkdir -p "$root/bench/results"
measure 2>&1 | tee "$root/bench/results/$size.txt"
