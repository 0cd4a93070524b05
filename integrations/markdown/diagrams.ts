/** Whether a text has a Mermaid block. */
export function hasDiagram(text: string): boolean {
  return /^[ \t>]*(`{3,}|~{3,})\s*mermaid\b/im.test(text);
}
