/** The values that the attribution wing gives the site at build time. */
declare module 'byline:audience' {
  /** Who read the site in the last 30 days; undefined where no database tells, or too little. */
  export const audience: import('#domain').Audience | undefined;
}

/** The values that the syndication wing gives the site at build time: the copies of each post. */
declare module 'byline:proofs' {
  /** The post's id → links for the head of its page. */
  export const links: Readonly<Record<string, readonly { readonly rel: string; readonly href: string }[]>>;
  /** The path of a file on the site → its text. */
  export const files: Readonly<Record<string, string>>;
}

declare module 'byline:shops' {
  /** How links to shops carry the key of a click: hosts, and the key of the query. */
  export const shopLinks: readonly import('#domain').ShopLink[];
}
