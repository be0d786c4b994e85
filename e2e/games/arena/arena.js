// @ts-check
import { GameConnection } from './connection.js';
import { draw } from './drawing.js';

const query = new URLSearchParams(location.search);
const GOOD = query.get('server') ?? 'ws://localhost:9999/arena?latency=60';
const BROKEN = query.get('broken') ?? 'ws://localhost:9998/arena';
const TICKS_PER_SECOND = Number(query.get('fps') ?? 30);
const ECHOES = 8;
const SPEED = 5;

const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('field'));
const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
const keys = new Set();
const ship = { x: 400, y: 225, heading: 0 };
/** @type {{ x: number, y: number, heading: number }[]} */
const echoes = [];
let orbs = Array.from({ length: 6 }, (_, i) => orb(i));
let score = 0;
let tick = 0;
/** @type {GameConnection | null} */
let connection = null;

/** The same orbs in every game, so that a demo plays the same. @param {number} i */
function orb(i) {
  return { x: 60 + ((i * 251) % 680), y: 50 + ((i * 137) % 350) };
}

/** @param {string} text @param {boolean} [isFailed] */
function tell(text, isFailed = false) {
  const status = document.getElementById('status');
  if (!status) return;
  status.textContent = text;
  status.classList.toggle('failed', isFailed);
}

/** @param {string} id @param {string} text */
function show(id, text) {
  const element = document.getElementById(id);
  if (element) element.textContent = text;
}

/** @param {string} action */
const button = (action) =>
  /** @type {HTMLButtonElement} */ (document.querySelector(`[data-action=${action}]`));

/** @param {string} url */
function join(url) {
  connection?.leave();
  tell(`Connecting to ${url} …`);
  const joined = new GameConnection(url, {
    onOpen: () => {
      tell(`Connected to ${url}.`);
      button('leave').disabled = false;
      joined.sendText({ op: 'join', name: 'Ada', version: 3, abilities: ['dash', 'shield'] });
    },
    onState: (state) => {
      echoes.push(state);
      if (echoes.length > ECHOES) echoes.shift();
      show('latency', `${Math.round(performance.now() - state.time)} ms`);
    },
    onText: (message) => {
      if (message.op !== 'chat') return;
      const item = document.createElement('li');
      item.textContent = message.text;
      document.getElementById('log')?.prepend(item);
    },
    onClose: (opened, code) => {
      if (connection === joined) button('leave').disabled = true;
      if (opened) tell(`The connection to ${url} was closed, code ${code}.`);
      else tell(`Closed, code ${code}. That is all a page is told. The Socketscope panel knows more.`, true);
    },
  });
  connection = joined;
}

function step() {
  tick++;
  const turn = (/** @type {string[]} */ ...names) => names.some((name) => keys.has(name));
  const isSelfPlaying = query.has('autoplay') && keys.size === 0;
  if (isSelfPlaying) steerToNearestOrb();
  if (turn('ArrowLeft', 'a')) ship.heading -= 0.12;
  if (turn('ArrowRight', 'd')) ship.heading += 0.12;
  if (isSelfPlaying || turn('ArrowUp', 'w')) move(SPEED);
  if (turn('ArrowDown', 's')) move(-SPEED / 2);
  orbs = orbs.map((place) => {
    if (Math.hypot(place.x - ship.x, place.y - ship.y) > 20) return place;
    score++;
    connection?.sendText({ op: 'orb', score, at: place });
    return orb(score + 6);
  });
  connection?.sendState({ tick, ...ship, time: performance.now() });
  show('tick', String(tick));
  show('score', String(score));
}

/** @param {number} by */
function move(by) {
  ship.x = (ship.x + Math.cos(ship.heading) * by + canvas.width) % canvas.width;
  ship.y = (ship.y + Math.sin(ship.heading) * by + canvas.height) % canvas.height;
}

function steerToNearestOrb() {
  const nearest = orbs.toSorted((a, b) => distance(a) - distance(b))[0];
  if (!nearest) return;
  const wanted = Math.atan2(nearest.y - ship.y, nearest.x - ship.x);
  const off = Math.atan2(Math.sin(wanted - ship.heading), Math.cos(wanted - ship.heading));
  ship.heading += Math.max(-0.12, Math.min(0.12, off));
}

/** @param {{ x: number, y: number }} place */
const distance = (place) => Math.hypot(place.x - ship.x, place.y - ship.y);

function frame() {
  draw(context, { ship, echoes, orbs });
  requestAnimationFrame(frame);
}

const isTyping = (/** @type {Event} */ event) => event.target instanceof HTMLInputElement;
addEventListener('keydown', (event) => {
  if (isTyping(event)) return;
  keys.add(event.key);
  if (event.key.startsWith('Arrow')) event.preventDefault();
});
addEventListener('keyup', (event) => keys.delete(event.key));
canvas.addEventListener('pointermove', ({ buttons, offsetX, offsetY }) => {
  if (buttons === 0) return;
  const scale = canvas.width / canvas.clientWidth;
  ship.heading = Math.atan2(offsetY * scale - ship.y, offsetX * scale - ship.x);
  move(SPEED);
});
button('join').addEventListener('click', () => join(GOOD));
button('join-broken').addEventListener('click', () => join(BROKEN));
button('leave').addEventListener('click', () => connection?.leave());
document.getElementById('chat')?.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  connection?.sendText({ op: 'chat', text: new FormData(form).get('text') });
  form.reset();
});
setInterval(step, 1000 / TICKS_PER_SECOND);
requestAnimationFrame(frame);
if (query.has('autoplay')) join(GOOD);
