import type { Recipe, RecipeSource, Rendered, Span } from '../recipe.ts';
import { type Summary, summaryOf } from '../summary.ts';
import { measure, type TextUnit } from './measure.ts';
import { type Piece, plainText, spansOf } from './pieces.ts';

/** What a platform of short posts takes. */
export interface TextOptions {
  readonly dialect: string;
  readonly version: number;
  readonly unit: TextUnit;
  /** The longest post, in that unit. */
  readonly most: number;
  /** Told apart from the text, counted in that unit; absent where the platform finds links by itself. */
  readonly spans?: 'utf8' | 'utf16';
  /** Hashtags at the end, of the post's tags. @default 0 */
  readonly hashtags?: number;
  /** Does to what is neither a link nor a hashtag what the platform needs. @default nothing */
  readonly protect?: (text: string) => string;
}

/**
 * A recipe for a short post: title, what it is about, points, what one gets, the link, hashtags. What does not fit is left
 * out part by part, the least important first; no sentence is cut. The author's own words are never shortened: a post
 * that is too long is for the platform's limit to refuse.
 */
export function text(options: TextOptions): Recipe {
  const { dialect, version, unit, protect = unchanged } = options;
  return {
    dialect,
    version,
    form: 'text',
    render: (source) => {
      const most = source.most ?? options.most;
      const drafts =
        source.text === undefined ? draftsOf(source, options) : [ownWords(source, options, source.text)];
      const fitting = drafts.find((draft) => measure(plainText(draft, protect), unit) <= most);
      return rendered(fitting ?? drafts.at(-1) ?? [], options);
    },
  };
}

function unchanged(words: string): string {
  return words;
}

function rendered(pieces: readonly Piece[], { spans, protect = unchanged }: TextOptions): Rendered {
  const found: Span[] | undefined = spans === undefined ? undefined : spansOf(pieces, spans);
  return { body: plainText(pieces, protect), pictures: [], ...(found === undefined ? {} : { spans: found }) };
}

function ownWords(source: RecipeSource, options: TextOptions, words: string): Piece[] {
  const [before = '', ...after] = words.split(source.canonical);
  const link = linkPiece(source, options);
  if (after.length === 0) return [plain(words.trimEnd()), plain('\n\n'), link];
  return [plain(before), link, plain(after.join(source.canonical))];
}

/** From all there is to say down to the title and the link. */
function draftsOf(source: RecipeSource, options: TextOptions): Piece[][] {
  const { opening, points, gain } = summaryOf(source);
  const tags = tagsOf(source, options.hashtags ?? 0);
  const shapes: Shape[] = [
    { opening, points, gain, tags },
    ...[3, 2, 1, 0].map((count) => ({ opening, points: points.slice(0, count), tags })),
    { opening, points: [], tags: tags.slice(0, 1) },
    { opening, points: [], tags: [] },
    { points: [], tags: [] },
  ];
  return shapes.map((shape) => draft(source, options, shape));
}

/** What a draft says besides the title and the link. */
interface Shape extends Partial<Omit<Summary, 'points'>> {
  readonly points: readonly string[];
  readonly tags: readonly string[];
}

function draft(source: RecipeSource, options: TextOptions, shape: Shape): Piece[] {
  const { opening = '', points, gain = '', tags } = shape;
  const list = points.map((point) => `• ${point}`).join('\n');
  const words = [opening, list, gain].filter((part) => part !== '');
  const blocks: Piece[][] = [
    [{ kind: 'bold', text: source.title }],
    ...words.map((part) => [plain(part)]),
    [linkPiece(source, options)],
    ...(tags.length === 0 ? [] : [between(tags.map(hashtag), ' ')]),
  ];
  return blocks.flatMap((block, index) => (index === 0 ? block : [plain('\n\n'), ...block]));
}

function between(pieces: readonly Piece[], gap: string): Piece[] {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [plain(gap), piece]));
}

function plain(value: string): Piece {
  return { kind: 'plain', text: value };
}

/** Where links are told apart, a reader sees where it leads, and not how it is tagged. */
function linkPiece({ link, canonical }: RecipeSource, { spans }: TextOptions): Piece {
  const { host, pathname } = new URL(canonical);
  return { kind: 'link', text: spans === undefined ? link : host + decoded(pathname), href: link };
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function hashtag(tag: string): Piece {
  return { kind: 'hashtag', text: `#${tag}`, tag };
}

/** Tags as a hashtag can be: letters, digits and `_`, and not a number alone. */
function tagsOf({ tags }: RecipeSource, most: number): string[] {
  const spelled = tags.map((tag) =>
    tag
      .replaceAll('+', 'p')
      .replaceAll('#', 'sharp')
      .replaceAll(/[^\p{L}\p{N}_]/gu, ''),
  );
  return [...new Set(spelled)].filter((tag) => /\p{L}/u.test(tag)).slice(0, most);
}
