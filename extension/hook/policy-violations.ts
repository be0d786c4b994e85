import type { Capture } from './capture.ts';
import { getterOf, listen } from './primordials.ts';

const { prototype } = SecurityPolicyViolationEvent;
const blockedUrlOf = getterOf<string>(prototype, 'blockedURI');
const directiveOf = getterOf<string>(prototype, 'effectiveDirective');
const policyOf = getterOf<string>(prototype, 'originalPolicy');
const dispositionOf = getterOf<string>(prototype, 'disposition');

/** Reports what the document's Content Security Policy keeps its connections from (CSP3 §5.3, `connect-src`). */
export function observePolicyViolations(capture: Capture): void {
  listen(document, 'securitypolicyviolation', (event) => {
    if (!event.isTrusted || directiveOf(event) !== 'connect-src') return;
    const violation = {
      type: 'csp-violation',
      blockedUrl: blockedUrlOf(event),
      directive: directiveOf(event),
      policy: policyOf(event),
      disposition: dispositionOf(event),
    } as const;
    capture.event(null, violation, violation.policy.length);
  });
}
