/** Shorter values are words of everyday text; hiding them would hide the message. */
const LEAST = 4;

/**
 * Makes a function that hides secrets in a text meant for people: as they are, and as a URL, JSON, XML or
 * base64 would carry them.
 */
export function redactor(secrets: Iterable<string>): (text: string) => string {
  const forms = [...secrets].filter((secret) => secret.length >= LEAST).flatMap(formsOf);
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((rest, form) => rest.replaceAll(form, '[secret]'), text);
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ];
}
