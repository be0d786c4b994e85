import { expect, test } from 'vitest';
import { Masking } from './masking.ts';

const URL_WITH_SECRETS = 'ws://a/?token=abc12345&room=lobby&x=Zm9vYmFyYmF6cXV4MTIzNDU2';

test('hides what lets somebody in, and nothing else', () => {
  const masking = new Masking(URL_WITH_SECRETS, [
    { name: 'Authorization', value: 'Bearer s3cret-s3cret' },
    { name: 'X-Game', value: 'arena' },
  ]);
  expect(masking.mask(`asked (${URL_WITH_SECRETS}), \`http://a/?token=abc12345\``)).toBe(
    'asked (ws://a/?token=•••&room=lobby&x=•••), `http://a/?token=•••`',
  );
  expect(masking.mask('abc12345, Bearer s3cret-s3cret and s3cret-s3cret, arena')).toBe(
    '•••, ••• and •••, arena',
  );
  expect(masking.mask('points to `/login?session_id=other&next=/`')).toBe(
    'points to `/login?session_id=•••&next=/`',
  );
});

test('a short value is hidden where it is one, not wherever its letters stand', () => {
  expect(new Masking('ws://a/?key=a', []).mask('ws://a/?key=a in a text')).toBe('ws://a/?key=••• in a text');
});
