import { Parser as StompParser } from '@stomp/stompjs';
import fc from 'fast-check';
import {
  Decoder as SocketIoDecoder,
  Encoder as SocketIoEncoder,
  type Packet,
  PacketType,
} from 'socket.io-parser';
import { describe, expect, it } from 'vitest';
import { readPacket } from './protocols/socket-io-packet.ts';
import { readFrame } from './protocols/stomp-frame.ts';

describe('Socket.IO packets', () => {
  const type = fc.constantFrom(
    PacketType.CONNECT,
    PacketType.DISCONNECT,
    PacketType.EVENT,
    PacketType.ACK,
    PacketType.CONNECT_ERROR,
  );
  const namespace = fc.oneof(fc.constant('/'), fc.stringMatching(/^\/[a-z0-9/_-]{0,12}$/));
  const packet = fc.record({
    type,
    nsp: namespace,
    id: fc.option(fc.nat(), { nil: undefined }),
    values: fc.array(fc.oneof(fc.jsonValue(), fc.constant(new Uint8Array([1, 2]))), { maxLength: 3 }),
  });

  it('are read as the library reads those that it writes', () => {
    fc.assert(
      fc.property(packet, ({ type, nsp, id, values }) => {
        const isList = type === PacketType.EVENT || type === PacketType.ACK;
        const isEmpty = type === PacketType.CONNECT || type === PacketType.DISCONNECT;
        const data = isList ? ['name', ...values] : isEmpty ? undefined : { message: 'no' };
        const written = { type, nsp, data, ...(isList && id !== undefined && { id }) } as Packet;
        const [text, ...attachments] = new SocketIoEncoder().encode(written) as [string, ...Uint8Array[]];
        const read = readPacket(`4${text}`);
        expect(read).toMatchObject({ namespace: nsp, id: isList && id !== undefined ? id : null });
        expect(read?.attachments).toBe(attachments.length);
        let library: Packet | null = null;
        const decoder = new SocketIoDecoder();
        decoder.on('decoded', (packet: Packet) => (library = packet));
        for (const part of [text, ...attachments]) decoder.add(part);
        expect(library).toMatchObject({ nsp, ...(data !== undefined && { data }) });
        const json = `4${text}`.slice(read?.bodyAt);
        const placeholders = json === '' ? undefined : (JSON.parse(json) as unknown);
        if (attachments.length === 0)
          expect(placeholders).toEqual(data === undefined ? undefined : JSON.parse(JSON.stringify(data)));
      }),
    );
  });
});

describe('STOMP frames', () => {
  const line = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\0\r\n:\\]/g, ''));
  const frame = fc.record({
    command: fc.constantFrom('SEND', 'MESSAGE', 'RECEIPT', 'ERROR', 'SUBSCRIBE', 'ACK'),
    headers: fc.array(
      fc.tuple(
        line.filter((name) => name !== ''),
        line,
      ),
      { maxLength: 4 },
    ),
    body: fc.uint8Array({ maxLength: 30 }),
    hasLength: fc.boolean(),
  });

  it('are read as the library reads them', () => {
    fc.assert(
      fc.property(frame, ({ command, headers, body, hasLength }) => {
        const content = hasLength ? body : body.map((byte) => byte || 1);
        const lines = headers
          .filter(([name]) => name !== 'content-length')
          .map(([name, value]) => `${name}:${value}`);
        if (hasLength) lines.push(`content-length:${content.length}`);
        const head = new TextEncoder().encode(`${command}\n${lines.map((line) => `${line}\n`).join('')}\n`);
        const bytes = Uint8Array.from([...head, ...content, 0]);
        const read = readFrame(bytes, 0);
        const library: { command: string; headers: [string, string][]; binaryBody: Uint8Array }[] = [];
        const parser = new StompParser(
          (frame) => library.push(frame as (typeof library)[number]),
          () => {},
        );
        parser.parseChunk(bytes.buffer);
        expect(read?.command).toBe(library[0]?.command);
        expect(read?.headers.map(({ name, value }) => [name, value])).toEqual(library[0]?.headers);
        expect([...(read?.body ?? [])]).toEqual([...(library[0]?.binaryBody ?? [])]);
        expect(read?.isClosed).toBe(true);
      }),
    );
  });
});
