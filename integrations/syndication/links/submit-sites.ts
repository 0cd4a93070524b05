/** What is handed to a site that takes links. */
export interface Submission {
  readonly url: string;
  readonly title: string;
  /** Where on the site: a subreddit, a node of V2EX. */
  readonly place?: string | undefined;
}

/** A site where readers submit links by a form that an address can fill in. */
export interface SubmitSite {
  readonly name: string;
  /** Its channel in tags and in the report. */
  readonly channel: string;
  /**
   * Whether the link is tagged. Hacker News and Lobsters join the submissions of one address and take a tag for
   * advertising (Lobsters cuts it off); both say in the referrer who sends a reader. Reddit's app and V2EX's say nothing.
   */
  readonly isTagged: boolean;
  /** The longest title it takes, in characters. */
  readonly mostTitle: number;
  /** What `:place` after its name means, where it has places: `reddit:programming`. */
  readonly places?: string;
  /** Its form may open empty, so the author pastes the title and the link. */
  readonly isPasted?: true;
  /** The address of the form. */
  form(submission: Submission): string;
}

/**
 * By the name an author types. Hacker News' and Lobsters' addresses are those of their own bookmarklets, Reddit's is the one
 * of its share buttons. V2EX documents none: its form opens at the node, and may be empty.
 */
export const submitSites: Readonly<Record<string, SubmitSite>> = {
  hn: {
    name: 'Hacker News',
    channel: 'hackernews',
    isTagged: false,
    mostTitle: 80,
    form: ({ url, title }) => filled('https://news.ycombinator.com/submitlink', { u: url, t: title }),
  },
  lobsters: {
    name: 'Lobsters',
    channel: 'lobsters',
    isTagged: false,
    mostTitle: 150,
    form: ({ url, title }) => filled('https://lobste.rs/stories/new', { url, title }),
  },
  reddit: {
    name: 'Reddit',
    channel: 'reddit',
    isTagged: true,
    mostTitle: 300,
    places: 'the subreddit',
    form: ({ url, title, place }) =>
      filled(`https://www.reddit.com/${subreddit(place)}submit`, { url, title }),
  },
  v2ex: {
    name: 'V2EX',
    channel: 'v2ex',
    isTagged: true,
    mostTitle: 120,
    places: 'the node',
    isPasted: true,
    form: ({ place }) => filled('https://www.v2ex.com/write', place === undefined ? {} : { node: place }),
  },
};

function subreddit(place: string | undefined): string {
  return place === undefined ? '' : `r/${encodeURIComponent(place)}/`;
}

function filled(form: string, fields: Readonly<Record<string, string>>): string {
  const address = new URL(form);
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
  return address.href;
}
