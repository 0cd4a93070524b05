/** A value as the answer of an XML-RPC server. */
export function writeAnswer(value: Value): string {
  return `<?xml version="1.0"?><methodResponse><params><param>${write(value)}</param></params></methodResponse>`;
}

function write(value: Value): string {
  if (typeof value === 'string') return `<value><string>${escapeXml(value)}</string></value>`;
  if (typeof value === 'boolean') return `<value><boolean>${Number(value)}</boolean></value>`;
  if (Array.isArray(value)) return `<value><array><data>${value.map(write).join('')}</data></array></value>`;
  const members = Object.entries(value).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  const written = members.map(([name, member]) => `<member><name>${name}</name>${write(member)}</member>`);
  return `<value><struct>${written.join('')}</struct></value>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export type Value = string | boolean | readonly Value[] | { readonly [name: string]: Value | undefined };
