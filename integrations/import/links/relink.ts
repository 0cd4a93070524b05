import { outsideCode } from '../html/translate-tags.ts';

/** The new address for one that a text links to or shows; null leaves it as it is. */
export type Resolve = (address: string) => string | null;

/** Changes the addresses of links and pictures in Markdown and in the HTML in it, but not in code. */
export function relink(body: string, resolve: Resolve): string {
  return outsideCode(body, (text) =>
    text
      .replace(inline, (whole, open: string, address: string, rest: string) => {
        const found = resolve(unwrap(address));
        return found === null ? whole : `${open}${found}${rest}`;
      })
      .replace(definition, (whole, open: string, address: string) => {
        const found = resolve(unwrap(address));
        return found === null ? whole : `${open}${found}`;
      })
      .replace(element, (tag) =>
        tag.replace(attribute, (whole, ...parts: string[]) => attributed(whole, parts, resolve)),
      ),
  );
}

function attributed(
  whole: string,
  [name = '', quote = '', address = '']: readonly string[],
  resolve: Resolve,
): string {
  const found = resolve(address.replaceAll('&amp;', '&'));
  return found === null ? whole : `${name}=${quote}${found}${quote}`;
}

/** `](address "title")`; an address with spaces in it, which is no link but was meant to be one, if it names a picture or a note. */
const inline =
  /(\]\(\s*)(<[^<>\n]*>|[^()<>\s"']+\.(?:png|jpe?g|gif|webp|avif|svg|bmp|md|pdf)(?=[\s)])|(?:[^\s()<>\\]|\\.|\([^\s()]*\))+|[^()<>\n"]+\.(?:png|jpe?g|gif|webp|avif|svg|bmp|md|pdf))(\s*(?:\s(?:"[^"]*"|'[^']*'))?\s*\))/gi;

const definition = /^( {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*)(<[^<>\n]*>|\S+)/gm;

const element = /<(?:img|a|source|video|audio|link)\s[^<>]{0,4000}>/gi;

const attribute = /\b(src|href|poster)\s*=\s*(["'])([^"'\n]*)\2/gi;

function unwrap(address: string): string {
  return address.replace(/^<(.*)>$/, '$1').replace(/\\([()])/g, '$1');
}
