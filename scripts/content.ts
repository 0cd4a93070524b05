import { gather, type Offer } from '#domain';
import site from '#site';
import { type Content, readContent } from '../integrations/content/index.ts';

/** All content of this checkout; throws every problem in it at once. */
export async function soundContent(): Promise<Content> {
  const content = await readContent(process.cwd(), site);
  if (content.problems.length > 0) throw gather(content.problems);
  return content;
}

/** The offers of `content/offers/`: what the collector takes conversions on, and what each is worth. */
export async function readOffers(): Promise<Offer[]> {
  return (await soundContent()).offers.map(({ noun }) => noun);
}
