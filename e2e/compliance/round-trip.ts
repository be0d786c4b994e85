import type { Bench } from './clause.ts';

/** One message there and back by whatever `WebSocket` now is. */
export async function roundTrip({ url }: Bench): Promise<unknown> {
  const socket = new WebSocket(url, 'chat');
  await new Promise((resolve) => (socket.onopen = resolve));
  const echo = new Promise((resolve) => (socket.onmessage = ({ data }) => resolve(data)));
  socket.send('there and back');
  const data = await echo;
  socket.close(3000, 'done');
  return [data, socket.protocol, socket.readyState];
}
