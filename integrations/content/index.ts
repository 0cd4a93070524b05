export type { Finding } from './checks/finding.ts';
export type { ContentFolder } from './kinds.ts';
export type { Content, Filed } from './nouns.ts';
export { readContent } from './read-content.ts';
export { parseRedirects } from './redirects/redirects-file.ts';
