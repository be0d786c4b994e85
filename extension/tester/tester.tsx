import { render } from 'preact';
import { BRIDGE_VERSION, type OwnHandshake } from '../../src/bridge/channel.ts';
import { Session } from '../../src/session/session.ts';
import { browser, browserName } from '../browser.ts';
import { followTheme } from '../ui/follow-theme.ts';
import { createWorkbenchState } from '../ui/workbench-state.ts';
import { createTesterState } from './tester-state.ts';
import { TesterView } from './tester-view.tsx';

followTheme();
const session = new Session({ browser: browserName });
const state = createTesterState(session, createWorkbenchState(session));

const own = await browser.tabs.getCurrent();
browser.runtime.onMessage.addListener((message: unknown) => {
  const { version, type, tabId, step } = (message ?? {}) as Partial<OwnHandshake>;
  if (version === BRIDGE_VERSION && type === 'handshake' && tabId === own?.id && step)
    session.handshakeStep(step);
});

render(<TesterView state={state} />, document.body);

const query = new URLSearchParams(location.search);
state.url.value = query.get('url') ?? state.url.value;
state.subprotocols.value = query.get('protocols') ?? '';
if (query.get('connect') === '1') state.connect();
