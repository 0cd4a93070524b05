import { globSync } from 'node:fs';
import { join } from 'node:path';
import { unpackPackages } from './debian.ts';
import { install, packageOf, whyMissing } from './store.ts';

/** Ruby with the libraries DEV renders posts with; the number is of how they are laid out: raise it when that changes. */
const PACKAGE = packageOf('redcarpet', '1');

/**
 * Fetches Ruby, Redcarpet, Liquid, Rouge and the Rails sanitizer from Debian; does nothing when they are there.
 *
 * @throws Error that says what this machine lacks
 */
export async function prepareRedcarpet(): Promise<void> {
  await install(PACKAGE, (folder) => unpackPackages(folder, PACKAGES));
}

/** Why Redcarpet cannot run here; undefined where it can. */
export function whyNoRedcarpet(): string | undefined {
  return whyMissing(PACKAGE);
}

/** How to run a Ruby program with those libraries, wherever Debian put them. */
export function ruby(): Ruby {
  const roots = [PACKAGE.folder, '/'];
  const find = (pattern: string) =>
    roots.flatMap((cwd) => globSync(pattern, { cwd }).map((at) => join(cwd, at)));
  const [command = 'ruby'] = find('usr/bin/ruby[0-9]*').filter((path) => /ruby\d\.\d+$/.test(path));
  const libraries = find('usr/lib/*-linux-gnu*');
  return {
    command,
    env: {
      LD_LIBRARY_PATH: libraries.join(':'),
      RUBYLIB: LOAD_PATHS.flatMap(find).join(':'),
      // The gems Debian splits off find each other by their specifications.
      GEM_PATH: GEM_PATHS.flatMap(find).join(':'),
    },
  };
}

const PACKAGES = ['ruby', 'ruby-redcarpet', 'ruby-liquid', 'ruby-rouge', 'ruby-rails-html-sanitizer'];

/** Where Debian keeps libraries, Ruby's own and those of packages; the second of a pair holds compiled ones. */
const LOAD_PATHS = [
  'usr/lib/ruby/vendor_ruby',
  'usr/lib/*-linux-gnu*/ruby/vendor_ruby/[0-9]*',
  'usr/lib/ruby/[0-9]*',
  'usr/lib/*-linux-gnu*/ruby/[0-9]*',
];

/** Where Debian keeps gems. */
const GEM_PATHS = ['usr/share/rubygems-integration/all', 'usr/lib/*-linux-gnu*/rubygems-integration/[0-9]*'];

interface Ruby {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}
