import type { APIRoute } from 'astro';
import { jsonFeed } from '../feed/json-feed.ts';

export const GET: APIRoute = async () => Response.json(await jsonFeed(1));
