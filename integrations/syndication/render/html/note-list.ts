import type { ElementContent } from 'hast';

/** The numbered notes at the end of an edition: the author's own, and the addresses of links that lead nowhere there. */
export interface NoteList {
  /** The number of a link's address, the same for the same address. */
  link(href: string, label: string): number;
  /** The number of the author's note of a name; undefined where there is no such note. */
  note(name: string): number | undefined;
  all(): readonly Note[];
  /** Whether a link leads somewhere on the platform; of others the address becomes a note. */
  leads(href: string): boolean;
}

/** One note. */
export type Note =
  | { readonly kind: 'link'; readonly href: string; readonly label: string }
  | { readonly kind: 'note'; readonly children: readonly ElementContent[] };

/** @param own the author's notes by name */
export function openNotes(
  own: ReadonlyMap<string, readonly ElementContent[]>,
  leads: NoteList['leads'],
): NoteList {
  const notes: Note[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (key: string, note: Note): number => {
    const known = numbers.get(key) ?? notes.push(note);
    numbers.set(key, known);
    return known;
  };
  return {
    link: (href, label) => numberOf(`link ${href}`, { kind: 'link', href, label }),
    note: (name) => {
      const children = own.get(name);
      return children && numberOf(`note ${name}`, { kind: 'note', children });
    },
    all: () => notes,
    leads,
  };
}
