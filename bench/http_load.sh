#!/usr/bin/env bash
# http_load.sh - many clients at once: what a running server answers in a second, and how long it takes for each.
#
#   bench/http_load.sh http://127.0.0.1:8080 LOG
#
# wrk asks the queries of the log (generate_mesh --log) over 1, 16, 64 and 256 kept-alive connections, 8 s each; then 256
# connections that ask once stay idle, and one more asks. Client and server share the machine's cores.
set -euo pipefail

[[ $# == 2 ]] || { echo "usage: bench/http_load.sh URL LOG" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
printf '%-12s %12s %10s %10s %10s %10s\n' connections answers/s p50 p99 max "not 200"
for connections in 1 16 64 256; do
  wrk --threads 1 --connections "$connections" --duration 8s --timeout 30s --latency --script "$here/http_load.lua" "$1" "$2" |
    awk -v n="$connections" '/^figures/ { printf "%-12s %12s %10s %10s %10s %10s\n", n, $2, $3, $4, $5, $6 }'
done
python3 "$here/idle_connections.py" "$1" 256
