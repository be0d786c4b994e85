import { fromCloseCode } from '../from-close-code.ts';

/** RFC 6455 §7.4.1, 1009. */
export const closeMessageTooBig = fromCloseCode({
  id: 'close-message-too-big',
  title: 'Message too big',
  explain: (code) =>
    code === 1009
      ? {
          severity: 'failure',
          happened: 'A message was larger than the server takes.',
          fixes: [
            {
              side: 'client',
              text: 'Send smaller messages: the last one sent before the end was too large.',
            },
            {
              side: 'server',
              text: 'Or raise its limit (ws: `maxPayload`, websockets: `max_size`, aiohttp: `max_msg_size`, Tornado: `websocket_max_message_size`).',
            },
          ],
        }
      : null,
});
