// @ts-check
import { steerTo, WIDTH } from './world.js';

/** Places of keys, not letters: WASD lies elsewhere on other keyboards. */
const LEFT = ['ArrowLeft', 'KeyA'];
const RIGHT = ['ArrowRight', 'KeyD'];
const FORWARD = ['ArrowUp', 'KeyW'];
const BACK = ['ArrowDown', 'KeyS'];

/** The player's hands: keys anywhere on the page, and a finger or mouse held on the field. */
export class Input {
  /** @type {Set<string>} */
  #keys = new Set();
  /** @type {import('./world.js').Point | null} */
  #target = null;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    addEventListener('keydown', (event) => {
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
      this.#keys.add(event.code);
      if (event.code.startsWith('Arrow')) event.preventDefault();
    });
    addEventListener('keyup', ({ code }) => this.#keys.delete(code));
    // Keys that are let go of in another window are never reported.
    addEventListener('blur', () => this.#keys.clear());
    const aim = (/** @type {PointerEvent} */ { buttons, offsetX, offsetY }) => {
      const scale = WIDTH / canvas.clientWidth;
      this.#target = buttons === 0 ? null : { x: offsetX * scale, y: offsetY * scale };
    };
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      aim(event);
    });
    canvas.addEventListener('pointermove', aim);
    for (const end of /** @type {const} */ (['pointerup', 'pointercancel'])) {
      canvas.addEventListener(end, () => (this.#target = null));
    }
  }

  /** @param {import('./world.js').Ship} ship @returns {import('./world.js').Steering | null} `null` for idle hands */
  steering(ship) {
    if (this.#target) return steerTo(ship, this.#target);
    const turn = Number(this.#isHeld(RIGHT)) - Number(this.#isHeld(LEFT));
    const thrust = Number(this.#isHeld(FORWARD)) - Number(this.#isHeld(BACK)) / 2;
    return turn === 0 && thrust === 0 ? null : { turn, thrust };
  }

  /** @param {readonly string[]} codes */
  #isHeld(codes) {
    return codes.some((code) => this.#keys.has(code));
  }
}
