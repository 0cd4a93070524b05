import { z } from 'zod';

/** Old paths on this site that lead to a page. */
export const redirectsSchema = z
  .array(z.string().regex(/^\/[^\s?#]+$/, { error: 'expected a path on this site such as /2019/01/hello/' }))
  .default([]);
