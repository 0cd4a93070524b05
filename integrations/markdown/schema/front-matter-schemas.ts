import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { folderSchemas } from '../folder-schemas.ts';
import type { ContentFolder } from '../read-content.ts';

/** A JSON Schema, as far as it is touched here. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly description?: string;
  readonly [key: string]: unknown;
}

/** Folder of `content/` → the JSON Schema of its front matter, as authors write it. */
export type FrontMatterSchemas = Readonly<Record<ContentFolder, JsonSchema>>;

/** What zod checks, for editors to complete: dates are text in their formats, keys say what their JSDoc says. */
export async function frontMatterSchemas(): Promise<FrontMatterSchemas> {
  const [posts, offers, projects, testimonials, talks, pages] = await Promise.all([
    schemaOf(folderSchemas.posts, 'post.ts'),
    schemaOf(folderSchemas.offers, 'offer.ts'),
    schemaOf(folderSchemas.projects, 'project.ts'),
    schemaOf(folderSchemas.testimonials, 'testimonial.ts'),
    schemaOf(folderSchemas.talks, 'talk.ts'),
    schemaOf(folderSchemas.pages, 'page.ts'),
  ]);
  return { posts, offers, projects, testimonials, talks, pages };
}

async function schemaOf(schema: z.ZodType, file: string): Promise<JsonSchema> {
  const source = await readFile(new URL(`../../../src/domain/${file}`, import.meta.url), 'utf8');
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return {
    ...described(made, keyComments(source)),
    title: `The front matter of content/${file.replace('.ts', 's')}/`,
  };
}

/** Keys of a schema and the comments above them; the source is the one place where they are explained. */
function keyComments(source: string): Map<string, string> {
  const found = source.matchAll(/^ {2}\/\*\*(?<comment>(?:[^*]|\*(?!\/))*)\*\/\n {2}(?<key>\w+):/gm);
  return new Map(
    [...found].map(({ groups }) => [groups?.['key'] ?? '', plainText(groups?.['comment'] ?? '')]),
  );
}

function plainText(comment: string): string {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trim());
  const text = lines
    .join(' ')
    .trim()
    .replaceAll(/\{@link (\w+)\}/g, '$1');
  return text.replace(/\s*@default (.+)$/, ' Default: $1').trim();
}

function described(schema: JsonSchema, comments: ReadonlyMap<string, string>): JsonSchema {
  const entries = Object.entries(schema.properties ?? {}).map(([key, value]) => {
    const description = comments.get(key);
    return [key, description === undefined ? value : { description, ...value }] as const;
  });
  const branches = ['oneOf', 'anyOf'].flatMap((name) => {
    const inner = schema[name];
    return Array.isArray(inner) ? [[name, inner.map((each: JsonSchema) => described(each, comments))]] : [];
  });
  const properties = schema.properties === undefined ? {} : { properties: Object.fromEntries(entries) };
  return { ...schema, ...properties, ...Object.fromEntries(branches) };
}
