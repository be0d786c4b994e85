#!/usr/bin/env bash
# Builds client.c with Emscripten (Debian's package: apt-get install emscripten). Its output is committed; the same
# source and compiler give the same bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Debian's emcc needs Debian's acorn, where a Node from elsewhere does not look.
if [[ -z "${NODE_PATH:-}" ]] && command -v dpkg >/dev/null; then
  NODE_PATH="$(dpkg -L node-acorn | sed -n 's|/acorn/package.json$||p')"
  export NODE_PATH
fi

mkdir -p build
# DYNAMIC_EXECUTION=0: the page's Content-Security-Policy allows WebAssembly and no eval.
emcc client.c -o build/client.js -Os -Wall -Wextra -Werror \
  -s ENVIRONMENT=web -s DYNAMIC_EXECUTION=0
chmod 644 build/client.js build/client.wasm
