import { type Naming, OTHER, readRaw, writeRaw } from './sources.ts';

/** How many sources that are on no list one day may have. Strangers can invent any number. */
export const MOST_UNKNOWN = 200;

/**
 * Bounds what strangers can invent: past {@link MOST_UNKNOWN} sources a day that are on no list, a new one is kept without
 * the offer its link leads to, else by its channel's name where it has one, else as {@link OTHER}.
 *
 * @param sourcesOn the sources that are kept of a day already
 */
export function boundSources(
  { isKnown, channelOf }: Naming,
  sourcesOn: (day: string) => Promise<readonly string[]>,
): (source: string, day: string) => Promise<string> {
  let today: { readonly day: string; readonly seen: Promise<Set<string>> } | undefined;

  async function load(day: string): Promise<Set<string>> {
    try {
      const kept = await sourcesOn(day);
      return new Set(kept.filter((source) => !isKnown(source)));
    } catch (error) {
      // The next event asks again.
      today = undefined;
      throw error;
    }
  }

  return async (source, day) => {
    if (isKnown(source)) return source;
    if (today?.day !== day) today = { day, seen: load(day) };
    const seen = await today.seen;
    if (seen.has(source)) return source;
    if (seen.size >= MOST_UNKNOWN) return [plainer(source), channelOf(source)].find(isKnown) ?? OTHER;
    seen.add(source);
    return source;
  };
}

/** A link of an edition without the offer it leads to. */
function plainer(source: string): string {
  return writeRaw({ ...readRaw(source), content: undefined });
}
