import { browser } from '../browser.ts';

void browser.devtools.panels.create('Socketscope', 'icons/32.png', 'panel.html');
