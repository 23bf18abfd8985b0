#!/usr/bin/env bash
# run.sh - from nothing to a catalog in the browser: installs what is missing, builds, indexes and serves.
#
#   scripts/run.sh                     # the sample mesh
#   scripts/run.sh exports/ more.json  # your own export files and folders, indexed into data/index
#   scripts/run.sh --port 9000 …       # another port than 8080
#
# Ctrl-C stops it.
set -euo pipefail

usage="usage: scripts/run.sh [--port number] [export…]"
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
port=8080
exports=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --port) port=${2:-}; shift ;;
    --port=*) port=${1#*=} ;;
    -h | --help) echo "$usage"; exit 0 ;;
    --) shift; exports+=("$@"); break ;;
    -*) echo "run.sh: unknown option $1; $usage" >&2; exit 2 ;;
    *) exports+=("$1") ;;
  esac
  shift || { echo "$usage" >&2; exit 2; }
done
[[ $port =~ ^[0-9]+$ && $port -ge 1 && $port -le 65535 ]] || { echo "run.sh: \"$port\" is not a port from 1 to 65535" >&2; exit 2; }
for path in "${exports[@]}"; do
  [[ -e $path ]] || { echo "run.sh: no file or folder named \"$path\"" >&2; exit 2; }
done

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }
if answers; then
  echo "run.sh: port $port is in use; choose another with --port" >&2
  exit 5
fi

"$root/scripts/packages.sh" build page
"$root/scripts/build.sh" release waymark
waymark=$root/build/release/waymark

if [[ ${#exports[@]} -gt 0 ]]; then
  index=$root/data/index
  status=0
  "$waymark" index "${exports[@]}" --index "$index" || status=$?
  # 3: some files could not be read, the rest is in the index.
  [[ $status == 0 || $status == 3 ]] || exit "$status"
  command=("$waymark" serve --index "$index" --port "$port")
  searches=("" "customer orders" "type:table")
else
  command=("$waymark" demo --index "$root/data/demo" --port "$port")
  searches=("customer orders" "certified stock" "returns reason")
fi

# In the background, so that the links are printed when they work; a background program never sees Ctrl-C by itself.
"${command[@]}" &
server=$!
stopping=no
trap 'stopping=yes; kill -TERM "$server" 2>/dev/null || true' INT TERM
until answers; do
  kill -0 "$server" 2>/dev/null || { wait "$server" || exit $?; exit 5; }
  sleep 0.1
done

encode() { local text=${1// /%20}; printf '%s' "${text//:/%3A}"; }
address=http://127.0.0.1:$port
sleep 0.2  # The server says where it is first.
echo "Three searches to try:"
for words in "${searches[@]}"; do
  printf '  %-26s %s/search?q=%s\n' "${words:-everything}" "$address" "$(encode "$words")"
done

# The signal ends the first wait; the second one collects the server's own exit status.
status=0
wait "$server" || status=$?
if [[ $stopping == yes ]]; then
  status=0
  wait "$server" || status=$?
fi
exit "$status"
