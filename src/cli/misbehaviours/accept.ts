import type { Misbehaviour } from './misbehaviour.ts';
import { oneOf } from './option-value.ts';

const FIELD = 'Sec-WebSocket-Accept';
/** Right for the sample key of RFC 6455 §1.3, so wrong for every key that is random. */
const ACCEPT_OF_SAMPLE_KEY = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';

export const accept: Misbehaviour = {
  options: [
    {
      name: 'accept',
      value: oneOf('wrong', 'omit'),
      summary: 'A Sec-WebSocket-Accept that does not fit the key, or none.',
    },
  ],
  configure: (settings) => ({
    alterResponse: (response) => {
      response.remove(FIELD);
      if (settings.text('accept') === 'wrong') response.add(FIELD, ACCEPT_OF_SAMPLE_KEY);
    },
  }),
};
