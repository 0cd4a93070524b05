/** Why there is no browser on this machine; undefined where there is one. Loads none of it. */
export function whyNoChromium(): string | undefined {
  const machine = `${process.platform} ${process.arch}`;
  if (machine !== 'linux x64') return `@sparticuz/chromium has no browser for ${machine}`;
  return isInstalled() ? undefined : 'the development packages are not installed';
}

function isInstalled(): boolean {
  try {
    return import.meta.resolve('@sparticuz/chromium') !== '';
  } catch {
    return false;
  }
}
