/** Where compiled texts are kept, from the project's folder. */
export const textFolder = '.astro/cache/texts';
