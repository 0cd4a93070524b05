import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Millis } from '#domain';

const answerSchema = z.object({
  /** 0 when no answer came. */
  status: z.number(),
  why: z.string().optional(),
  at: z.number(),
});

/** What an address answered, and when. */
export type Answer = z.output<typeof answerSchema>;

/** Sound answers of earlier runs and all of this one. What was wrong is asked again each run. */
export interface LinkCache {
  get(url: string): Answer | undefined;
  set(url: string, answer: Answer): void;
  save(): Promise<void>;
}

/** Opens the cache; a broken file is an empty one. Answers from before `since` are forgotten. */
export async function openLinkCache(file: string, since: Millis): Promise<LinkCache> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const kept = Object.entries(parse(text)).filter(([, { status, at }]) => at > since && isSound(status));
  const answers = new Map<string, Answer>(kept);
  return {
    get: (url) => answers.get(url),
    set: (url, answer) => answers.set(url, answer),
    save: async () => {
      const sound = [...answers].filter(([, { status }]) => isSound(status));
      await mkdir(dirname(file), { recursive: true });
      await writeFileAtomic(file, `${JSON.stringify(Object.fromEntries(sound), null, 2)}\n`);
    },
  };
}

function parse(text: string): Record<string, Answer> {
  try {
    return z.record(z.string(), answerSchema).safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

function isSound(status: number): boolean {
  return status >= 200 && status < 400;
}
