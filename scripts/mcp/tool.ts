import type { z } from 'zod';

/** Something an assistant may ask for: one file in `tools/`, whose name is the tool's. */
export interface Tool<Shape extends z.ZodRawShape = z.ZodRawShape> {
  /** What it does and gives, for the assistant. */
  readonly description: string;
  readonly input: Shape;
  /** It changes what readers see. */
  readonly isWrite?: true;
  /** @returns text, or a value that is sent as JSON. @throws {Problem} which the assistant is told */
  answer(input: z.output<z.ZodObject<Shape>>, session: Session): Promise<unknown>;
}

/** Whom a tool works for. */
export interface Session {
  /** Where the feed is: the built folder, or the address of a site. */
  readonly from: string;
  /** Asks the author in their client; undefined where it cannot ask. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}

/** Declares a tool; the file's default export. */
export function defineTool<Shape extends z.ZodRawShape>(tool: Tool<Shape>): Tool<Shape> {
  return tool;
}
