import { render } from 'preact';
import { Session } from '../../src/session/session.ts';
import { browser, browserName, isInDevTools } from '../browser.ts';
import { NativeRelays } from '../native/native-relays.ts';
import { Prober } from '../probing/prober.ts';
import { followTheme } from '../ui/follow-theme.ts';
import { createWorkbenchState } from '../ui/workbench/workbench-state.ts';
import { PanelView } from './panel-view.tsx';
import { connectPanel } from './panel-port.ts';

/** The tab that is inspected: DevTools' own, or the detached panel's `?tabId=N`. */
function inspectedTab(): number | null {
  if (isInDevTools) return browser.devtools.inspectedWindow.tabId;
  const tabId = new URLSearchParams(location.search).get('tabId');
  return tabId !== null && /^\d+$/.test(tabId) ? Number(tabId) : null;
}

followTheme();
const tabId = inspectedTab();
if (tabId === null) {
  render(
    <p class="workbench-note">This page needs the number of a tab: panel.html?tabId=N.</p>,
    document.body,
  );
} else {
  const session = new Session({ browser: browserName });
  const state = createWorkbenchState(session);
  const link = connectPanel(session, tabId);
  const prober = new Prober(session, link.probeRunner);
  render(
    <PanelView state={state} link={link} prober={prober} relays={new NativeRelays(session)} />,
    document.body,
  );
}
