// @ts-check
/** `node e2e/servers/install.mjs`: what the set-ups run, from the distribution (Debian or Ubuntu) and from npm. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PACKAGES = `
  python3-websockets python3-aiohttp python3-tornado python3-autobahn
  python3-uvicorn python3-wsproto python3-starlette python3-django-channels daphne
  websockify websocketd mosquitto nginx-light libnginx-mod-nchan haproxy
  libwebsockets-test-server libwebsockets-dev gcc libc6-dev libmojolicious-perl
  golang-go golang-github-gorilla-websocket-dev golang-nhooyr-websocket-dev
`;

/** @param {string} command @param {string[]} args @param {import('node:child_process').ExecFileSyncOptions} [options] */
const run = (command, args, options) => execFileSync(command, args, { stdio: 'inherit', ...options });

const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
const [command = '', ...words] = process.getuid?.() === 0 ? ['apt-get'] : ['sudo', 'apt-get'];
run(command, [...words, 'update', '-qq'], { env });
run(command, [...words, 'install', '-qq', '-y', '--no-install-recommends', ...PACKAGES.trim().split(/\s+/)], {
  env,
});
run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
  cwd: fileURLToPath(new URL('packages', import.meta.url)),
});
