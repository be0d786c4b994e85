import type { HeaderField } from '../../websocket/header-field.ts';
import { code } from '../code-span.ts';
import type { FindingBody } from '../finding.ts';

interface Extension {
  readonly name: string;
  readonly parameters: readonly (readonly [name: string, value: string | null])[];
}

type Defect = FindingBody & { readonly what: string };

/** RFC 7692 §7.1.2: a window of 2^8 to 2^15 bytes, no leading zero, quoted or not. */
const WINDOW_BITS = /^"?(?:[89]|1[0-5])"?$/;

/** Checks the extensions of a response against those of the request (RFC 6455 §9.1, RFC 7692 §7.1). */
export function checkExtensions({
  requestHeaders,
  responseHeaders,
}: {
  readonly requestHeaders: readonly HeaderField[];
  readonly responseHeaders: readonly HeaderField[];
}): Defect[] {
  const header = headerOf(responseHeaders);
  if (header === '') return [];
  const what = `The response says ${code(`Sec-WebSocket-Extensions: ${header}`)}`;
  const answered = parse(header);
  const offered = new Set(parse(headerOf(requestHeaders)).map(({ name }) => name));
  const unrequested = answered.find(({ name }) => !offered.has(name));
  if (unrequested) return [{ kind: 'extension-unrequested', value: unrequested.name, what }];
  const fault = faultOf(answered.filter(({ name }) => name === 'permessage-deflate'));
  return fault === null ? [] : [{ kind: 'extension-invalid', fault, what }];
}

function faultOf(answers: readonly Extension[]): string | null {
  const [answer] = answers;
  if (!answer) return null;
  if (answers.length > 1) return 'permessage-deflate twice';
  const names = answer.parameters.map(([name]) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) return `${twice} twice`;
  for (const [name, value] of answer.parameters) {
    switch (name) {
      case 'server_no_context_takeover':
      case 'client_no_context_takeover':
        if (value !== null) return `${name} has a value`;
        break;
      case 'server_max_window_bits':
      case 'client_max_window_bits':
        if (value === null) return `${name} has no value`;
        if (!WINDOW_BITS.test(value)) return `${name}=${value}`;
        break;
      default:
        return `the parameter ${name} is not known`;
    }
  }
  return null;
}

function headerOf(headers: readonly HeaderField[]): string {
  return headers
    .filter(({ name }) => name.toLowerCase() === 'sec-websocket-extensions')
    .map(({ value }) => value.trim())
    .join(', ');
}

function parse(header: string): Extension[] {
  return header
    .split(/[,\n]/)
    .map((item) => item.split(';').map((part) => part.trim()))
    .filter(([name]) => name !== '')
    .map(([name = '', ...parameters]) => ({ name, parameters: parameters.map(parseParameter) }));
}

function parseParameter(parameter: string): [name: string, value: string | null] {
  const equals = parameter.indexOf('=');
  if (equals < 0) return [parameter, null];
  return [parameter.slice(0, equals).trim(), parameter.slice(equals + 1).trim()];
}
