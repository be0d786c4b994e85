// @ts-check
/** `node e2e/servers/install.mjs`: what the set-ups run, from the distribution (Debian or Ubuntu) and from npm. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installPackages } from '../support/apt.mjs';

const PACKAGES = `
  python3-websockets python3-aiohttp python3-tornado python3-autobahn
  python3-uvicorn python3-wsproto python3-starlette python3-django-channels daphne
  websockify websocketd mosquitto nginx-light libnginx-mod-nchan haproxy
  libwebsockets-test-server libwebsockets-dev gcc libc6-dev libmojolicious-perl
  golang-go golang-github-gorilla-websocket-dev golang-nhooyr-websocket-dev
`;

installPackages(PACKAGES.trim().split(/\s+/));
execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
  stdio: 'inherit',
  cwd: fileURLToPath(new URL('packages', import.meta.url)),
});
