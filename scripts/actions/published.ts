import color from 'picocolors';
import { Problem } from '#domain';
import { recordByHand } from '../../integrations/syndication/index.ts';
import { onlyStep, onOne } from '../syndication/one-step.ts';
import { withRun } from '../syndication/open-run.ts';

/** Keeps in the ledger what the author put on a platform by hand. */
export default async function keepPublished(
  slug: string,
  address: string,
  { to, from }: Options,
): Promise<void> {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Problem(`“${address}” is not an address of a page`, {
      hint: 'Copy it from the browser: https://…',
    });
  await withRun(onOne(slug, to, from), async ({ plan, effects }) => {
    const line = await recordByHand(onlyStep(await plan(), slug, to), url.href, effects);
    console.log(`${color.green('✓')} ${slug} → ${to}: ${line.url}`);
  });
}

interface Options {
  readonly to: string;
  readonly from: string;
}
