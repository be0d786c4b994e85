// @ts-check

/** @typedef {{ x: number, y: number, heading: number }} Ship */
/** @typedef {{ x: number, y: number }} Point */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ ship: Ship, echoes: readonly Ship[], orbs: readonly Point[] }} scene `echoes`: where the server last saw the ship
 */
export function draw(context, { ship, echoes, orbs }) {
  const { width, height } = context.canvas;
  context.fillStyle = '#0d1420';
  context.fillRect(0, 0, width, height);
  context.strokeStyle = '#1c2a40';
  for (let x = 0.5; x < width; x += 50) line(context, x, 0, x, height);
  for (let y = 0.5; y < height; y += 50) line(context, 0, y, width, y);
  for (const { x, y } of orbs) {
    context.fillStyle = '#ffb347';
    disc(context, x, y, 7);
    context.fillStyle = '#ffe3b8';
    disc(context, x - 2, y - 2, 2.5);
  }
  echoes.forEach((echo, i) => {
    context.globalAlpha = ((i + 1) / echoes.length) * 0.35;
    drawShip(context, echo, '#5ad1c8');
  });
  context.globalAlpha = 1;
  drawShip(context, ship, '#8ab4f8');
}

/** @param {CanvasRenderingContext2D} context @param {Ship} ship @param {string} colour */
function drawShip(context, { x, y, heading }, colour) {
  context.save();
  context.translate(x, y);
  context.rotate(heading);
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(16, 0);
  context.lineTo(-11, 10);
  context.lineTo(-6, 0);
  context.lineTo(-11, -10);
  context.fill();
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius */
function disc(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** @param {CanvasRenderingContext2D} context @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
function line(context, x1, y1, x2, y2) {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
