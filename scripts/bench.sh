#!/usr/bin/env bash
# Prints the measured figures: the product (release build) with the demo world, the warm rebuild of a developer, and the
# search beside a bare engine on LISTINGS listings (500,000 unless told). BENCH_FOLDER keeps data and indexes for another
# run; BENCH_PARTS=search leaves the first two out.
set -euo pipefail
cd "$(dirname "$0")/.."
listings=${LISTINGS:-500000}
parts=${BENCH_PARTS:-figures search}
# one invocation, so that both share their dependencies
cargo build --quiet --release -p jiqiao -p search_bench
if [[ $parts == *figures* ]]; then
    # The client that asks may be a debug build: it only makes the figures a little worse.
    cargo bench --quiet -p tests --bench figures --profile dev
    cargo build --quiet -p jiqiao
    touch backend/src/lib.rs
    started=$(date +%s.%N)
    cargo build --quiet -p jiqiao
    printf '%-46s %.1f s\n' 'warm rebuild after touching the backend' "$(python3 -c "print($(date +%s.%N) - $started)")"
fi
if [[ -n ${BENCH_FOLDER:-} ]]; then
    folder=$BENCH_FOLDER
else
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi
release=${CARGO_TARGET_DIR:-target}/release
"$release/search_bench" run --product "$release/jiqiao" --listings "$listings" --folder "$folder"
