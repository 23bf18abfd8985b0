#!/usr/bin/env bash
# test.sh - everything a change must pass: layers, unit, golden, scenario and end-to-end tests, the page, the browser,
# assistants.
#
#   scripts/test.sh                the above; of the browser's checks those that fit into six minutes
#   scripts/test.sh --browser-all  instead: every browser check in every look, wide and narrow, light and dark
#   scripts/test.sh --timed        instead: the page's budgets that need a clock, alone, over 100,000 assets
#   scripts/test.sh --sanitizers   instead: the tests under address, undefined-behaviour and thread sanitizers
#   scripts/test.sh --fuzz         instead: every fuzz target for 60 seconds (WAYMARK_FUZZ_SECONDS for another time)
#   scripts/test.sh --bare         instead: run.sh and test.sh in bare Debian 12 roots, as root and as a sudo user
#
# Flags add up. Output of what passes goes to build/*.log; what fails is shown.
set -euo pipefail

usage="usage: scripts/test.sh [--browser-all] [--timed] [--sanitizers] [--fuzz] [--bare]"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
sets=()
for argument in "$@"; do
  case $argument in
    --browser-all) sets+=(browser_all) ;;
    --timed | --sanitizers | --fuzz | --bare) sets+=("${argument#--}") ;;
    -h | --help) echo "$usage"; exit 0 ;;
    *) echo "test.sh: unknown option $argument; $usage" >&2; exit 2 ;;
  esac
done
[[ ${#sets[@]} -gt 0 ]] || sets=(ordinary)

# step "what it is" command…: one line when it passes, its output when it fails.
step() {
  local title=$1 log started=$SECONDS
  shift
  log=build/test-${title//[^a-z0-9]/-}.log
  mkdir -p build
  if ! "$@" >"$log" 2>&1; then
    tail -n 100 "$log" >&2
    echo "test.sh: $title failed; the whole output is in $log" >&2
    exit 1
  fi
  printf '%-28s passed in %d s\n' "$title" $((SECONDS - started))
}

summaries=()
run_ctest() {
  local preset=$1
  step "tests ($preset)" ctest --test-dir "build/$preset" -j "$(nproc)" --output-on-failure --no-tests=error
  summaries+=("$(grep -E 'tests passed, .* tests failed out of' "build/test-tests--$preset-.log")")
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# served COMMAND…: runs `scripts/web.sh browser` with WAYMARK_URL of a server that is started by
# `build/release/waymark COMMAND…`, and ends the server.
served() {
  local port server status=0 waited=0
  port=$(free_port)
  "$root/build/release/waymark" "$@" --port "$port" >build/served.log 2>&1 &
  server=$!
  until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    if ! kill -0 "$server" 2>/dev/null || ((waited++ > 600)); then
      cat build/served.log
      echo "the server did not answer on port $port"
      kill "$server" 2>/dev/null || true
      return 1
    fi
    sleep 0.1
  done
  WAYMARK_URL=http://127.0.0.1:$port/ WAYMARK_REPORTER=./tests/reporter.mjs scripts/web.sh browser "${page_tests[@]}" || status=$?
  kill "$server" 2>/dev/null || true
  wait "$server" || true
  return "$status"
}

# The browser tests against the sample mesh, served by the binary just built.
browser() {
  local page_tests=()
  WAYMARK_WHOLE=1 served demo --index build/demo-index
}

# The table of the page's checks, out of the log of a step.
checks_of() {
  sed -n '/^Checks of the page/,/^ 70 /p' "$1"
}

run_ordinary() {
  scripts/packages.sh build page test
  scripts/build.sh release
  step "layers" python3 scripts/check_layers.py
  run_ctest release
  step "page" scripts/web.sh check
  step "browser" browser
  checks_of build/test-browser.log
  step "assistants" scripts/chat.sh check
}

run_browser_all() {
  scripts/packages.sh build page test
  scripts/build.sh release waymark
  export WAYMARK_ALL=1
  step "browser-all" browser
  checks_of build/test-browser-all.log
}

# A made-up mesh, its index, and nothing beside it on the machine: other work makes the figures worthless.
run_timed() {
  scripts/packages.sh build page test
  scripts/build.sh release waymark generate_mesh
  local mesh=build/timed/mesh
  if [[ ! -e $mesh/waymark.yaml ]]; then
    step "timed mesh" build/release/bench/generate_mesh --assets 100000 --out "$mesh"
  fi
  step "timed index" build/release/waymark index --config "$mesh/waymark.yaml" --index build/timed/index --quiet
  step "timed" timed
  grep -E '^      .* of ' build/test-timed.log
}

timed() {
  local page_tests=(tests/timed.test.mjs)
  WAYMARK_TIMED=1 served serve --index build/timed/index
}

run_sanitizers() {
  scripts/packages.sh build test
  local preset
  for preset in asan tsan; do
    scripts/build.sh "$preset"
    run_ctest "$preset"
  done
}

run_fuzz() {
  scripts/packages.sh build test fuzz
  scripts/build.sh fuzz fuzz_targets
  local target name found=0
  for target in build/fuzz/tests/fuzz/*_fuzz; do
    [[ -x $target ]] || continue
    found=$((found + 1))
    name=$(basename "$target" _fuzz)
    mkdir -p "build/fuzz/corpus/$name"
    # What a run learns is kept in the first folder; the seeds in the tree stay as they are.
    step "fuzz $name" "$target" -max_total_time="${WAYMARK_FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=2048 \
      -artifact_prefix="build/fuzz/$name-" "build/fuzz/corpus/$name" "tests/fuzz/corpus/$name"
  done
  [[ $found -gt 0 ]] || { echo "test.sh: no fuzz target was built" >&2; exit 1; }
}

run_bare() {
  scripts/packages.sh bare
  scripts/bare.sh
}

for set in "${sets[@]}"; do
  "run_$set"
done
echo "everything passed in $SECONDS s"
[[ ${#summaries[@]} -eq 0 ]] || printf '%s\n' "${summaries[@]}"
