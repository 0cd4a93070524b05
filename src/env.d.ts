/** What the attribution wing tells the site at build time. */
declare module 'byline:audience' {
  /** Who read the site in the last 30 days; undefined where no database tells, or too little. */
  export const audience: import('#domain').Audience | undefined;
}
