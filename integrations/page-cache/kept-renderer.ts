import { cp, glob, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { renderForPrerender } from 'astro/app';
import { z } from 'zod';
import { readKept } from '../build-cache/read-kept.ts';

/** What Astro's build tells the bundle that renders pages. Its own types are not public. */
export interface BuildApp extends Renderer {
  setInternals(internals: unknown): void;
  setOptions(options: unknown): void;
  readonly manifest: { readonly routes: readonly { readonly routeData: RouteData }[] };
}

export type RouteData = import('astro').RouteData;

type Renderer = Parameters<typeof renderForPrerender>[0];

const sheetSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('external'), src: z.string() }),
  z.strictObject({ type: z.literal('inline'), content: z.string() }),
]);

/** What of that a page's head is made from: style sheets by page, and the scripts all pages have. */
const toldSchema = z.strictObject({
  entry: z.string(),
  pages: z.array(
    z.tuple([z.string(), z.array(z.object({ order: z.number(), depth: z.number(), sheet: sheetSchema }))]),
  ),
  entries: z.array(z.tuple([z.string(), z.string()])),
  scripts: z.array(z.strictObject({ stage: z.string(), content: z.string() })),
});

type Told = z.output<typeof toldSchema>;

/** Hears what Astro tells a bundle. */
export interface Listener {
  /** To be called when the bundle is there, and before Astro tells it anything. */
  start(): Promise<void>;
  /** What it was told; null before that, and where an Astro we do not know keeps these things otherwise. */
  told(): Told | null;
}

/** Listens to what Astro tells the bundle in a folder: what rendering takes beside it. */
export function listenIn(bundle: string): Listener {
  const heard: Heard = {};
  return {
    start: async () => {
      [heard.entry] = await Array.fromAsync(glob('prerender-entry*.mjs', { cwd: bundle }));
      if (heard.entry === undefined) return;
      const app = await loadApp(join(bundle, heard.entry));
      tap(app, 'setInternals', (internals) => {
        heard.internals = internals;
      });
      tap(app, 'setOptions', (options) => {
        heard.options = options;
      });
    },
    told: () => excerpt(heard),
  };
}

interface Heard {
  /** The bundle's file that renders pages. */
  entry?: string | undefined;
  internals?: unknown;
  options?: unknown;
}

/** Keeps the bundle and what it was told in a folder, in place of the one before. */
export async function keepRenderer(bundle: string, told: Told, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(bundle, join(folder, BUNDLE), { recursive: true });
  await writeFile(join(folder, TOLD), JSON.stringify(told));
}

/** The app in such a folder, ready to render; null when there is none, or another Astro's. */
export async function openRenderer(folder: string): Promise<BuildApp | null> {
  const told = await readKept(join(folder, TOLD), toldSchema);
  if (told === null) return null;
  const app = await loadApp(join(folder, BUNDLE, told.entry));
  app.setInternals({
    pagesByKeys: new Map(told.pages.map(([key, styles]) => [key, { styles }])),
    entrySpecifierToBundleMap: new Map(told.entries),
  });
  app.setOptions({ settings: { scripts: told.scripts }, logger: { options: { destination: quiet } } });
  return app;
}

const BUNDLE = 'bundle';
const TOLD = 'told.json';

/** What rendering says is said of every page at a whole build. */
const quiet = { write: () => true };

async function loadApp(entry: string): Promise<BuildApp> {
  const { app }: { app: BuildApp } = await import(pathToFileURL(entry).href);
  return app;
}

function tap(app: BuildApp, method: 'setInternals' | 'setOptions', hear: (heard: unknown) => void): void {
  const tell = app[method].bind(app);
  app[method] = (told) => {
    hear(told);
    tell(told);
  };
}

function excerpt({ entry, internals, options }: Heard): Told | null {
  const { data: from } = internalsSchema.safeParse(internals);
  const { data: settings } = optionsSchema.safeParse(options);
  if (from === undefined || settings === undefined) return null;
  const pages = [...from.pagesByKeys].map(([key, { styles }]) => [key, styles]);
  const { scripts } = settings.settings;
  const told = { entry, pages, entries: [...from.entrySpecifierToBundleMap], scripts };
  return toldSchema.safeParse(told).data ?? null;
}

const internalsSchema = z.object({
  pagesByKeys: z.map(z.string(), z.object({ styles: z.array(z.unknown()) })),
  entrySpecifierToBundleMap: z.map(z.string(), z.string()),
});

const optionsSchema = z.object({ settings: z.object({ scripts: z.array(z.unknown()) }) });
