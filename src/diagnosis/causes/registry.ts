import type { Cause } from '../cause.ts';
import { acceptMismatch } from './accept-mismatch.ts';
import { acceptMissing } from './accept-missing.ts';
import { blockedByExtension } from './blocked-by-extension.ts';
import { certificateRejected } from './certificate-rejected.ts';
import { closeAbnormal } from './close-abnormal.ts';
import { closeApplication } from './close-application.ts';
import { closeInvalidPayload } from './close-invalid-payload.ts';
import { closeMessageTooBig } from './close-message-too-big.ts';
import { closePolicy } from './close-policy.ts';
import { closeProtocolError } from './close-protocol-error.ts';
import { closeServerError } from './close-server-error.ts';
import { closeServiceRestart } from './close-service-restart.ts';
import { closedBeforeResponse } from './closed-before-response.ts';
import { closedByPage } from './closed-by-page.ts';
import { connectionHeaderWrong } from './connection-header-wrong.ts';
import { connectionRefused } from './connection-refused.ts';
import { connectionReset } from './connection-reset.ts';
import { cspConnectSrc } from './csp-connect-src.ts';
import { extensionInvalid } from './extension-invalid.ts';
import { extensionUnrequested } from './extension-unrequested.ts';
import { hostNotFound } from './host-not-found.ts';
import { hostUnreachable } from './host-unreachable.ts';
import { httpVersionTooOld } from './http-version-too-old.ts';
import { idleTimeout } from './idle-timeout.ts';
import { localNetworkAccess } from './local-network-access.ts';
import { mixedContent } from './mixed-content.ts';
import { notUpgraded } from './not-upgraded.ts';
import { originRejected } from './origin-rejected.ts';
import { plainToTlsPort } from './plain-to-tls-port.ts';
import { portBlocked } from './port-blocked.ts';
import { reconnectStorm } from './reconnect-storm.ts';
import { responseNotHttp } from './response-not-http.ts';
import { responseTimeout } from './response-timeout.ts';
import { responseTooBig } from './response-too-big.ts';
import { statusForbidden } from './status-forbidden.ts';
import { statusNotFound } from './status-not-found.ts';
import { statusRedirect } from './status-redirect.ts';
import { statusServerError } from './status-server-error.ts';
import { statusUnauthorized } from './status-unauthorized.ts';
import { statusUnexpected } from './status-unexpected.ts';
import { statusUpgradeRequired } from './status-upgrade-required.ts';
import { subprotocolDuplicated } from './subprotocol-duplicated.ts';
import { subprotocolInvalid } from './subprotocol-invalid.ts';
import { subprotocolMismatch } from './subprotocol-mismatch.ts';
import { subprotocolOmitted } from './subprotocol-omitted.ts';
import { subprotocolRepeated } from './subprotocol-repeated.ts';
import { subprotocolRequired } from './subprotocol-required.ts';
import { subprotocolUnrequested } from './subprotocol-unrequested.ts';
import { tlsToPlainPort } from './tls-to-plain-port.ts';
import { tooManySockets } from './too-many-sockets.ts';
import { unknown } from './unknown.ts';
import { upgradeHeaderWrong } from './upgrade-header-wrong.ts';
import { urlInvalid } from './url-invalid.ts';

/** All causes; among those of equal severity that apply, the first is the verdict. */
export const causes: readonly Cause[] = [
  // Nothing was sent.
  urlInvalid,
  subprotocolInvalid,
  subprotocolDuplicated,
  cspConnectSrc,
  mixedContent,
  portBlocked,
  localNetworkAccess,
  blockedByExtension,
  tooManySockets,
  // The page ended it.
  reconnectStorm,
  closedByPage,
  // A probe that differs says more than the refusal itself.
  subprotocolRequired,
  originRejected,
  plainToTlsPort,
  tlsToPlainPort,
  // There is a response. A browser that names one defect decides; of several, the order is Chrome's.
  responseNotHttp,
  responseTooBig,
  statusRedirect,
  statusUnauthorized,
  statusForbidden,
  statusNotFound,
  statusUpgradeRequired,
  statusServerError,
  notUpgraded,
  statusUnexpected,
  httpVersionTooOld,
  upgradeHeaderWrong,
  acceptMissing,
  acceptMismatch,
  connectionHeaderWrong,
  subprotocolRepeated,
  subprotocolMismatch,
  extensionUnrequested,
  extensionInvalid,
  // Firefox lets these pass: any other defect of its response comes first.
  subprotocolUnrequested,
  subprotocolOmitted,
  // There is no response.
  closedBeforeResponse,
  connectionReset,
  connectionRefused,
  hostNotFound,
  hostUnreachable,
  responseTimeout,
  certificateRejected,
  // It had been open.
  closeProtocolError,
  closeInvalidPayload,
  closeMessageTooBig,
  closePolicy,
  closeServerError,
  idleTimeout,
  closeServiceRestart,
  closeAbnormal,
  closeApplication,
  unknown,
];
