/** A page with these tags in its head; `lang` goes to the html element, lists become a tag each. */
export function pageHtml({ lang, ...tags }: Record<string, string | readonly string[]>): string {
  const metas = Object.entries(tags).flatMap(([name, content]) =>
    [content].flat().map((one) => meta(name, one)),
  );
  const html = lang === undefined ? '<html>' : `<html lang="${lang}">`;
  return `<!doctype html>${html}<head><meta charset="utf-8">${metas.join('')}</head><body><p>Text</p></body></html>`;
}

function meta(name: string, content: string): string {
  const key = name.includes(':') ? 'property' : 'name';
  return `<meta ${key}="${name}" content="${content.replaceAll('"', '&quot;')}">`;
}
