import { stat } from 'node:fs/promises';
import type { Hono } from 'hono';
import type { Content } from '../integrations/content/index.ts';
import { soundContent } from './content.ts';

/** How often a running server looks whether the site was built again, in milliseconds. */
const LOOK_EVERY = 1000;

/**
 * An app that knows what the site it serves knows: when the site was built again, by hand or by a deploy,
 * the posts and offers are read anew, so that clicks and forms on new pages count.
 */
export async function followBuilds(
  content: Content,
  appFor: (content: Content) => Promise<Hono>,
): Promise<{ app: () => Promise<Hono> }> {
  let [app, built, looked] = [await appFor(content), await builtAt(), Date.now()];
  const follow = async (): Promise<void> => {
    looked = Date.now();
    const latest = await builtAt();
    if (latest === built || latest === undefined) return;
    built = latest;
    // Content that is broken by now cannot be what was built: the last that was sound stays.
    const current = await soundContent().catch(() => undefined);
    if (current !== undefined) app = await appFor(current);
  };
  return {
    app: async () => {
      if (Date.now() - looked >= LOOK_EVERY) await follow();
      return app;
    },
  };
}

async function builtAt(): Promise<number | undefined> {
  return (await stat('dist/index.html').catch(() => undefined))?.mtimeMs;
}
