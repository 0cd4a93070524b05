import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { fail, warn } from './report.ts';

/**
 * Reports addresses that cannot work, with their line: an empty address, a file on the author's own computer, and a
 * picture's address that cannot be decoded (`100%.png`), which would crash Astro.
 */
export function writtenAddresses() {
  return (tree: Root, file: VFile): void => {
    visit(tree, (node) => {
      if (node.type === 'link' && node.url === '') warn(file, node, emptyLink);
      if (node.type !== 'image' && node.type !== 'definition') return;
      if (node.type === 'image' && node.url === '') return fail(file, node, emptyPicture);
      if (isOnOwnDisk(node.url)) return fail(file, node, ownDisk(node.url));
      if (isLocal(node.url) && /%(?:23|3f)/i.test(node.url)) return fail(file, node, markInName(node.url));
      if (decodes(node.url)) return;
      const sound = node.url.replaceAll('%', '%25');
      if (node.type === 'image') {
        fail(file, node, {
          rule: 'image-address',
          reason: `the picture's address “${node.url}” has a “%” that stands for nothing`,
          hint: `Write “${sound}”, or rename the file.`,
        });
      }
      node.url = sound;
    });
  };
}

const emptyPicture = {
  rule: 'image-address',
  reason: 'the picture has no address',
  hint: 'Write ![what it shows](./picture.png), or take it out.',
};

const emptyLink = {
  rule: 'empty-link',
  reason: 'the link leads nowhere: it has no address',
  hint: 'Write where it leads: [text](address).',
};

/** `C:\a.png`, `file:///a.png`, `\\server\a.png` */
function isOnOwnDisk(url: string): boolean {
  return /^(?:[a-z]:[\\/]|file:|\\\\)/i.test(url);
}

function ownDisk(url: string) {
  return {
    rule: 'image-address',
    reason: `“${url}” is on your own computer: no reader can see it`,
    hint: 'Put the file beside the text, and write its path from there: ./picture.png.',
  };
}

function isLocal(url: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url);
}

/** Bundlers cut an address at these marks, whether they are written as they are or as `%23`. */
function markInName(url: string) {
  const better = decodeURIComponent(url).replaceAll(/[#?]/g, '-');
  return {
    rule: 'image-address',
    reason: `“${url}” names a file with “#” or “?” in its name, which cannot be in an address`,
    hint: `Rename the file, and write ${better}.`,
  };
}

function decodes(url: string): boolean {
  try {
    return decodeURI(url) !== '';
  } catch {
    return false;
  }
}
