import { buffersOf } from '../../../src/query/frame-slice.ts';
import { Search } from '../../../src/query/search.ts';
import type { SearchReply, SearchRequest } from '../../../src/query/search-messages.ts';

/** The thread that queries run in. One request at a time, in order: an answer may wait for a decoder. */

const search = new Search();
let last = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<SearchRequest>) => {
  last = last.then(() => answer(data));
};
send({ type: 'ready' });

async function answer(request: SearchRequest): Promise<void> {
  try {
    const reply = await search.answer(request);
    if (reply) send(reply);
  } catch (error) {
    send({ type: 'failed', why: error instanceof Error ? error.message : String(error) });
  }
}

function send(reply: SearchReply): void {
  self.postMessage(reply, { transfer: reply.type === 'found' ? buffersOf(reply.slice) : [] });
}
