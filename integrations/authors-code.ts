/** The author's code, from the project's folder, as a glob. */
export const authorsCode = 'content/**/*.{astro,ts,tsx,mts,cts,js,jsx,mjs,cjs}';
