// @ts-check
/** Checks that the built extensions ask for what README says and for nothing else, and hook pages before their scripts. */
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
assert.deepEqual(asks(manifestOf('chrome')), { permissions: [], hosts: ['<all_urls>'] });
assert.deepEqual(asks(manifestOf('firefox')), {
  permissions: ['webRequest', 'webRequestBlocking', 'webRequestFilterResponse'],
  hosts: ['<all_urls>'],
});
for (const target of ['chrome', 'firefox']) {
  const manifest = manifestOf(target);
  assert.equal(manifest.web_accessible_resources, undefined, 'no page may find the extension by its files');
  for (const file of manifest.content_scripts.flatMap((/** @type {{ js: string[] }} */ { js }) => js)) {
    const source = readFileSync(new URL(`../dist/${target}/${file}`, import.meta.url), 'utf8');
    // A loader that imports the script would run it after the page's first script.
    assert.doesNotMatch(source, /\bimport\b|\bgetURL\b/, `${target}: ${file} is not one self-contained file`);
  }
  assert.equal(manifest.content_security_policy.extension_pages, "script-src 'self'; object-src 'self'");
}
