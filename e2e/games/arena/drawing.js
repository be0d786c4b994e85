// @ts-check
import { HEIGHT, WIDTH } from './world.js';

/** @typedef {import('./world.js').Point} Point */
/** @typedef {import('./world.js').Ship} Ship */
/** @typedef {{ at: Point, since: number, colour: 'orb' | 'bump' }} Burst `since` in milliseconds of the page's clock */

const GRID = 50;
const BURST_TIME = 450;

/**
 * @typedef {object} Scene
 * @property {Ship} ship
 * @property {boolean} isSafe after a bump
 * @property {readonly Point[]} orbs
 * @property {readonly Point[]} trail
 * @property {Ship | undefined} latest where the server last saw the ship
 * @property {readonly Ship[]} ghosts
 * @property {readonly Burst[]} bursts
 */

/** Draws the field in the colours that the style sheet names. */
export class Drawing {
  #context;
  #canvas;
  /** @type {(name: string) => string} */
  #colour = () => '';

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.#canvas = canvas;
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const readColours = () => {
      const style = getComputedStyle(canvas);
      const names = ['line', 'orb', 'ship', 'server', 'ghost', 'bump', 'flame'];
      const colours = new Map(names.map((name) => [name, style.getPropertyValue(`--${name}`)]));
      this.#colour = (name) => colours.get(name) ?? '';
    };
    readColours();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', readColours);
    new ResizeObserver(() => {
      canvas.width = Math.round(canvas.clientWidth * devicePixelRatio);
      canvas.height = Math.round(canvas.clientHeight * devicePixelRatio);
    }).observe(canvas);
  }

  /** @param {Scene} scene @param {number} now in milliseconds of the page's clock */
  draw({ ship, isSafe, orbs, trail, latest, ghosts, bursts }, now) {
    const context = this.#context;
    const scale = this.#canvas.width / WIDTH;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    this.#drawGrid();
    this.#drawTrail(trail);
    for (const place of orbs) this.#drawOrb(place, now);
    ghosts.forEach((ghost, i) => {
      context.globalAlpha = 0.75 - i * 0.2;
      this.#drawShip(ghost, 'ghost');
      this.#drawName(`Echo ${i + 1}`, ghost);
    });
    context.globalAlpha = 0.5;
    if (latest) this.#drawShip(latest, 'server');
    context.globalAlpha = isSafe && now % 240 < 120 ? 0.35 : 1;
    this.#drawShip(ship, 'ship');
    for (const burst of bursts) this.#drawBurst(burst, now);
    context.globalAlpha = 1;
  }

  #drawGrid() {
    const context = this.#context;
    context.globalAlpha = 1;
    context.strokeStyle = this.#colour('line');
    context.lineWidth = 1;
    context.beginPath();
    for (let x = GRID; x < WIDTH; x += GRID) {
      context.moveTo(x, 0);
      context.lineTo(x, HEIGHT);
    }
    for (let y = GRID; y < HEIGHT; y += GRID) {
      context.moveTo(0, y);
      context.lineTo(WIDTH, y);
    }
    context.stroke();
  }

  /** @param {readonly Point[]} trail */
  #drawTrail(trail) {
    const context = this.#context;
    context.strokeStyle = this.#colour('server');
    context.lineWidth = 3;
    trail.forEach((to, i) => {
      const from = trail[i - 1];
      // The field's edges meet: a jump is no way.
      if (!from || Math.abs(from.x - to.x) > WIDTH / 2 || Math.abs(from.y - to.y) > HEIGHT / 2) return;
      context.globalAlpha = (i / trail.length) ** 2 * 0.55;
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.stroke();
    });
  }

  /** @param {Point} place @param {number} now */
  #drawOrb({ x, y }, now) {
    const context = this.#context;
    context.fillStyle = this.#colour('orb');
    context.globalAlpha = 0.16;
    disc(context, x, y, 16 + Math.sin(now / 400 + x) * 2);
    context.globalAlpha = 1;
    disc(context, x, y, 7);
    context.fillStyle = '#fff';
    context.globalAlpha = 0.75;
    disc(context, x - 2, y - 2, 2.2);
  }

  /** @param {Ship} ship @param {string} colour */
  #drawShip({ x, y, heading, isThrusting }, colour) {
    const context = this.#context;
    context.save();
    context.translate(x, y);
    context.rotate(heading);
    if (isThrusting) {
      context.fillStyle = this.#colour('flame');
      shape(context, [-8, -4, -21, 0, -8, 4]);
    }
    context.fillStyle = this.#colour(colour);
    shape(context, [17, 0, -12, 11, -7, 0, -12, -11]);
    context.restore();
  }

  /** @param {string} name @param {Point} place */
  #drawName(name, { x, y }) {
    const context = this.#context;
    context.fillStyle = this.#colour('ghost');
    context.font = '600 11px system-ui, sans-serif';
    context.textAlign = 'center';
    context.fillText(name, x, y > 40 ? y - 22 : y + 32);
  }

  /** @param {Burst} burst @param {number} now */
  #drawBurst({ at, since, colour }, now) {
    const context = this.#context;
    const age = (now - since) / BURST_TIME;
    if (age < 0 || age > 1) return;
    context.globalAlpha = 1 - age;
    context.strokeStyle = this.#colour(colour);
    context.lineWidth = 3 * (1 - age);
    context.beginPath();
    context.arc(at.x, at.y, 10 + age * 34, 0, 2 * Math.PI);
    context.stroke();
  }
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius */
function disc(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** @param {CanvasRenderingContext2D} context @param {readonly number[]} corners x and y by turns */
function shape(context, corners) {
  context.beginPath();
  for (let i = 0; i < corners.length; i += 2) context.lineTo(corners[i] ?? 0, corners[i + 1] ?? 0);
  context.closePath();
  context.fill();
}
