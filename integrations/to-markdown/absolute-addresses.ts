/**
 * A text's addresses as whole ones, and without what only a page of ours needs of a picture. Our own writer made
 * this HTML, so an address is always `href="…"` or `src="…"`, escaped.
 *
 * @param base the page the text stands on
 */
export function absoluteAddresses(html: string, base: string): string {
  return html
    .replaceAll(/ (href|src)="([^"]*)"/g, (whole, name: string, address: string) => {
      const url = URL.parse(address.replaceAll('&#x26;', '&').replaceAll('&amp;', '&'), base);
      return url === null ? whole : ` ${name}="${url.href.replaceAll('&', '&#x26;')}"`;
    })
    .replaceAll(/ (?:loading|decoding|fetchpriority|srcset|sizes)="[^"]*"/g, '');
}
