#!/usr/bin/env bash
# test.sh - everything a change must pass: layers, unit, golden, scenario and end-to-end tests, the page, the browser,
# assistants.
#
#   scripts/test.sh                the above
#   scripts/test.sh --sanitizers   instead: the tests under address, undefined-behaviour and thread sanitizers
#   scripts/test.sh --fuzz         instead: every fuzz target for 60 seconds (WAYMARK_FUZZ_SECONDS for another time)
#   scripts/test.sh --bare         instead: run.sh and test.sh in bare Debian 12 roots, as root and as a sudo user
#
# Flags add up. Output of what passes goes to build/*.log; what fails is shown.
set -euo pipefail

usage="usage: scripts/test.sh [--sanitizers] [--fuzz] [--bare]"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
sets=()
for argument in "$@"; do
  case $argument in
    --sanitizers | --fuzz | --bare) sets+=("${argument#--}") ;;
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

# The browser tests against the sample mesh, served by the binary just built.
browser() {
  local port server status=0 waited=0
  port=$(free_port)
  "$root/build/release/waymark" demo --index build/demo-index --port "$port" >build/demo.log 2>&1 &
  server=$!
  until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    if ! kill -0 "$server" 2>/dev/null || ((waited++ > 600)); then
      cat build/demo.log
      echo "the demo server did not answer on port $port"
      kill "$server" 2>/dev/null || true
      return 1
    fi
    sleep 0.1
  done
  WAYMARK_URL=http://127.0.0.1:$port/ scripts/web.sh browser || status=$?
  kill "$server" 2>/dev/null || true
  wait "$server" || true
  return "$status"
}

run_ordinary() {
  scripts/packages.sh build page test
  scripts/build.sh release
  step "layers" python3 scripts/check_layers.py
  run_ctest release
  step "page" scripts/web.sh check
  step "browser" browser
  step "assistants" scripts/chat.sh check
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
