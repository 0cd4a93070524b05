import { join } from 'node:path';
import type { Root } from 'mdast';
import type {} from 'mdast-util-mdx-jsx';
import type { Finding } from '../../content/checks/finding.ts';
import { blankMatter } from '../../content/front-matter/matter-block.ts';
import { type Address, addressesIn } from '../../content/links/addresses.ts';
import type { ContentIndex, ContentPage } from '../../content/links/content-index.ts';
import { importsIn } from '../../content/problems/missing-imports.ts';
import { syntaxHint } from '../../content/problems/syntax-hint.ts';
import { readSource } from '../../content/read-source.ts';
import { anchorsIn, parseThin } from '../../markdown/links/anchors.ts';
import { openWikiLinks } from '../../markdown/links/wiki-links.ts';
import { offersIn, type PlacedOffer } from '../../markdown/offers-in-text.ts';

/** What one text links to and can be linked at, from one pass over it. */
export interface ScannedText {
  readonly page: ContentPage;
  readonly addresses: readonly PlacedAddress[];
  /** Offers whose cards stand in it. */
  readonly offers: readonly PlacedOffer[];
  /** The parts `#part` can name; found when first asked for. */
  readonly anchors: () => ReadonlySet<string>;
  /** What is wrong with the text itself. */
  readonly findings: readonly Finding[];
}

export interface PlacedAddress extends Pick<Address, 'kind' | 'url' | 'lacksAlt'> {
  /** 1-based, in the file. */
  readonly line: number;
}

/** Passes over every text once. One that cannot be read has nothing in it here: `readContent` says why. */
export async function scanTexts(root: string, { pages }: ContentIndex): Promise<ScannedText[]> {
  const texts: ScannedText[] = [];
  // One after the other: parsing holds the thread, and a thousand open files are no faster.
  for (const page of pages) {
    const { text } = await readSource(root, page.file);
    texts.push(text === null ? { page, ...nothing } : scanText(page, blankMatter(text), root));
  }
  return texts;
}

const nothing = { addresses: [], offers: [], anchors: () => new Set<string>(), findings: [] };

function scanText(page: ContentPage, text: string, root: string): ScannedText {
  try {
    const parsed = parseThin(text, page.file);
    const { tree, source, lineOf, openFence } = parsed;
    const anchors = remember(() => anchorsIn(parsed, page.file));
    openWikiLinks(tree, source);
    const findings = [
      ...(openFence === undefined ? [] : [unclosedFence(page, openFence)]),
      ...importsIn(tree, join(root, page.file)).flatMap(({ fault, line }) =>
        fault === null ? [] : [deadImport(page, fault, lineOf(line))],
      ),
    ];
    return {
      page,
      addresses: placed(tree, lineOf),
      offers: offersIn(tree).map((offer) => ({ ...offer, line: lineOf(offer.line) })),
      anchors,
      findings,
    };
  } catch (error) {
    return { page, ...nothing, findings: [unreadable(page, error)] };
  }
}

function placed(tree: Root, lineOf: (line: number) => number): PlacedAddress[] {
  return addressesIn(tree).map(({ kind, url, lacksAlt, node, below }) => {
    const first = node.position?.start.line ?? 1;
    return { kind, url, lacksAlt, line: lineOf(first + below) };
  });
}

function unclosedFence({ file }: ContentPage, line: number): Finding {
  return {
    level: 'error',
    rule: 'open-fence',
    message: 'this block of code is never closed, so all that follows is in it',
    hint: 'Close it with a line of as many ``` or ~~~.',
    place: { file, line },
  };
}

function deadImport(
  { file }: ContentPage,
  { reason, hint }: { reason: string; hint: string },
  line: number,
): Finding {
  return { level: 'error', rule: 'dead-import', message: reason, hint, place: { file, line } };
}

/** What MDX's parser says, with its line; nesting beyond what the stack holds has none. */
function unreadable({ file }: ContentPage, error: unknown): Finding {
  const { reason, message } = error as { reason?: string; message?: string };
  const tooDeep = error instanceof RangeError;
  const said = tooDeep ? 'it is nested too deep to be read' : (reason ?? message ?? String(error));
  const line = lineIn(error, said);
  return {
    level: 'error',
    rule: 'syntax',
    message: said.replace(/ \(\d+:\d+(-\d+:\d+)?\)$/, ''),
    hint: file.endsWith('.mdx') && !tooDeep ? syntaxHint(said) : undefined,
    place: line === undefined ? { file } : { file, line },
  };
}

/** A message about one point has a line; one about a stretch says it in its text. */
function lineIn(error: unknown, said: string): number | undefined {
  const { line, place } = error as { line?: number; place?: { line?: number; start?: { line: number } } };
  const told = /\((\d+):\d+(?:-\d+:\d+)?\)/.exec(said)?.[1];
  return line ?? place?.line ?? place?.start?.line ?? (told === undefined ? undefined : Number(told));
}

function remember<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
