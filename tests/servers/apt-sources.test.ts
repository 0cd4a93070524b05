import { describe, expect, test } from 'vitest';
import { findSource, readOsRelease } from './apt-sources.ts';

const DEBIAN_KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';
const deb = { uri: 'http://deb.debian.org/debian', keyring: DEBIAN_KEYS };

describe.each<[string, string, ReturnType<typeof findSource>]>([
  ['lines', 'deb http://deb.debian.org/debian bookworm main\n', deb],
  [
    'lines with options',
    'deb [arch=amd64 signed-by=/k.gpg] http://m.example/d bookworm main',
    { uri: 'http://m.example/d', keyring: '/k.gpg' },
  ],
  ['sources of source', 'deb-src http://deb.debian.org/debian bookworm main', undefined],
  ['a comment', '# deb http://deb.debian.org/debian bookworm main', undefined],
  ['security only', 'deb http://deb.debian.org/debian-security bookworm-security main', undefined],
  [
    'a stanza',
    'Types: deb\n# a comment\nURIs: http://deb.debian.org/debian\nSuites: bookworm bookworm-updates\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n',
    deb,
  ],
  [
    'the second stanza',
    'Types: deb\nURIs: http://s.example\nSuites: bookworm-security\n\nTypes: deb deb-src\nURIs: http://deb.debian.org/debian\nSuites: bookworm\n',
    deb,
  ],
  [
    'a stanza turned off',
    'Types: deb\nEnabled: no\nURIs: http://deb.debian.org/debian\nSuites: bookworm\n',
    undefined,
  ],
  [
    'a key written out',
    'Types: deb\nURIs: http://deb.debian.org/debian\nSuites: bookworm\nSigned-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n',
    deb,
  ],
])('%s', (_, text, source) => {
  test('is read', () => expect(findSource(text, 'bookworm')).toEqual(source));
});

test.each([
  ['ID=debian\nVERSION_CODENAME=bookworm\n', { id: 'debian', codename: 'bookworm' }],
  ['VERSION_ID="24.04"\nID="ubuntu"\nVERSION_CODENAME=noble', { id: 'ubuntu', codename: 'noble' }],
  ['', { id: undefined, codename: undefined }],
])('%j', (text, release) => {
  expect(readOsRelease(text)).toEqual(release);
});
