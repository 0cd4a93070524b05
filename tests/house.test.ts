import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** A room: the files in it, and what they may import. The first room a file fits is its room. */
interface Room {
  readonly name: string;
  readonly files: RegExp;
  readonly may: readonly RegExp[];
  /** Words that may not stand in its code. */
  readonly never?: RegExp;
}

const domain = /^#domain$/;
const site = /^#site$/;
const library = /^#library$/;
const strings = /^#strings$/;
const texts = /^#texts$/;
/** Who reads the site, and which links to shops take a key: the attribution wing's to tell, at build time. */
const audience = /^byline:(audience|shops)$/;
/** Of which copies elsewhere the site is the author: the syndication wing's to tell, at build time. */
const proofs = /^byline:proofs$/;
/** What the markdown wing tells the reader's browser, at build time. */
const readerWords = /^byline:reader-words$/;
/** The address of a file of the beacon's. */
const beaconPart = /^byline:beacon-part\//;
const reads = /^#reads$/;
const zod = /^zod$/;
const astro = /^astro(\/|:(?!content)|$)/;
const node = /^node:(?!sqlite)/;
/** Any package from npm but those that one room has to itself. */
const npm =
  /^(?!#|node:|astro:|byline:|\.|kysely|pg$|src\/|integrations\/|scripts\/|tests\/|content\/)[@a-z]/;
/** Where the author's files are, and what code and settings among them say. */
const authorFiles = /^integrations\/author-files\//;
/** What every integration stands on. */
const foundation = /^integrations\/foundation\//;
/** What a build remembers of the one before. */
const buildCache = /^integrations\/build-cache\//;
const content = /^integrations\/content\//;
const markdown = /^integrations\/markdown\//;
const toMarkdown = /^integrations\/to-markdown\//;
const render = /^integrations\/syndication\/render\//;
/** The frame of the owner's pages, which wings fill. */
const studio = /^integrations\/studio\//;
/** The way to a mail server. */
const mail = /^integrations\/mail\//;

const contentLayer = /^integrations\/content-layer\//;
const importers = /^integrations\/import\//;
/** What every room that works on texts may import. */
const ground = [domain, site, strings, node, authorFiles, foundation, buildCache];

const rooms: readonly Room[] = [
  {
    name: 'the domain',
    files: /^src\/domain\//,
    may: [zod, /^src\/domain\//],
    never: /\bDate\.now\(|\bfetch\(|\bprocess\./,
  },
  {
    name: 'the composition of the content',
    files: /^src\/content\.config\.ts$/,
    may: [/^astro/, domain, /^integrations\/content-layer\/loader\.ts$/, /^src\/prose\/component-names\.ts$/],
  },
  { name: 'the strings', files: /^src\/strings\//, may: [domain, node, /^src\/strings\//] },
  { name: 'the settings', files: /^src\/site\.ts$/, may: [domain, node, authorFiles] },
  { name: 'the library', files: /^src\/library\.ts$/, may: [/^astro/, domain, site, texts, reads] },
  {
    name: 'the hall',
    files: /^src\//,
    may: [
      domain,
      site,
      library,
      strings,
      texts,
      reads,
      audience,
      proofs,
      astro,
      npm,
      /^src\/(?!domain|strings)/,
    ],
    never: /\bprocess\./,
  },
  {
    name: 'a platform',
    files: /^integrations\/syndication\/(platforms|protocols)\//,
    may: [domain, zod, /^node:crypto$/, /^integrations\/syndication\/(platform\.ts|protocols\/)/, render],
    never: /\bfetch\(|\bprocess\.env|\bDate\.now\(/,
  },
  {
    name: 'the recipes',
    files: render,
    may: [domain, strings, npm, render],
    never: /\bfetch\(|\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/,
  },
  {
    name: 'a model',
    files: /^integrations\/attribution\/models\//,
    // The two Markov models share their chain.
    may: [domain, /^integrations\/attribution\/(model|chain)\.ts$/],
  },
  {
    name: 'a shop',
    files: /^integrations\/attribution\/shops\//,
    // Two shops are asked about a sale with a digest of their own.
    may: [domain, zod, /^node:crypto$/, /^integrations\/attribution\/shop\.ts$/],
    never: /\bfetch\(|\bprocess\.|\bDate\.now\(/,
  },
  {
    name: 'the store',
    files: /^integrations\/attribution\/collector\/store/,
    may: [domain, site, node, /^node:sqlite$/, /^kysely/, /^pg$/, npm, /^integrations\/attribution\//],
  },
  // The way of a text, downward only: content ← markdown ← the content layer.
  { name: 'the author’s files', files: authorFiles, may: [node, npm, authorFiles] },
  { name: 'the foundation', files: foundation, may: [node, astro, foundation] },
  { name: 'the build cache', files: buildCache, may: [site, node, zod, npm, astro, buildCache] },
  { name: 'the content', files: content, may: [...ground, npm, content] },
  {
    name: 'the Markdown',
    files: markdown,
    may: [...ground, readerWords, npm, toMarkdown, content, markdown],
    never: /\bDate\.now\(|\bnew Date\(\)|\bfetch\(/,
  },
  {
    name: 'the content layer',
    files: contentLayer,
    may: [...ground, npm, astro, toMarkdown, content, markdown, contentLayer],
  },
  { name: 'the import', files: importers, may: [...ground, npm, content, markdown, importers] },
  ...[
    'page-cache',
    'og-images',
    'search',
    'page-policy',
    'comments',
    'syndication',
    'indexnow',
    'attribution',
  ].map((wing) => ({
    name: `the ${wing} wing`,
    files: new RegExp(`^integrations/${wing}/`),
    may: [
      domain,
      site,
      strings,
      beaconPart,
      proofs,
      node,
      npm,
      astro,
      foundation,
      authorFiles,
      buildCache,
      toMarkdown,
      studio,
      /^integrations\/mail\/index\.ts$/,
      new RegExp(`^integrations/${wing}/`),
    ],
  })),
  { name: 'the frame of Studio', files: studio, may: [domain, node, npm, studio] },
  { name: 'the mailer', files: mail, may: [domain, node, npm, mail] },
  { name: 'the Markdown writer', files: toMarkdown, may: [npm, toMarkdown] },
  {
    name: 'the command line',
    files: /^scripts\//,
    may: [domain, site, strings, node, npm, astro, /^integrations\//, /^scripts\//],
  },
  { name: 'the sample', files: /^sample\//, may: [domain, npm, /^sample\//] },
  {
    name: 'the composition of the build',
    files: /^astro\.config\.mjs$/,
    may: [astro, node, authorFiles, /^src\/site\.ts$/, /^integrations\/[a-z-]+\/index\.ts$/],
  },
];

/** Folders that Git ignores, and those of the owner, where no rule of the house holds. */
const notOurs = readFileSync('.gitignore', 'utf8')
  .split('\n')
  .filter((line) => line.endsWith('/'))
  .concat('content/', 'public/')
  .map((folder) => folder.slice(0, -1));
// From the disk and not from Git, which has no part in a ZIP of the repository.
const files = globSync('**/*.{ts,mjs,astro}', { exclude: notOurs })
  .map((file) => file.replaceAll(sep, '/'))
  .filter((file) => !file.endsWith('.d.ts'))
  .sort();
const code = files.filter((file) => !/^(tests\/|vitest\.config|\.)/.test(file));

/** Folders whose files are all of one kind: each is one noun, one component, one platform, one recipe, one command. */
const ofOneKind = new Set([
  'src/domain',
  'src/components',
  'integrations/syndication/platforms',
  'integrations/syndication/render/recipes',
  'scripts/actions',
  'scripts/commands',
]);

/** Folders that wait to be divided. A folder that is divided leaves this list, and none is added. */
const wideFolders = [
  'integrations/attribution',
  'integrations/attribution/collector',
  'integrations/attribution/collector/store',
  'integrations/og-images',
  'scripts',
];

/** What the beacon runs in the reader's browser. */
const beaconFiles = [
  'beacon',
  'watch-page',
  'page-parts',
  'send-form',
  'run-ads',
  'ask-consent',
  'explain-events',
];

const { dependencies, devDependencies, imports: aliases } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the house', () => {
  test.each(code)('%s imports only what its room may', (file) => {
    const room = rooms.find(({ files }) => files.test(file));
    expect(room, `${file} stands in no room of the house`).toBeDefined();
    const foreign = importsOf(file).filter((name) => !room?.may.some((allowed) => allowed.test(name)));
    expect(foreign, `${room?.name} may not import this`).toEqual([]);
    if (room?.never) expect(source(file)).not.toMatch(room.never);
  });

  test('every package that is imported stands in package.json, for no other has to be there', () => {
    const asked = files.flatMap((file) => [...packagesOf(file)].map((name) => ({ file, name })));
    const missing = asked.filter(({ name }) => !(name in dependencies) && !(name in devDependencies));
    expect(missing).toEqual([]);
    const early = asked.filter(({ file, name }) => needsDevelopment.test(file) || !(name in devDependencies));
    // Types are not there when the code runs, whoever wrote them.
    expect(asked.filter((each) => !early.includes(each) && !isTypeOnly(each.file, each.name))).toEqual([]);
  });

  test('no files import each other in a circle, types included', () => {
    expect(inCircles(new Map(files.map((file) => [file, projectFilesOf(file)])))).toEqual([]);
  });

  test('no folder holds more than twenty files, but for those of one kind', () => {
    const byFolder = Map.groupBy(code, (file) => dirname(file));
    const wide = [...byFolder].filter(([folder, inside]) => inside.length > 20 && !ofOneKind.has(folder));
    expect(wide.map(([folder]) => folder).sort()).toEqual(wideFolders);
  });

  test('only the bridge shares values between the two module graphs', () => {
    const sharing = code.filter((file) => /\bSymbol\.for\(/.test(source(file)));
    expect(sharing).toEqual(['integrations/foundation/bridge.ts']);
  });

  test('only two files name astro:content', () => {
    const readers = code.filter((file) => importsOf(file).includes('astro:content'));
    expect(readers).toEqual(['src/content.config.ts', 'src/library.ts']);
  });

  test('no page is written that forgets where the site lives', () => {
    const components = code.filter((file) => /^src\/.*\.astro$/.test(file));
    const written = /\s(?:href|src|srcset|action|poster)=(?:"|'|\{["'`])\/(?!\/)/;
    expect(components.filter((file) => written.test(readFileSync(file, 'utf8')))).toEqual([]);
    // The reader's browser is told by the bundler; everything else asks src/domain/address.ts.
    const told = code.filter((file) => /\bBASE_URL\b/.test(source(file)));
    expect(told).toEqual(['integrations/search/browser/ask.ts']);
  });

  test('no page keeps what it read for another behind the back of the page cache', () => {
    const memories = /^(export )?(let\b|const \w+(: [^=]+)? = new (Weak)?(Map|Set)(<.+>)?\(\))/m;
    // What stands above a component's markup runs for each page anew.
    const hall = code.filter((file) => /^src\/(?!domain).*\.ts$/.test(file));
    expect(hall.filter((file) => memories.test(source(file)))).toEqual([]);
  });

  test.each(beaconFiles)('%s of the beacon ships nothing but itself', (name) => {
    const file = `integrations/attribution/${name}.ts`;
    const statements = ts.createSourceFile(file, source(file), ts.ScriptTarget.Latest).statements;
    const values = statements
      .filter(ts.isImportDeclaration)
      .filter((found) => found.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword)
      .filter(
        ({ moduleSpecifier }) =>
          !ts.isStringLiteral(moduleSpecifier) || !beaconPart.test(moduleSpecifier.text),
      );
    expect(values.map((found) => found.getText())).toEqual([]);
  });

  test('nobody names a file for being useful', () => {
    expect(
      files.filter((file) => /(^|[/.-])(utils?|helpers?|manager|service|misc|common)([/.-]|$)/i.test(file)),
    ).toEqual([]);
  });

  test('files are kebab-case, components PascalCase', () => {
    const named = code
      .filter((file) => !/^src\/pages\//.test(file))
      .map((file) => file.split('/').at(-1) ?? '');
    const odd = named.filter(
      (name) => !(name.endsWith('.astro') ? /^[A-Z][A-Za-z]+\.astro$/ : /^[a-z0-9-]+(\.[a-z]+)+$/).test(name),
    );
    expect(odd).toEqual([]);
  });
});

/** Files that run only where the development packages are installed. */
const needsDevelopment = /^(tests\/|vitest\.config|scripts\/(bench|browser)\/)/;

/** The packages a file imports, by the names under which they are installed. */
function packagesOf(file: string): Set<string> {
  const names = importsOf(file).filter((name) => /^[@a-z]/.test(name) && !/^(node|astro|byline):/.test(name));
  const isPath = (name: string) => /^(src|integrations|scripts|tests|sample|content)\//.test(name);
  const packages = names.filter((name) => !isPath(name) && !builtinModules.includes(name));
  return new Set(packages.map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/')).map(typed));
}

/** The package that has the types of another, or of nothing that runs: `@types/mdast` for `mdast`. */
function typed(name: string): string {
  return !(name in dependencies) && `@types/${name}` in devDependencies ? `@types/${name}` : name;
}

function isTypeOnly(file: string, name: string): boolean {
  const imports = ts
    .createSourceFile(file, source(file), ts.ScriptTarget.Latest)
    .statements.filter(ts.isImportDeclaration);
  const those = imports.filter(({ moduleSpecifier }) => {
    const from = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
    return from === name || from.startsWith(`${name}/`) || typed(from) === name;
  });
  return those.every(({ importClause }) => importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
}

/** What a file imports: packages and aliases by name, relative paths from the project's root. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(source(file), true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith('.') ? normalize(join(dirname(file), fileName)) : fileName,
  );
}

/** The files of the project that a file imports, by relative paths and by the aliases of `package.json`. */
function projectFilesOf(file: string): string[] {
  return importsOf(file).map((name) => (name in aliases ? normalize(aliases[name]) : name));
}

/**
 * The files that import each other in a circle, and those on a way between two circles. A file that imports none of the
 * others is in no circle; neither is a file that none of the others imports. Without these, more files are free.
 */
function inCircles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const left = new Map(imports);
  const freeFiles = () => {
    const imported = new Set([...left.values()].flat());
    const importsNone = (names: readonly string[]) => !names.some((name) => left.has(name));
    return [...left].filter(([file, names]) => !imported.has(file) || importsNone(names));
  };
  for (let free = freeFiles(); free.length > 0; free = freeFiles())
    for (const [file] of free) left.delete(file);
  return [...left].map(([file, names]) => `${file} → ${names.filter((name) => left.has(name)).join(', ')}`);
}

/** The TypeScript in a file: of a component, its front matter. */
function source(file: string): string {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.astro') ? (text.split(/^---$/m)[1] ?? '') : text;
}
