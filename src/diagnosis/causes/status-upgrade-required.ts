import { passUpgrade } from '../fixes/server-fixes.ts';
import { fromFinding } from '../from-finding.ts';

/** RFC 9110 §15.5.22. */
export const statusUpgradeRequired = fromFinding(
  'status-upgrade-required',
  'Upgrade never arrived (426)',
  'status',
  ({ code }) =>
    code === 426
      ? {
          happened:
            'The server answered `426`: it takes only requests to upgrade, and did not see one, although the browser sent it. Most often something in between dropped the `Upgrade` header.',
          fixes: [
            ...passUpgrade,
            {
              side: 'server',
              text: 'With no proxy in between: see whether the server speaks version 13 of the protocol, and whether another part of it answers at this path.',
            },
          ],
        }
      : null,
);
