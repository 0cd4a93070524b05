/** Whether the reader sees the page in dark colours: by choice (`data-scheme` on `<html>`), else as the system does. */
export function isDark(): boolean {
  const { scheme } = document.documentElement.dataset;
  return scheme === 'dark' || (scheme !== 'light' && systemIsDark().matches);
}

/** Calls back each time the page's colours change between light and dark. */
export function onSchemeChange(listener: () => void): void {
  let was = isDark();
  const look = () => {
    if (isDark() === was) return;
    was = !was;
    listener();
  };
  systemIsDark().addEventListener('change', look);
  new MutationObserver(look).observe(document.documentElement, { attributeFilter: ['data-scheme'] });
}

function systemIsDark(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}
