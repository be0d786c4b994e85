import type { Cause } from '../cause.ts';
import { findingRow, pageRow } from '../evidence-rows.ts';
import { findingOf, isReason } from '../finding.ts';
import { portOf } from '../url-parts.ts';

/** WHATWG Fetch §2.9, "bad port": ports of other services, to which browsers connect nothing. */
const BAD_PORTS: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** Only Chrome says so. Firefox does not even show the attempt; there the number of the port has to tell. */
export const portBlocked: Cause = {
  id: 'port-blocked',
  title: 'Port that browsers block',
  judge: ({ evidence, findings }) => {
    const { browser, exchange, networkLog, outcome, url } = evidence;
    if (outcome !== 'failed' || browser === 'node') return null;
    const port = portOf(url);
    const finding = findingOf(findings, 'port-blocked');
    const wasSent = exchange !== undefined || (networkLog?.requestHeaders.length ?? 0) > 0;
    const isKnown = port !== null && BAD_PORTS.has(port);
    const isQuiet = !wasSent && !findings.some((finding) => isReason(finding, evidence));
    if (!finding && !(isKnown && isQuiet)) return null;
    return {
      certainty: finding ? 'proved' : 'likely',
      severity: 'failure',
      happened: `Browsers keep port ${port ?? ''} to another service and never connect a WebSocket to it. Nothing was sent; native clients reach the same port.${finding ? '' : ' This browser does not say so; its number and the lack of any attempt point to it.'}`,
      evidence: [
        ...findings.map(findingRow),
        { witness: 'page', what: `The URL leads to port ${port ?? ''}`, time: evidence.createdAt },
        ...pageRow(evidence),
      ],
      fixes: [{ side: 'server', text: 'Let the server listen on another port, such as 9999 or 8080.' }],
    };
  },
};
