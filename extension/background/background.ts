import { observeHandshakes } from './handshake-observer.ts';
import { openTabPipes } from './tab-pipe.ts';

// Registered in the first turn of the event page, or the browser would not wake it for them.
openTabPipes();
observeHandshakes();
