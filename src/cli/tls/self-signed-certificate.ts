import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import {
  bitString,
  boolean,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
  utcTime,
  utf8String,
} from './der.ts';

export interface SelfSignedCertificate {
  /** PEM, as `node:https` takes it. */
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of the certificate, as browsers show it. */
  readonly fingerprint: string;
}

const DAY = 24 * 60 * 60 * 1000;
/** How long a certificate is good, in milliseconds; nobody runs an echo server for longer. */
const LIFETIME = 90 * DAY;

const ECDSA_WITH_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));
const COMMON_NAME = '2.5.4.3';

/** DNS names and addresses of this machine (RFC 5280 §4.2.1.6). */
const ALTERNATIVE_NAMES = sequence(
  tagged(0x82, Buffer.from('localhost')),
  tagged(0x87, Buffer.of(127, 0, 0, 1)),
  tagged(0x87, Buffer.from([...new Uint8Array(15), 1])),
);

const EXTENSIONS = sequence(
  extension('2.5.29.17', ALTERNATIVE_NAMES),
  // No certificate authority (§4.2.1.9): browsers let a person accept such a certificate for its server alone.
  sequence(objectIdentifier('2.5.29.19'), boolean(true), octetString(sequence())),
  extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'))),
);

/** A new certificate for `localhost`, 127.0.0.1 and ::1, signed by its own key (RFC 5280 §4.1). */
export function makeSelfSignedCertificate(now = new Date()): SelfSignedCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(objectIdentifier(COMMON_NAME), utf8String('Socketscope echo server'))));
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    name,
    sequence(utcTime(new Date(now.getTime() - DAY)), utcTime(new Date(now.getTime() + LIFETIME))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, EXTENSIONS),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const certificate = new X509Certificate(sequence(toBeSigned, ECDSA_WITH_SHA256, bitString(signature)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: certificate.toString(),
    fingerprint: certificate.fingerprint256,
  };
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(id), octetString(value));
}
