import { createInterface } from 'node:readline/promises';
import type { Question } from '../../integrations/syndication/index.ts';

/**
 * Asks the author at the terminal, one question at a time. `--yes` agrees to what costs money; to a second copy, or to
 * one that replaces the author's own edit, it agrees only where the post and the channel are named. Without a terminal
 * the answer is no.
 */
export function consentWith({ yes, isNamed }: Said): (question: Question) => Promise<boolean> {
  let turn = Promise.resolve(false);
  return (question) => {
    if (yes && (question.about === 'cost' || isNamed)) return Promise.resolve(true);
    if (!process.stdin.isTTY || !process.stdout.isTTY) return Promise.resolve(false);
    turn = turn.then(() => ask(question));
    return turn;
  };
}

async function ask({ edition, what }: Question): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`${edition.post} → ${edition.channel}: ${what}. Send it? [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

interface Said {
  readonly yes: boolean;
  /** Whether the author named the post and the channel. */
  readonly isNamed: boolean;
}
