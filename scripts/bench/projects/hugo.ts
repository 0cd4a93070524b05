import { execFile } from 'node:child_process';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '#domain';
import { cached } from '../packages.ts';
import { defineProject, writeFiles } from '../project.ts';

const exec = promisify(execFile);

/** Hugo as Debian ships it, with its own highlighter. It knows no builds but whole ones. */
export default defineProject({
  corpora: ['markdown'],
  builds: ['cold', 'edit'],
  setUp: async (root) => {
    const { program, env } = await debianHugo();
    await writeFiles(root, files);
    return {
      title: `Hugo ${await versionOf(program, env)}`,
      command: [program, '--quiet', '--cacheDir', join(root, 'cache')],
      env,
      posts: 'content/posts',
      leavings: ['public', 'resources', 'cache', '.hugo_build.lock'],
      page: ({ name }) => `public/posts/${name}/index.html`,
    };
  },
});

interface Program {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Debian's package and the libraries only it needs, unpacked but not installed. */
async function debianHugo(): Promise<Program> {
  const folder = await cached('hugo-debian', async (draft) => {
    await exec('apt-get', ['download', 'hugo', 'libsass1', 'libwebp7'], { cwd: draft });
    const packages = await Array.fromAsync(glob('*.deb', { cwd: draft }));
    for (const file of packages) await exec('dpkg', ['-x', file, '.'], { cwd: draft });
  });
  const [library] = await Array.fromAsync(glob('usr/lib/*/libsass.so.1', { cwd: folder }));
  const env = library === undefined ? {} : { LD_LIBRARY_PATH: join(folder, library, '..') };
  return { program: join(folder, 'usr/bin/hugo'), env };
}

async function versionOf(program: string, env: Program['env']): Promise<string> {
  try {
    const { stdout } = await exec(program, ['version'], { env: { ...process.env, ...env } });
    return /v(\d+(?:\.\d+)+)/.exec(stdout)?.[1] ?? stdout.trim();
  } catch (cause) {
    throw new Problem(`Debian’s Hugo does not run here: ${String(cause)}`, { cause });
  }
}

const page = (main: string) =>
  `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><a href="/">Home</a></nav><main>${main}</main></body></html>\n`;

const files = {
  'config.toml': `baseURL = 'https://bench.example/'
languageCode = 'zh'
title = 'Bench'
`,
  'layouts/_default/single.html': page('<h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}'),
  'layouts/_default/list.html': page(
    '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</li>{{ end }}</ul>',
  ),
};
