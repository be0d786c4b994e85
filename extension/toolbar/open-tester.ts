import { browser } from '../browser.ts';

// Chrome's build has no background page that could hear `action.onClicked`, so the button's popup opens the tester.
await browser.tabs.create({ url: browser.runtime.getURL('tester.html') });
window.close();
