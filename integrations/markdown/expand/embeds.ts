/** A page of another site that can be shown inside ours, once the reader asks for it. */
export interface Embed {
  /** The site's name. */
  readonly where: string;
  /** What the frame shows. */
  readonly frame: string;
}

/** The video at an address; undefined for a site we know no frame of. */
export function videoAt(address: URL): Embed | undefined {
  return firstOf(videos, address);
}

/** The code at an address; undefined for a site we know no frame of. */
export function codeAt(address: URL): Embed | undefined {
  return firstOf(codes, address);
}

/** Names of the sites, for messages. */
export const videoSites = ['YouTube', 'Bilibili', 'Vimeo'];
export const codeSites = ['CodePen', 'StackBlitz', 'CodeSandbox', 'JSFiddle'];

const videos: readonly Site[] = [
  [/^(?:www\.|m\.)?youtube\.com\/(?:watch\?(?:.*&)?v=|shorts\/|embed\/)([\w-]{6,})/, 'YouTube', youTube],
  [/^youtu\.be\/([\w-]{6,})/, 'YouTube', youTube],
  [
    /^(?:www\.|m\.)?bilibili\.com\/video\/(BV\w+)/,
    'Bilibili',
    (id) => `https://player.bilibili.com/player.html?bvid=${id}`,
  ],
  [/^(?:www\.)?vimeo\.com\/(\d+)/, 'Vimeo', (id) => `https://player.vimeo.com/video/${id}?dnt=1`],
];

const codes: readonly Site[] = [
  [
    /^codepen\.io\/([\w-]+\/)(?:pen|embed)\/(\w+)/,
    'CodePen',
    (user, id) => `https://codepen.io/${user}embed/${id}`,
  ],
  [/^stackblitz\.com\/edit\/([\w-]+)/, 'StackBlitz', (id) => `https://stackblitz.com/edit/${id}?embed=1`],
  [/^codesandbox\.io\/(?:s|embed)\/([\w-]+)/, 'CodeSandbox', (id) => `https://codesandbox.io/embed/${id}`],
  [/^jsfiddle\.net\/((?:[\w-]+\/)*\w+)/, 'JSFiddle', (id) => `https://jsfiddle.net/${id}/embedded/`],
];

function firstOf(sites: readonly Site[], { host, pathname, search }: URL): Embed | undefined {
  for (const [pattern, where, frame] of sites) {
    const [, first, second] = pattern.exec(`${host}${pathname}${search}`) ?? [];
    if (first !== undefined) return { where, frame: frame(first, second ?? '') };
  }
  return undefined;
}

function youTube(id: string): string {
  return `https://www.youtube-nocookie.com/embed/${id}`;
}

type Site = readonly [RegExp, string, (first: string, second: string) => string];
