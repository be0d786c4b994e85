import { observeHandshakes } from './handshake-observer.ts';
import { ResponseRepair } from './response-repair.ts';
import { openTabPipes } from './tab-pipe.ts';
import { hookWorkers } from './worker-hook.ts';

// Registered in the first turn of the event page, or the browser would not wake it for them.
const repair = new ResponseRepair();
openTabPipes(repair);
observeHandshakes((requestId) => repair.takeRepaired(requestId));
hookWorkers();
