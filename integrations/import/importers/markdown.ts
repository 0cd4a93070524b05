import { wikiLinks } from '../dialects/wiki.ts';
import { defineImporter, type Note, type Piece, type Source } from '../importer.ts';
import { folderIn, stem } from '../links/permalink.ts';
import { readMatter } from '../matter/matter.ts';
import { readKeys } from '../matter/read-keys.ts';
import { readMdx } from '../mdx/read-mdx.ts';

/** A folder of Markdown files, with front matter or without. They had no addresses. */
export default defineImporter({
  name: 'Markdown',
  takes: 'a folder of Markdown files',
  skips: /^$/,
  texts: /\.(mdx?|markdown|mkd)$/i,
  read(source) {
    const notes: Note[] = [];
    const pieces = [...source.texts].flatMap(([file, text]) => readPiece(file, text, notes) ?? []);
    return {
      pieces,
      dialect: wikiLinks,
      placesOf: (address, piece) => places(address, folderIn(piece.file), source),
      notes: [...notes, ...unread(source)],
    };
  },
});

function readPiece(file: string, text: string, notes: Note[]): Piece | null {
  const matter = readMatter(file, text, (note) => notes.push(note));
  if (matter === null) return null;
  const name = file.replace(/\.[a-z]+$/i, '').replace(/(?<=.)\/(index|readme)(?=\.|$)/i, '');
  const { bodyLine } = matter;
  const title = String(matter.data['title'] ?? stem(file));
  const say = (line: number, what: string) =>
    notes.push({ level: 'look', file, line: bodyLine + line - 1, what });
  const isMdx = /\.mdx$/i.test(file);
  const { body, data } = isMdx ? readMdx(matter.body, title, say) : { body: matter.body, data: {} };
  const keys = readKeys({ ...data, ...matter.data });
  return {
    file,
    kind: 'post',
    name,
    calls: [name],
    lang: keys.lang,
    keys,
    body,
    bodyLine,
    form: 'markdown',
    paths: () => [],
  };
}

/** Beside the file, from the folder's root, else the one file of that name, as editors find it. */
function places(address: string, folder: string, { files }: Source): string[] {
  const path = address.replace(/^\//, '');
  const named = address.includes('/') ? [] : files.filter((file) => file.endsWith(`/${path}`));
  const beside = address.startsWith('/') ? [] : [`${folder}/${path}`];
  return [...beside, path, ...(named.length === 1 ? named : [])];
}

function unread({ files, texts }: Source): Note[] {
  const others = files.filter(
    (file) => /\.(txt|docx?|rtf|org|rst|adoc|html?|pdf)$/i.test(file) && !texts.has(file),
  );
  return others.map((file): Note => ({ level: 'look', file, what: 'not Markdown; not imported' }));
}
