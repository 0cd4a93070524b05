import { siteFeeds } from '../../feed/feeds.ts';
import { serve } from '../../feed/serve.ts';

export const getStaticPaths = siteFeeds;

export const GET = serve('rss');
