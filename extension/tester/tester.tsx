import { render } from 'preact';
import { BRIDGE_VERSION, type TabMessage } from '../../src/bridge/channel.ts';
import { Session } from '../../src/session/session.ts';
import { browser, browserName } from '../browser.ts';
import { NativeRelays } from '../native/native-relays.ts';
import { followTheme } from '../ui/follow-theme.ts';
import { createWorkbenchState } from '../ui/workbench/workbench-state.ts';
import { createTesterState } from './tester-state.ts';
import { TesterView } from './tester-view.tsx';

followTheme();
const session = new Session({ browser: browserName });
const state = createTesterState(session, createWorkbenchState(session));

// In Firefox the background tells what the network said to the handshakes of this tab.
browser.runtime.onMessage.addListener((message: unknown) => {
  const { version, ...told } = (message ?? {}) as Partial<TabMessage>;
  if (version === BRIDGE_VERSION && told.type === 'handshake' && told.step) session.handshakeStep(told.step);
});

render(<TesterView state={state} relays={new NativeRelays(session)} />, document.body);

const query = new URLSearchParams(location.search);
state.url.value = query.get('url') ?? state.url.value;
state.subprotocols.value = query.get('protocols') ?? '';
if (query.get('connect') === '1') state.connect();
