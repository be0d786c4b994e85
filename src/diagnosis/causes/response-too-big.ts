import { fromFinding } from '../from-finding.ts';

/** Both browsers stop at 256 KiB or somewhat more of response headers. */
export const responseTooBig = fromFinding('response-too-big', 'Headers too big', 'response-too-big', () => ({
  happened: 'The headers of the answer are larger than the browser takes, which is about 256 kB.',
  fixes: [
    {
      side: 'server',
      text: 'See what it puts into its headers: cookies that are set again and again, or one header in a loop. A service of another kind may also listen there.',
    },
  ],
}));
