import { fromFinding, hostOf } from '../cause.ts';

export const connectionRefused = fromFinding(
  'connection-refused',
  'Nothing listens there',
  'connection-refused',
  (_, evidence) => ({
    happened: `Nothing listens at \`${hostOf(evidence)}\`: the machine is there and refused the connection.`,
    fixes: [
      {
        side: 'server',
        text: 'Start the server, and check that it listens on this port and on this address. One that listens on 127.0.0.1 only is not reached by other machines, nor by `localhost` where that means ::1.',
      },
      { side: 'client', text: 'Check host and port.' },
    ],
  }),
);
