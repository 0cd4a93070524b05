import { cp, glob, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { renderForPrerender } from 'astro/app';
import { z } from 'zod';
import { readCacheFile } from '../build-cache/read-cache-file.ts';

/** The bundle that renders pages, as Astro's build calls it. Astro's own types of it are not public. */
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

/** The part of Astro's calls a page's head is made from: style sheets by page, and the scripts of all pages. */
const inputsSchema = z.strictObject({
  entry: z.string(),
  pages: z.array(
    z.tuple([z.string(), z.array(z.object({ order: z.number(), depth: z.number(), sheet: sheetSchema }))]),
  ),
  entries: z.array(z.tuple([z.string(), z.string()])),
  scripts: z.array(z.strictObject({ stage: z.string(), content: z.string() })),
});

type RenderInputs = z.output<typeof inputsSchema>;

/** Records what Astro's build passes to a bundle. */
export interface Listener {
  /** Call it once the bundle exists, before Astro calls the bundle. */
  start(): Promise<void>;
  /** What Astro passed; null before that, and for an Astro version with other data. */
  inputs(): RenderInputs | null;
}

/** Records what Astro passes to the bundle in a folder: rendering needs it beside the bundle. */
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
    inputs: () => excerpt(heard),
  };
}

interface Heard {
  /** The bundle's file that renders pages. */
  entry?: string | undefined;
  internals?: unknown;
  options?: unknown;
}

/** Saves the bundle and its inputs in a folder; overwrites the ones of the last build. */
export async function saveRenderer(bundle: string, inputs: RenderInputs, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(bundle, join(folder, BUNDLE), { recursive: true });
  await writeFile(join(folder, INPUTS), JSON.stringify(inputs));
}

/** Opens the app of such a folder, ready to render; null for no app, or the app of another Astro version. */
export async function openRenderer(folder: string): Promise<BuildApp | null> {
  const inputs = await readCacheFile(join(folder, INPUTS), inputsSchema);
  if (inputs === null) return null;
  const app = await loadApp(join(folder, BUNDLE, inputs.entry));
  app.setInternals({
    pagesByKeys: new Map(inputs.pages.map(([key, styles]) => [key, { styles }])),
    entrySpecifierToBundleMap: new Map(inputs.entries),
  });
  app.setOptions({ settings: { scripts: inputs.scripts }, logger: { options: { destination: quiet } } });
  return app;
}

const BUNDLE = 'bundle';
const INPUTS = 'inputs.json';

/** A whole build logs what rendering has to say of every page. */
const quiet = { write: () => true };

async function loadApp(entry: string): Promise<BuildApp> {
  const { app }: { app: BuildApp } = await import(pathToFileURL(entry).href);
  return app;
}

function tap(app: BuildApp, method: 'setInternals' | 'setOptions', hear: (heard: unknown) => void): void {
  const tell = app[method].bind(app);
  app[method] = (input) => {
    hear(input);
    tell(input);
  };
}

function excerpt({ entry, internals, options }: Heard): RenderInputs | null {
  const { data: from } = internalsSchema.safeParse(internals);
  const { data: settings } = optionsSchema.safeParse(options);
  if (from === undefined || settings === undefined) return null;
  const pages = [...from.pagesByKeys].map(([key, { styles }]) => [key, styles]);
  const { scripts } = settings.settings;
  const inputs = { entry, pages, entries: [...from.entrySpecifierToBundleMap], scripts };
  return inputsSchema.safeParse(inputs).data ?? null;
}

const internalsSchema = z.object({
  pagesByKeys: z.map(z.string(), z.object({ styles: z.array(z.unknown()) })),
  entrySpecifierToBundleMap: z.map(z.string(), z.string()),
});

const optionsSchema = z.object({ settings: z.object({ scripts: z.array(z.unknown()) }) });
