import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '#domain';

/** The text of a file, or the problem with it. */
export type SourceText =
  | { readonly text: string; readonly problem: null }
  | { readonly text: null; readonly problem: Problem };

/**
 * Reads a file of the author's as text with `\n` line breaks. Content is UTF-8: another encoding is named,
 * and not guessed at, so that no page shows garbage.
 *
 * @param file relative to the project
 */
export async function readSource(root: string, file: string): Promise<SourceText> {
  const bytes = await readFile(join(root, file)).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) return refused(file, unreadable(bytes), hints[bytes.code ?? '']);
  // What a guesser would have to read whole, nearly every file is.
  if (isUtf8(bytes) && !bytes.includes(0)) return { text: plainText(bytes), problem: null };
  // Guessing at encodings takes a megabyte of tables, which few ever need.
  const { decode } = await import('./decode.ts');
  const decoded = decode(bytes);
  if (decoded.text === null) return refused(file, decoded.reason, 'Content is text in UTF-8.');
  return refused(
    file,
    `its encoding is ${decoded.encoding}, not UTF-8`,
    'Save it as UTF-8 in your editor, or let `npx byline import markdown <folder>` convert it.',
  );
}

function plainText(bytes: Buffer): string {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

function unreadable({ code, message }: NodeJS.ErrnoException): string {
  return `it cannot be read: ${reasons[code ?? ''] ?? message}`;
}

const reasons: Record<string, string> = {
  EACCES: 'permission denied (EACCES)',
  EPERM: 'permission denied (EPERM)',
  ENOENT: 'it is a link to a file that is not there (ENOENT)',
  ELOOP: 'it is a link that leads back to itself (ELOOP)',
  EISDIR: 'it is a folder (EISDIR)',
};

const hints: Record<string, string> = {
  EACCES: 'Give yourself the right to read it: chmod u+r.',
  EPERM: 'Give yourself the right to read it: chmod u+r.',
  ENOENT: 'Mend the symbolic link or delete it.',
  ELOOP: 'Mend the symbolic link or delete it.',
};

function refused(file: string, message: string, hint: string | undefined): SourceText {
  const place = { file, line: 1 };
  return { text: null, problem: new Problem(message, hint === undefined ? { place } : { place, hint }) };
}
