import { Deserializer, serializeMethodCall, XmlRpcFault } from '@foxglove/xmlrpc';

type Params = NonNullable<Parameters<typeof serializeMethodCall>[1]>;

/** What XML 1.0 has no place for, lone surrogates and Unicode's noncharacters among it. */
const ILLEGAL = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * Noncharacters that stand for markup until the call is written: the serializer would wrap such text in
 * CDATA, and refuses one that holds `]]>`.
 */
const STAND_INS = { '&': '\u{FDD0}', '<': '\u{FDD1}', '>': '\u{FDD2}' } as const;
const ENTITIES: Record<string, string> = { '\u{FDD0}': '&amp;', '\u{FDD1}': '&lt;', '\u{FDD2}': '&gt;' };

/** An XML-RPC call as XML; characters XML has no place for are left out. */
export function writeCall(method: string, params: readonly unknown[]): string {
  const xml = serializeMethodCall(method, prepare(params) as Params);
  return xml.replaceAll(/[\u{FDD0}-\u{FDD2}]/gu, (mark) => ENTITIES[mark] ?? '');
}

/** The value an XML-RPC answer carries, or its fault. Throws on what is no answer. */
export async function readAnswer(xml: string): Promise<{ value: unknown } | { fault: Fault }> {
  try {
    return { value: await new Deserializer().deserializeMethodResponse(xml.replaceAll(ILLEGAL, '')) };
  } catch (error) {
    if (!(error instanceof XmlRpcFault)) throw error;
    return { fault: { code: error.faultCode ?? 0, message: error.faultString ?? error.message } };
  }
}

function prepare(value: unknown): unknown {
  if (typeof value === 'string') return prepareText(value);
  if (Array.isArray(value)) return value.map(prepare);
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof Uint8Array)
    return value;
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present.map(([key, member]) => [key, prepare(member)]));
}

function prepareText(text: string): string {
  return text
    .replaceAll(ILLEGAL, '')
    .replaceAll(/[&<>]/g, (mark) => STAND_INS[mark as keyof typeof STAND_INS]);
}

export interface Fault {
  readonly code: number;
  readonly message: string;
}
