// @ts-check
/** The rules: nothing here is random or reads a clock, so that the same steering plays the same game. */
import { TICKS } from './protocol.js';

export const WIDTH = 800;
export const HEIGHT = 450;
const ORBS = 7;
const REACH = 24;
/** Radians a second. */
const TURNING = 3.8;
/** Units a second, each second. */
const THRUST = 640;
/** Part of the speed that is lost, each second, as an exponent. */
const DRAG = 2.3;
/** Seconds that a ship is safe after a bump. */
const SAFETY = 1.5;

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {Point & { heading: number, isThrusting: boolean }} Ship */
/** @typedef {{ turn: number, thrust: number }} Steering `turn` from -1 (left) to 1, `thrust` from -1 (back) to 1 */
/** @typedef {{ op: 'orb' | 'bump', score: number, at: Point }} Happening */

export class World {
  /** @type {Ship} */
  ship = { x: WIDTH / 2, y: HEIGHT / 2, heading: -Math.PI / 2, isThrusting: false };
  orbs = Array.from({ length: ORBS }, (_, i) => orb(i));
  tick = 0;
  score = 0;
  bumps = 0;
  safeFor = 0;
  #speed = { x: 0, y: 0 };
  #nextOrb = ORBS;

  /**
   * @param {Steering} steering
   * @param {number} seconds
   * @param {readonly Point[]} ghosts what the ship must keep clear of
   * @returns {Happening[]}
   */
  step({ turn, thrust }, seconds, ghosts) {
    this.tick = (this.tick + 1) % TICKS;
    this.safeFor = Math.max(0, this.safeFor - seconds);
    const { ship } = this;
    ship.heading += turn * TURNING * seconds;
    ship.isThrusting = thrust > 0;
    const kept = Math.exp(-DRAG * seconds);
    this.#speed.x = this.#speed.x * kept + Math.cos(ship.heading) * thrust * THRUST * seconds;
    this.#speed.y = this.#speed.y * kept + Math.sin(ship.heading) * thrust * THRUST * seconds;
    ship.x = (ship.x + this.#speed.x * seconds + WIDTH) % WIDTH;
    ship.y = (ship.y + this.#speed.y * seconds + HEIGHT) % HEIGHT;
    return [...this.#collect(), ...this.#bump(ghosts)];
  }

  /** @returns {Happening[]} */
  #collect() {
    const reached = this.orbs.filter((place) => distance(place, this.ship) < REACH);
    return reached.map((at) => {
      this.orbs[this.orbs.indexOf(at)] = orb(this.#nextOrb++);
      return { op: 'orb', score: ++this.score, at };
    });
  }

  /** @param {readonly Point[]} ghosts @returns {Happening[]} */
  #bump(ghosts) {
    if (this.safeFor > 0 || !ghosts.some((ghost) => distance(ghost, this.ship) < REACH)) return [];
    this.safeFor = SAFETY;
    this.bumps++;
    this.score = Math.max(0, this.score - 1);
    return [
      { op: 'bump', score: this.score, at: { x: Math.round(this.ship.x), y: Math.round(this.ship.y) } },
    ];
  }
}

/** Slows down before the target, so as not to circle it. @param {Ship} ship @param {Point} target @returns {Steering} */
export function steerTo(ship, target) {
  const wanted = Math.atan2(target.y - ship.y, target.x - ship.x) - ship.heading;
  const off = Math.atan2(Math.sin(wanted), Math.cos(wanted));
  return {
    turn: Math.max(-1, Math.min(1, off * 6)),
    thrust: Math.abs(off) < 0.8 ? Math.min(1, 0.25 + distance(ship, target) / 160) : 0.1,
  };
}

/** @param {World} world @returns {Steering} the way to the nearest orb */
export function autopilot({ ship, orbs }) {
  const [nearest = ship] = orbs.toSorted((a, b) => distance(a, ship) - distance(b, ship));
  return steerTo(ship, nearest);
}

/** @param {number} i @returns {Point} spread evenly by the plastic number's sequence, each time in the same order */
function orb(i) {
  const along = (/** @type {number} */ step, /** @type {number} */ length) =>
    Math.round(50 + ((i * step) % 1) * (length - 100));
  return { x: along(0.7548776662, WIDTH), y: along(0.569840291, HEIGHT) };
}

/** @param {Point} a @param {Point} b */
function distance(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
