import XMLBuilder from 'fast-xml-builder';

/** Element names → text, elements or lists of them; a name that begins with `@` is an attribute. */
export interface Xml {
  readonly [name: string]: string | Xml | readonly (string | Xml)[] | undefined;
}

/** An XML 1.0 document: everything escaped, and no character XML has none for. */
export function writeXml(document: Xml): string {
  return builder.build({ '?xml': { '@version': '1.0', '@encoding': 'utf-8' }, ...document });
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
  format: true,
  tagValueProcessor: (_, value) => legal(value),
  attributeValueProcessor: (_, value) => legal(value),
});

function legal(value: unknown): string {
  return String(value)
    .toWellFormed()
    .replaceAll(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}
