// @ts-check
/** Checks that the built extensions ask for what README says and for nothing else. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** @param {string} target */
const manifestOf = (target) =>
  JSON.parse(readFileSync(new URL(`../dist/${target}/manifest.json`, import.meta.url), 'utf8'));
/** @param {any} manifest */
const asks = ({
  permissions = [],
  optional_permissions = [],
  host_permissions = [],
  optional_host_permissions = [],
}) => ({
  permissions: [...permissions, ...optional_permissions],
  hosts: [...host_permissions, ...optional_host_permissions],
});

// webRequest, declarativeNetRequest and debugger would cost Chrome's users the browser's own error text, or an infobar.
assert.deepEqual(asks(manifestOf('chrome')), { permissions: [], hosts: [] });
assert.deepEqual(asks(manifestOf('firefox')), { permissions: ['webRequest'], hosts: ['<all_urls>'] });
for (const target of ['chrome', 'firefox']) {
  const manifest = manifestOf(target);
  assert.equal(manifest.web_accessible_resources, undefined, 'no page may find the extension by its files');
  assert.equal(manifest.content_security_policy.extension_pages, "script-src 'self'; object-src 'self'");
}
