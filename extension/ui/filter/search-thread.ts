import { buffersOf } from '../../../src/query/frame-slice.ts';
import type { SearchReply, SearchRequest } from '../../../src/query/search-messages.ts';

/** A thread that searches; it can be ended however busy it is. */
export interface SearchThread {
  /** Slices are handed over, and not to be used any more. */
  send(request: SearchRequest): void;
  end(): void;
}

/** Starts a thread of its own. */
export type StartSearchThread = (onReply: (reply: SearchReply) => void) => SearchThread;

export const startSearchWorker: StartSearchThread = (onReply) => {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<SearchReply>) => onReply(data);
  worker.onerror = ({ message }) => onReply({ type: 'failed', why: message || 'its thread did not start' });
  return {
    send: (request) => worker.postMessage(request, request.type === 'slice' ? buffersOf(request.slice) : []),
    end: () => worker.terminate(),
  };
};
