/**
 * How many years of a list are open: all of a list of up to 40 posts; of a longer one, as many of the newest as have 40
 * posts together, and at least one.
 *
 * @param counts how many posts each year has, the newest year first
 */
export function openYears(counts: readonly number[]): number {
  let posts = 0;
  const full = counts.findIndex((count) => {
    posts += count;
    return posts > MOST_OPEN;
  });
  return full === -1 ? counts.length : Math.max(1, full);
}

const MOST_OPEN = 40;
