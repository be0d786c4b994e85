/** The only place where the two browsers differ. */
import browser from 'webextension-polyfill';

declare const __FIREFOX__: boolean;

export { browser };

/** Which browser this build is for; the two builds differ in their witnesses of a handshake. */
export const browserName: 'chrome' | 'firefox' = __FIREFOX__ ? 'firefox' : 'chrome';
