#!/usr/bin/env bash
# Prints the measured figures: the product (release build) with the demo world, and the warm rebuild of a developer.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --quiet --release -p jiqiao
# The client that asks may be a debug build: it only makes the figures a little worse.
cargo bench --quiet -p tests --bench figures --profile dev
cargo build --quiet -p jiqiao
touch backend/src/lib.rs
started=$(date +%s.%N)
cargo build --quiet -p jiqiao
printf '%-46s %.1f s\n' 'warm rebuild after touching the backend' "$(python3 -c "print($(date +%s.%N) - $started)")"
