/** The first archive in a sources file, of either format, that has packages of a release; undefined without one. */
export function findSource(text: string, codename: string): AptSource | undefined {
  return /^Types:/m.test(text) ? findInStanzas(text, codename) : findInLines(text, codename);
}

/** What `/etc/os-release` calls the system. */
export function readOsRelease(text: string): { id: string | undefined; codename: string | undefined } {
  const value = (key: string) => new RegExp(`^${key}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1];
  return { id: value('ID'), codename: value('VERSION_CODENAME') };
}

/** `deb [signed-by=…] http://… bookworm main` */
function findInLines(text: string, codename: string): AptSource | undefined {
  for (const line of text.split('\n')) {
    const found = /^deb\s+(?:\[(?<options>[^\]]*)\]\s+)?(?<uri>\S+)\s+(?<suite>\S+)\s/.exec(line)?.groups;
    const { options = '', uri, suite } = found ?? {};
    if (uri === undefined || suite !== codename) continue;
    return { uri, keyring: keyringOf(/signed-by=(\S+)/.exec(options)?.[1]) };
  }
  return undefined;
}

/** Stanzas of `Types:`, `URIs:`, `Suites:`, `Signed-By:`. */
function findInStanzas(text: string, codename: string): AptSource | undefined {
  for (const stanza of text.split(/\n\s*\n/)) {
    const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(stanza)?.[1]?.trim() ?? '';
    const words = (name: string) => field(name).split(/\s+/);
    const [uri] = words('URIs');
    const isOn = field('Enabled').toLowerCase() !== 'no' && words('Types').includes('deb');
    if (isOn && uri && words('Suites').includes(codename))
      return { uri, keyring: keyringOf(field('Signed-By')) };
  }
  return undefined;
}

/** The file of keys named; a key written out in the source is Debian's own, which this file has too. */
function keyringOf(signedBy: string | undefined): string {
  return signedBy?.startsWith('/') ? signedBy : '/usr/share/keyrings/debian-archive-keyring.gpg';
}

export interface AptSource {
  readonly uri: string;
  /** File of the keys its lists are signed with. */
  readonly keyring: string;
}
