#!/usr/bin/env bash
# Builds client.c with Emscripten (Debian's package: apt-get install emscripten). Its output is committed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# Debian's emcc finds its own acorn only where Node looks for Debian's modules.
export NODE_PATH="${NODE_PATH:-/usr/share/nodejs}"
mkdir -p build
emcc client.c -Os -Wall -Wextra -o build/client.js -s EXIT_RUNTIME=0 -s ENVIRONMENT=web
