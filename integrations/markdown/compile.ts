import { join } from 'node:path';
import { rehypeHeadingIds, remarkCollectImages } from '@astrojs/markdown-remark';
import type { Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { type PluggableList, unified } from 'unified';
import { EXIT, SKIP, visit } from 'unist-util-visit';
import { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import { absolute, type Home, hostPath, readingOf } from '#domain';
import { isRepeatable } from '../build-cache/is-repeatable.ts';
import { splitFrontMatter } from '../content/front-matter/split-front-matter.ts';
import { type Imported, importsIn } from '../content/problems/missing-imports.ts';
import { syntaxHint } from '../content/problems/syntax-hint.ts';
import { absoluteAddresses } from '../to-markdown/absolute-addresses.ts';
import { strangersTrees } from './clean-tree.ts';
import { isCode } from './code/code-frames.ts';
import { type Compiled, noText, type Remark, type Source } from './compiled.ts';
import { hashDependencies } from './depend.ts';
import { namesInScope } from './expand/names-in-scope.ts';
import { importsTexts } from './imports-texts.ts';
import { offerIdsIn } from './offers-in-text.ts';
import { findPictures } from './pictures/find-pictures.ts';
import { markImages } from './pictures/mark-images.ts';
import { originalOf } from './pictures/original-of.ts';
import { takePictures } from './pictures/take-pictures.ts';
import { type PipelineOptions, plugins, siteAddressesIn } from './pipeline.ts';
import { isPlain, programOf, settleExpressions } from './plain-mdx.ts';

/** Compiles `.md` and plain `.mdx` to HTML in plain Node. What is wrong with a text is a remark, never a throw. */
export type Compile = (source: Source) => Promise<Compiled>;

/** Sets the pipeline up once for many texts. */
export function createCompiler(options: PipelineOptions): Compile {
  const addresses = addressesOf(options);
  const processors = { md: processorFor([], options), mdx: processorFor([remarkMdx], options) };
  return async ({ file, text }) => {
    const processor = processors[file.endsWith('.mdx') ? 'mdx' : 'md'];
    const { data, body } = splitFrontMatter(text);
    const { minutes, words, han } = readingOf(body);
    const length = { minutes, words: words + han };
    const vfile = new VFile({ path: file, value: body, data: { astro: { frontmatter: data } } });
    try {
      const tree = processor.parse(vfile);
      const offers = offerIdsIn(tree);
      if (!isPlain(tree)) {
        const program = programOf(tree);
        const judged = { isRepeatable: isRepeatable(program), importsTexts: importsTexts(program) };
        const about = { isModule: true, ...judged, ...length };
        const names = { own: namesInScope(tree), imports: importsIn(tree, file) };
        const looked = processor.run(tree, vfile).catch(() => undefined);
        return { ...noText, offers, ...about, ...(await looked.then(() => namesIn(vfile, names))) };
      }
      const written = await compiledFrom(await processor.run(tree, vfile), vfile, {
        address: addresses.get(file),
        site: options.index,
      });
      return { ...written, offers, ...length };
    } catch (error) {
      return { ...noText, remarks: [...remarksOf(vfile), brokenAt(error, body)] };
    }
  };
}

/** Of a module Astro makes the text; what its names lead to, and to nothing, is said here all the same. */
async function namesIn(
  file: VFile,
  { own, imports }: { own: ReadonlySet<string>; imports: readonly Imported[] },
): Promise<Pick<Compiled, 'remarks' | 'dependencies' | 'localImages'>> {
  const dead = file.messages.filter(
    ({ ruleId, reason }) => ofNames.has(ruleId ?? '') && !own.has(/<([\w$]+)/.exec(reason)?.[1] ?? ''),
  );
  const files = (file.data['dependencies'] as string[] | undefined) ?? [];
  const missing = imports.flatMap(({ fault, line }) =>
    fault === null ? [] : [{ text: fault.reason, hint: fault.hint, line, isError: true }],
  );
  return {
    remarks: [...missing, ...dead.map(remarkOf)],
    localImages: file.data.astro?.localImagePaths ?? [],
    dependencies: await hashDependencies([...files, ...imports.map(({ file }) => file)]),
  };
}

const ofNames = new Set(['unknown-component', 'dead-link', 'dead-anchor', 'dead-picture', 'picture']);

function processorFor(syntax: PluggableList, options: PipelineOptions) {
  const { remarkPlugins, rehypePlugins, remarkRehype: rehypeOptions } = plugins(options);
  return unified()
    .use(remarkParse)
    .use(syntax)
    .use(remarkPlugins)
    .use(settleExpressions)
    .use(remarkCollectImages, undefined)
    .use(findPictures)
    .use(remarkRehype, { ...rehypeOptions, allowDangerousHtml: true, passThrough: [...mdxNodes] })
    .use(rehypePlugins)
    .use(rawWhereThereIs)
    .use(siteAddressesIn(options))
    .use(markImages)
    .use(headingIds);
}

const mdxNodes = ['mdxJsxFlowElement', 'mdxJsxTextElement'] as const;

const writer = unified().use(rehypeStringify, { allowDangerousHtml: true });

/** Absolute path of a file → the whole address of its page. */
function addressesOf({ index }: PipelineOptions): ReadonlyMap<string, string> {
  if (index === undefined) return new Map();
  return new Map(
    index.pages.map(({ file, path }) => [join(index.root, file), absolute(hostPath(path, index), index)]),
  );
}

/** Where a text will stand. */
interface Place {
  /** The whole address of the page. Without it, addresses stay as they are written. */
  readonly address: string | undefined;
  readonly site: Home | undefined;
}

async function compiledFrom(
  tree: Root,
  file: VFile,
  { address, site }: Place,
): Promise<Omit<Compiled, 'minutes' | 'words' | 'offers'>> {
  // The page's HTML first: cleaning takes the tree apart.
  const html = writer.stringify(tree);
  const { clean, marked } = strangersTrees(tree, (src) => originalOf(src, file, site));
  for (const each of [clean, marked]) if (address !== undefined) absoluteAddresses(each, address);
  const pictures = writer.stringify({ type: 'root', children: takePictures(clean) });
  return {
    isModule: false,
    isRepeatable: true,
    importsTexts: false,
    html,
    clean: writer.stringify(clean).trim(),
    pictures,
    marked: writer.stringify(marked).trim(),
    headings: file.data.astro?.headings ?? [],
    localImages: file.data.astro?.localImagePaths ?? [],
    remarks: remarksOf(file),
    dependencies: await hashDependencies((file.data['dependencies'] as string[] | undefined) ?? []),
  };
}

/** Parsing raw HTML goes over the whole tree again, so a text without any is spared it. */
function rawWhereThereIs() {
  const parseRaw = rehypeRaw({ passThrough: [...mdxNodes] });
  return (tree: Root, file: VFile): Root => {
    let found = false;
    visit(tree, (node) => {
      if (node.type === 'element' && isCode(node)) return SKIP;
      found ||= node.type === 'raw';
      return found ? EXIT : undefined;
    });
    return found ? (parseRaw(tree, file) as Root) : tree;
  };
}

/** Astro's ids and list of headings; code has none, and is most of what there is to look through. */
function headingIds() {
  const setIds = unified().use(rehypeHeadingIds).freeze();
  return async (tree: Root, file: VFile): Promise<void> => {
    const children = tree.children.filter((node) => node.type !== 'element' || !isCode(node));
    await setIds.run({ ...tree, children }, file);
  };
}

function remarksOf(file: VFile): Remark[] {
  return file.messages.map(remarkOf);
}

/** Of what stops the compiler: what the parser says, with what to do about it. */
function brokenAt(error: unknown, body: string): Remark {
  // The parsers are recursive: the text has more levels than the stack has room for.
  if (error instanceof RangeError) return { ...tooDeep, isError: true, line: lineOfMostMarks(body) };
  const remark = remarkOf(error);
  const isSyntax = (error as Partial<VFileMessage>).ruleId !== undefined;
  return { ...remark, isError: true, ...(isSyntax && !remark.hint && { hint: syntaxHint(remark.text) }) };
}

const tooDeep = {
  text: 'the text is nested too deeply to be read',
  hint: 'Take levels away: quotations in quotations, lists in lists, emphasis and tags that are never closed.',
};

/** The line with the most characters that may open something. */
function lineOfMostMarks(body: string): number {
  const marks = body.split('\n').map((line) => line.replaceAll(/[^>*_~<[\s]/g, '').length);
  return marks.indexOf(Math.max(...marks)) + 1;
}

function remarkOf(error: unknown): Remark {
  const { reason, message, note, fatal } = error as Partial<VFileMessage>;
  const said = reason ?? message ?? String(error);
  const line = lineOf(error as Partial<VFileMessage>, said);
  return {
    text: said.replace(position, ''),
    isError: fatal === true,
    ...(line === undefined ? {} : { line }),
    ...(note === undefined || note === null ? {} : { hint: note }),
  };
}

/** Where the MDX parser puts a place it has no field for. */
const position = / \((?<line>\d+):\d+(-\d+:\d+)?\)$/;

function lineOf({ line, place }: Partial<VFileMessage>, said: string): number | undefined {
  const start = place !== undefined && 'start' in place ? place.start.line : place?.line;
  const written = position.exec(said)?.groups?.['line'];
  return line ?? start ?? (written === undefined ? undefined : Number(written));
}
