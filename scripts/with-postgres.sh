#!/usr/bin/env bash
# Runs a command with a private PostgreSQL on a free port: started as a non-root user, thrown away afterwards.
# The command finds its address in JIQIAO_TEST_POSTGRES.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")
folder=$(mktemp -d /tmp/jiqiao-postgres.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

as_user=()
if [ "$(id -u)" = 0 ]; then
    id nobody >/dev/null
    chown nobody "$folder"
    as_user=(setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups env HOME="$folder")
fi
cleanup() {
    "${as_user[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap cleanup EXIT

cd "$folder"
"${as_user[@]}" "$bin/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$folder/log" 2>&1 \
    || { cat "$folder/log"; exit 1; }
# Test data may be lost with the machine: no fsync, so that thousands of small databases cost little.
"${as_user[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/server.log" start \
    -o "-p $port -k $folder -h 127.0.0.1 -F -c max_connections=300 -c synchronous_commit=off -c full_page_writes=off" >/dev/null \
    || { cat "$folder/server.log"; exit 1; }
cd - >/dev/null
JIQIAO_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port" "$@"
