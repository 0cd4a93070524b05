/** Where compiled texts are kept, from the project's folder. */
export const textFolder = '.astro/cache/texts';

/** Where the modules of texts with imports are kept. */
export const moduleFolder = '.astro/cache/modules';

/** Where posts are kept as Markdown. */
export const markdownFolder = '.astro/cache/markdown';
