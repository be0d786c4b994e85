import { browser, isInDevTools } from '../browser.ts';

function show(isDark: boolean): void {
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}

/** Sets light or dark after DevTools, or after the system outside of them. */
export function followTheme(): void {
  if (isInDevTools) {
    const { panels } = browser.devtools;
    show(panels.themeName === 'dark');
    // Chrome took Firefox's event late and under another name, so it may be missing.
    panels.onThemeChanged?.addListener((name) => show(name === 'dark'));
    return;
  }
  const dark = matchMedia('(prefers-color-scheme: dark)');
  show(dark.matches);
  dark.addEventListener('change', ({ matches }) => show(matches));
}
