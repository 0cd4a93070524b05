import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ruby } from './redcarpet-files.ts';

/** DEV's renderer: the real Redcarpet, Liquid and sanitizer with DEV's options. */
export interface Redcarpet {
  /** What DEV would show. @throws Error with DEV's sentence for a text it refuses */
  render(body: string): Promise<string>;
  close(): void;
}

export function startRedcarpet(): Redcarpet {
  const { command, env } = ruby();
  const program = fileURLToPath(new URL('redcarpet/forem.rb', import.meta.url));
  const child = spawn(command, [program], {
    env: { ...env, LANG: 'C.UTF-8' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    render: async (body) => {
      child.stdin.write(`${JSON.stringify({ body })}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error('Ruby stopped before it answered');
      const { html, error } = JSON.parse(value) as { html?: string; error?: string };
      if (html === undefined) throw new Error(error);
      return html;
    },
    close: () => child.stdin.end(),
  };
}
