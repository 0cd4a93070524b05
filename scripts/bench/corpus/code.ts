import { type Random, times } from './random.ts';

/** A fenced block in one of eight languages, 8 to 30 lines. */
export function codeBlock(random: Random, meta = ''): string {
  const [language, write] = random.pick(Object.entries(languages));
  return `\`\`\`${language}${meta}\n${write(random)}\n\`\`\``;
}

const nouns = [
  'order',
  'invoice',
  'lead',
  'post',
  'touch',
  'job',
  'session',
  'ticket',
  'bundle',
  'channel',
  'draft',
  'account',
];
const verbs = ['load', 'send', 'merge', 'claim', 'retry', 'flush', 'parse', 'count', 'sort', 'verify'];
const fields = [
  'id',
  'amount',
  'state',
  'created_at',
  'owner',
  'attempts',
  'locale',
  'total',
  'source',
  'expires',
];

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
const many = (random: Random, line: () => string) => times(random.between(3, 9), line).join('\n');

// No two braces in a row: Hexo and Hugo would take them for a template's.
const languages: Readonly<Record<string, (random: Random) => string>> = {
  ts: (random) => {
    const [noun, verb] = [random.pick(nouns), random.pick(verbs)];
    const lines = many(
      random,
      () =>
        `  if (${noun}.${random.pick(fields)} > ${random.between(1, 99)}) found.push(\`${random.pick(verbs)} \${${noun}.id}\`);`,
    );
    return `interface ${capital(noun)} {\n  readonly id: string;\n  readonly ${random.pick(fields)}: number;\n}\n\n/** ${capital(verb)}s one ${noun}; never throws. */\nexport async function ${verb}${capital(noun)}(${noun}: ${capital(noun)}, signal: AbortSignal): Promise<string[]> {\n  const found: string[] = [];\n${lines}\n  await fetch('/api/${noun}', { method: 'POST', signal });\n  return found.slice(0, ${random.between(2, 50)});\n}`;
  },
  go: (random) => {
    const [noun, verb] = [random.pick(nouns), random.pick(verbs)];
    const lines = many(
      random,
      () =>
        `\tif err := s.${random.pick(verbs)}(ctx, "${random.pick(fields)}", ${random.between(1, 999)}); err != nil {\n\t\treturn fmt.Errorf("${verb} ${noun}: %w", err)\n\t}`,
    );
    return `// ${capital(verb)} stops when the context does.\nfunc (s *Store) ${capital(verb)}(ctx context.Context, ${noun} *${capital(noun)}) error {\n\tctx, cancel := context.WithTimeout(ctx, ${random.between(1, 30)}*time.Second)\n\tdefer cancel()\n${lines}\n\treturn nil\n}`;
  },
  python: (random) => {
    const [noun, verb] = [random.pick(nouns), random.pick(verbs)];
    const lines = many(
      random,
      () =>
        `    if ${noun}.${random.pick(fields)} is None:  # ${random.pick(verbs)} it later\n        found.append(f"{${noun}.id}:${random.pick(fields)}")`,
    );
    return `from dataclasses import dataclass\n\n\n@dataclass(frozen=True)\nclass ${capital(noun)}:\n    id: str\n    ${random.pick(fields)}: int = ${random.between(0, 9)}\n\n\ndef ${verb}_${noun}(${noun}: ${capital(noun)}, *, limit: int = ${random.between(2, 50)}) -> list[str]:\n    """${capital(verb)} one ${noun}."""\n    found: list[str] = []\n${lines}\n    return found[:limit]`;
  },
  rust: (random) => {
    const [noun, verb] = [random.pick(nouns), random.pick(verbs)];
    const lines = many(
      random,
      () =>
        `    if ${noun}.${random.pick(fields)} > ${random.between(1, 99)} {\n        found.push(format!("${random.pick(verbs)} {}", ${noun}.id));\n    }`,
    );
    return `/// ${capital(verb)}s one ${noun}.\npub fn ${verb}(${noun}: &${capital(noun)}, limit: usize) -> Result<Vec<String>, StoreError> {\n    let mut found = Vec::with_capacity(limit);\n${lines}\n    Ok(found.into_iter().take(limit).collect())\n}`;
  },
  sql: (random) => {
    const noun = random.pick(nouns);
    const lines = many(random, () => `   AND ${noun}.${random.pick(fields)} >= ${random.between(1, 999)}`);
    return `-- the ${noun}s of the last ${random.between(2, 90)} days\nWITH recent AS (\n  SELECT id, ${random.pick(fields)}, count(*) OVER (PARTITION BY owner) AS total\n    FROM ${noun}s AS ${noun}\n   WHERE ${noun}.state = 'open'\n${lines}\n)\nSELECT owner, max(total) AS most\n  FROM recent\n GROUP BY owner\nHAVING max(total) > ${random.between(1, 9)}\n ORDER BY most DESC\n LIMIT ${random.between(5, 50)};`;
  },
  bash: (random) => {
    const noun = random.pick(nouns);
    const lines = many(
      random,
      () =>
        `  curl --fail --silent --max-time ${random.between(1, 30)} "$base/${random.pick(nouns)}/$id" >> "$out/${random.pick(fields)}.json"`,
    );
    return `#!/usr/bin/env bash\nset -euo pipefail\n\nbase=\${1:?the address of the ${noun} service}\nout=$(mktemp -d)\n\nfor id in $(seq 1 ${random.between(5, 90)}); do\n${lines}\ndone\n\necho "$(wc -l < "$out/${noun}.log") ${noun}s" | tee -a report.txt`;
  },
  yaml: (random) => {
    const noun = random.pick(nouns);
    const lines = many(
      random,
      () =>
        `      - name: ${random.pick(verbs)}-${random.pick(nouns)}\n        value: "${random.between(1, 9999)}"`,
    );
    return `# how ${noun}s are run\nservices:\n  ${noun}:\n    image: registry.example.org/${noun}:${random.between(1, 9)}.${random.between(0, 20)}\n    restart: unless-stopped\n    ports: ["${random.between(3000, 9000)}:8080"]\n    environment:\n${lines}\n    healthcheck:\n      test: [CMD, curl, --fail, http://localhost:8080/live]\n      interval: ${random.between(5, 60)}s`;
  },
  json: (random) => {
    const lines = many(
      random,
      () =>
        `    "${random.pick(verbs)}_${random.pick(fields)}_${random.between(1, 99)}": ${random.pick(['true', 'null', '[1, 2, 3]', '"later"', '0.25'])},`,
    );
    return `{\n  "name": "${random.pick(nouns)}",\n  "version": "${random.between(0, 9)}.${random.between(0, 30)}.0",\n  "settings": {\n${lines}\n    "limit": ${random.between(10, 500)}\n  },\n  "tags": ["${random.pick(nouns)}", "${random.pick(fields)}"]\n}`;
  },
};
