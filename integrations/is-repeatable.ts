/**
 * Whether code gives the same each time it runs on the same content. Code that names the clock, chance, the
 * network or the machine may not; a name that is only mentioned counts too.
 *
 * @param code TypeScript or JavaScript
 */
export function isRepeatable(code: string): boolean {
  return !outside.test(code);
}

const outside =
  /\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^\s)])|(?<!new )\bDate\(|\bTemporal\b|\bperformance\b|\bMath\.random\b|\bcrypto\b|\bfetch\b|\bXMLHttpRequest\b|\bprocess\b|['"](?:node:[^'"]+|fs|fs\/promises|os|path|child_process|http|https)['"]/;
