#!/usr/bin/env bash
# The whole test suite, cheap checks first. Ends with a line that counts the parts.
set -euo pipefail
cd "$(dirname "$0")/.."
# One workspace, debug profile: warnings of the compiler fail the build of the tests.
export CARGO_INCREMENTAL=${CARGO_INCREMENTAL:-1}

part() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

part 'setting up'
scripts/setup.sh
part 'formatting'
cargo fmt --all --check
part 'workbench: types, build, unit tests'
make --no-print-directory app
(cd frontend/app && npm test)
part 'lints'
cargo clippy --workspace --all-targets --quiet -- -D warnings
part 'Rust on SQLite'
cargo nextest run --workspace --no-fail-fast --status-level fail --final-status-level flaky
part 'Rust on PostgreSQL'
scripts/with-postgres.sh cargo nextest run -p tests --no-fail-fast --status-level fail --final-status-level flaky
part 'journeys in Chromium'
cargo build --quiet -p jiqiao
(cd tests/e2e && npm test)
part 'all green'
