/** The place in the same post a link of the feed leads to, decoded; undefined for links elsewhere. */
export function placeIn(href: string, canonical: string): string | undefined {
  const url = URL.parse(href);
  if (url === null || url.hash.length < 2) return undefined;
  const place = url.hash.slice(1);
  url.hash = '';
  return url.href === new URL(canonical).href ? decode(place) : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
