import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { engineFingerprint } from '../build-cache/fingerprint.ts';

/** Whether a file holds words of the owner's, which lie over ours. */
export function isWordsFile(path: string, root: string): boolean {
  return dirname(path) === join(root, 'content/strings');
}

/**
 * The fingerprint of the engine with the owner's words as they are now. Undefined while the words have a mistake: no
 * compile thread can start with them, and another part says what is wrong. All who ask about one save share an answer.
 *
 * @param path the file that was saved or deleted
 * @param root the project's folder
 */
export function fingerprintOfWords(path: string, root: string): Promise<string | undefined> {
  const stamp = `${path}?${statSync(path, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 'none'}`;
  if (asked?.stamp !== stamp) asked = { stamp, answer: read(root) };
  return asked.answer;
}

let asked: { readonly stamp: string; readonly answer: Promise<string | undefined> } | undefined;

async function read(root: string): Promise<string | undefined> {
  const fingerprint = await engineFingerprint(root);
  try {
    // Node reads a module once: each state of the words is read under an address of its own.
    await import(/* @vite-ignore */ `${import.meta.resolve('#strings')}?${fingerprint}`);
    return fingerprint;
  } catch {
    return undefined;
  }
}
