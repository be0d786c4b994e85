import { code } from '../code-span.ts';
import { isReason } from '../finding.ts';
import { fromFinding } from '../from-finding.ts';

/** RFC 9110 §7.8: HTTP/1.0 knows no upgrade, and a server must not send one in it. Chrome lets it pass. */
export const httpVersionTooOld = fromFinding(
  'http-version-too-old',
  'Answered in HTTP/1.0',
  'http-version-too-old',
  ({ version }, evidence, findings) => {
    // Who judges as Chrome does names what Chrome minds.
    if (evidence.browser !== 'firefox' && findings.some((finding) => isReason(finding, evidence)))
      return null;
    return {
      happened: `The server answered \`101\` in ${code(version)}, which knows no upgrade. Firefox refuses that; Chrome lets it pass.`,
      fixes: [
        {
          side: 'server',
          text: "Answer in HTTP/1.1. Python's `http.server` needs this in the class of its handler:",
          code: { label: 'Python', text: "protocol_version = 'HTTP/1.1'" },
        },
      ],
    };
  },
);
