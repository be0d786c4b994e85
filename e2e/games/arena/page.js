// @ts-check
/** What stands around the field: numbers, the state of the connection, what the page learns, the lobby. */

const LINES_KEPT = 12;

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {'join' | 'join-broken' | 'leave'} action */
export const button = (action) =>
  /** @type {HTMLButtonElement} */ (document.querySelector(`[data-action=${action}]`));

/** @param {'score' | 'bumps' | 'tick' | 'latency'} id @param {string | number} value */
export function showNumber(id, value) {
  element(id).textContent = String(value);
}

/** @param {'idle' | 'connecting' | 'open' | 'closed' | 'failed'} state @param {string} title @param {string} text */
export function showStatus(state, title, text) {
  element('status').dataset.state = state;
  element('status-title').textContent = title;
  element('status-text').textContent = text;
}

/** Begins the list of events anew. @param {string} text */
export function beginEvents(text) {
  element('events').replaceChildren(line(text));
}

/** @param {string} text */
export function addEvent(text) {
  element('events').append(line(text));
}

/** @param {string} text */
export function addToLobby(text) {
  const list = element('lobby');
  list.prepend(line(text));
  while (list.childElementCount > LINES_KEPT) list.lastElementChild?.remove();
}

/** @param {(text: string) => void} say */
export function onChat(say) {
  element('chat').addEventListener('submit', (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    say(String(new FormData(form).get('text')));
    form.reset();
  });
}

/** @param {string} text */
function line(text) {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}
