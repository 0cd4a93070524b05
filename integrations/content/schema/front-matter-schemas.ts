import { z } from 'zod';
import { type ContentFolder, kinds, perFolder } from '../kinds.ts';

/** A JSON Schema, as far as it is touched here. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly description?: string;
  readonly [key: string]: unknown;
}

/** Folder of `content/` → the JSON Schema of its front matter, as authors write it. */
export type FrontMatterSchemas = Readonly<Record<ContentFolder, JsonSchema>>;

/** The schemas zod checks front matter with, for editors: dates are text in their formats, every key is explained. */
export function frontMatterSchemas(): FrontMatterSchemas {
  return perFolder(schemaOf);
}

function schemaOf(folder: ContentFolder): JsonSchema {
  const made = z.toJSONSchema(kinds[folder].schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => sayDefault(jsonSchema),
  });
  return { ...(made as JsonSchema), title: `The front matter of content/${folder}/` };
}

/** Editors show what a key means, but not what holds without it. */
function sayDefault(schema: { description?: string; default?: unknown }): void {
  if (schema.description === undefined || schema.default === undefined) return;
  schema.description += ` Default: ${JSON.stringify(schema.default)}`;
}
