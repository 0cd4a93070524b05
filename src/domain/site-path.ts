/**
 * A path of the site, as authors write it and as its file lies in `dist/`: `/en/about/`, wherever the site
 * lives. Pages link to a `HostPath`, which `address.ts` makes.
 */
export type SitePath = `/${string}`;

/** Whether an address is written as a path: `/cv.pdf`, and not `//other.example/`. */
export function isSitePath(address: string): address is SitePath {
  return /^\/(?!\/)/.test(address);
}
