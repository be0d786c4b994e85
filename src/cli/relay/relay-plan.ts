import type { EditRules } from '../../wire/handshake-edits.ts';
import type { Target } from '../doctor/target.ts';

/** What a relay is to do, checked. */
export interface RelayPlan {
  readonly target: Target;
  /** Takes every certificate of the target. */
  readonly insecure: boolean;
  readonly rules: EditRules;
  /** `host` is absent for loopback, both families of addresses; port 0 lets the system choose. */
  readonly listen: { readonly port: number; readonly host?: string };
}
