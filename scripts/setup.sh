#!/usr/bin/env bash
# Installs what the tests need and the machine lacks: PostgreSQL, Chromium, CJK fonts (Debian packages), npm packages.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=()
postgres_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1 || true)
[ -n "$postgres_bin" ] || command -v initdb >/dev/null || packages+=(postgresql)
command -v chromium >/dev/null || packages+=(chromium)
fc-list ':lang=zh-cn' 2>/dev/null | grep -q . || packages+=(fonts-noto-cjk fontconfig)
if [ "${#packages[@]}" -gt 0 ]; then
    sudo=''
    [ "$(id -u)" = 0 ] || sudo='sudo'
    echo "installing: ${packages[*]}"
    $sudo apt-get update -qq
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi
command -v cargo-nextest >/dev/null || cargo install --locked cargo-nextest
[ tests/e2e/node_modules/.package-lock.json -nt tests/e2e/package-lock.json ] \
    || (cd tests/e2e && npm ci --no-audit --no-fund --loglevel=error)
