import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Connection } from '../../src/session/connection.ts';
import type { LiveFix } from '../../src/bridge/live-fix.ts';
import { liveFixFor } from '../../src/diagnosis/live-fix-for.ts';
import { browserName, openPage, openSource, reloadInspectedPage } from '../browser.ts';
import type { NativeRelays } from '../native/native-relays.ts';
import type { Prober } from '../probing/prober.ts';
import { formatNumberOf } from '../ui/formatting.ts';
import { Icon } from '../ui/icon.tsx';
import { NativeRelaysArea } from '../ui/native/native-relays-area.tsx';
import { NativeRelaysButton } from '../ui/native/native-relays-button.tsx';
import { tell } from '../ui/notice.ts';
import { Workbench } from '../ui/workbench/workbench.tsx';
import type { WorkbenchState } from '../ui/workbench/workbench-state.ts';
import { EmptyState } from './empty-state.tsx';
import { FixBar } from './fix-bar.tsx';
import type { PanelFixes } from './live-fixes.ts';
import type { PanelLink } from './panel-port.ts';

/** The panel: its toolbar, and the workbench. */
export function PanelView({
  state,
  link,
  prober,
  relays,
}: {
  readonly state: WorkbenchState;
  readonly link: PanelLink;
  readonly prober: Prober;
  readonly relays: NativeRelays;
}): JSX.Element {
  const showsRelays = useSignal(false);
  void state.version.value;
  const { session } = state;
  const isPaused = state.pausedAt.value !== null;
  const complaints = link.complaints.value;

  const clear = () => {
    const { frames, connections } = state.clear();
    const ended = connections === 0 ? '' : ` and ${formatNumberOf(connections, 'ended connection')}`;
    tell(`Cleared ${formatNumberOf(frames, 'frame')}${ended}`, {
      run: () => {
        if (!state.undoClear()) tell('What was cleared is gone: its memory was needed for new frames');
      },
      forget: () => session.forgetCleared(),
    });
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 'l') {
        event.preventDefault();
        clear();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <>
      <div class="bar" role="toolbar" aria-label="Panel">
        <button
          type="button"
          class="button quiet"
          title="Clear frames and ended connections (Ctrl+L)"
          onClick={clear}
        >
          <Icon name="clear" /> Clear
        </button>
        <button
          type="button"
          class="button quiet"
          aria-pressed={isPaused}
          title="Keep the list still; frames are still recorded"
          onClick={state.togglePause}
        >
          <Icon name={isPaused ? 'play' : 'pause'} /> {isPaused ? 'Resume' : 'Pause'}
        </button>
        <label class="button quiet" title="Keep everything when the page navigates">
          <input
            type="checkbox"
            checked={session.preserve}
            onChange={(event) => {
              session.preserve = event.currentTarget.checked;
            }}
          />
          Preserve
        </label>
        <span class="gap" />
        {complaints.count > 0 && (
          <span class="error-text" title={complaints.last}>
            {formatNumberOf(complaints.count, 'message')} of the page could not be understood or believed
          </span>
        )}
        <NativeRelaysButton relays={relays} isOpen={showsRelays} />
        <button type="button" class="button quiet" onClick={() => openPage('tester.html')}>
          <Icon name="tester" /> Tester
        </button>
      </div>
      <NativeRelaysArea relays={relays} isOpen={showsRelays} />
      <FixBar
        state={link.fixes.state.value}
        onChange={(fixes) => link.fixes.set(fixes)}
        canRepair={browserName === 'firefox'}
        onReload={reloadInspectedPage}
      />
      <Workbench
        state={state}
        surface={{
          emptyState: <EmptyState status={link.status.value} onReload={reloadInspectedPage} />,
          prober,
          openSource,
          verdictActions: (verdict, { evidence, witness }) => {
            // A fix is tried on the page, which is not what the relay saw.
            if (witness === 'wire') return null;
            const fix = liveFixFor(verdict, evidence);
            return fix && <TryFixButton fix={fix} fixes={link.fixes} />;
          },
          onHandshakeShown: () => link.refreshHandshakes(),
          actions: (connection) => (
            <button type="button" class="button quiet" onClick={() => openPage(testerAddress(connection))}>
              <Icon name="tester" /> Open in tester
            </button>
          ),
        }}
      />
    </>
  );
}

function TryFixButton({ fix, fixes }: { readonly fix: LiveFix; readonly fixes: PanelFixes }): JSX.Element {
  const { value } = fixes.state;
  return (
    <button
      type="button"
      class="button"
      disabled={value.fixes.some(({ pattern }) => pattern === fix.pattern)}
      title="Lets this page connect as it would with the fix, to see whether it then works"
      onClick={() => fixes.set({ ...value, fixes: [...value.fixes, fix] })}
    >
      <Icon name="fix" /> Try the fix
    </button>
  );
}

function testerAddress({ evidence }: Connection): string {
  return `tester.html?${new URLSearchParams({ url: evidence.url, protocols: evidence.protocols.join(',') })}`;
}
