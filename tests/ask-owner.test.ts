import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askOwner, NO_ADDRESS } from '../scripts/ask-owner.ts';

/** A terminal at which somebody answers each question with some keys, as soon as it is asked. */
function terminal(keys: Readonly<Record<string, readonly string[]>>) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = new PassThrough();
  const waiting = new Map(Object.entries(keys));
  let shown = '';
  output.on('data', (chunk) => {
    shown += chunk;
    const asked = [...waiting.keys()].find((words) => shown.includes(words));
    if (asked === undefined) return;
    const typed = waiting.get(asked) ?? [];
    waiting.delete(asked);
    setImmediate(() => typed.map((key) => input.write(key)));
  });
  return { input, output, shown: () => shown };
}

const BACKSPACE = '\x7f';
const ENTER = '\r';

test('each question is asked, and an answer that does not fit is asked for again', async () => {
  const at = terminal({
    'Your name': ['林', '衍', ENTER],
    'Where the site': ['x', ENTER],
    'expected an address': [BACKSPACE, ENTER],
    Languages: [' ', '\x1b[B', ' ', ENTER],
    'e-mail address, shown': ['a@b', ENTER],
    'expected an e-mail': ['.dev', ENTER],
  });
  const answers = await askOwner(['name', 'url', 'lang', 'email'], ['zh', 'en'], at);
  expect(answers).toEqual({ name: '林衍', url: NO_ADDRESS, lang: 'en', email: 'a@b.dev' });
});

test('only what is left open is asked', async () => {
  const at = terminal({ 'e-mail address, shown': ['me@san.dev', ENTER] });
  expect(await askOwner(['email'], ['zh', 'en'], at)).toEqual({ email: 'me@san.dev' });
  expect(at.shown()).not.toContain('Your name');
});

test('Ctrl+C ends it with a word', async () => {
  const at = terminal({ 'Your name': ['\x03'] });
  expect(await askOwner(['name', 'email'], ['zh', 'en'], at)).toBeUndefined();
  expect(at.shown()).toContain('Nothing was written.');
});
