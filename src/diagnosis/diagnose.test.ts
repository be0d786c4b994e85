import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causes } from './causes/registry.ts';
import { diagnose } from './diagnose.ts';
import type { HandshakeEvidence, Probe } from './evidence.ts';
import { CLIENT_CASES } from './testing/client-cases.ts';
import { CLOSING_CASES } from './testing/closing-cases.ts';
import type { Case } from './testing/evidence.ts';
import { NETWORK_CASES } from './testing/network-cases.ts';
import { POLICY_CASES } from './testing/policy-cases.ts';
import { PROBE_CASES } from './testing/probe-cases.ts';
import { RESPONSE_CASES } from './testing/response-cases.ts';
import { SUBPROTOCOL_CASES } from './testing/subprotocol-cases.ts';
import type { Verdict } from './verdict.ts';

const FAMILIES: Readonly<Record<string, readonly Case[]>> = {
  subprotocol: SUBPROTOCOL_CASES,
  response: RESPONSE_CASES,
  network: NETWORK_CASES,
  probes: PROBE_CASES,
  page: CLIENT_CASES,
  'policy and surroundings': POLICY_CASES,
  'after opening': CLOSING_CASES,
};

for (const [family, cases] of Object.entries(FAMILIES)) {
  describe(family, () => {
    test.for(cases.map((row): [string, Case] => [row.name, row]))('%s', ([, { evidence, expected }]) => {
      const verdict = diagnose(evidence);
      if (expected === null) return expect(verdict).toBeNull();
      const { says = /./, ...rest } = expected;
      expect(verdict).toMatchObject(rest);
      expect(verdict?.happened).toMatch(says);
      if (verdict) expectReadable(verdict);
    });
  });
}

test('every cause but none other is reached by a case', () => {
  const reached = Object.values(FAMILIES)
    .flat()
    .flatMap(({ expected }) => (expected ? [expected.cause] : []));
  expect([...new Set(reached)].sort()).toEqual(causes.map(({ id }) => id).sort());
});

describe('`proved` rests on something that proves', () => {
  /** Close codes that the other side chose; 1006 is what the browser says where nothing came. */
  const CODE = /`close` with code (?!1006)\d/;
  /** What the page alone can show: an exception, an event of its policy, or what it did itself. */
  const OWN =
    /constructor threw|`securitypolicyviolation`|The page closed it while|connections to this URL ended|its `protocol` is empty/;

  const proved = Object.values(FAMILIES)
    .flat()
    .filter(({ expected }) => expected?.certainty === 'proved');

  test.for(proved.map((row): [string, Case] => [row.name, row]))('%s', ([, { evidence }]) => {
    const rows = diagnose(evidence)?.evidence ?? [];
    const proofs = rows.filter(
      ({ witness, what }) => witness !== 'page' || CODE.test(what) || OWN.test(what),
    );
    expect(proofs).not.toEqual([]);
    // A log without a text, and Firefox's name for two things at once, prove nothing.
    expect(proofs.every(({ what }) => /gives no reason|NS_ERROR_NET_RESET/.test(what))).toBe(false);
  });
});

describe('what is not proved says that it may be something else', () => {
  const doubt =
    /\b(?:likely|may|might|either|as a rule|not known|not conclusive|does not say|looks the same|could not be set up)\b/i;
  const doubtful = Object.values(FAMILIES)
    .flat()
    // That nothing is known, `unknown` says in its title.
    .filter(({ expected }) => expected && expected.certainty !== 'proved' && expected.cause !== 'unknown');

  test.for(doubtful.map((row): [string, Case] => [row.name, row]))('%s', ([, { evidence }]) => {
    expect(diagnose(evidence)?.happened).toMatch(doubt);
  });
});

describe('for any text that a page or a server may say', () => {
  test('there is a verdict or none, never an exception', () => {
    fc.assert(
      fc.property(anyEvidence(), (evidence) => {
        const verdict = diagnose(evidence);
        if (verdict) expectReadable(verdict);
      }),
    );
  });

  test('what failed has a verdict', () => {
    fc.assert(
      fc.property(
        anyEvidence(),
        fc.constantFrom('failed' as const, 'threw' as const),
        (evidence, outcome) => {
          expect(diagnose({ ...evidence, outcome })).not.toBeNull();
        },
      ),
    );
  });
});

/** What would make a verdict unreadable. One `expect` for all of it: thousands of verdicts go through here. */
function expectReadable({ title, happened, evidence, fixes }: Verdict): void {
  const texts = [happened, ...evidence.map(({ what }) => what), ...fixes.map(({ text }) => text)];
  const faults = [
    ...(title.length > 0 && title.length <= 40 ? [] : [`title: ${title}`]),
    ...(evidence.length > 0 && fixes.length > 0 ? [] : ['no evidence, or no fix']),
    ...fixes.filter(({ text, code }) => text === '' && !code?.text),
    ...texts.filter((text) => /undefined|\bnull\b(?!`)|\[object|``/.test(text)),
    ...texts.filter((text) => text.split('`').length % 2 === 0),
  ];
  expect(faults).toEqual([]);
}

function anyEvidence(): fc.Arbitrary<HandshakeEvidence> {
  const text = fc.oneof(
    fc.string().filter((value) => !/undefined|null|\[object/.test(value)),
    fc.constantFrom('😀', '`', '\n', 'a, b', 'ws://[', 'Upgrade', "'", '\ud800', 'NS_ERROR_NET_RESET'),
  );
  const header = fc.record({
    name: fc.oneof(
      text,
      fc.constantFrom('Upgrade', 'Sec-WebSocket-Protocol', 'sec-websocket-extensions', 'Location'),
    ),
    value: text,
  });
  const headers = fc.array(header);
  const time = fc.double();
  const probe: fc.Arbitrary<Probe> = fc.record(
    {
      time,
      url: fc.constantFrom('ws://a/', 'ws://b/'),
      protocols: fc.array(text),
      from: fc.constantFrom('page', 'extension', 'node'),
      outcome: fc.constantFrom('open', 'failed', 'timed-out'),
      selectedProtocol: text,
    },
    { requiredKeys: ['time', 'url', 'protocols', 'from', 'outcome'] },
  );
  return fc.record(
    {
      browser: fc.constantFrom('chrome', 'firefox', 'node'),
      argument: text,
      url: fc.oneof(text, fc.constant('ws://a/')),
      protocols: fc.array(text),
      initiator: text,
      createdAt: time,
      stack: text,
      outcome: fc.constantFrom('pending', 'open', 'failed', 'threw'),
      settledAt: time,
      exception: fc.record({ name: fc.oneof(text, fc.constant('SyntaxError')), message: text }),
      selectedProtocol: text,
      close: fc.record({ code: fc.integer(), reason: text, wasClean: fc.boolean(), time }),
      closeCalledAt: time,
      openedAt: time,
      isCloseAlone: fc.boolean(),
      lastFrameAt: time,
      neighbours: fc.record({ alive: fc.nat(), recentlyEnded: fc.nat(), silences: fc.array(time) }),
      cspViolation: fc.record({ blockedUrl: text, directive: text, policy: text }),
      networkLog: fc.record({
        time,
        error: text,
        requestHeaders: headers,
        responseHeaders: headers,
        status: fc.integer(),
      }),
      exchange: fc.record(
        {
          time,
          requestHeaders: headers,
          response: fc.record({
            time,
            status: fc.oneof(fc.constant(101), fc.integer()),
            statusLine: text,
            headers,
          }),
          error: text,
        },
        { requiredKeys: ['time'] },
      ),
      probes: fc.array(probe),
    },
    {
      requiredKeys: ['browser', 'argument', 'url', 'protocols', 'initiator', 'createdAt', 'outcome'],
    },
  );
}
