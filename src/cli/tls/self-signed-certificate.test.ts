import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeSelfSignedCertificate } from './self-signed-certificate.ts';

const NOW = new Date('2030-06-01T12:00:00Z');

test('is for this machine by all its names, and for no other', () => {
  const certificate = new X509Certificate(makeSelfSignedCertificate(NOW).cert);
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(certificate.checkIP('::1')).toBe('::1');
  expect(certificate.checkHost('example.org')).toBeUndefined();
});

test('is signed by the key that comes with it, and is no authority', () => {
  const { cert, key, fingerprint } = makeSelfSignedCertificate(NOW);
  const certificate = new X509Certificate(cert);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(certificate.issuer).toBe(certificate.subject);
  expect(certificate.ca).toBe(false);
  expect(certificate.fingerprint256).toBe(fingerprint);
});

test('is good from the day before for three months', () => {
  const { validFrom, validTo } = new X509Certificate(makeSelfSignedCertificate(NOW).cert);
  expect(new Date(validFrom)).toEqual(new Date('2030-05-31T12:00:00Z'));
  expect(new Date(validTo)).toEqual(new Date('2030-08-30T12:00:00Z'));
});

test('no two are the same', () => {
  const [first, second] = [makeSelfSignedCertificate(NOW), makeSelfSignedCertificate(NOW)];
  expect(new X509Certificate(first.cert).serialNumber).not.toBe(
    new X509Certificate(second.cert).serialNumber,
  );
});
