import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * A personal data server on PORT of this machine, with its data in FOLDER, and a directory of identities of its own in
 * memory. The packages are those installed in PACKAGES.
 */
const { PORT = '', FOLDER = '', PACKAGES = '' } = process.env;

const { resolve } = createRequire(`${PACKAGES}/package.json`);
const load = async (name: string): Promise<unknown> => import(pathToFileURL(resolve(name)).href);

const directory = (await load('@did-plc/server')) as Directory;
const { PlcServer, Database } = directory.default;
const plc = PlcServer.create({ db: Database.mock(), port: 0 });
const listening = await plc.start();
const address = listening.address();
const plcPort = typeof address === 'object' && address !== null ? address.port : 0;

const { PDS, envToCfg, envToSecrets } = (await load('@atproto/pds')) as DataServer;
const settings = {
  port: Number(PORT),
  hostname: 'localhost',
  devMode: true,
  dataDirectory: FOLDER,
  blobstoreDiskLocation: `${FOLDER}/blobs`,
  didPlcUrl: `http://127.0.0.1:${plcPort}`,
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  disableSsrfProtection: true,
  // Keys of a server that lives for one test.
  jwtSecret: 'jwt-secret',
  adminPassword: 'admin-password',
  plcRotationKeyK256PrivateKeyHex: '1'.padStart(64, '0'),
};
const server = await PDS.create(envToCfg(settings), envToSecrets(settings));
await server.start();

interface Directory {
  readonly default: {
    readonly PlcServer: { create(how: { db: unknown; port: number }): Started };
    readonly Database: { mock(): unknown };
  };
}

interface Started {
  start(): Promise<{ address(): { port: number } | string | null }>;
}

interface DataServer {
  readonly PDS: { create(config: unknown, secrets: unknown): Promise<{ start(): Promise<unknown> }> };
  envToCfg(settings: object): unknown;
  envToSecrets(settings: object): unknown;
}
