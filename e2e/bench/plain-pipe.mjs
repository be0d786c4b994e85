// @ts-check
/** What a relay is measured against: a TCP pipe on Node's streams that looks at nothing. Its argument: the port to lead to. */
import { connect, createServer } from 'node:net';

const to = Number(process.argv[2]);
const server = createServer({ noDelay: true }, (client) => {
  const target = connect({ port: to, host: '127.0.0.1', noDelay: true });
  client.pipe(target).pipe(client);
  for (const socket of [client, target]) socket.on('error', () => {});
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`listening on ws://localhost:${typeof address === 'object' ? address?.port : ''}`);
});
