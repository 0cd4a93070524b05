import { password as askPassword, isCancel } from '@clack/prompts';
import { Problem } from '#domain';
import { hashPassword } from '../../integrations/studio/index.ts';

/** Characters of a password. */
const LEAST = 10;

/** Prints the line for `.env` that lets Studio check a password without having it. */
export default async function password(): Promise<void> {
  const typed = process.stdin.isTTY ? await ask() : await piped();
  if (typed.length < LEAST) {
    throw new Problem(`the password has ${typed.length} characters`, {
      hint: `Choose one of at least ${LEAST}: a few words are easy to remember.`,
    });
  }
  console.log(`BYLINE_STUDIO_PASSWORD=${await hashPassword(typed)}`);
}

async function ask(): Promise<string> {
  const typed = await askPassword({ message: 'Password for Studio' });
  if (isCancel(typed)) throw new Problem('no password was chosen', { hint: 'Nothing was changed.' });
  return typed;
}

/** What another program hands over: `pass show studio | npx byline password`. */
async function piped(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
  return text.replace(/\r?\n$/, '');
}
