import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import fontPackage from '@fontsource/noto-sans-sc/package.json' with { type: 'json' };
import { type Browser, chromium } from 'playwright-core';
import { install, packageOf } from './installed.ts';
import { unpackWoff } from './unpack-woff.ts';

/**
 * A headless Chromium out of the npm package, which needs nothing of the machine but the C library and
 * brings its own Chinese font. It looks like a reader's browser to scripts (`navigator.webdriver` is
 * false) and asks nobody anything by itself. Close it with `browser.close()`.
 *
 * @param debuggingPort where other programs can drive it; without it, nobody else can
 */
export async function launchChromium(debuggingPort?: number): Promise<Browser> {
  await prepareChromium();
  const [chinese, latin] = [await realpath(FOLDER), await realpath(LATIN.folder)];
  const fonts = join(latin, 'reader-fonts.conf');
  await writeFile(fonts, fontsConf(chinese, latin));
  return chromium.launch({
    executablePath: join(FOLDER, 'chromium'),
    args: debuggingPort === undefined ? FLAGS : [...FLAGS, `--remote-debugging-port=${debuggingPort}`],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(FOLDER, 'lib'),
      FONTCONFIG_FILE: fonts,
    },
  });
}

/** Unpacks the browser where everyone finds it; does nothing when that is done. */
export async function prepareChromium(): Promise<void> {
  await install(CHROMIUM, unpack);
  await install(LATIN, (folder) => unpackTar('fonts.tar.br', folder));
}

/** A user agent as readers have it: the headless one is taken for a robot. */
export function readerAgent(browser: Browser): string {
  const [major] = browser.version().split('.');
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;
}

async function unpack(folder: string): Promise<void> {
  await Promise.all([
    unbrotli('chromium.br', join(folder, 'chromium')),
    unpackTar('al2023.tar.br', folder),
    unpackFonts(folder),
  ]);
}

async function unbrotli(name: string, target: string): Promise<void> {
  const packed = createReadStream(join(SOURCE, 'bin', name));
  await pipeline(packed, createBrotliDecompress(), createWriteStream(target, { mode: 0o755 }));
}

async function unpackTar(name: string, folder: string): Promise<void> {
  const tar = join(folder, 'packed.tar');
  await unbrotli(name, tar);
  await promisify(execFile)('tar', ['-xf', tar, '-C', folder]);
  await rm(tar);
}

async function unpackFonts(folder: string): Promise<void> {
  await mkdir(join(folder, 'fonts'));
  for (const weight of [400, 700]) {
    const name = `noto-sans-sc-chinese-simplified-${weight}-normal`;
    const woff = fileURLToPath(import.meta.resolve(`@fontsource/noto-sans-sc/files/${name}.woff`));
    await writeFile(join(folder, 'fonts', `${name}.ttf`), unpackWoff(await readFile(woff)));
  }
}

const SOURCE = fileURLToPath(new URL('../', import.meta.resolve('@sparticuz/chromium')));
const { version } = JSON.parse(readFileSync(join(SOURCE, 'package.json'), 'utf8'));

/** The last number is of what is put there besides: raise it when that changes. */
const CHROMIUM = packageOf('chromium', `${version}-${fontPackage.version}-1`);
const FOLDER = CHROMIUM.folder;
/** The browser's package brings a Latin font as well. */
const LATIN = packageOf('latin-fonts', version);

/**
 * One font for Latin and one for Chinese, whoever asks for the system's; for code, what the machine has. The
 * Chinese one has the names it has where it is installed, by which style sheets take it for Chinese marks.
 */
function fontsConf(chinese: string, latin: string): string {
  const family = (name: string) => `<family>${name}</family>`;
  const alias = (asked: string, ...given: string[]) =>
    `  <alias binding="same">${family(asked)}<prefer>${given.map(family).join('')}</prefer></alias>`;
  return `<?xml version="1.0"?>
<fontconfig>
  <dir>${join(chinese, 'fonts')}</dir>
  <dir>${join(latin, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(latin, 'named-font-cache')}</cachedir>
  <match target="scan">
    <test name="family"><string>${HAN}</string></test>
    <test name="style"><string>Regular</string></test>
    <edit name="fullname" mode="assign" binding="same"><string>Noto Sans SC</string></edit>
    <edit name="postscriptname" mode="assign" binding="same"><string>NotoSansSC-Regular</string></edit>
  </match>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>Open Sans</string><string>${HAN}</string></edit>
  </match>
${['system-ui', 'sans-serif', 'serif'].map((asked) => alias(asked, 'Open Sans', HAN)).join('\n')}
${alias('Noto Sans SC', HAN)}
${alias('monospace', 'DejaVu Sans Mono')}
</fontconfig>
`;
}

/** What the Chinese font's files call their family. */
const HAN = 'Noto Sans SC Thin';

/** Playwright adds its own, which turn background requests off. */
const FLAGS = [
  '--headless=shell',
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-blink-features=AutomationControlled',
  '--disable-domain-reliability',
  '--no-pings',
  // Nothing outside the machine has a name.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  '--font-render-hinting=none',
];
