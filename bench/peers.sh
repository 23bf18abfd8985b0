#!/usr/bin/env bash
# peers.sh - Waymark beside what else Debian has, on the documents of an index and the queries of a log.
#
#   bench/peers.sh INDEX LOG FOLDER [options of build/release/bench/peers run]
#
# FOLDER keeps what the engines make of the documents (about twice the index) and is used again. PostgreSQL and Sphinx run
# from there, on sockets in it, as long as this does. What it needs: scripts/packages.sh build bench peers.
set -euo pipefail

usage="usage: bench/peers.sh INDEX LOG FOLDER [options]"
[[ $# -ge 3 && $1 != -* ]] || { echo "$usage" >&2; exit 2; }
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")/../build/release/bench" && pwd)
index=$1 log=$2
mkdir -p "$3"
folder=$(cd "$3" && pwd)
shift 3
[[ -x $bench/peers ]] || { echo "peers.sh: no $bench/peers; run scripts/packages.sh peers, then ninja -C build/release peers" >&2; exit 2; }

# PostgreSQL refuses root: then it runs as the user that Debian's package makes.
postgres=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
as=()
[[ $(id -u) != 0 ]] || as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
postgres_pid= sphinx_pid=
stop() {
  [[ -z $sphinx_pid ]] || kill "$sphinx_pid" 2>/dev/null || true
  [[ -z $postgres_pid ]] || kill -INT "$postgres_pid" 2>/dev/null || true
  wait
}
trap stop EXIT

mkdir -p "$folder/postgres" "$folder/postgres-socket"
[[ $(id -u) != 0 ]] || chown postgres "$folder/postgres" "$folder/postgres-socket"
if [[ ! -e $folder/postgres/PG_VERSION ]]; then
  "${as[@]}" "$postgres/initdb" -D "$folder/postgres" -U peers -A trust -E UTF8 --locale=C --no-sync >/dev/null
fi
(cd / && exec "${as[@]}" "$postgres/postgres" -D "$folder/postgres" -c listen_addresses= -c unix_socket_directories="$folder/postgres-socket" \
  -c shared_buffers=2GB -c effective_cache_size=8GB -c fsync=off -c max_wal_size=8GB -c autovacuum=off) >"$folder/postgres.log" 2>&1 &
postgres_pid=$!
for _ in {1..100}; do
  [[ -S $folder/postgres-socket/.s.PGSQL.5432 ]] && break
  sleep 0.2
done

"$bench/peers" load "$index" "$folder"
if [[ ! -e $folder/sphinx-index.spd ]]; then
  indexer --quiet --config "$folder/sphinx.conf" docs
fi
searchd --config "$folder/sphinx.conf" --nodetach >"$folder/searchd.log" 2>&1 &
sphinx_pid=$!
for _ in {1..300}; do
  [[ -S $folder/sphinx.sock ]] && break
  sleep 0.2
done
du -sm "$folder/xapian" "$folder/sqlite.db" "$folder/postgres" "$folder/groonga" |
  awk '{ n = split($2, parts, "/"); printf "%s %s MB; ", parts[n], $1 }'
cat "$folder"/sphinx-index.* | wc -c | awk '{ printf "sphinx %d MB\n", $1 / 1048576 }'
"$bench/peers" run "$index" "$log" "$folder" "$@"
