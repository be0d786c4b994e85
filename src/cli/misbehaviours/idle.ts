import type { EchoConnection, Misbehaviour } from './misbehaviour.ts';
import { milliseconds } from './option-value.ts';

/** What proxies do to connections that say nothing. */
export const idle: Misbehaviour = {
  options: [
    {
      name: 'idle',
      value: milliseconds(1),
      summary:
        'Ends the connection without a close frame when no message has come for so long, as proxies do.',
    },
  ],
  configure: (settings) => {
    const limit = settings.number('idle');
    let timer: NodeJS.Timeout | undefined;
    const restart = ({ transport }: EchoConnection) => {
      clearTimeout(timer);
      timer = setTimeout(() => transport.destroy(), limit);
    };
    return {
      opened: (connection) => {
        restart(connection);
        connection.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      },
      echoed: restart,
    };
  },
};
