import { seriesFeeds } from '../../../../feed/feeds.ts';
import { serve } from '../../../../feed/serve.ts';

export const getStaticPaths = seriesFeeds;

export const GET = serve('rss');
