import type { Misbehaviour } from './misbehaviour.ts';
import { fieldValue } from './option-value.ts';

export const upgrade: Misbehaviour = {
  options: [
    {
      name: 'upgrade',
      value: fieldValue('omit'),
      summary: 'A 101 without an Upgrade header, or with this value in it.',
    },
  ],
  configure: (settings) => {
    const value = settings.text('upgrade');
    return {
      alterResponse: (response) =>
        value === 'omit' ? response.remove('Upgrade') : response.replace('Upgrade', value),
    };
  },
};
