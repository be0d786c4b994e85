import { clauseGroups } from '../compliance/all-clauses.ts';
import { test } from '../compliance/native-browser.ts';
import { expect } from '../support/fixtures.ts';

for (const { name, clauses } of clauseGroups) {
  test.describe(name, () => {
    test.describe.configure({ mode: 'default' });
    for (const { clause, differs } of clauses) {
      test(clause, async ({ browserUnderTest, observeGroup }) => {
        const { native, wrapped } = await observeGroup(name);
        expect(native.get(clause), 'what the browser does without the extension').not.toMatch(/^unexpected/);
        const reason = differs?.[browserUnderTest];
        const observed = expect(wrapped.get(clause), reason ?? 'the same as without the extension');
        if (reason === undefined) observed.toBe(native.get(clause));
        else observed.not.toBe(native.get(clause));
      });
    }
  });
}
