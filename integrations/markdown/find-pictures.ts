import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Image, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

/** Says of each picture beside the file that it is not there, with its line; those that are, the text depends on. */
export function findPictures() {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'image', (image) => {
      const path = localPath(image, file);
      if (path === undefined) return;
      depend(file, path);
      if (!existsSync(path)) report(image, file);
    });
  };
}

function localPath({ url }: Image, file: VFile): string | undefined {
  if (url === '' || url.startsWith('/') || url.startsWith('#') || URL.canParse(url)) return undefined;
  return resolve(dirname(file.path), decoded(url).replace(/[?#].*$/, ''));
}

function depend(file: VFile, path: string): void {
  const known = (file.data['dependencies'] as string[] | undefined) ?? [];
  file.data['dependencies'] = [...known, path];
}

function report(image: Image, file: VFile): void {
  const message = file.message(`there is no picture “${image.url}”`, {
    ...(image.position === undefined ? {} : { place: image.position }),
    source: 'byline',
    ruleId: 'missing-picture',
  });
  message.fatal = true;
  message.note = 'The path is relative to the file it stands in; capitals count.';
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
