import type { APIRoute } from 'astro';
import { feedPageCount, jsonFeed } from '../../feed/json-feed.ts';

/** Pages after the first, which is `/feed.json`. */
export async function getStaticPaths() {
  const pages = Array.from({ length: (await feedPageCount()) - 1 }, (_, index) => index + 2);
  return pages.map((page) => ({ params: { page: String(page) } }));
}

export const GET: APIRoute = async ({ params }) => Response.json(await jsonFeed(Number(params['page'])));
