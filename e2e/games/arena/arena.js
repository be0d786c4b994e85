// @ts-check
/**
 * The game: `?server=` and `?broken=` name other servers, `?fps=` its ticks a second, `?autoplay=1` joins and plays by
 * itself.
 */
import { GameConnection } from './connection.js';
import { Drawing } from './drawing.js';
import { Echoes } from './echoes.js';
import { Input } from './input.js';
import { addEvent, addToLobby, beginEvents, button, onChat, showNumber, showStatus } from './page.js';
import { autopilot, World } from './world.js';

const query = new URLSearchParams(location.search);
const GOOD = query.get('server') ?? 'ws://localhost:9999/arena?latency=60';
const BROKEN = query.get('broken') ?? 'ws://localhost:9998/arena';
const isSelfPlaying = query.has('autoplay');
const TICKS_PER_SECOND = Math.min(120, Math.max(1, Number(query.get('fps')) || 30));
const NAME = 'Ada';
const DRIFTING = { turn: 0, thrust: 0 };

const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('field'));
const drawing = new Drawing(canvas);
const input = new Input(canvas);
const world = new World();
const echoes = new Echoes(TICKS_PER_SECOND);
/** @type {import('./drawing.js').Burst[]} */
let bursts = [];
/** @type {GameConnection | null} */
let connection = null;

/** @param {string} url */
function join(url) {
  leave();
  connection = null;
  echoes.clear();
  beginEvents(`new WebSocket("${url}", ["binary"])`);
  showStatus('connecting', 'Connecting…', url);
  try {
    connection = connect(url);
    button('leave').disabled = false;
  } catch (error) {
    addEvent(String(error));
    showStatus('failed', 'Not even tried', String(error));
  }
}

/** @param {string} url */
function connect(url) {
  let hasOpened = false;
  const isCurrent = () => connection === joined;
  const joined = new GameConnection(url, {
    onOpen: (subprotocol) => {
      if (!isCurrent()) return;
      hasOpened = true;
      addEvent(`open, subprotocol ${subprotocol === '' ? 'none' : `"${subprotocol}"`}`);
      showStatus('open', 'Connected', url);
      joined.sendText({ op: 'join', name: NAME, room: 'loopback', abilities: ['dash', 'shield'] });
    },
    onState: (state, roundTrip) => {
      if (!isCurrent()) return;
      echoes.add(state);
      if (state.tick % 10 === 0) showNumber('latency', `${Math.round(roundTrip)} ms`);
    },
    onText: (message) => isCurrent() && addToLobby(lobbyLine(message)),
    onError: () => isCurrent() && addEvent('error, no details'),
    onClose: ({ code, reason }) => {
      if (!isCurrent()) return;
      const what = `code ${code}, ${reason === '' ? 'no reason' : `reason “${reason}”`}`;
      addEvent(`close, ${what}`);
      connection = null;
      button('leave').disabled = true;
      echoes.clear();
      if (hasOpened) showStatus('closed', `Closed, ${what}`, url);
      else
        showStatus('failed', `Closed, ${what}`, 'A page is told no more. The Socketscope panel knows why.');
    },
  });
  return joined;
}

function leave() {
  connection?.sendText({ op: 'leave', name: NAME });
  connection?.leave();
}

/** @param {any} message */
function lobbyLine(message) {
  switch (message?.op) {
    case 'join':
      return `${message.name} joined “${message.room}”`;
    case 'chat':
      return `${message.name}: ${message.text}`;
    case 'orb':
      return `Orb ${message.score} collected`;
    case 'bump':
      return 'Bumped into an echo: one orb lost';
    case 'leave':
      return `${message.name} left`;
    default:
      return typeof message === 'string' ? message : JSON.stringify(message);
  }
}

function step() {
  const steering = input.steering(world.ship) ?? (isSelfPlaying ? autopilot(world) : DRIFTING);
  const happenings = world.step(steering, 1 / TICKS_PER_SECOND, echoes.ghosts);
  for (const happening of happenings) {
    bursts = [...bursts.slice(-7), { at: happening.at, since: performance.now(), colour: happening.op }];
    connection?.sendText(happening);
    if (isSelfPlaying && happening.op === 'orb' && happening.score % 5 === 0) {
      connection?.sendText({ op: 'chat', name: NAME, text: `${happening.score} orbs, catch me!` });
    }
  }
  connection?.sendState({ tick: world.tick, ...world.ship });
  showNumber('tick', world.tick);
  showNumber('score', world.score);
  showNumber('bumps', world.bumps);
}

/** @param {number} now */
function frame(now) {
  const { ship, orbs, safeFor } = world;
  const { trail, latest, ghosts } = echoes;
  drawing.draw({ ship, orbs, isSafe: safeFor > 0, trail, latest, ghosts, bursts }, now);
  requestAnimationFrame(frame);
}

button('join').addEventListener('click', () => join(GOOD));
button('join-broken').addEventListener('click', () => join(BROKEN));
button('leave').addEventListener('click', leave);
onChat((text) => connection?.sendText({ op: 'chat', name: NAME, text }));
setInterval(step, 1000 / TICKS_PER_SECOND);
requestAnimationFrame(frame);
if (isSelfPlaying) join(GOOD);
