import { fromCloseCode } from '../from-close-code.ts';

export const closeMessageTooBig = fromCloseCode({
  id: 'close-message-too-big',
  title: 'Message too big',
  codes: [1009],
  severity: 'failure',
  happened: 'A message was larger than the server takes.',
  fix: 'Send smaller messages, or raise the limit of the server.',
});
