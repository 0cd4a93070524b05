export type { Finding } from './checks/finding.ts';
export type { Content, ContentFolder, Filed } from './nouns.ts';
export { readContent } from './read-content.ts';
export { parseRedirects } from './redirects/redirects-file.ts';
