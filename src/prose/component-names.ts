/** Names of the author's own components, which MDX can use without an import; reading them loads none. */
export const componentNames: readonly string[] = Object.keys(
  import.meta.glob('#content/components/*.astro'),
).map(componentName);

/** What a component's file is called in MDX. */
export function componentName(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.astro$/, '');
}
