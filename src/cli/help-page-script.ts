/**
 * Keeps the URL and the command of the help page in step with its form. Every control without a value is a
 * misbehaviour that was not chosen.
 */
export const HELP_PAGE_SCRIPT = `
const form = document.querySelector('form');
const controls = [...form.querySelectorAll('input, select')];

function update() {
  const chosen = controls.filter((control) => control.value !== '');
  const inUrl = chosen.filter((control) => !('forListener' in control.dataset));
  const query = new URLSearchParams(inUrl.map((control) => [control.name, control.value])).toString();
  const scheme = location.protocol === 'https:' ? 'wss://' : 'ws://';
  document.getElementById('url').value = scheme + location.host + '/' + (query && '?' + query);

  const settings = chosen.map((control) => ',' + control.name + '=' + encodeURIComponent(control.value));
  const listen = '9998' + settings.join('').replaceAll("'", '%27');
  const quoted = /[^\\w.,=%-]/.test(listen) ? "'" + listen + "'" : listen;
  document.getElementById('command').value = 'socketscope echo --listen ' + quoted;

  const names = chosen.map((control) => control.name);
  const lost = chosen.find((control) => control.dataset.needs && !names.includes(control.dataset.needs));
  document.querySelector('.fault').textContent =
    lost ? lost.name + ' means nothing without ' + lost.dataset.needs + '.' : '';
}

async function copy(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value);
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = 'Copy'; }, 1500);
}

form.addEventListener('input', update);
document.getElementById('good-server').addEventListener('click', () => { form.reset(); update(); });
form.addEventListener('submit', (event) => event.preventDefault());
for (const button of form.querySelectorAll('[data-copies]')) button.addEventListener('click', () => copy(button));
update();
`;
