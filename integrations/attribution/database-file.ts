/** Where the database is: as asked on the command line, else `BYLINE_DATABASE`, else `.byline/byline.db`. */
export function databaseFile(
  environment: Readonly<Record<string, string | undefined>>,
  asked?: string | undefined,
): string {
  return asked ?? (environment['BYLINE_DATABASE'] || '.byline/byline.db');
}
