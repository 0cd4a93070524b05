/** Keeps text from Liquid, which runs over the rendered HTML: what would open a tag is put where Liquid does not look. */
export function keepFromLiquid(text: string): string {
  return text.replaceAll(/\{[{%]/g, '{% raw %}$&{% endraw %}');
}

/** A formula as DEV's `katex` tag takes it. What Markdown would take for its own is escaped; KaTeX needs no line breaks. */
export function katexTag(tex: string, inline: boolean): string {
  const line = tex.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/\{(?=[{%])/g, '{ ');
  const escaped = line.replaceAll(/[\\`*_{}[\]()#+\-.!:|&<>^~]/g, '\\$&');
  return inline ? `{% katex inline %}${escaped}{% endkatex %}` : `{% katex %}\n${escaped}\n{% endkatex %}`;
}
